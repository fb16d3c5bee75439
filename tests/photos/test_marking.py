"""The marked picture a unit gets: where the mark is, and that nothing else travels with it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.photos.marking import AMBER, GREY, Look, marked

BLUE = (90, 120, 200)
BOX = (120, 160, 360, 480)


def fault(*where: int) -> Finding:
    return Finding(rule="background", severity=Severity.REJECT, where=where)


def picture(size: tuple[int, int] = (480, 640), kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, BLUE).save(out, kind, **more)
    return out.getvalue()


def shown(content: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(content))
    assert made.format == "JPEG"
    made.load()
    return made


def near(made: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = made.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return max(abs(one - other) for one, other in zip(found, colour, strict=True)) < 45


@pytest.mark.parametrize(
    ("size", "scale"), [((480, 640), 1.0), ((960, 1280), 2.0), ((4800, 6400), 10.0)]
)
def test_the_box_is_where_the_finding_says(size: tuple[int, int], scale: float) -> None:
    where = [round(value * scale) for value in BOX]
    made = shown(marked(picture(size), [fault(*where)]))
    assert made.size == (480, 640)
    left, top, right, bottom = BOX
    for at in ((left, 320), (right, 320), (240, top), (240, bottom)):
        assert near(made, at, AMBER), at
    for at in ((left - 6, 320), (right + 6, 320), (240, top - 6), (240, bottom + 6)):
        assert not near(made, at, AMBER), at
    assert near(made, (240, 320), BLUE), "what is faulty is not covered"
    assert near(made, (left + 4, top - 16), BLUE), "a single fault has no number"


def test_a_turned_picture_is_marked_upright() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "camera of somebody"
    content = picture((640, 480), exif=exif, icc_profile=b"x" * 200, comment=b"name")
    made = shown(marked(content, [fault(*BOX)]))
    assert made.size == (480, 640)
    assert near(made, (120, 320), AMBER)
    assert not dict(made.getexif())
    assert not made.info.keys() & {"exif", "icc_profile", "comment"}


def test_several_faults_have_numbers_and_one_without_a_place_frames_the_whole() -> None:
    made = shown(marked(picture(), [fault(), fault(*BOX), fault(*BOX)]))
    assert near(made, (2, 320), AMBER)
    assert near(made, (BOX[0] + 4, BOX[1] - 27), AMBER), "a flag stands on its box"
    assert near(made, (BOX[0] + 37, BOX[1] - 27), AMBER), "and the next beside it"
    numbered = marked(picture(), [fault(*BOX)], numbers=[7])
    assert numbered != marked(picture(), [fault(*BOX)])
    assert numbered != marked(picture(), [fault(*BOX)], numbers=[8])


def test_a_thumbnail_on_white_is_marked_in_the_px_of_its_original() -> None:
    """A picture of 640x640 stands in the middle of a page of 192x256."""
    made = shown(marked(picture((192, 256)), [fault(160, 160, 480, 480)], size=(640, 640)))
    for at in ((48, 128), (144, 128), (96, 80), (96, 176)):
        assert near(made, at, AMBER), at
    made = shown(marked(picture((192, 256)), [fault(75, 200, 225, 600)], size=(300, 800)))
    for at in ((72, 128), (120, 128), (96, 64), (96, 192)):
        assert near(made, at, AMBER), at


def test_what_cannot_be_read_is_a_grey_page_with_its_marks() -> None:
    whole = picture()
    for content in (b"", b"no picture", whole[:300], picture((5000, 5000), "PNG")):
        made = shown(marked(content, [fault()]))
        assert max(made.size) == 640
        assert near(made, (made.width // 2, made.height // 2), GREY)
        assert near(made, (2, made.height // 2), AMBER)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP"])
def test_every_format_an_intake_keeps_is_shown(kind: str) -> None:
    assert near(shown(marked(picture(kind=kind), [fault(*BOX)])), (240, 320), BLUE)


def test_a_bound_of_bytes_is_held_even_by_noise() -> None:
    out = io.BytesIO()
    Image.effect_noise((480, 640), 200).convert("RGB").save(out, "JPEG", quality=95)
    look = Look(longest=256, most=15 * 1024)
    small = marked(out.getvalue(), [fault(*BOX)], look=look)
    assert len(small) <= 15 * 1024
    assert shown(small).size == (192, 256), "quality goes before size"
    assert len(marked(out.getvalue(), [], look=Look(longest=256, most=2000))) <= 2000


COORDINATES = st.one_of(st.integers(-700, 700), st.integers())


@given(
    st.binary(max_size=60),
    st.booleans(),
    st.lists(st.lists(COORDINATES, max_size=6), max_size=25),
    st.lists(st.integers(0, 10**6), max_size=30),
)
def test_it_never_raises(
    more: bytes, whole: bool, places: list[list[int]], numbers: list[int]
) -> None:
    content = SMALL + more if whole else SMALL[: len(more) * 7] + more
    made = shown(marked(content, [fault(*one) for one in places], numbers=numbers))
    assert max(made.size) <= 640


SMALL = picture((60, 80))
