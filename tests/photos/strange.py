"""Pictures made to be uploaded: as they should be, and as somebody means harm."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw

from ciie_admin.demo.portraits import portrait

SIDE = 50_000
"""Pixels: 2.5 gigapixels in the square."""


def jpeg(width: int = 480, height: int = 640, **options: bool) -> bytes:
    """A drawing with enough in it to be decoded for a while."""
    page = Image.new("RGB", (width, height), "#dfe6ee")
    pen = ImageDraw.Draw(page)
    for step in range(0, width, 24):
        pen.line((step, 0, width - step, height), fill=(step % 256, 90, 130), width=3)
    return saved(page, "JPEG", **options)


def png(width: int = 640, height: int = 480) -> bytes:
    return saved(Image.new("RGB", (width, height), "#dfe6ee"), "PNG")


def saved(page: Image.Image, kind: str, **options: bool) -> bytes:
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def declared_jpeg(side: int = SIDE) -> bytes:
    """A small portrait whose header says it is enormous."""
    content = portrait(3, "plain")
    at = next(
        at for at in range(len(content)) if content[at : at + 2] in (b"\xff\xc0", b"\xff\xc2")
    )
    return content[: at + 5] + struct.pack(">HH", side, side) + content[at + 9 :]


def declared_png(side: int = SIDE) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = [_chunk(head), _chunk(b"IDAT" + zlib.compress(bytes(2**20))), _chunk(b"IEND")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def unpacking_png(width: int = 7_000, height: int = 7_000) -> bytes:
    """Below the cap, a few KB, and 196 MB of pixels when it is unpacked."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = zlib.compress(bytes((width * 4 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (head, b"IDAT" + rows, b"IEND")))


def endless_png() -> bytes:
    """A text chunk that unpacks to a gigabyte, in front of a picture of one pixel."""
    plain = saved(Image.new("L", (1, 1)), "PNG")
    packer = zlib.compressobj(9)
    text = b"".join([packer.compress(bytes(2**20)) for _ in range(1_024)]) + packer.flush()
    return plain[:33] + _chunk(b"zTXtComment\0\0" + text) + plain[33:]


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("photo.jpg", bytes(100_000_000))
    return out.getvalue()


def _chunk(content: bytes) -> bytes:
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
