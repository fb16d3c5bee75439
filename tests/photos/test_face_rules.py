"""What is judged in the picture itself: each fault is named, and nothing else is."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from ciie_admin.domain.findings import Severity
from ciie_admin.photos.finding import Box, Polygon
from ciie_admin.photos.headwear import of_no_hair
from tests.photos import pictures
from tests.photos.pictures import FIT, WITH_NETS, drawn, findings, jpeg, rules

pytestmark = WITH_NETS
Change = Callable[[Image.Image], Image.Image]

FAULTS: dict[str, tuple[str, Change]] = {
    "mask": ("occlusion", pictures.masked),
    "black mask": ("occlusion", lambda page: pictures.masked(page, "#1C1C1E")),
    "hand": ("occlusion", pictures.hand_over_mouth),
    "white veil": ("occlusion", pictures.veiled),
    "felt hat": ("headwear", pictures.hatted),
    "half in shadow": ("exposure", pictures.half_dark),
    "too bright": ("exposure", lambda page: page.point(lambda value: min(255, value * 1.9 + 25))),
    "too dark": ("exposure", lambda page: page.point(lambda value: value * 0.25)),
    "faded": ("exposure", pictures.faded),
    "two people": ("multi_face", pictures.two_people),
    "white frame": ("border", pictures.framed),
    "red frame": ("border", lambda page: pictures.framed(page, "#B02020", 14)),
    "black bar": ("border", pictures.bar_below),
    "shaken": ("sharpness", pictures.moved),
    "broad": ("stretched", pictures.pressed(1.3)),
    "narrow": ("stretched", pictures.pressed(0.77)),
    "striped ground": ("background", pictures.striped),
    "uneven ground": ("background", pictures.wavy),
    "corner behind": ("background", pictures.cornered),
    "blue light": ("colour", pictures.tinted(0.6, 0.75, 1.25)),
    "green light": ("colour", pictures.tinted(0.7, 1.2, 0.7)),
    "sepia": ("colour", pictures.sepia),
    "grey": ("colour", lambda page: page.convert("L").convert("RGB")),
    "cut at the right": ("face_cut", pictures.moved_out(190, 0)),
    "cut at the top": ("face_cut", pictures.moved_out(0, -260)),
    "upside down": ("orientation", lambda page: page.transpose(Image.Transpose.ROTATE_180)),
    "nobody": ("no_face", pictures.landscape),
}
KINDS = {
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
"""Kinds of the made-up portraits and the rule each breaks."""
REJECTED = {
    "multi_face", "face_cut", "orientation", "no_face", "face_small", "face_large", "background",
}  # fmt: skip


@pytest.mark.parametrize("seed", FIT)
def test_a_fit_portrait_has_no_finding(seed: int) -> None:
    assert findings(jpeg(drawn(seed))) == ()


@pytest.mark.parametrize("seed", [3, 6, 12])
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named(fault: str, seed: int) -> None:
    rule, change = FAULTS[fault]
    assert rule in rules(jpeg(change(drawn(seed))))


@pytest.mark.parametrize("seed", [2, 3, 9])
@pytest.mark.parametrize("kind", KINDS)
def test_a_portrait_drawn_for_a_fault_shows_it(kind: str, seed: int) -> None:
    assert KINDS[kind] in rules(jpeg(drawn(seed, kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_only_exact_measures_reject(kind: str) -> None:
    for one in findings(jpeg(drawn(3, kind))):
        assert one.severity is Severity.LOOK or one.rule in REJECTED


def test_grey_and_printing_colours_are_told_by_their_mode() -> None:
    for mode in ("L", "CMYK"):
        found = [one for one in findings(jpeg(drawn().convert(mode))) if one.rule == "colour"]
        assert [one.measured for one in found] == [mode]


def test_cheeks_taken_for_background_are_not_judged_as_one() -> None:
    """The net for persons loses somebody who fills the picture."""
    assert rules(jpeg(drawn(8, "large_face"))) == {"face_large"}


def test_a_doubtful_stretch_is_told_where_it_is_the_only_fault() -> None:
    narrow = pictures.pressed(0.92)(drawn(9))
    assert rules(jpeg(narrow)) == {"stretched"}
    assert rules(jpeg(pictures.framed(narrow))) == {"border"}


def test_dark_skin_in_soft_light_is_not_darkness() -> None:
    dark = pictures.dark_skinned(drawn(9))
    assert rules(jpeg(dark)) == set()
    assert rules(jpeg(dark.point(lambda value: value * 0.6))) == {"exposure"}


def test_a_face_on_its_side_that_fills_the_picture_is_found() -> None:
    near = drawn(6).resize((1008, 1344)).crop((264, 331, 744, 971))
    for turn in (90, 270):
        found = rules(jpeg(near.rotate(turn, expand=True)))
        assert {"orientation", "face_large"} <= found
        assert "no_face" not in found


def test_a_colour_that_no_hair_has_is_cloth() -> None:
    navy, brown, skin = (
        np.array(lab, np.float32) for lab in ((25, 12, -38), (30, 8, 14), (70, 15, 20))
    )
    assert [of_no_hair(skin, None, band) for band in (navy, brown, skin)] == [True, False, False]
    assert [of_no_hair(skin, crown, brown) for crown in (navy, brown)] == [True, False]
    assert not of_no_hair(skin, None, None)


def test_stripes_behind_are_no_frame() -> None:
    assert rules(jpeg(pictures.striped(drawn(3)))) == {"background"}


@pytest.mark.parametrize("fault", ["sepia", "grey"])
def test_one_tint_is_told_from_a_wrong_one(fault: str) -> None:
    (found,) = (one for one in findings(jpeg(FAULTS[fault][1](drawn(3)))) if one.rule == "colour")
    assert isinstance(found.measured, float)


def test_what_is_found_is_shown_where_it_is() -> None:
    size = (480, 640)
    for kind in KINDS:
        for one in findings(jpeg(drawn(3, kind))):
            assert one.where is not None
            for x, y in corners(one.where):
                assert -0.2 * size[0] <= x <= 1.2 * size[0]
                assert -0.2 * size[1] <= y <= 1.2 * size[1]


def test_places_are_those_of_the_large_picture() -> None:
    large = drawn(3, "small_face").resize((1440, 1920))
    (small,) = (one for one in findings(jpeg(drawn(3, "small_face"))) if one.rule == "face_small")
    (same,) = (one for one in findings(jpeg(large)) if one.rule == "face_small")
    assert small.where is not None
    assert same.where is not None
    pairs = zip(corners(small.where), corners(same.where), strict=True)
    assert all(abs(3 * a - b) < 20 for one, other in pairs for a, b in zip(one, other, strict=True))


def test_a_mask_is_not_taken_for_other_faults() -> None:
    assert rules(jpeg(pictures.masked(drawn(3)))) == {"occlusion"}


def test_without_nets_only_the_file_is_judged() -> None:
    assert pictures.of_file(jpeg(drawn(3, "blurred"))) == set()


def corners(where: Box | Polygon) -> tuple[tuple[float, float], ...]:
    if isinstance(where, Polygon):
        return where.points
    return ((where.left, where.top), (where.right, where.bottom))
