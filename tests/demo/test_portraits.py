"""Made-up portraits: real JPEGs that keep the photo rules, except for the fault they are for."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageStat

from ciie_admin.demo.busts import FACE, FACE_X, FACE_Y, HEIGHT, WIDTH
from ciie_admin.demo.licences import VARIANTS, licence, licence_digest
from ciie_admin.demo.portraits import KINDS, PHOTO_FAULTS, cut_anew, portrait
from ciie_admin.photos.file_rules import read_file
from ciie_admin.photos.likeness import ALIKE, apart
from ciie_admin.server.editions import read_edition
from tests.photos.pictures import WITH_NETS, measured

EDITION = read_edition("07", date(2024, 9, 20))
FACE_PX = (240, 380)
"""Below the eyes and above the chin of everybody who looks straight ahead."""


def picture(seed: int, kind: str) -> Image.Image:
    return Image.open(BytesIO(portrait(seed, kind))).convert("RGB")


def brightness(shown: Image.Image) -> float:
    return ImageStat.Stat(shown.convert("L")).mean[0]


def detail(shown: Image.Image) -> float:
    """Sum of differences of neighbours in a row: high where edges are sharp or many."""
    grey = shown.convert("L")
    pixels = grey.tobytes()
    return sum((a - b) ** 2 for a, b in pairwise(pixels)) / len(pixels)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 77])
def test_every_portrait_is_a_file_the_rules_accept(kind: str, seed: int) -> None:
    made = portrait(seed, kind)
    assert len(made) < 60_000
    assert read_file(made, EDITION.photo).findings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_draws_the_same_person(kind: str) -> None:
    assert portrait(5, kind) == portrait(5, kind)
    assert portrait(5, kind) != portrait(6, kind)


def test_each_kind_looks_unlike_the_plain_one() -> None:
    drawn = {portrait(8, kind) for kind in KINDS}
    assert len(drawn) == len(KINDS)


def test_there_are_many_different_people() -> None:
    assert len({sha256(portrait(seed, "plain")).digest() for seed in range(60)}) > 50


def test_the_face_fills_what_the_rule_asks_for() -> None:
    share = 100 * 3.1416 * FACE_X * FACE_Y / (WIDTH * HEIGHT)
    assert EDITION.photo.face_min < share < EDITION.photo.face_max
    assert abs(FACE[0] - WIDTH / 2) < 1


def test_a_plain_background_has_one_colour_and_a_busy_one_many() -> None:
    def corners(kind: str) -> set[int]:
        shown = picture(3, kind).convert("L")
        strip = shown.crop((0, 0, 40, 300)).tobytes()
        return {value // 12 for value in strip}

    assert len(corners("plain")) <= 2
    assert len(corners("busy_background")) > 4


def test_dark_is_dark_and_blurred_is_blurred() -> None:
    assert brightness(picture(4, "dark")) < 0.5 * brightness(picture(4, "plain"))
    assert detail(picture(4, "blurred")) < 0.3 * detail(picture(4, "plain"))


def skin_share(kind: str) -> float:
    """Share of pixels with the colour of the cheek, in percent."""
    plain, shown = picture(9, "plain"), picture(9, kind)
    cheek = plain.getpixel(FACE_PX)
    assert isinstance(cheek, tuple)
    near = [
        all(abs(one - own) < 9 for one, own in zip(pixel, cheek, strict=True))
        for pixel in zip(*[iter(shown.tobytes())] * 3, strict=True)
    ]
    return 100 * sum(near) / len(near)


def test_small_and_large_faces_break_the_rule() -> None:
    assert 9 < skin_share("plain") < 30
    assert skin_share("small_face") < 7
    assert skin_share("large_face") > 25


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="cartoon"):
        portrait(1, "cartoon")


def test_every_fault_belongs_to_a_reason_of_the_edition() -> None:
    assert set(PHOTO_FAULTS) <= {one.id for one in EDITION.reasons}


def test_licences_are_pictures_within_their_limit() -> None:
    assert len({licence(variant) for variant in range(VARIANTS)}) == VARIANTS
    for variant in range(VARIANTS):
        made = licence(variant)
        assert len(made) < EDITION.licence_max_bytes
        assert licence_digest(variant) == sha256(made).hexdigest()
        with Image.open(BytesIO(made)) as shown:
            assert shown.format == "JPEG"


FAULTS = {
    "busy_background": "background",
    "dark": "exposure",
    "small_face": "face_small",
    "large_face": "face_large",
    "blurred": "sharpness",
    "tilted": "pose",
    "hat": "headwear",
    "sunglasses": "sunglasses",
    "off_centre": "off_centre",
    "stretched": "stretched",
}


@WITH_NETS
def test_the_checker_sees_the_fault_each_is_for_however_it_is_cut() -> None:
    assert FAULTS.keys() == set(PHOTO_FAULTS.values())
    for seed, (kind, rule) in enumerate(FAULTS.items()):
        found = measured(cut_anew(portrait(seed, kind), 90 + seed)).findings
        assert rule in {one.rule for one in found}, kind


@WITH_NETS
def test_one_drawing_cut_for_two_people_is_two_photos() -> None:
    drawing = portrait(3, "plain")
    first, again, other = (measured(cut_anew(drawing, seed)) for seed in (1, 1, 2))
    assert first.likeness == again.likeness
    assert apart(first.likeness, other.likeness) > 2 * ALIKE
    assert first.findings == other.findings == ()


@WITH_NETS
def test_faces_are_drawn_as_slender_as_people_are() -> None:
    for seed in (1, 13, 16, 30):
        for shown in (drawing := portrait(seed, "plain"), cut_anew(drawing, seed)):
            assert "stretched" not in {one.rule for one in measured(shown).findings}, seed
