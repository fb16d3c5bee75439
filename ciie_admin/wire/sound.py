"""Records of a server that may be broken or hostile: numbers a cache could not even store."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit

LARGEST = 2**63 - 1
R = TypeVar("R", Unit, Person)


def _sound_unit(unit: Unit) -> Unit:
    counts = (unit.persons, unit.persons_unsubmitted, unit.persons_unpaid, unit.persons_paid)
    return _checked(unit, counts)


def _sound_person(person: Person) -> Person:
    if not 1 <= person.unit_id <= LARGEST:
        raise ValueError("unit_id")
    return _checked(person, (person.fee_fen,))


def _checked(record: R, counts: tuple[int, ...]) -> R:
    """Ids and versions from 1, counts from 0. Raises ValueError without a value of the record."""
    ids = (record.id, record.version, record.review_place, record.count_place)
    if min(ids) < 1 or min(counts) < 0 or max(*ids, *counts) > LARGEST:
        raise ValueError("number out of range")
    return record


SoundUnit = Annotated[Unit, AfterValidator(_sound_unit)]
SoundPerson = Annotated[Person, AfterValidator(_sound_person)]
