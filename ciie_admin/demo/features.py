"""Eyes, nose, mouth and the light on a drawn face, so that it is one to people and to a detector.

Places are in px of the picture, as in busts.py; what is soft is drawn small and enlarged.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Draw = ImageDraw.ImageDraw

EYE_X, EYE_Y = 56.0, 290.0
"""Half the distance between the eyes, and their height."""
MIDDLE = 240.0
IRISES = ("#3B2A20", "#2E2320", "#4A3527", "#55402C", "#3F4A44")
LIPS = ("#B5665F", "#A85B57", "#BC7068", "#9C5650")
ROUGE = ("#B8454B", "#A93B46", "#C2565A")
WHITE, LID, NOSTRIL = "#F2EEEA", "#3A2622", "#5B3328"
COARSE = 4
"""Soft light is drawn this many times smaller than the layer."""


Place = Callable[[float, float], Point]
Paint = Callable[[Draw, Place], None]
"""Draws white on black; the second argument brings px of the picture onto the small mask."""


@dataclass(frozen=True, slots=True)
class Features:
    """Colours as hex; `smile` px by which the corners of the mouth are raised."""

    iris: str
    brow: str
    lips: str
    smile: float
    lashes: bool


@dataclass(frozen=True, slots=True)
class Canvas:
    """The layer, its px for one of the picture, and where the picture begins on it."""

    layer: Image.Image
    scale: int
    margin: int

    def at(self, x: float, y: float) -> Point:
        return ((x + self.margin) * self.scale, (y + self.margin) * self.scale)

    def soft(self, box: Box, colour: str, strength: float, blur: float, paint: Paint) -> None:
        """Lay a colour over the oval in a box, as far as `paint` painted white."""
        left, top, right, bottom = box
        step = self.scale / COARSE
        size = (round((right - left) * step), round((bottom - top) * step))
        mask = Image.new("L", size, 0)
        paint(ImageDraw.Draw(mask), lambda x, y: ((x - left) * step, (y - top) * step))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * step))
        corner = self.at(left, top)
        whole = (round((right - left) * self.scale), round((bottom - top) * self.scale))
        shown = mask.resize(whole, Image.Resampling.BILINEAR).point(lambda v: round(v * strength))
        face = Image.new("L", whole, 0)
        ImageDraw.Draw(face).ellipse((0, 0, whole[0] - 1, whole[1] - 1), fill=255)
        place = (round(corner[0]), round(corner[1]))
        self.layer.paste(colour, place, ImageChops.multiply(shown, face))


def light_on_face(canvas: Canvas, face: Point, half_x: float, half_y: float, shade: str) -> None:
    """Darker towards the edge, under brows, beside the nose, under lip and chin."""
    x, y = face
    box = (x - half_x, y - half_y, x + half_x, y + half_y)
    canvas.soft(box, shade, 0.75, 20, _rim(x, y, half_x, half_y))
    canvas.soft(box, shade, 0.55, 9, _hollows)
    canvas.soft(box, "#FFF4E8", 0.28, 14, _heights)
    canvas.soft(box, "#C4604F", 0.16, 16, _cheeks)


def draw_features(canvas: Canvas, made: Features, shade: str) -> None:
    draw = ImageDraw.Draw(canvas.layer)
    for side in (-1, 1):
        _eye(draw, canvas, made, side)
        _brow(draw, canvas, made.brow, side)
    _nose(draw, canvas, shade)
    _mouth(draw, canvas, made)


def _rim(x: float, y: float, half_x: float, half_y: float) -> Paint:
    def paint(draw: Draw, place: Place) -> None:
        draw.rectangle((place(-999, -999), place(1999, 1999)), fill=255)
        first = place(x - 0.83 * half_x, y - half_y)
        last = place(x + 0.83 * half_x, y + 0.86 * half_y)
        draw.ellipse((first, last), fill=0)

    return paint


def _hollows(draw: Draw, place: Place) -> None:
    for side in (-1, 1):
        eye = MIDDLE + side * EYE_X
        draw.ellipse((place(eye - 30, EYE_Y - 24), place(eye + 30, EYE_Y + 14)), fill=190)
        first, last = sorted((MIDDLE + side * 10, MIDDLE + side * 24))
        draw.ellipse((place(first, EYE_Y - 14), place(last, EYE_Y + 62)), fill=150)
    draw.ellipse((place(MIDDLE - 26, 362), place(MIDDLE + 26, 374)), fill=220)
    draw.ellipse((place(MIDDLE - 26, 418), place(MIDDLE + 26, 430)), fill=200)


def _heights(draw: Draw, place: Place) -> None:
    draw.ellipse((place(MIDDLE - 7, EYE_Y - 20), place(MIDDLE + 7, 356)), fill=255)
    draw.ellipse((place(MIDDLE - 60, 222), place(MIDDLE + 60, 258)), fill=150)
    for side in (-1, 1):
        cheek = MIDDLE + side * 66
        draw.ellipse((place(cheek - 22, 322), place(cheek + 22, 350)), fill=200)


def _cheeks(draw: Draw, place: Place) -> None:
    for side in (-1, 1):
        cheek = MIDDLE + side * 70
        draw.ellipse((place(cheek - 28, 336), place(cheek + 28, 380)), fill=255)


def _eye(draw: Draw, canvas: Canvas, made: Features, side: int) -> None:
    x = MIDDLE + side * EYE_X
    upper = _bow((x - 26, EYE_Y + 2), (x, EYE_Y - 17), (x + 26, EYE_Y + 2))
    lower = _bow((x + 26, EYE_Y + 2), (x, EYE_Y + 13), (x - 26, EYE_Y + 2))
    almond = [canvas.at(*point) for point in (*upper, *lower)]
    draw.polygon(almond, fill=WHITE)
    _iris(draw, canvas, made.iris, x)
    draw.line([canvas.at(*point) for point in upper], fill=LID, width=5 * canvas.scale // 2)
    fold = [canvas.at(px, py - 8) for px, py in upper[3:-3]]
    draw.line(fold, fill="#8A5F4C", width=canvas.scale)
    draw.line([canvas.at(*point) for point in lower], fill="#9A6A58", width=canvas.scale)
    if made.lashes:
        outer = x + side * 26
        lash = (canvas.at(outer, EYE_Y + 2), canvas.at(outer + side * 6, EYE_Y - 4))
        draw.line(lash, fill=LID, width=2 * canvas.scale)


def _iris(draw: Draw, canvas: Canvas, colour: str, x: float) -> None:
    y = EYE_Y - 0.5
    for radius, fill in ((10.0, "#241A18"), (9.0, colour), (4.4, "#0C0A0A")):
        draw.ellipse(
            (canvas.at(x - radius, y - radius), canvas.at(x + radius, y + radius)), fill=fill
        )
    draw.ellipse((canvas.at(x - 5, y - 6), canvas.at(x - 1.5, y - 2.5)), fill="#FFFFFF")


def _brow(draw: Draw, canvas: Canvas, colour: str, side: int) -> None:
    inner, outer = MIDDLE + side * 26, MIDDLE + side * 90
    top = _bow((inner, 262), (MIDDLE + side * 62, 245), (outer, 266))
    low = _bow((outer, 266), (MIDDLE + side * 60, 256), (inner, 271))
    draw.polygon([canvas.at(*point) for point in (*top, *low)], fill=colour)


def _nose(draw: Draw, canvas: Canvas, shade: str) -> None:
    for side in (-1, 1):
        x = MIDDLE + side * 12
        draw.ellipse((canvas.at(x - 5.5, 355), canvas.at(x + 5.5, 361)), fill=NOSTRIL)
        wing = _bow((MIDDLE + side * 20, 340), (MIDDLE + side * 29, 352), (MIDDLE + side * 20, 362))
        draw.line([canvas.at(*point) for point in wing], fill=shade, width=2 * canvas.scale)


def _mouth(draw: Draw, canvas: Canvas, made: Features) -> None:
    left, right, y = MIDDLE - 42, MIDDLE + 42, 398.0
    corner = y - made.smile
    line = _bow((left, corner), (MIDDLE, y + made.smile), (right, corner))
    upper = [
        *_bow((left, corner), (MIDDLE - 22, y - 13), (MIDDLE, y - 7)),
        *_bow((MIDDLE, y - 7), (MIDDLE + 22, y - 13), (right, corner)),
    ]
    lower = _bow((right, corner), (MIDDLE, y + 30), (left, corner))
    draw.polygon([canvas.at(*point) for point in (*upper, *lower)], fill=made.lips)
    draw.line([canvas.at(*point) for point in line], fill="#5E2B2B", width=2 * canvas.scale)
    shine = (canvas.at(MIDDLE - 14, y + 5), canvas.at(MIDDLE + 14, y + 8))
    draw.ellipse(shine, fill="#D99A92")


def _bow(start: Point, through: Point, end: Point) -> list[Point]:
    """A quadratic curve of 13 points pulled towards `through`."""
    made = []
    for step in range(13):
        t = step / 12
        parts = ((1 - t) ** 2, 2 * t * (1 - t), t * t)
        corners = (start, through, end)
        x = sum(part * corner[0] for part, corner in zip(parts, corners, strict=True))
        y = sum(part * corner[1] for part, corner in zip(parts, corners, strict=True))
        made.append((x, y))
    return made
