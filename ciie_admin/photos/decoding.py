"""Pixels of a JPEG, upright, by Pillow's JPEG decoder and no other."""

import io
import struct
import zlib

import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image

from ciie_admin.photos.jpeg import Skeleton

Pixels = npt.NDArray[np.uint8]
"""Height x width x RGB."""

JPEGS = ("JPEG", "MPO")
PLENTY = 1600
"""Long side in px above which a picture is decoded at 1/2, 1/4 or 1/8."""
SPARE = b"\x55" * 24
"""Put in place of the end marker: a decoder that asks for still more has lost its way. Some ten
bytes it reads ahead in any case.
"""
CUT = 8
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By EXIF orientation, how a picture is brought upright."""
FOREIGN = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    SyntaxError,
    EOFError,
    MemoryError,
    OverflowError,
    ZeroDivisionError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises on files that are cut off, damaged, or made to harm."""


class Source(io.BytesIO):
    """A file's bytes; no read that begins before `edge` goes beyond it."""

    def __init__(self, content: bytes, edge: int = 0) -> None:
        super().__init__(content)
        self.edge = edge
        self.beyond = False
        """Whether anything from the edge on was asked for."""

    def read(self, size: int | None = -1) -> bytes:
        left = self.edge - self.tell()
        if left <= 0:
            self.beyond = True
        elif size is None or not 0 <= size <= left:
            size = left
        return super().read(size)


def source(content: bytes, found: Skeleton) -> Source:
    """The file so that a decoder which asks for more data than there is fails, and so that it is
    known whether the picture was whole before its last bytes: damage in mid-scan shifts codes.

    Only of files with one scan; others end each scan by itself.
    """
    if not one_scan(found):
        return Source(content)
    whole = found.tail - found.first_scan > CUT
    return Source(content[: found.tail] + SPARE, found.tail - CUT if whole else 0)


def opened(content: Source) -> Image.Image | None:
    """Header read, nothing decoded; None if the decoder does not know it."""
    try:
        return Image.open(content, formats=JPEGS)
    except FOREIGN:
        return None


def orientation(picture: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 where there is none that can be read."""
    try:
        turn = picture.getexif().get(ExifTags.Base.Orientation, 1)
    except FOREIGN:
        return 1
    return turn if turn in TURNS else 1


def pixels(picture: Image.Image, turn: int) -> Pixels | None:
    """Decoded, at most about `PLENTY` px long, upright; None where the data is not whole."""
    try:
        if max(picture.size) > PLENTY:
            scale = PLENTY / max(picture.size)
            picture.draft("RGB", (int(picture.width * scale), int(picture.height * scale)))
        picture.load()
        shown = picture if picture.mode == "RGB" else picture.convert("RGB")
        if turn in TURNS:
            shown = shown.transpose(TURNS[turn])
        return np.asarray(shown)
    except FOREIGN:
        return None


def one_scan(found: Skeleton) -> bool:
    """Sequential Huffman coding in a single scan: what nearly every camera writes."""
    return found.frame in (0xC0, 0xC1) and found.scans == 1 and not found.interval
