"""Records of a server that may be broken or hostile: numbers a cache could not even store.

And what a client tells of an export: codes and counts, as the 操作日志 keeps nothing else.
"""

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from ciie_admin.domain.commands import Command, Export
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit

LARGEST = 2**63 - 1
CODE = re.compile("[a-z_]{1,40}")
MOST_CODES = 100
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


def sound_command(command: Command) -> Command:
    """Raises ValueError for an export that names anything but codes."""
    if isinstance(command, Export):
        codes = (*command.columns, *command.filters)
        if not 0 <= command.rows <= LARGEST or len(codes) > MOST_CODES:
            raise ValueError("number out of range")
        if not all(map(CODE.fullmatch, codes)):
            raise ValueError("no code")
    return command


SoundUnit = Annotated[Unit, AfterValidator(_sound_unit)]
SoundPerson = Annotated[Person, AfterValidator(_sound_person)]
