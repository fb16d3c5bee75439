"""Returned and submitted again: what the registrant changed since, and what stands as it was."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from ciie_admin.domain.edition import Edition, reason
from ciie_admin.domain.persons import Person, PersonBefore, PersonForm
from ciie_admin.domain.states import PersonReview, UnitReview
from ciie_admin.domain.units import Unit, UnitBefore, UnitForm

UNDECIDED = (
    UnitReview.WAITING,
    UnitReview.FIRST_PASSED,
    PersonReview.WAITING,
    PersonReview.FIRST_PASSED,
)
AGAIN = "resubmitted"
TURNS = frozenset({AGAIN, "return_unit", "return_person"})
"""Events of a history that send a record to its registrant or bring it back."""
UNIT_FIELDS = (*(one.name for one in fields(UnitForm)), "count_place", "referral_code")
PERSON_FIELDS = (*(one.name for one in fields(PersonForm)), "number", "photo")


class Since(StrEnum):
    """What became of one field since the return."""

    CHANGED = "changed"
    ASKED = "asked"
    """It was to be corrected and is as it was."""
    CONFIRMED = "confirmed"
    """Looked at then, found right, and not touched."""


def unit_before(unit: Unit, **verdict: Any) -> UnitBefore:
    """The unit as it stands, for `verdict` (at, by, reasons, evidence)."""
    return UnitBefore(
        count_place=unit.count_place, referral_code=unit.referral_code, form=unit.form, **verdict
    )


def person_before(person: Person, **verdict: Any) -> PersonBefore:
    return PersonBefore(
        number_masked=person.number_masked,
        number_key=person.number_key,
        photo=person.photo,
        form=person.form,
        **verdict,
    )


def changed_fields(record: Unit | Person) -> tuple[str, ...]:
    """Names of what differs from what was judged, in the order of the form."""
    before = record.before
    if before is None:
        return ()
    names = UNIT_FIELDS if isinstance(record, Unit) else PERSON_FIELDS
    return tuple(name for name in names if value(record, name) != value(before, name))


def value(of: Unit | Person | UnitBefore | PersonBefore, name: str) -> Any:
    """A field by its name; a document number only as its keyed hash."""
    if name == "number":
        return of.number_key if isinstance(of, Person | PersonBefore) else None
    return getattr(of if hasattr(of, name) else of.form, name)


def resubmitted(record: Unit | Person) -> bool:
    """Submitted again after its last return, and not decided since."""
    if record.before is None or record.review not in UNDECIDED:
        return False
    last = next((one.what for one in reversed(record.history) if one.what in TURNS), "")
    return last == AGAIN


def since_return(record: Unit | Person, edition: Edition) -> Mapping[str, Since]:
    """By field of the form; empty for a record that never was returned."""
    before = record.before
    if before is None:
        return {}
    changed = frozenset(changed_fields(record))
    known = (reason(edition, code) for code in before.reasons)
    asked = frozenset(name for one in known if one is not None for name in one.fields)
    names = UNIT_FIELDS if isinstance(record, Unit) else PERSON_FIELDS
    return {name: _since(name, changed, asked) for name in names}


def _since(name: str, changed: frozenset[str], asked: frozenset[str]) -> Since:
    if name in changed:
        return Since.CHANGED
    return Since.ASKED if name in asked else Since.CONFIRMED
