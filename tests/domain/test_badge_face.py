"""Which fields of the card face keep an earlier badge from being used again (seed 003)."""

from dataclasses import replace
from typing import Any

import pytest

from ciie_admin.domain.badge_face import changed, face
from ciie_admin.domain.persons import Person
from tests.domain.samples import person
from tests.fixtures.editions import SHANGHAI

NAME = "大连好运贸易有限公司"


def after(**changes: Any) -> Person:
    before = person(photo="a" * 64)
    return replace(before, form=replace(before.form, **changes))


@pytest.mark.parametrize(
    ("now", "unit", "differing"),
    [
        (after(), NAME, ()),
        (after(area="cars", delivery="collection", title="ms"), NAME, ()),
        (after(name="李四"), NAME, ("name",)),
        (after(), "大连好运公司", ("unit",)),
        (replace(after(), count_place=SHANGHAI), NAME, ("mission",)),
        (replace(after(), review_place=SHANGHAI), NAME, ()),
        (after(label="vip"), NAME, ("label",)),
        (replace(after(), photo="b" * 64), NAME, ("photo",)),
        (after(entry_date="half"), NAME, ("entry_date",)),
        (
            replace(after(name="李四", entry_date="half"), photo="", count_place=SHANGHAI),
            "别的单位",
            ("name", "unit", "mission", "photo", "entry_date"),
        ),
    ],
)
def test_each_field_of_the_face_counts_and_no_other(
    now: Person, unit: str, differing: tuple[str, ...]
) -> None:
    assert changed(face(after(), NAME), face(now, unit)) == differing
