"""Pictures of tiles: everybody's eyes at one place, nothing blown up, and where tiles stand."""

import io
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage

from ciie_admin.photos.marking import original_size
from ciie_admin.views.components.tile import PICTURE, TILE
from ciie_admin.views.components.tile_grid import LEAST_GAP, Grid, ringed
from ciie_admin.views.tile_pictures import (
    EYE_LINE,
    EYES_APART,
    LARGEST,
    fitted,
    inner,
    tile_picture,
)

THUMBNAIL = (192, 256)
GROUND = QColor("#123456")
SKIN, LEFT, RIGHT = (90, 90, 60), (255, 0, 0), (0, 0, 255)
Eyes = tuple[int, int, int, int]


def face(eyes: Eyes, size: tuple[int, int] = (480, 640), mark: int = 9) -> bytes:
    """A picture with a red and a blue eye, as the server makes a thumbnail of it.

    One that is not 3:4 has dark grain: it runs into the white beside it as photos do.
    """
    picture = Image.new("RGB", size, SKIN)
    if size[0] * 4 != size[1] * 3:
        grain = random.Random(1).randbytes(size[0] * size[1])
        picture = Image.frombytes("L", size, grain).point(lambda grey: grey // 3).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for x, y, ink in ((eyes[0], eyes[1], LEFT), (eyes[2], eyes[3], RIGHT)):
        left, top = x * size[0] / 1000, y * size[1] / 1000
        draw.ellipse((left - mark, top - mark, left + mark, top + mark), fill=ink)
    picture.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    page = Image.new("RGB", THUMBNAIL, "white")
    page.paste(picture, ((192 - picture.width) // 2, (256 - picture.height) // 2))
    return jpeg(page)


def jpeg(picture: Image.Image, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, comment=comment)
    return out.getvalue()


def made(content: bytes, eyes: tuple[int, ...], ratio: int = 1) -> QImage:
    found = tile_picture(content, eyes, PICTURE * ratio, GROUND)
    assert found is not None
    assert found.size() == PICTURE * ratio
    return found


def eye(tile: QImage, ink: tuple[int, int, int]) -> tuple[float, float]:
    """The middle of what is painted in this ink; a pixel ends half a pixel beyond its middle."""
    spots = [
        (x, y)
        for x in range(tile.width())
        for y in range(tile.height())
        if sum(abs(a - b) for a, b in zip(_rgb(tile, x, y), ink, strict=True)) < 150
    ]
    return tuple(sum(ends) / len(spots) + 0.5 for ends in zip(*spots, strict=True))


def _rgb(tile: QImage, x: int, y: int) -> tuple[int, int, int]:
    ink = tile.pixelColor(x, y)
    return ink.red(), ink.green(), ink.blue()


@pytest.mark.parametrize(
    ("eyes", "size"),
    [
        ((370, 430, 630, 430), (480, 640)),
        ((300, 300, 480, 300), (480, 640)),  # small, high, to the left
        ((320, 520, 760, 520), (900, 1200)),  # large and low
        ((380, 400, 620, 400), (640, 477)),  # lying: the thumbnail has white above and below
        ((300, 450, 700, 450), (300, 640)),  # narrow: white at both sides
        ((300, 450, 700, 450), (480, 538)),  # a little too wide: white above, one line more below
    ],
)
@pytest.mark.parametrize("ratio", [1, 2])
def test_eyes_of_all_land_on_the_same_pixels(eyes: Eyes, size: tuple[int, int], ratio: int) -> None:
    tile = made(face(eyes, size, mark=max(9, size[1] // 50)), eyes, ratio)
    half, line = EYES_APART * tile.width() / 2, EYE_LINE * tile.height()
    for ink, x in ((LEFT, tile.width() / 2 - half), (RIGHT, tile.width() / 2 + half)):
        assert eye(tile, ink) == pytest.approx((x, line), abs=1.0)
    grey = tile.convertToFormat(QImage.Format.Format_Grayscale8)  # owns what is looked at below
    assert max(bytes(grey.constBits())) < 130, "nothing is left of the white beside it"


def test_a_tiny_face_stays_sharp_and_a_tilted_one_tilted() -> None:
    tiny: Eyes = (480, 480, 520, 480)
    place = fitted(QSize(*THUMBNAIL), tiny, PICTURE)
    assert place.scale == pytest.approx(LARGEST * PICTURE.width() / THUMBNAIL[0])
    assert place.left + place.scale * 0.5 * THUMBNAIL[0] == pytest.approx(PICTURE.width() / 2)
    tilted: Eyes = (380, 400, 620, 460)
    left, right = (eye(made(face(tilted), tilted), ink) for ink in (LEFT, RIGHT))
    assert right[1] - left[1] > 5
    assert (left[1] + right[1]) / 2 == pytest.approx(EYE_LINE * PICTURE.height(), abs=1.0)
    assert (left[0] + right[0]) / 2 == pytest.approx(PICTURE.width() / 2, abs=1.0)


def test_without_eyes_the_whole_picture_and_outside_of_it_the_ground() -> None:
    eyes: Eyes = (370, 430, 630, 430)
    whole = made(face(eyes), ())
    corners = [(1, 1), (106, 1), (1, 142), (106, 142)]
    assert all(abs(_rgb(whole, *at)[2] - SKIN[2]) < 20 for at in corners)
    assert eye(whole, LEFT) == pytest.approx((0.37 * 108, 0.43 * 144), abs=1.0)
    low: Eyes = (320, 700, 680, 700)
    moved = made(face(low), low)
    assert moved.pixelColor(1, 142) == GROUND, "below the picture's lower edge"


def test_white_ground_is_no_margin_and_noise_is_no_picture() -> None:
    portrait = Image.new("RGB", THUMBNAIL, "white")
    ImageDraw.Draw(portrait).rectangle((40, 90, 151, 255), fill=SKIN)
    assert inner(QImage.fromData(jpeg(portrait))).top() == 0
    ImageDraw.Draw(portrait).rectangle((0, 200, 191, 255), fill=SKIN)
    assert inner(QImage.fromData(jpeg(portrait))) == QRect(0, 0, *THUMBNAIL)
    white = QImage.fromData(jpeg(Image.new("RGB", THUMBNAIL, "white")))
    assert inner(white) == QRect(0, 0, *THUMBNAIL)
    noise = random.Random(1)
    for content in (b"", b"no picture", noise.randbytes(4000)):
        assert tile_picture(content, (370, 430, 630, 430), PICTURE, GROUND) is None


@given(st.integers(120, 2600), st.sampled_from([12, 16]), st.integers(0, 400))
def test_tiles_fill_the_width_and_none_is_lost(width: int, pad: int, count: int) -> None:
    grid = Grid(width, pad, count)
    rects = [grid.rect(place) for place in range(count)]
    assert all(rect.size() == TILE for rect in rects)
    assert [grid.at(rect.center()) for rect in rects] == list(range(count))
    for one, other in pairwise(rects[: grid.columns]):
        assert other.left() - one.right() - 1 >= LEAST_GAP, "rings do not touch"
    if grid.columns > 1:
        assert all(pad <= rect.left() and rect.right() < width - pad for rect in rects)
    assert all(ringed(rect).bottom() < grid.height for rect in rects)


@given(st.integers(0, 400), st.integers(-200, 20_000), st.integers(1, 2000))
def test_only_what_can_be_seen_is_between(count: int, top: int, height: int) -> None:
    grid = Grid(616, 16, count)
    seen = grid.between(top, top + height - 1)
    screen = QRect(0, top, 616, height)
    wanted = {p for p in range(count) if ringed(grid.rect(p)).intersects(screen)}
    assert wanted <= set(seen)
    assert len(seen) <= len(wanted) + 2 * grid.columns


@pytest.mark.parametrize(("size", "beside"), [((480, 640), 0), ((450, 640), 6)])
def test_white_ground_beside_somebody_is_not_a_margin(size: tuple[int, int], beside: int) -> None:
    """Whose shoulders do not reach the edges; the thumbnail says of what size the photo is."""
    page = Image.new("RGB", THUMBNAIL, "white")
    ImageDraw.Draw(page).ellipse((66, 80, 126, 270), fill=SKIN)
    content = jpeg(page, f"{size[0]}x{size[1]}".encode())
    thumb = QImage.fromData(content)
    found = inner(thumb, original_size(content))
    assert (found.height(), abs(found.left() - beside) <= 1) == (256, True)
    assert inner(thumb).left() > 60, "which older thumbnails do not say"
    assert made(content, (400, 400, 600, 400)) != made(jpeg(page), (400, 400, 600, 400))
