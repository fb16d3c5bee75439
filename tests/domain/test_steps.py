"""The registrant's bar of six steps: one present step, nothing done behind it."""

from itertools import product

import pytest

from ciie_admin.domain.states import Badge, Check, Payment, UnitReview
from ciie_admin.domain.steps import STEPS, Mark, person_steps_of, unit_steps_of
from tests.domain.samples import THEN, person, unit

SIGNS = {
    Mark.DONE: "+",
    Mark.NOW: "o",
    Mark.BLOCKED: "!",
    Mark.FAILED: "x",
    Mark.AHEAD: ".",
}


def bar(marks: tuple[Mark, ...]) -> str:
    return "".join(SIGNS[mark] for mark in marks)


@pytest.mark.parametrize(
    ("review", "shown"),
    [
        (UnitReview.WAITING, "++o..."),
        (UnitReview.FIRST_PASSED, "++o..."),
        (UnitReview.PASSED, "+++o.."),
        (UnitReview.RETURNED, "++!..."),
        (UnitReview.REJECTED, "++x..."),
        (UnitReview.CANCELLED, "++x..."),
    ],
)
def test_a_unit_by_its_review(review: UnitReview, shown: str) -> None:
    assert bar(unit_steps_of(unit(review))) == shown
    assert bar(unit_steps_of(unit(review, submitted_at=None))) == "+o...."


@pytest.mark.parametrize(
    ("persons", "unsubmitted", "unpaid", "passed", "failed", "shown"),
    [
        (0, 0, 0, 0, 0, "+++o.."),
        (2, 2, 0, 0, 0, "+++o.."),
        (3, 0, 1, 2, 0, "+++o.."),
        (3, 0, 0, 0, 0, "++++o."),
        (3, 0, 0, 1, 1, "++++o."),
        (3, 0, 0, 2, 1, "++++++"),
        (3, 1, 0, 2, 0, "++++++"),
        (3, 0, 0, 0, 3, "+++++o"),
    ],
)
def test_a_passed_unit_by_its_persons(
    persons: int, unsubmitted: int, unpaid: int, passed: int, failed: int, shown: str
) -> None:
    one = unit(
        UnitReview.PASSED,
        persons=persons,
        persons_unsubmitted=unsubmitted,
        persons_unpaid=unpaid,
        persons_passed=passed,
        persons_failed=failed,
    )
    assert bar(unit_steps_of(one)) == shown


@pytest.mark.parametrize(
    ("payment", "check", "badge", "shown"),
    [
        (Payment.NONE, Check.NONE, Badge.NONE, "+++o.."),
        (Payment.UNPAID, Check.NONE, Badge.NONE, "+++o.."),
        (Payment.OVERDUE, Check.NONE, Badge.NONE, "+++!.."),
        (Payment.FINANCE, Check.NONE, Badge.NONE, "+++o.."),
        (Payment.PAID, Check.WAITING, Badge.NONE, "++++o."),
        (Payment.FREE, Check.WAITING, Badge.NONE, "++++o."),
        (Payment.PAID, Check.FAILED, Badge.NONE, "++++x."),
        (Payment.PAID, Check.CANCELLED, Badge.NONE, "++++x."),
        (Payment.PAID, Check.PASSED, Badge.NONE, "+++++o"),
        (Payment.PAID, Check.PASSED, Badge.COLLECTED, "++++++"),
    ],
)
def test_a_person_of_a_passed_unit(
    payment: Payment, check: Check, badge: Badge, shown: str
) -> None:
    one = person(payment=payment, check=check, badge=badge)
    assert bar(person_steps_of(one, UnitReview.PASSED)) == shown


def test_a_person_waits_for_the_unit() -> None:
    assert bar(person_steps_of(person(), UnitReview.WAITING)) == "++o..."
    assert bar(person_steps_of(person(), UnitReview.REJECTED)) == "++x..."
    assert bar(person_steps_of(person(submitted_at=None), UnitReview.PASSED)) == "+o...."


def test_behind_the_first_step_that_is_not_done_nothing_is() -> None:
    combined = product(Payment, Check, Badge, UnitReview, (None, THEN))
    for payment, check, badge, review, at in combined:
        one = person(payment=payment, check=check, badge=badge, submitted_at=at)
        shown = bar(person_steps_of(one, review))
        assert len(shown) == len(STEPS)
        assert shown.lstrip("+")[1:].strip(".") == ""
        assert "." not in shown.rstrip(".")
