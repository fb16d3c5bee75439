"""The registrant's own progress bar (seed 000, part 4), so that caller and clerk see the same."""

from enum import StrEnum

from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Badge, Check, Payment, UnitReview
from ciie_admin.domain.units import Unit


class Mark(StrEnum):
    DONE = "done"
    NOW = "now"
    BLOCKED = "blocked"
    FAILED = "failed"
    AHEAD = "ahead"


STEPS = ("register", "submit", "unit_review", "pay", "person_review", "badge")
SETTLED = frozenset({Payment.PAID, Payment.FREE})
JUDGED = frozenset({Check.PASSED, Check.FAILED})
"""Never before it was paid for, or free: a free badge that failed is neither any more."""


def unit_steps_of(unit: Unit) -> tuple[Mark, ...]:
    """Marks for the six steps of a unit; the last three follow from its persons' counts."""
    marks = [Mark.DONE, _done(unit.submitted_at is not None), _unit_mark(unit.review)]
    if unit.review is not UnitReview.PASSED:
        return _forward((*marks, Mark.AHEAD, Mark.AHEAD, Mark.AHEAD))
    live = unit.persons - unit.persons_unsubmitted
    settled = live > 0 and unit.persons_unpaid == 0
    judged = settled and unit.persons_passed + unit.persons_failed >= live
    badge = Mark.DONE if judged and unit.persons_passed else Mark.AHEAD
    return _forward((*marks, _done(settled), _done(judged), badge))


def person_steps_of(person: Person, unit_review: UnitReview) -> tuple[Mark, ...]:
    """Marks for the six steps of one person."""
    paid = _done(person.payment in SETTLED or person.check in JUDGED)
    if person.payment is Payment.OVERDUE:
        paid = Mark.BLOCKED
    check = {
        Check.PASSED: Mark.DONE,
        Check.FAILED: Mark.FAILED,
        Check.CANCELLED: Mark.FAILED,
    }.get(person.check, Mark.AHEAD)
    made = _done(person.badge is not Badge.NONE)
    submitted = _done(person.submitted_at is not None)
    return _forward((Mark.DONE, submitted, _unit_mark(unit_review), paid, check, made))


def _unit_mark(review: UnitReview) -> Mark:
    marks = {
        UnitReview.PASSED: Mark.DONE,
        UnitReview.RETURNED: Mark.BLOCKED,
        UnitReview.REJECTED: Mark.FAILED,
        UnitReview.CANCELLED: Mark.FAILED,
    }
    return marks.get(review, Mark.AHEAD)


def _done(yes: bool) -> Mark:
    return Mark.DONE if yes else Mark.AHEAD


def _forward(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The first step not done is the present one, unless it is blocked or failed."""
    for place, mark in enumerate(marks):
        if mark is not Mark.DONE:
            now = Mark.NOW if mark is Mark.AHEAD else mark
            return (*marks[:place], now, *(Mark.AHEAD for _ in marks[place + 1 :]))
    return marks
