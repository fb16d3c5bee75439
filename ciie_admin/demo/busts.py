"""A bust of somebody who does not exist, drawn in front of nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageColor, ImageDraw

from ciie_admin.demo.features import (
    IRISES,
    LIPS,
    ROUGE,
    Canvas,
    Features,
    draw_features,
    light_on_face,
)
from ciie_admin.demo.strands import comb, hang

Point = tuple[float, float]

SCALE = 2
"""Drawn this many times as large, so that edges come out smooth when the picture is made small."""
WIDTH, HEIGHT, MARGIN = 480, 640, 170
"""The picture, and what the bust has around it for being turned or moved."""
FACE = (240.0, 298.0)
FACE_X, FACE_Y = 116.0, 170.0
"""Half axes of the face: 20 % of the picture, inside the rule of 15 to 40 %."""

SKINS = (
    ("#F0D7C2", "#D9B69A"), ("#E9C8AC", "#CDA482"), ("#DDB795", "#BF946E"),
    ("#D2A57F", "#B3855F"), ("#C4946F", "#A27550"), ("#E4BFA2", "#C79C7B"),
)  # fmt: skip
HAIRS = ("#3A3029", "#1E1C1B", "#4A3E38", "#2A2522", "#33291F")
GREY = "#7B7570"
CLOTHES = (
    ("#2F3B4E", "#232C3B"), ("#405548", "#2F4035"), ("#5F6B77", "#4A545F"), ("#6D5560", "#543F49"),
    ("#31475F", "#243648"), ("#454A52", "#33373D"), ("#7A6A55", "#5F5140"), ("#54698A", "#40526E"),
)  # fmt: skip
SHIRTS = ("#F7F9FB", "#EEF2F7", "#E6EDF6")
STYLES_OF_MEN = ("short", "side", "crop")
STYLES_OF_WOMEN = ("bun", "long", "long_side", "bob", "bob_fringe", "short")
CAP, CAP_PEAK = "#3F4C5E", "#2E3948"


@dataclass(frozen=True, slots=True)
class Bust:
    """What somebody looks like. Colours as hex, hair and wear as names of a style."""

    skin: str
    shade: str
    hair: str
    style: str
    wear: str
    cloth: str
    seam: str
    shirt: str
    features: Features
    strands: int
    """Seed of how the hair falls."""
    hat: bool = False
    glasses: bool = False


def somebody(rng: Random, *, man: bool, hat: bool = False, glasses: bool = False) -> Bust:
    """One of some thousand looks."""
    skin, shade = rng.choice(SKINS)
    cloth, seam = rng.choice(CLOTHES)
    hair = GREY if rng.random() < 0.16 else rng.choice(HAIRS)
    return Bust(
        skin=skin,
        shade=shade,
        hair=hair,
        style=rng.choice(STYLES_OF_MEN if man else STYLES_OF_WOMEN),
        wear=rng.choice(("suit", "suit", "suit", "round", "turtle")),
        cloth=cloth,
        seam=seam,
        shirt=rng.choice(SHIRTS),
        features=_features(rng, hair, man=man),
        strands=rng.randrange(1 << 30),
        hat=hat,
        glasses=glasses,
    )


def _features(rng: Random, hair: str, *, man: bool) -> Features:
    return Features(
        iris=rng.choice(IRISES),
        brow=_mixed(hair, "#1C1614", 0.55),
        lips=rng.choice(LIPS if man else LIPS + ROUGE),
        smile=rng.uniform(1, 5),
        lashes=not man,
    )


def _mixed(one: str, other: str, part: float) -> str:
    """So much of the second colour in the first."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def draw_bust(bust: Bust) -> Image.Image:
    """A transparent layer of the picture with `MARGIN` on each side, `SCALE` times as large."""
    size = ((WIDTH + 2 * MARGIN) * SCALE, (HEIGHT + 2 * MARGIN) * SCALE)
    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = Pen(ImageDraw.Draw(layer))
    _hair_behind(pen, bust)
    _neck_and_ears(pen, bust)
    _clothes(pen, bust)
    pen.oval(FACE, FACE_X, FACE_Y, bust.skin)
    canvas = Canvas(layer, SCALE, MARGIN)
    light_on_face(canvas, FACE, FACE_X, FACE_Y, bust.shade)
    draw_features(canvas, bust.features, bust.shade)
    _hair_in_front(pen, bust)
    if bust.glasses:
        _sunglasses(pen)
    if bust.hat:
        _cap(pen)
    return layer


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws in the coordinates of the picture, px."""

    draw: ImageDraw.ImageDraw

    def area(self, points: Sequence[Point], colour: str) -> None:
        self.draw.polygon([_at(x, y) for x, y in points], fill=colour)

    def oval(self, centre: Point, half_x: float, half_y: float, colour: str) -> None:
        x, y = centre
        self.draw.ellipse((_at(x - half_x, y - half_y), _at(x + half_x, y + half_y)), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.draw.rectangle((_at(left, top), _at(right, bottom)), fill=colour)

    def line(self, points: Sequence[Point], colour: str, breadth: float) -> None:
        wide = max(1, round(breadth * SCALE))
        self.draw.line([_at(x, y) for x, y in points], fill=colour, width=wide)

    def rounded(self, corners: tuple[Point, Point], radius: float, colour: str) -> None:
        (left, top), (right, bottom) = corners
        box = (_at(left, top), _at(right, bottom))
        self.draw.rounded_rectangle(box, radius=radius * SCALE, fill=colour)


def curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """A cubic curve as 25 points."""
    points = []
    for step in range(25):
        t = step / 24
        u = 1 - t
        parts = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        corners = (start, first, second, end)
        x = sum(part * corner[0] for part, corner in zip(parts, corners, strict=True))
        y = sum(part * corner[1] for part, corner in zip(parts, corners, strict=True))
        points.append((x, y))
    return points


def _at(x: float, y: float) -> Point:
    return ((x + MARGIN) * SCALE, (y + MARGIN) * SCALE)


def _neck_and_ears(pen: Pen, bust: Bust) -> None:
    pen.box(196, 420, 284, 560, bust.shade)
    for side in (-1, 1):
        pen.oval((240 + side * 125, 306), 17, 33, bust.shade if bust.hat else bust.skin)
        pen.oval((240 + side * 127, 308), 9, 20, bust.shade)


def _clothes(pen: Pen, bust: Bust) -> None:
    left = curve((-170, 720), (-30, 556), (96, 552), (188, 506))
    right = [(480 - x, y) for x, y in reversed(left)]
    pen.area([(-170, 840), *left, *right, (650, 840)], bust.cloth)
    if bust.wear == "suit":
        pen.area([(188, 502), (292, 502), (240, 632)], bust.shirt)
        pen.area([(200, 500), (280, 500), (240, 532)], bust.shade)
        for side in (-1, 1):
            lapel = [(46, 498), (66, 512), (92, 588), (62, 606), (0, 720), (-2, 634), (52, 506)]
            pen.area([(240 + side * x, y) for x, y in lapel], bust.seam)
    elif bust.wear == "round":
        pen.oval((240, 502), 64, 30, bust.seam)
        pen.oval((240, 494), 47, 24, bust.shade)
    else:
        pen.rounded(((184, 470), (296, 536)), 22, bust.seam)


def _crown() -> list[Point]:
    """The outline of the hair over the top of the head, from the left temple to the right."""
    left = curve((110, 330), (92, 190), (150, 104), (240, 104))
    return [*left, *((480 - x, y) for x, y in reversed(left))]


def _short() -> list[Point]:
    right = curve((362, 330), (362, 258), (336, 226), (240, 222))
    return [*right, *((480 - x, y) for x, y in reversed(right))]


def _side() -> list[Point]:
    sweep = curve((364, 330), (366, 262), (350, 238), (336, 226))
    over = curve((336, 226), (280, 258), (220, 244), (186, 196))
    down = curve((186, 196), (160, 226), (122, 256), (118, 330))
    return [*sweep, *over, *down]


def _parted() -> list[Point]:
    right = curve((366, 352), (360, 262), (310, 222), (240, 184))
    return [*right, *((480 - x, y) for x, y in reversed(right))]


def _high() -> list[Point]:
    right = curve((362, 322), (352, 240), (310, 192), (240, 190))
    return [*right, *((480 - x, y) for x, y in reversed(right))]


def _fringe() -> list[Point]:
    right = curve((364, 340), (364, 290), (352, 262), (338, 250))
    across = curve((338, 250), (290, 262), (200, 262), (142, 250))
    return [*right, *across, *curve((142, 250), (128, 262), (116, 290), (116, 340))]


FRONTS: dict[str, Callable[[], list[Point]]] = {
    "short": _short,
    "side": _side,
    "crop": _high,
    "bun": _high,
    "long": _parted,
    "long_side": _side,
    "bob": _parted,
    "bob_fringe": _fringe,
}
"""Hairlines by style. Long and bob also have hair behind the shoulders, bun a knot."""


def _hair_behind(pen: Pen, bust: Bust) -> None:
    if bust.style.startswith("long"):
        left = curve((96, 640), (92, 480), (84, 104), (240, 104))
        pen.area([*left, *((480 - x, y) for x, y in reversed(left))], bust.hair)
    elif bust.style.startswith("bob"):
        pen.rounded(((84, 190), (396, 486)), 70, bust.hair)
        pen.oval((240, 250), 152, 146, bust.hair)
    elif bust.style == "bun":
        pen.oval((240, 88), 56, 54, bust.hair)


def _hair_in_front(pen: Pen, bust: Bust) -> None:
    crown, hairline = _crown(), FRONTS[bust.style]()
    pen.area(crown + hairline, bust.hair)
    rng = Random(bust.strands)
    if bust.style.startswith(("long", "bob")):
        outer, bottom = (108, 600) if bust.style.startswith("long") else (92, 480)
        hang(pen.line, (outer, 220, outer + 26, bottom), bust.hair, rng)
        hang(pen.line, (454 - outer, 220, 480 - outer, bottom), bust.hair, rng)
    comb(pen.line, hairline[::-1], crown, bust.hair, rng)


def _sunglasses(pen: Pen) -> None:
    pen.box(122, 276, 358, 284, "#23262B")
    for side in (-1, 1):
        x = 240 + side * 58
        pen.rounded(((x - 44, 276), (x + 44, 330)), 20, "#23262B")


def _cap(pen: Pen) -> None:
    dome = curve((98, 240), (92, 90), (160, 62), (240, 62))
    pen.area([*dome, *((480 - x, y) for x, y in reversed(dome))], CAP)
    pen.area(
        [*curve((84, 236), (150, 216), (330, 216), (396, 236)),
         *curve((396, 236), (340, 270), (140, 270), (84, 236))],
        CAP_PEAK,
    )  # fmt: skip
