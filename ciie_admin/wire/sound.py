"""Records of a server that may be broken or hostile: numbers a cache could not even store.

And what a client tells of an export: codes and counts, as the 操作日志 keeps nothing else.
"""

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from ciie_admin.domain.basis import APPROVER_MAX, SHEET_MAX
from ciie_admin.domain.commands import (
    Command,
    Duplicate,
    Export,
    JudgePhoto,
    NameBasis,
    NotDuplicate,
)
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit

LARGEST = 2**63 - 1
CODE = re.compile("[a-z_]{1,40}")
DIGEST = re.compile("[0-9a-f]{64}")
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
    others = [*record.apart, *(other for one in record.findings for other in one.others)]
    if others and not 1 <= min(others) <= max(others) <= LARGEST:
        raise ValueError("number out of range")
    return record


def sound_command(command: Command) -> Command:
    """Raises ValueError for an export that names anything but codes, a basis without a
    name, a photo without a digest, and for an impossible id.
    """
    if isinstance(command, JudgePhoto) and not DIGEST.fullmatch(command.photo):
        raise ValueError("no digest")
    if isinstance(command, NotDuplicate | Duplicate) and not 1 <= command.other <= LARGEST:
        raise ValueError("number out of range")
    if isinstance(command, Export):
        codes = (*command.columns, *command.filters)
        if not 0 <= command.rows <= LARGEST or len(codes) > MOST_CODES:
            raise ValueError("number out of range")
        if not all(map(CODE.fullmatch, codes)):
            raise ValueError("no code")
    if isinstance(command, NameBasis):
        _check_basis(command)
    return command


def _check_basis(named: NameBasis) -> None:
    """A name in one line; a digest or nothing. Raises ValueError."""
    words = (named.approver, named.sheet)
    if not named.approver.strip() or not all(map(str.isprintable, words)):
        raise ValueError("no name")
    if len(named.approver) > APPROVER_MAX or len(named.sheet) > SHEET_MAX:
        raise ValueError("too long")
    if named.scan and not DIGEST.fullmatch(named.scan):
        raise ValueError("no digest")


SoundUnit = Annotated[Unit, AfterValidator(_sound_unit)]
SoundPerson = Annotated[Person, AfterValidator(_sound_person)]
