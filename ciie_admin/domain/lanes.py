"""Lanes: the one place that says which list a record stands in."""

from enum import StrEnum

from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, UnitReview
from ciie_admin.domain.units import Unit


class Lane(StrEnum):
    """Queues of units and persons; words and icons stand in resources/words.toml."""

    UNSUBMITTED = "unsubmitted"
    TO_REVIEW = "to_review"
    FIRST_PASSED = "first_passed"
    RETURNED = "returned"
    UNIT_FIRST = "unit_first"
    """The mission is done with the person; the unit has not passed yet."""
    UNPAID = "unpaid"
    OVERDUE = "overdue"
    FINANCE = "finance"
    PAID = "paid"
    """Paid or free: now the organiser checks the person."""
    APPROVED = "approved"
    REJECTED = "rejected"
    ADVISED_AGAINST = "advised_against"
    BADGE_MADE = "badge_made"
    CANCELLED = "cancelled"


UNIT_LANES = (
    Lane.TO_REVIEW,
    Lane.FIRST_PASSED,
    Lane.RETURNED,
    Lane.APPROVED,
    Lane.REJECTED,
    Lane.UNSUBMITTED,
    Lane.CANCELLED,
)
PERSON_LANES = (
    Lane.TO_REVIEW,
    Lane.FIRST_PASSED,
    Lane.RETURNED,
    Lane.UNPAID,
    Lane.APPROVED,
    Lane.REJECTED,
    Lane.UNSUBMITTED,
    Lane.UNIT_FIRST,
    Lane.OVERDUE,
    Lane.FINANCE,
    Lane.PAID,
    Lane.ADVISED_AGAINST,
    Lane.BADGE_MADE,
    Lane.CANCELLED,
)

_UNIT = {
    UnitReview.WAITING: Lane.TO_REVIEW,
    UnitReview.FIRST_PASSED: Lane.FIRST_PASSED,
    UnitReview.PASSED: Lane.APPROVED,
    UnitReview.RETURNED: Lane.RETURNED,
    UnitReview.REJECTED: Lane.REJECTED,
    UnitReview.CANCELLED: Lane.CANCELLED,
}
_CHECK = {
    Check.CANCELLED: Lane.CANCELLED,
    Check.FAILED: Lane.REJECTED,
    Check.PASSED: Lane.APPROVED,
}
_REVIEW = {
    PersonReview.WAITING: Lane.TO_REVIEW,
    PersonReview.FIRST_PASSED: Lane.FIRST_PASSED,
    PersonReview.RETURNED: Lane.RETURNED,
    PersonReview.ADVISED_AGAINST: Lane.ADVISED_AGAINST,
}
_PAYMENT = {
    Payment.NONE: Lane.UNIT_FIRST,
    Payment.UNPAID: Lane.UNPAID,
    Payment.FINANCE: Lane.FINANCE,
    Payment.PAID: Lane.PAID,
    Payment.FREE: Lane.PAID,
}


def unit_lane(unit: Unit) -> Lane:
    """A cancelled unit stays cancelled; an unsubmitted one waits for its registrant."""
    if unit.review is not UnitReview.CANCELLED and unit.submitted_at is None:
        return Lane.UNSUBMITTED
    return _UNIT[unit.review]


def person_lane(person: Person) -> Lane:
    """Later owners win: the organiser's word, then overdue payment, then the mission's review."""
    if person.submitted_at is None and person.check is not Check.CANCELLED:
        return Lane.UNSUBMITTED
    if person.badge is not Badge.NONE and person.check is not Check.CANCELLED:
        return Lane.BADGE_MADE
    if person.check in _CHECK:
        return _CHECK[person.check]
    if person.payment is Payment.OVERDUE:
        return Lane.OVERDUE
    return _REVIEW.get(person.review) or _PAYMENT[person.payment]
