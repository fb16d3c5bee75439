"""When a person is asked to pay, how much, and the acts of bank, finance and organiser."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from ciie_admin.domain.edition import fee_fen
from ciie_admin.domain.outcome import Accepted, Refused
from ciie_admin.domain.payment import closed_payment, opened_payment
from ciie_admin.domain.persons import FormerBadge
from ciie_admin.domain.settling import give_voucher, judge, let_lapse, move_badge, pay
from ciie_admin.domain.states import Badge, Check, FreePlace, Payment, PersonReview, UnitReview
from tests.domain.samples import THEN, edition, person
from tests.fixtures.editions import small_edition
from tests.fixtures.records import person_form

ONE_STEP = edition(1)
GATED = edition(1, gates=True)
BEFORE = ONE_STEP.deadlines.pay_online - timedelta(seconds=1)
VIP = person_form(label="vip")
AFTER = ONE_STEP.deadlines.pay_online


@pytest.mark.parametrize(
    ("label", "date", "reuse", "fee"),
    [
        ("visitor", "6-10", False, 20_000),
        ("visitor", "6-10", True, 5_000),
        ("visitor", "9-10", False, 10_000),
        ("visitor", "9-10", True, 2_500),
        ("vip", "6-10", False, 0),
        ("staff", "9-10", True, 0),
        ("visitor", "no such date", False, 0),
        ("no such label", "6-10", False, 20_000),
    ],
)
def test_fees_follow_date_and_label(label: str, date: str, fee: int, *, reuse: bool) -> None:
    assert fee_fen(small_edition(), label, date, reuse=reuse) == fee


def test_payment_opens_for_submitted_persons_of_passed_units_only() -> None:
    for review, at in product(UnitReview, (None, THEN)):
        opened = opened_payment(person(submitted_at=at), review, ONE_STEP)
        due = review is UnitReview.PASSED and at is not None
        assert opened == ({"payment": Payment.UNPAID, "fee_fen": 20_000} if due else None)


def test_what_has_begun_is_never_opened_again() -> None:
    for payment, check in product(Payment, Check):
        one = person(payment=payment, check=check)
        opened = opened_payment(one, UnitReview.PASSED, ONE_STEP)
        assert (opened is not None) is (payment is Payment.NONE and check is Check.NONE)


def test_a_free_label_goes_to_the_organiser_once_its_place_is_used() -> None:
    free = {"payment": Payment.FREE, "check": Check.WAITING, "fee_fen": 0}
    for place in FreePlace:
        vip = person(form=VIP, free_place=place)
        opened = opened_payment(vip, UnitReview.PASSED, ONE_STEP)
        assert opened == (free if place is FreePlace.USED else None)


@pytest.mark.parametrize("review", PersonReview)
def test_papers_gate_payment_where_the_edition_says_so(review: PersonReview) -> None:
    one = person(review)
    assert opened_payment(one, UnitReview.PASSED, ONE_STEP) is not None
    gated = opened_payment(one, UnitReview.PASSED, GATED)
    assert (gated is not None) is (review is PersonReview.PASSED)


def test_closing_asks_nobody_and_takes_nothing_that_was_paid() -> None:
    for review, payment, check in product(UnitReview, Payment, Check):
        closed = closed_payment(person(payment=payment, check=check), review, ONE_STEP)
        if (payment, check) == (Payment.FREE, Check.WAITING):
            assert closed == {"payment": Payment.NONE, "check": Check.NONE}, "paid for, not free"
        elif review is UnitReview.PASSED:
            assert closed is None
        elif payment is Payment.UNPAID:
            assert closed == {"payment": Payment.NONE}
        else:
            assert closed is None


def test_free_is_who_uses_a_place_and_nobody_else() -> None:
    for place, check in product(FreePlace, Check):
        vip = person(form=VIP, free_place=place, payment=Payment.FREE, check=check)
        closed = closed_payment(vip, UnitReview.PASSED, ONE_STEP)
        lost = place is not FreePlace.USED and check is Check.WAITING
        assert closed == ({"payment": Payment.NONE, "check": Check.NONE} if lost else None)
    chosen_anew = person(form=VIP, payment=Payment.UNPAID)
    asks_nobody = {"payment": Payment.NONE}
    assert closed_payment(chosen_anew, UnitReview.PASSED, ONE_STEP) == asks_nobody


@pytest.mark.parametrize("payment", Payment)
def test_who_may_pay_and_when(payment: Payment) -> None:
    one = person(payment=payment)
    done = Accepted({"payment": Payment.PAID, "check": Check.WAITING})
    voucher = Accepted({"payment": Payment.FINANCE})
    lapsed = Accepted({"payment": Payment.OVERDUE})
    no = Refused("not_payable")
    due = payment in (Payment.UNPAID, Payment.FINANCE)
    again = Accepted() if payment is Payment.PAID else no
    assert pay(one, ONE_STEP, "online", BEFORE) == (done if due else again)
    assert pay(one, ONE_STEP, "transfer", AFTER) == (done if due else again), "finance is late"
    unpaid = payment is Payment.UNPAID
    assert give_voucher(one, ONE_STEP, BEFORE) == (voucher if unpaid else no)
    over = Accepted() if payment is Payment.OVERDUE else no
    assert let_lapse(one) == (lapsed if unpaid else over)


def test_deadlines_are_the_first_instant_too_late() -> None:
    due = person(payment=Payment.UNPAID)
    for said in (pay(due, ONE_STEP, "online", AFTER), give_voucher(due, ONE_STEP, AFTER)):
        assert said == Refused("payment_closed", {"time": AFTER.isoformat()})


JUDGED = {
    (Check.NONE, "passed"): "not_submitted",
    (Check.NONE, "failed"): "not_submitted",
    (Check.WAITING, "passed"): "passed",
    (Check.WAITING, "failed"): "failed",
    (Check.PASSED, "failed"): "organiser_has_judged",
    (Check.FAILED, "passed"): "organiser_has_judged",
    (Check.CANCELLED, "passed"): "organiser_has_judged",
    (Check.PASSED, "passed"): "same",
    (Check.NONE, "cancelled"): "cancelled",
    (Check.WAITING, "cancelled"): "cancelled",
    (Check.PASSED, "cancelled"): "cancelled",
    (Check.CANCELLED, "cancelled"): "same",
}


@pytest.mark.parametrize(("check", "judgement"), JUDGED)
def test_the_organiser_judges_once(check: Check, judgement: str) -> None:
    done = judge(person(check=check, payment=Payment.PAID), judgement)  # type: ignore[arg-type]
    if isinstance(done, Refused):
        said = done.code
    else:
        said = str(done.changes["check"]) if done.changes else "same"
    assert said == JUDGED[check, judgement]


@pytest.mark.parametrize("payment", Payment)
def test_a_cancelled_person_owes_nothing_and_keeps_what_was_paid(payment: Payment) -> None:
    done = judge(person(payment=payment), "cancelled")
    owed = payment in (Payment.UNPAID, Payment.OVERDUE, Payment.FREE)
    wanted = {"check": Check.CANCELLED} | ({"payment": Payment.NONE} if owed else {})
    assert done == Accepted(wanted)


def test_badges_go_forward_one_step_at_a_time() -> None:
    ways = {
        ("none", "production"),
        ("production", "ready"),
        ("ready", "in_delivery"),
        ("ready", "collected"),
        ("in_delivery", "collected"),
    }
    for have, wanted, check in product(Badge, Badge, Check):
        done = move_badge(person(badge=have, check=check), wanted)
        if have is wanted:
            assert done == Accepted()
        elif check is Check.PASSED and (have, wanted) in ways:
            assert done == Accepted({"badge": wanted})
        else:
            assert done == Refused("badge_not_next")
    reusing = person(check=Check.PASSED, form=person_form(reuse=True))
    assert move_badge(reusing, Badge.REUSED) == Accepted({"badge": Badge.REUSED})
    made = person(check=Check.PASSED)
    badge = {"badge": Badge.PRODUCTION, "badge_number": "07"}
    assert move_badge(made, Badge.PRODUCTION, "07") == Accepted(badge)
    again = replace(reusing, former_badge=FormerBadge(edition=6, number="06"))
    kept = {"badge": Badge.REUSED, "badge_number": "06"}
    assert move_badge(again, Badge.REUSED, "07") == Accepted(kept), "it keeps its number"
