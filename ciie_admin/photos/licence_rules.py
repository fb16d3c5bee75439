"""A licence's picture: PNG or JPEG, whole, not too large (seed 000, part 2)."""

import io

from PIL import Image

from ciie_admin.photos.decoding import FOREIGN, Source, opened, orientation, pixels
from ciie_admin.photos.file_rules import MAX_PIXELS, kind
from ciie_admin.photos.finding import PhotoFinding, reject
from ciie_admin.photos.jpeg import walk

PNG = b"\x89PNG\r\n\x1a\n"


def licence_findings(content: bytes, max_bytes: int) -> tuple[PhotoFinding, ...]:
    """Never raises."""
    size: tuple[PhotoFinding, ...] = ()
    if len(content) > max_bytes:
        size = (reject("file_size", f"{len(content) // 1024} KB", f"{max_bytes // 1024} KB"),)
    if content.startswith(b"\xff\xd8\xff"):
        return (*size, *_jpeg(content))
    if content.startswith(PNG):
        return (*size, *_png(content))
    return (*size, reject("format", kind(content), "png, jpg, jpeg"))


def _jpeg(content: bytes) -> tuple[PhotoFinding, ...]:
    found = walk(content)
    if found.width * found.height > MAX_PIXELS:
        return (_bomb(found.width, found.height),)
    picture = opened(Source(content))
    if picture is None or found.fault or pixels(picture, orientation(picture)) is None:
        return (reject("corrupt", found.fault or "data", "whole"),)
    return ()


def _png(content: bytes) -> tuple[PhotoFinding, ...]:
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    if width * height > MAX_PIXELS:
        return (_bomb(width, height),)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            picture.load()
    except FOREIGN:
        return (reject("corrupt", "data", "whole"),)
    return ()


def _bomb(width: int, height: int) -> PhotoFinding:
    return reject("bomb", f"{width}×{height}", f"{MAX_PIXELS // 1_000_000} MP")
