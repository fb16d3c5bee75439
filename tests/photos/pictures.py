"""Badge photos to be judged: drawn people, with what makes a photo unfit drawn over them."""

import functools
import io
import math
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from ciie_admin.demo.portraits import portrait
from ciie_admin.photos.checking import check_badge
from ciie_admin.photos.finding import PhotoFinding
from ciie_admin.photos.measured import Measured
from ciie_admin.photos.measuring import measure_badge
from ciie_admin.photos.models_folder import lacking, models_folder
from ciie_admin.photos.nets import Nets, load
from tests.fixtures.editions import small_edition

LIMITS = small_edition().photo
FIT = (2, 3, 5, 6, 8, 9, 10, 11, 12)
"""Seeds of drawn people with nothing to say about."""
WITH_NETS = pytest.mark.skipif(
    bool(lacking(models_folder())), reason="the model files are not there: run packaging/setup.sh"
)


@functools.cache
def nets() -> Nets:
    return load(models_folder())


def drawn(seed: int = 2, kind: str = "plain") -> Image.Image:
    with Image.open(io.BytesIO(portrait(seed, kind))) as picture:
        return picture.convert("RGB")


def jpeg(picture: Image.Image, *, quality: int = 90, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **options)
    return out.getvalue()


def measured(content: bytes) -> Measured:
    return measure_badge(content, LIMITS, nets())


def findings(content: bytes) -> tuple[PhotoFinding, ...]:
    return check_badge(content, LIMITS, nets())


def rules(content: bytes) -> set[str]:
    return {one.rule for one in findings(content)}


def of_file(content: bytes) -> set[str]:
    return {one.rule for one in check_badge(content, LIMITS, None)}


def masked(picture: Image.Image, colour: str = "#9CC4DC") -> Image.Image:
    pen = ImageDraw.Draw(picture)
    pen.polygon([(136, 350), (240, 322), (344, 350), (330, 440), (240, 492), (150, 440)], colour)
    for y in (376, 404, 432):
        pen.line((150, y, 330, y), fill="#8AB2CA", width=2)
    return picture


def hatted(picture: Image.Image) -> Image.Image:
    """Brown felt with a brim, of the colour of hair."""
    pen = ImageDraw.Draw(picture)
    pen.pieslice((112, 70, 368, 360), 180, 360, "#4A382C")
    pen.ellipse((40, 186, 440, 234), "#3E2E24")
    return picture


def veiled(picture: Image.Image) -> Image.Image:
    """White cloth over all but the eyes."""
    eyes = picture.crop((136, 236, 344, 340))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 330, 380, 640), "#FAFAFA")
    pen.pieslice((100, 90, 380, 460), 180, 360, "#FAFAFA")
    picture.paste(eyes, (136, 236))
    return picture


def hand_over_mouth(picture: Image.Image) -> Image.Image:
    skin = picture.getpixel((240, 250))
    ImageDraw.Draw(picture).ellipse((150, 380, 330, 460), fill=skin)
    return picture


def half_dark(picture: Image.Image) -> Image.Image:
    dark = ImageEnhance.Brightness(picture).enhance(0.2)
    side = Image.new("L", picture.size, 0)
    ImageDraw.Draw(side).rectangle((240, 0, 480, 640), fill=255)
    picture.paste(dark, (0, 0), side.filter(ImageFilter.GaussianBlur(8)))
    return picture


def two_people(picture: Image.Image) -> Image.Image:
    other = drawn(9).resize((150, 200))
    picture.paste(other, (320, 20))
    return picture


def framed(picture: Image.Image, colour: str = "#FFFFFF", breadth: int = 18) -> Image.Image:
    inner = picture.resize((480 - 2 * breadth, 640 - 2 * breadth))
    return ImageOps.expand(inner, breadth, colour)


def bar_below(picture: Image.Image) -> Image.Image:
    ImageDraw.Draw(picture).rectangle((0, 606, 480, 640), fill="#101010")
    return picture


def faded(picture: Image.Image) -> Image.Image:
    return Image.blend(picture, Image.new("RGB", picture.size, "#8A8F94"), 0.88)


def moved(picture: Image.Image) -> Image.Image:
    """Shaken sideways by 15 px."""
    mean = picture
    for step in range(1, 15):
        mean = Image.blend(mean, _shifted(picture, step), 1 / (step + 1))
    return mean


def pressed(part: float) -> Callable[[Image.Image], Image.Image]:
    """Pulled across by a factor, then cut to the same shape again."""

    def press(picture: Image.Image) -> Image.Image:
        wide = picture.resize((round(480 * part), 640), Image.Resampling.LANCZOS)
        return ImageOps.fit(wide, (480, 640), Image.Resampling.LANCZOS)

    return press


def striped(picture: Image.Image) -> Image.Image:
    stripes = Image.new("RGB", picture.size, "#7C9AB8")
    mask = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(mask)
    for x in range(0, 480, 40):
        pen.rectangle((x, 0, x + 19, 640), fill=255)
    picture.paste(stripes, (0, 0), ImageChops.multiply(mask, _ground(picture)))
    return picture


def cornered(picture: Image.Image) -> Image.Image:
    """Another wall at the left, a twelfth darker."""
    wall = Image.new("L", picture.size, 0)
    ImageDraw.Draw(wall).rectangle((0, 0, 96, 640), fill=255)
    darker = picture.point(lambda value: value * 0.92)
    picture.paste(darker, (0, 0), ImageChops.multiply(wall, _ground(picture)))
    return picture


def dark_skinned(picture: Image.Image) -> Image.Image:
    """In soft light before the same ground."""
    dark = tinted(0.5, 0.44, 0.4)(picture)
    dark.paste(picture, (0, 0), _ground(picture))
    return dark


def wavy(picture: Image.Image) -> Image.Image:
    """Soft waves of light: no edge, no corner, but no plain ground either."""
    row = [round(128 + 20 * math.sin(x / 480 * 4 * math.pi)) for x in range(480)]
    wave = Image.new("L", (480, 1))
    wave.putdata(row)
    light = wave.resize(picture.size).convert("RGB")
    waved = ImageChops.add(picture, light, offset=-150)
    picture.paste(waved, (0, 0), _ground(picture))
    return picture


def _ground(picture: Image.Image) -> Image.Image:
    """White where the plain ground of the corner shows."""
    corner = picture.getpixel((4, 4))
    assert isinstance(corner, tuple)
    off = ImageChops.difference(picture, Image.new("RGB", picture.size, corner))
    return off.convert("L").point(lambda value: 255 if value < 8 else 0)


def tinted(red: float, green: float, blue: float) -> Callable[[Image.Image], Image.Image]:
    def tint(picture: Image.Image) -> Image.Image:
        parts = zip(picture.split(), (red, green, blue), strict=True)
        return Image.merge("RGB", [part.point(lambda v, k=k: min(255, v * k)) for part, k in parts])

    return tint


def sepia(picture: Image.Image) -> Image.Image:
    return ImageOps.colorize(ImageOps.grayscale(picture), "#140C04", "#F4E2C2")


def moved_out(right: int, down: int) -> Callable[[Image.Image], Image.Image]:
    def move(picture: Image.Image) -> Image.Image:
        page = Image.new("RGB", picture.size, picture.getpixel((4, 4)))
        page.paste(picture, (right, down))
        return page

    return move


def landscape(_: Image.Image) -> Image.Image:
    page = Image.new("RGB", (480, 640), "#9CC0E4")
    pen = ImageDraw.Draw(page)
    pen.polygon(
        [(0, 420), (120, 260), (260, 400), (360, 230), (480, 380), (480, 640), (0, 640)], "#5E7C4E"
    )
    pen.ellipse((360, 60, 420, 120), fill="#F6E27A")
    return page


def _shifted(picture: Image.Image, right: int) -> Image.Image:
    return picture.transform(picture.size, Image.Transform.AFFINE, (1, 0, right, 0, 1, 0))
