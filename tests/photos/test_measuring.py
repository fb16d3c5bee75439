"""What is measured in one picture, beside what is wrong with it."""

from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageEnhance

from ciie_admin.photos.checking import check_badge
from ciie_admin.photos.likeness import ALIKE, apart
from ciie_admin.photos.measured import ON_SCREEN, Measured
from ciie_admin.photos.measuring import measure_badge
from tests.photos.pictures import FIT, LIMITS, WITH_NETS, drawn, jpeg, nets

pytestmark = WITH_NETS


def measured(picture: Image.Image, quality: int = 90) -> Measured:
    return measure_badge(jpeg(picture, quality=quality), LIMITS, nets())


def test_every_rule_of_a_fit_photo_is_measured_once_and_kept() -> None:
    found = measured(drawn(3))
    never = {"no_face", "corrupt", "bomb"}
    assert found.findings == ()
    assert [one.rule for one in found.measures] == [one for one in ON_SCREEN if one not in never]
    assert all(one.kept and one.measured and one.limit for one in found.measures)


@pytest.mark.parametrize("kind", ["busy_background", "small_face", "dark"])
def test_what_is_not_kept_is_what_was_found(kind: str) -> None:
    found = measured(drawn(3, kind))
    broken = {one.rule for one in found.measures if not one.kept}
    assert broken == {one.rule.replace("face_small", "face_share") for one in found.findings}
    assert found.findings == check_badge(jpeg(drawn(3, kind)), LIMITS, nets())


def test_places_are_those_of_the_picture_as_it_is_shown() -> None:
    found = measured(drawn(3).resize((960, 1280)))
    left, eye_line, right, other = found.eyes
    assert found.size == (960, 1280)
    assert abs((left + right) / 2 - 480) < 24
    assert 580 < eye_line < 640
    assert abs(eye_line - other) < 12
    assert found.oval is not None
    assert found.share is not None
    assert 0.15 < found.share < 0.40
    across = [x for x, _ in found.oval.points]
    assert min(across) < left < right < max(across)


def test_a_face_on_its_side_has_its_oval_where_it_lies() -> None:
    upright = measured(drawn(3))
    assert upright.oval
    for turn in (90, 180, 270):
        found = measured(drawn(3).rotate(turn, expand=True))
        assert found.oval is not None
        assert found.eyes == ()
        (x, y), (wide, high) = upright.oval.points[0], upright.size
        there = {90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[turn]
        assert found.oval.points[0] == pytest.approx(there, abs=12)


def test_the_mask_shows_where_the_background_is_not_plain() -> None:
    fading = Image.linear_gradient("L").rotate(90).resize((480, 640))
    light = fading.point(lambda level: 190 + level // 4).convert("RGB")
    picture = ImageChops.multiply(drawn(3), light)
    assert measured(picture).background is None, "light that falls off is no fault"
    ImageDraw.Draw(picture).rectangle((0, 40, 90, 300), fill="#702010")
    mask = measured(picture).background
    assert mask is not None
    rows = [mask.cells[at : at + mask.width] for at in range(0, len(mask.cells), mask.width)]
    patch = [cell for row in rows[6:28] for cell in row[2:10]]
    elsewhere = [cell for row in rows[6:28] for cell in row[52:62]]
    assert sum(patch) > 0.9 * len(patch)
    assert sum(elsewhere) == 0
    assert measured(drawn(3)).background is None


def test_a_picture_stored_in_another_way_is_like_itself() -> None:
    picture = drawn(3)
    first = measured(picture).likeness
    others = (
        measured(picture, quality=35),
        measured(picture.resize((720, 960), Image.Resampling.LANCZOS)),
        measured(ImageEnhance.Brightness(picture).enhance(1.08)),
    )
    assert len(first) == 32
    assert all(apart(first, one.likeness) <= ALIKE for one in others)


def test_drawn_people_are_not_like_one_another() -> None:
    likenesses = [measured(drawn(seed)).likeness for seed in FIT]
    assert min(apart(one, other) for one, other in combinations(likenesses, 2)) > ALIKE


def test_what_cannot_be_seen_is_not_measured() -> None:
    hidden = {one.rule for one in measured(drawn(3, "sunglasses")).measures}
    assert "stretched" not in hidden
    assert "sunglasses" in hidden
    blind = measure_badge(jpeg(drawn(3)), LIMITS, None)
    assert blind.findings == ()
    assert blind.likeness
    assert {one.rule for one in blind.measures} >= {"pixels", "aspect", "file_size"}
    assert measure_badge(b"no picture", LIMITS, nets()).likeness == b""
