"""What a unit still has to do, in the order in which it can: told to whoever calls about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import PHOTO_RULES
from ciie_admin.domain.states import Payment, PersonReview, UnitReview
from ciie_admin.domain.units import Unit


class Lack(StrEnum):
    """Names of [lack] in the vocabulary."""

    CORRECT_UNIT = "correct_unit"
    LICENCE = "licence"
    ADD_PERSONS = "add_persons"
    SUBMIT = "submit"
    SUBMIT_PERSONS = "submit_persons"
    CORRECT_PERSONS = "correct_persons"
    PHOTOS = "photos"
    PAY = "pay"
    OVERDUE = "overdue"
    AWAITED = "awaited"
    """The unit has done its part and waits for the verdict of its mission."""
    NOTHING = "nothing"
    """The unit has done its part, whoever acts now."""
    FINAL = "final"
    """Rejected or cancelled: nothing can be done any more."""


@dataclass(frozen=True, slots=True)
class Missing:
    """`count` persons; `until` is the deadline, UTC; `reasons` are codes of the edition."""

    lack: Lack
    count: int = 0
    until: datetime | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What is asked of one person of the unit."""

    submitted: bool
    review: str
    payment: str
    photo: bool
    finding: str


def missing(unit: Unit, members: Iterable[Member], edition: Edition) -> tuple[Missing, ...]:
    """Never empty: that nothing is missing is said, too."""
    if unit.review in (UnitReview.REJECTED, UnitReview.CANCELLED):
        return (Missing(Lack.FINAL, reasons=unit.reasons),)
    found = (*_of_unit(unit, edition), *_of_members(tuple(members), edition))
    awaited = unit.review in (UnitReview.WAITING, UnitReview.FIRST_PASSED)
    return found or (Missing(Lack.AWAITED if awaited else Lack.NOTHING),)


def _of_unit(unit: Unit, edition: Edition) -> list[Missing]:
    until, found = edition.deadlines.registration, []
    if unit.review is UnitReview.RETURNED:
        found.append(Missing(Lack.CORRECT_UNIT, 0, until, unit.reasons))
    if unit.form.licence is None:
        found.append(Missing(Lack.LICENCE, 0, until))
    if not unit.persons:
        found.append(Missing(Lack.ADD_PERSONS, 0, until))
    if unit.submitted_at is None:
        found.append(Missing(Lack.SUBMIT, 0, until))
    return found


def _of_members(members: tuple[Member, ...], edition: Edition) -> list[Missing]:
    due = edition.deadlines
    returned = [one for one in members if one.review == PersonReview.RETURNED]
    told = {
        Lack.SUBMIT_PERSONS: ([one for one in members if not one.submitted], due.registration),
        Lack.CORRECT_PERSONS: (returned, due.registration),
        Lack.PHOTOS: ([one for one in members if _wants_photo(one)], due.registration),
        Lack.PAY: ([one for one in members if one.payment == Payment.UNPAID], due.pay_online),
        Lack.OVERDUE: ([one for one in members if one.payment == Payment.OVERDUE], None),
    }
    return [Missing(lack, len(who), until) for lack, (who, until) in told.items() if who]


def _wants_photo(member: Member) -> bool:
    return not member.photo or member.finding in PHOTO_RULES
