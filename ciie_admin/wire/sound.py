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
from ciie_admin.domain.quota_commands import (
    LeaseQuota,
    MoveQuota,
    QuotaCommand,
    RankApplicants,
)
from ciie_admin.domain.quotas import COUNTERS, Quota, sound
from ciie_admin.domain.units import Unit

LARGEST = 2**63 - 1
CODE = re.compile("[a-z_]{1,40}")
DIGEST = re.compile("[0-9a-f]{64}")
MOST_CODES = 100
MOST_RANKED = 2_000
"""Applicants one ranking may name."""
R = TypeVar("R", Unit, Person)


def _sound_unit(unit: Unit) -> Unit:
    counts = (unit.persons, unit.persons_unsubmitted, unit.persons_unpaid, unit.persons_paid)
    return _checked(unit, counts)


def _sound_person(person: Person) -> Person:
    if not 1 <= person.unit_id <= LARGEST:
        raise ValueError("unit_id")
    return _checked(person, (person.fee_fen,))


def _sound_quota(quota: Quota) -> Quota:
    """What holds in every committed state holds here, too. Raises ValueError."""
    ids = (quota.id, quota.version, quota.node_id, quota.place)
    counters = [getattr(quota, name) for name in (*COUNTERS, "waiting", "parent")]
    if min(ids) < 1 or max(*ids, *counters) > LARGEST or min(counters) < 0 or not sound(quota):
        raise ValueError("number out of range")
    return quota


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
    name, a photo without a digest, a ranking that names somebody twice, and for an impossible id.
    """
    if isinstance(command, JudgePhoto) and not DIGEST.fullmatch(command.photo):
        raise ValueError("no digest")
    if isinstance(command, NotDuplicate | Duplicate) and not 1 <= command.other <= LARGEST:
        raise ValueError("number out of range")
    if isinstance(command, QuotaCommand):
        _check_quota(command)
    if isinstance(command, Export):
        codes = (*command.columns, *command.filters)
        if not 0 <= command.rows <= LARGEST or len(codes) > MOST_CODES:
            raise ValueError("number out of range")
        if not all(map(CODE.fullmatch, codes)):
            raise ValueError("no code")
    if isinstance(command, NameBasis):
        _check_basis(command)
    return command


def _check_quota(command: QuotaCommand) -> None:
    """Raises ValueError."""
    if isinstance(command, MoveQuota):
        other = 1 if command.other is None else command.other
        if min(command.was, other - 1) < 0 or max(abs(command.count), command.was, other) > LARGEST:
            raise ValueError("number out of range")
    if isinstance(command, LeaseQuota) and command.until.tzinfo is None:
        raise ValueError("no zone")
    if isinstance(command, RankApplicants):
        _check_ranking(command.persons)


def _check_ranking(persons: tuple[int, ...]) -> None:
    if not 1 <= len(persons) <= MOST_RANKED or len(set(persons)) < len(persons):
        raise ValueError("not a ranking")
    if not 1 <= min(persons) <= max(persons) <= LARGEST:
        raise ValueError("number out of range")


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
SoundQuota = Annotated[Quota, AfterValidator(_sound_quota)]
