"""What a badge photo's file alone tells: format, size, shape, wholeness (seed 000, part 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.decoding import Pixels, opened, orientation, pixels, source
from ciie_admin.photos.finding import Kept, PhotoFinding, Said, look, reject
from ciie_admin.photos.jpeg import Skeleton, behind_pictures, walk

MAX_PIXELS = 50_000_000
"""Declared; more is not decoded at all."""
ASPECT_TOLERANCE = 0.004
"""One pixel of rounding at the smallest allowed size."""
DECIMAL = 1024 * 1024 / 1_000_000
"""A limit in MB may be read as 2**20 or as 10**6 bytes: between the two somebody should look."""
HALF_TURNS = frozenset({5, 6, 7, 8})
"""EXIF orientations that lay a picture on its side."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """`shown` is the upright picture, absent where nothing more can be judged."""

    said: tuple[Said, ...]
    shown: Pixels | None = None
    mode: str = ""
    """Colour mode of the file as the decoder names it: RGB, L, CMYK."""
    scale: float = 1.0
    """Pixels of the upright file for one of `shown`."""
    tables: Mapping[int, list[int]] = field(default_factory=dict)
    """Quantisation tables by number."""
    size: tuple[int, int] = (0, 0)
    """Width and height of the upright file, px; of what was not decoded as it declares them."""

    @property
    def findings(self) -> tuple[PhotoFinding, ...]:
        return tuple(one for one in self.said if isinstance(one, PhotoFinding))


def read_file(content: bytes, limits: PhotoLimits) -> FileReading:
    """Never raises. What is not whole, no JPEG, or declares too many pixels is not decoded."""
    size = tuple(_size(content, limits))
    if not content.startswith(b"\xff\xd8\xff"):
        return FileReading((*size, _no_jpeg(limits, kind(content))))
    found = walk(content)
    if found.width * found.height > MAX_PIXELS:
        declared = f"{found.width}×{found.height}"
        bomb = reject("bomb", declared, f"{MAX_PIXELS // 1_000_000} MP")
        return FileReading((*size, bomb), size=(found.width, found.height))
    read = source(content, found)
    picture = opened(read)
    if picture is None or found.fault:
        return FileReading((*size, *_trailing(content, found), _corrupt(found.fault or "header")))
    turn = orientation(picture)
    upright = picture.size[::-1] if turn in HALF_TURNS else picture.size
    shape = (*_shape(upright, limits), Kept("format", "jpeg", ", ".join(limits.formats)))
    mode, tables = picture.mode, getattr(picture, "quantization", {})
    shown = pixels(picture, turn)
    if shown is None or not read.beyond:
        return FileReading((*size, *shape, _corrupt("data")), size=upright)
    longest = max(found.width, found.height)
    trailing = _trailing(content, found)
    scale = longest / max(shown.shape)
    return FileReading((*size, *shape, *trailing), shown, mode, scale, tables, upright)


def kind(content: bytes) -> str:
    """What the first bytes say a file is."""
    return next((name for name, start in SIGNATURES if start in content[:12]), "unknown")


SIGNATURES = (
    ("png", b"\x89PNG"),
    ("gif", b"GIF8"),
    ("webp", b"WEBP"),
    ("heic", b"ftyp"),
    ("tiff", b"II*\0"),
    ("tiff", b"MM\0*"),
    ("pdf", b"%PDF"),
    ("bmp", b"BM"),
)


def _no_jpeg(limits: PhotoLimits, found: str) -> PhotoFinding:
    return reject("format", found, ", ".join(limits.formats))


def _corrupt(what: str) -> PhotoFinding:
    return reject("corrupt", what, "whole")


def _size(content: bytes, limits: PhotoLimits) -> Iterator[Said]:
    measured, most = f"{len(content) // 1024} KB", f"{limits.max_bytes // 1024} KB"
    if len(content) > limits.max_bytes:
        yield reject("file_size", measured, most)
    elif len(content) * DECIMAL > limits.max_bytes:
        yield look("file_size", measured, most)
    else:
        yield Kept("file_size", measured, most)


def _shape(size: tuple[int, int], limits: PhotoLimits) -> Iterator[Said]:
    width, height = size
    measured, least = f"{width}×{height}", f"{limits.min_width}×{limits.min_height}"
    if width < limits.min_width or height < limits.min_height:
        yield reject("pixels", measured, least)
    else:
        yield Kept("pixels", measured, least)
    ratio = f"{limits.ratio_width}:{limits.ratio_height}"
    wanted = limits.ratio_width / limits.ratio_height
    if abs(width / max(height, 1) / wanted - 1) > ASPECT_TOLERANCE:
        yield reject("aspect", f"{width}:{height}", ratio)
    else:
        yield Kept("aspect", ratio, ratio)


def _trailing(content: bytes, found: Skeleton) -> Iterator[Said]:
    if not found.end:
        return
    if more := len(content) - behind_pictures(content, found):
        yield look("trailing_data", f"{more} B", "0 B")
    else:
        yield Kept("trailing_data", "0 B", "0 B")
