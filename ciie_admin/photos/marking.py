"""A photo for whoever has to replace it: small, with what is wrong marked in it.

Amber lines with a white halo, as on every overlay of a photo; a flag with its number where there
are several faults.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from ciie_admin.domain.findings import Finding
from ciie_admin.photos.decoding import FOREIGN, TURNS, orientation
from ciie_admin.photos.file_rules import HALF_TURNS, MAX_PIXELS

READABLE = ("JPEG", "PNG", "GIF", "BMP")
"""What an intake keeps, whatever the edition asks for."""
MOST_UNSCALED = 16_000_000
"""Of files a decoder has to unfold whole: some 100 MB."""
AMBER, WHITE, GREY = (0x85, 0x50, 0x00), (255, 255, 255), (0xD5, 0xD9, 0xDE)
MOST_FLAGS = 20
FAR = 10**9
"""Px from the picture, where a number makes no sense any more."""
QUALITIES = (82, 70, 58, 46, 34, 22)
SIZE = re.compile(rb"([1-9]\d{0,4})x([1-9]\d{0,4})")
Size = tuple[int, int]
Corners = tuple[float, float, float, float]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`longest` side in px; bytes at `most`, for which quality goes before size (None: any)."""

    longest: int = 640
    most: int | None = None


def marked(
    content: bytes,
    findings: Sequence[Finding],
    *,
    numbers: Sequence[int] = (),
    size: Size | None = None,
    look: Look | None = None,
) -> bytes:
    """A JPEG of the upright picture without metadata. Never raises, whatever `content` is.

    `where` of the findings counts in px of a picture of `size`, by default of this one; of another
    size this one shows the whole of that one, centred. A finding without a place frames the whole.
    `numbers` stand on the flags; without them several findings are counted from 1.
    """
    look, findings = look or Look(), findings[:MOST_FLAGS]
    page, own = _page(content, look.longest)
    said = [str(one) for one in numbers] or [str(n) for n in range(1, len(findings) + 1)]
    if len(findings) < 2 and not numbers:
        said = [""] * len(findings)
    boxes = [_placed(one.where, size or own, page.size) for one in findings]
    _draw(page, list(zip(boxes, said, strict=False)))
    return _jpeg(page, look)


def original_size(thumbnail: bytes) -> Size | None:
    """What the thumbnail's comment says; older ones say nothing."""
    try:
        said = Image.open(io.BytesIO(thumbnail), formats=("JPEG",)).info.get("comment", b"")
    except FOREIGN:
        return None
    found = SIZE.fullmatch(said)
    return (int(found[1]), int(found[2])) if found else None


def _page(content: bytes, longest: int) -> tuple[Image.Image, Size]:
    """The picture in small and the size it has upright; grey where it cannot be read."""
    size = (3, 4)
    try:
        picture = Image.open(io.BytesIO(content), formats=READABLE)
        turn = orientation(picture)
        width, height = picture.size
        size = (height, width) if turn in HALF_TURNS else (width, height)
        if width * height <= _most(picture):
            return _reduced(picture, turn, longest), size
    except FOREIGN:
        pass
    return Image.new("RGB", _fitting(size, longest, grow=True), GREY), size


def _most(picture: Image.Image) -> int:
    """Pixels it may have; only a sequential JPEG is decoded at an eighth without the whole."""
    small = picture.format in ("JPEG", "MPO") and not picture.info.get("progressive")
    return MAX_PIXELS if small else MOST_UNSCALED


def _reduced(picture: Image.Image, turn: int, longest: int) -> Image.Image:
    """On a page of its own, so that nothing but pixels comes along."""
    fitting = _fitting(picture.size, longest)
    picture.draft("RGB", fitting)
    clear = "A" in picture.getbands() or "transparency" in picture.info
    shown = picture.convert("RGBA" if clear else "RGB")
    shown = shown.resize(fitting, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn in TURNS:
        shown = shown.transpose(TURNS[turn])
    page = Image.new("RGB", shown.size, WHITE)
    page.paste(shown, (0, 0), shown if clear else None)
    return page


def _fitting(size: Size, longest: int, *, grow: bool = False) -> Size:
    scale = longest / max(size)
    scale = scale if grow else min(1.0, scale)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _placed(where: Sequence[int], size: Size, page: Size) -> Corners | None:
    """The box on the page, cut at its edge; None where it is about the whole, or not on it."""
    if len(where) != 4 or min(size) < 1:
        return None
    scale = min(page[0] / size[0], page[1] / size[1])
    left, top = ((full - part * scale) / 2 for full, part in zip(page, size, strict=True))
    x0, y0, x1, y1 = (
        min(max(start + min(max(value, -FAR), FAR) * scale, 0.0), most - 1.0)
        for value, start, most in zip(where, (left, top) * 2, page * 2, strict=True)
    )
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else None


# ---- lines and flags


def _draw(page: Image.Image, faults: Sequence[tuple[Corners | None, str]]) -> None:
    """Lines first, so that no line runs through a number."""
    pen = ImageDraw.Draw(page)
    line = max(2, round(max(page.size) / 160))
    whole = (line / 2, line / 2, page.width - 1 - line / 2, page.height - 1 - line / 2)
    boxes = [(box or whole, said) for box, said in faults]
    for box, _ in boxes:
        _frame(pen, box, line)
    taken: list[Corners] = []
    for box, said in boxes:
        if said:
            taken.append(_flag(pen, box, said, page.size, taken))


def _frame(pen: ImageDraw.ImageDraw, box: Corners, line: int) -> None:
    halo = max(1, line // 2)
    for grown, colour in ((halo, WHITE), (0, AMBER)):
        width = line + 2 * grown
        left, top, right, bottom = box
        half = width / 2
        outer = (left - half, top - half, right + half, bottom + half)
        pen.rounded_rectangle(outer, radius=width, outline=colour, width=width)


def _flag(
    pen: ImageDraw.ImageDraw, box: Corners, said: str, page: Size, taken: Sequence[Corners]
) -> Corners:
    """On the upper edge of its box at the left, beside flags that already stand there."""
    high = max(22, round(max(page) / 16))
    wide = high + max(0, len(said) - 1) * high // 2
    left = min(max(0.0, box[0]), max(0.0, page[0] - 1.0 - wide))
    top = box[1] - high if box[1] >= high else box[1]
    top = min(max(0.0, top), max(0.0, page[1] - 1.0 - high))
    spot = (left, top, left + wide, top + high)
    for _ in taken:
        spot = next((_beside(spot, one, page) for one in taken if _meet(spot, one)), spot)
    pen.rounded_rectangle(spot, radius=3, fill=AMBER, outline=WHITE, width=max(1, high // 16))
    middle = ((spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2)
    pen.text(middle, said, fill=WHITE, font=_font(high * 3 // 4), anchor="mm")
    return spot


def _meet(one: Corners, other: Corners) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _beside(spot: Corners, other: Corners, page: Size) -> Corners:
    """Right of it; at the edge of the page below, from the left again."""
    wide, high = spot[2] - spot[0], spot[3] - spot[1]
    left, top = other[2] + 1, spot[1]
    if left + wide > page[0]:
        left, top = 0.0, other[3] + 1
    return left, top, left + wide, top + high


@cache
def _font(height: int) -> Font:
    """Pillow's own; it has the digits, which is all it is for."""
    return ImageFont.load_default(height)


def _jpeg(page: Image.Image, look: Look) -> bytes:
    """Smaller by quality down to a bound, then by halves."""
    while True:
        for quality in QUALITIES if look.most is not None else QUALITIES[:1]:
            out = io.BytesIO()
            page.save(out, "JPEG", quality=quality, optimize=True)
            if look.most is None or out.tell() <= look.most:
                return out.getvalue()
        if max(page.size) < 32:
            return out.getvalue()
        page = page.resize((max(1, page.width // 2), max(1, page.height // 2)))
