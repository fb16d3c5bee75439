"""The checker's findings as records say them."""

from dataclasses import replace

import pytest

from ciie_admin.domain.findings import PHOTO_RULES, Finding, Severity
from ciie_admin.photos.finding import Box, Polygon, look, reject
from ciie_admin.photos.saying import said
from ciie_admin.server.photo_rules import of_file, photo_part, stamp, with_photo_part
from tests.fixtures.registrants import photo
from tests.server.photographed import LIMITS


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (photo(1), []),
        (photo(1, (1200, 1600)), []),
        (photo(1, kind="PNG"), ["format"]),
        (photo(1, (479, 639)), ["pixels"]),
        (photo(1, (640, 480)), ["pixels", "aspect"]),
        (photo(1, (600, 640)), ["aspect"]),
    ],
)
def test_the_file_is_judged_at_once(content: bytes, expected: list[str]) -> None:
    found = of_file(content, LIMITS)
    assert [one.rule for one in found] == expected
    assert all(one.severity is Severity.REJECT and one.measured and one.limit for one in found)


def test_a_file_that_is_too_large() -> None:
    small = replace(LIMITS, max_bytes=1_000)
    assert [one.rule for one in of_file(photo(1), small)] == ["file_size"]


def test_numbers_are_said_as_people_read_them() -> None:
    found = said([reject("face_small", 0.1479, "15-40 %"), look("background", 18.43, "3.4")])
    assert [one.measured for one in found] == ["14.8%", "18.4"]
    assert said([reject("format", "png", "jpeg")])[0].measured == "png"


def test_where_is_a_box_of_whole_pixels() -> None:
    oval = Polygon(((10.4, 30.0), (50.6, 12.2), (90.0, 40.0), (40.0, 99.6)))
    found = said(
        [look("pose", 1, "", oval), look("border", 1, "", Box(1, 2, 3.2, 4)), look("a", 1, "")]
    )
    assert [one.where for one in found] == [(10, 12, 90, 100), (1, 2, 3, 4), ()]


def test_only_what_was_found_in_the_picture_is_replaced() -> None:
    form = Finding(rule="title_mismatch", severity=Severity.LOOK)
    old = Finding(rule="pose", severity=Severity.LOOK)
    new = Finding(rule="headwear", severity=Severity.LOOK)
    missing = Finding(rule="photo_missing", severity=Severity.REJECT)
    assert with_photo_part((old, form, missing), (new,)) == (form, missing, new)
    assert photo_part((form, missing, new)) == (new,)
    assert {one.rule for one in (old, new)} <= PHOTO_RULES


def test_another_rule_or_limit_is_another_stamp() -> None:
    known = {stamp(1, LIMITS), stamp(2, LIMITS), stamp(1, replace(LIMITS, face_min=14))}
    assert len(known) == 3
    assert stamp(1, LIMITS) == stamp(1, replace(LIMITS))
