"""A unit, a person and what their rows read, over the tests' own edition and tree."""

from datetime import UTC, datetime
from typing import Any

from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import PersonReview, UnitClass, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.exports import columns
from ciie_admin.exports.columns import Owner, Setting
from ciie_admin.exports.sheets import cells, sheet
from ciie_admin.words import Language
from tests.fixtures.editions import JINPU, small_edition, small_tree
from tests.fixtures.records import person_form, unit_form

AT = datetime(2024, 10, 1, 16, 30, tzinfo=UTC)
"""Half past midnight of 2 October in Beijing."""


def setting(language: Language = "zh", **changes: Any) -> Setting:
    places = {place.id: place for place in small_tree()}
    owners = {1: Owner("大连第1贸易有限公司", "T00000000000000001")}
    return columns.setting(language, small_edition(**changes), places, owners)


def unit(**changes: Any) -> Unit:
    said: dict[str, Any] = {
        "id": 1,
        "version": 1,
        "seen": "s",
        "unit_class": UnitClass.GOVERNMENT,
        "review_place": JINPU,
        "count_place": JINPU,
        "created_at": AT,
        "submitted_at": AT,
        "review": UnitReview.WAITING,
        "form": unit_form(),
    }
    return Unit(**{**said, **changes})


def person(**changes: Any) -> Person:
    said: dict[str, Any] = {
        "id": 2,
        "version": 1,
        "seen": "s",
        "unit_id": 1,
        "review_place": JINPU,
        "count_place": JINPU,
        "created_at": AT,
        "submitted_at": AT,
        "review": PersonReview.WAITING,
        "number_masked": "210***********1234",
        "number_key": "k",
        "form": person_form(),
    }
    return Person(**{**said, **changes})


def shown(record: Unit | Person, on: Setting | None = None) -> dict[str, Any]:
    """The cells of one row by the words of their heads."""
    on = on or setting()
    heads = sheet("unit" if isinstance(record, Unit) else "person", on).heads
    row = cells(1, record, on)
    return dict(zip([head.text for head in heads], row, strict=True))
