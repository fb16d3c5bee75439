"""Made-up badge photos: drawn, friendly, and with the faults a photo check should notice."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from math import cos as cos_of
from math import radians
from math import sin as sin_of
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from ciie_admin.demo.busts import FACE, HEIGHT, MARGIN, SCALE, WIDTH, draw_bust, somebody

PLAIN = "plain"
PHOTO_FAULTS = {
    "photo_background": "busy_background",
    "photo_exposure": "dark",
    "photo_face_small": "small_face",
    "photo_face_large": "large_face",
    "photo_blurred": "blurred",
    "photo_pose": "tilted",
    "photo_hat": "hat",
    "photo_sunglasses": "sunglasses",
    "photo_position": "off_centre",
    "photo_stretched": "stretched",
}
"""Reasons of the editions and the kind of portrait each would be given for."""
FACES = 240
"""Drawn for a fair: a seed further on by twice as many is the same face in another photo."""
KINDS = (PLAIN, *PHOTO_FAULTS.values())
GROUNDS = ("#DDE6F0", "#EDF1F4", "#CFDDEE", "#E4E9F1", "#F5F7F9", "#E9EEF4")
QUALITY = 88
CLOSER, ASIDE, UP, TILT = (0.72, 1.0), 0.05, (-0.05, 0.07), 7.0
BELOW = 72
"""How photos of one drawing differ: what is left of the width, where the face comes to lie in parts
of width and height, degrees; and how far below the drawing they may reach, px.
"""


@dataclass(frozen=True, slots=True)
class Pose:
    """How the bust stands in the picture: px to the right and down, degrees to the right."""

    size: float = 1.0
    right: float = 0.0
    down: float = 0.0
    turn: float = 0.0


UPRIGHT = Pose(size=1.12, down=16)
SLENDER = 0.94
"""What is left of the width of a drawn face: as drawn it is some 7 % broader than people's are."""
POSES = {
    "small_face": Pose(size=0.55, down=160),
    "large_face": Pose(size=1.9, down=16),
    "tilted": Pose(size=1.08, turn=22, right=26, down=14),
    "off_centre": Pose(size=1.08, right=96, down=16),
}


def portrait(seed: int, kind: str) -> bytes:
    """A JPEG of 480x640 px under 60 KB; odd seeds look like men, even ones like women.

    Raises ValueError for a kind not in `KINDS`.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    rng = Random(f"{seed}")
    bust = somebody(rng, man=seed % 2 == 1, hat=kind == "hat", glasses=kind == "sunglasses")
    picture = _busy_ground(rng) if kind == "busy_background" else _plain_ground(rng)
    small = picture.reduce(SCALE)
    _place(small, draw_bust(bust), POSES.get(kind, UPRIGHT))
    return _jpeg(FINISHES.get(kind, _unchanged)(small), QUALITY)


def cut_anew(picture: bytes, seed: int) -> bytes:
    """The portrait as another photo: closer, a little aside and tilted, as no two photos are cut.

    A quarter of the time that drawing takes. The face stays within the rules if it was.
    """
    rng = Random(f"cut {seed}")
    part, turn = rng.uniform(*CLOSER), radians(rng.uniform(-TILT, TILT))
    cos, sin = part * cos_of(turn), part * sin_of(turn)
    right, down = FACE[0] + WIDTH * rng.uniform(-ASIDE, ASIDE), FACE[1] + HEIGHT * rng.uniform(*UP)
    x, y = FACE[0] - cos * right + sin * down, FACE[1] - sin * right - cos * down
    onto = (cos, -sin, x, sin, cos, y)
    with Image.open(BytesIO(picture)) as whole:
        ground = whole.getpixel((4, 4))
        size = (WIDTH, HEIGHT)
        way, smooth = Image.Transform.AFFINE, Image.Resampling.BILINEAR
        cut = _longer(whole).transform(size, way, onto, smooth, fillcolor=ground)
    return _jpeg(cut, QUALITY, optimize=False)


def _longer(picture: Image.Image) -> Image.Image:
    """Clothes go on below the picture, so that no cut shows their end."""
    longer = picture.crop((0, 0, WIDTH, HEIGHT + BELOW))
    last = picture.crop((0, HEIGHT - 1, WIDTH, HEIGHT))
    longer.paste(last.resize((WIDTH, BELOW)), (0, HEIGHT))
    return longer


def _plain_ground(rng: Random) -> Image.Image:
    return Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), rng.choice(GROUNDS))


def _busy_ground(rng: Random) -> Image.Image:
    """A room: a shelf with books at the left, a picture at the right."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "#C8CEC6")
    draw = ImageDraw.Draw(picture)
    box = partial(_box, draw)
    box(0, 0, 122, HEIGHT, "#A8B3A8")
    for shelf in (150, 320, 490):
        left = 10
        while left < 100:
            wide, high = rng.randint(12, 26), rng.randint(60, 104)
            colour = rng.choice(("#B07F5A", "#5F7C93", "#C29F52", "#8C6B6B", "#6E8C74"))
            box(left, shelf - high, left + wide, shelf, colour)
            left += wide + rng.randint(3, 12)
        box(0, shelf, 122, shelf + 12, "#8E998E")
    box(352, 50, 480, 240, "#EADBC8")
    box(364, 62, 468, 228, rng.choice(("#A9BFD4", "#B7C7A8", "#C9B7CE")))
    return picture


def _box(
    draw: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, colour: str
) -> None:
    corners = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
    draw.rectangle(corners, fill=colour)


def _place(picture: Image.Image, bust: Image.Image, pose: Pose) -> None:
    """Turn the bust around the middle of its face, size it, then lay it on the picture."""
    centre = (FACE[0] + MARGIN, FACE[1] + MARGIN)
    if pose.turn:
        middle = (centre[0] * SCALE, centre[1] * SCALE)
        bust = bust.rotate(-pose.turn, Image.Resampling.BICUBIC, center=middle)
    part = pose.size / SCALE
    size = (round(bust.width * part * SLENDER), round(bust.height * part))
    bust = bust.resize(size, Image.Resampling.BICUBIC)
    left = FACE[0] + pose.right - centre[0] * pose.size * SLENDER
    top = FACE[1] + pose.down - centre[1] * pose.size
    picture.paste(bust, (round(left), round(top)), bust)


def _unchanged(picture: Image.Image) -> Image.Image:
    return picture


def _dark(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(0.4)


def _blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(9))


def _stretched(picture: Image.Image) -> Image.Image:
    """A picture of another ratio pressed into 3:4."""
    low = picture.resize((WIDTH, round(HEIGHT * 0.76)), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", (WIDTH, HEIGHT), picture.getpixel((4, 4)))
    canvas.paste(low, (0, HEIGHT - low.height))
    return canvas


FINISHES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "dark": _dark,
    "blurred": _blurred,
    "stretched": _stretched,
}


def _jpeg(picture: Image.Image, quality: int, *, optimize: bool = True) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=optimize)
    return out.getvalue()
