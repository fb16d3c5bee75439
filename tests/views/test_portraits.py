"""Uploaded photos of any kind and size, read for one place on a card."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from ciie_admin.views.portraits import MAX_PIXELS, portrait
from tests.fixtures.registrants import photo

PLACE = QSize(108, 144)
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def saved(picture: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def halves(size: tuple[int, int] = (480, 640), mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    picture = Image.new(mode, size, RED)
    picture.paste(BLUE, (0, size[1] // 2, size[0], size[1]))
    return picture


def near(image: QImage, x: int, y: int, colour: tuple[int, int, int]) -> bool:
    found = image.pixelColor(x, y)
    seen = (found.red(), found.green(), found.blue())
    return all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP"])
@pytest.mark.parametrize("place", [PLACE, PLACE * 2, PLACE * 1.5], ids=["1", "2", "1.5"])
def test_a_photo_fills_its_place(kind: str, place: QSize) -> None:
    image = portrait(saved(halves(), kind), place)
    assert image is not None
    assert image.size() == place
    middle = place.width() // 2
    assert near(image, middle, 3, RED)
    assert near(image, middle, place.height() - 4, BLUE)


@pytest.mark.parametrize(
    ("size", "white"),
    [((640, 640), (54, 4)), ((300, 800), (4, 72)), ((1, 4000), (4, 72)), ((4000, 1), (54, 4))],
    ids=str,
)
def test_nothing_is_cut_away(size: tuple[int, int], white: tuple[int, int]) -> None:
    """Another shape stands whole on white."""
    image = portrait(saved(Image.new("RGB", size, RED), "PNG"), PLACE)
    assert image is not None
    assert image.size() == PLACE
    assert near(image, 53, 71, RED)
    assert near(image, *white, WHITE)


LYING = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that was turned keeps an upright picture, by what it says about it."""


@pytest.mark.parametrize("turn", LYING)
def test_a_turned_photo_stands_upright(turn: int) -> None:
    how = LYING[turn]
    kept = halves() if how is None else halves().transpose(how)
    exif = Image.Exif()
    exif[0x0112] = turn
    image = portrait(saved(kept, exif=exif.tobytes()), PLACE)
    assert image is not None
    assert image.size() == PLACE
    for x in (2, 54, 105):
        assert near(image, x, 3, RED)
        assert near(image, x, 140, BLUE)


def test_what_is_transparent_is_white() -> None:
    image = portrait(saved(Image.new("RGBA", (480, 640), (0, 0, 0, 0)), "PNG"), PLACE)
    assert image is not None
    assert near(image, 54, 72, WHITE)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="120"><rect/></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        SVG,
        pytest.param(photo(1)[:300], marks=pytest.mark.qt_log_ignore("JPEG")),
        pytest.param(b"\xff\xd8\xff" * 1_000, marks=pytest.mark.qt_log_ignore("JPEG")),
        saved(Image.new("RGB", (40, 40)), "TIFF"),
        saved(Image.new("RGB", (40, 40)), "ICO"),
        saved(Image.new("RGB", (40, 40)), "PPM"),
    ],
    ids=["nothing", "pdf", "svg", "cut", "noise", "tiff", "ico", "ppm"],
)
def test_what_is_no_photo_is_not_shown(content: bytes) -> None:
    assert portrait(content, PLACE) is None


def test_a_picture_with_too_many_pixels_is_not_unpacked() -> None:
    side = int(MAX_PIXELS**0.5) + 10
    bomb = saved(Image.new("1", (side, side)), "PNG")
    assert len(bomb) < 100_000
    assert portrait(bomb, PLACE) is None
