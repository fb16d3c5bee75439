"""How far a made-up unit or person has come. Every fate is one the rules can lead to."""

from dataclasses import dataclass
from random import Random
from typing import TypeVar

from ciie_admin.domain.edition import Edition, is_free, unit_steps
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, UnitClass, UnitReview

T = TypeVar("T")
U, P = UnitReview, PersonReview


@dataclass(frozen=True, slots=True)
class UnitFate:
    submitted: bool
    review: UnitReview
    automatic: bool = False
    reasons: tuple[str, ...] = ()
    looked: bool = False
    """A person has looked at the automatic pass since (抽查)."""
    came_back: tuple[str, ...] = ()
    """Why it was returned once before it was submitted again."""


@dataclass(frozen=True, slots=True)
class PersonFate:
    submitted: bool
    review: PersonReview = PersonReview.WAITING
    payment: Payment = Payment.NONE
    check: Check = Check.NONE
    badge: Badge = Badge.NONE
    reasons: tuple[str, ...] = ()


DRAFT = UnitFate(False, U.WAITING)
UNSUBMITTED = PersonFate(False)
AUTOMATIC = ((U.PASSED, 94), (U.RETURNED, 2), (U.WAITING, 3), (U.CANCELLED, 1))
"""Classes the system passes; a few waited because the automatic check failed."""
BY_HAND = ((U.WAITING, 52), (U.PASSED, 34), (U.RETURNED, 8), (U.REJECTED, 4), (U.CANCELLED, 2))
REVIEWS = ((P.WAITING, 62), (P.PASSED, 29), (P.RETURNED, 6), (P.ADVISED_AGAINST, 3))
PAYMENTS = ((Payment.UNPAID, 34), (Payment.PAID, 58), (Payment.FINANCE, 5), (Payment.OVERDUE, 3))
CHECKS = ((Check.WAITING, 46), (Check.PASSED, 47), (Check.FAILED, 5), (Check.CANCELLED, 2))
FRESH_BADGES = ((Badge.NONE, 30), (Badge.PRODUCTION, 30))
SENT = (*FRESH_BADGES, (Badge.IN_DELIVERY, 25), (Badge.COLLECTED, 15))
HANDED_OUT = (*FRESH_BADGES, (Badge.READY, 25), (Badge.COLLECTED, 15))


def unit_fate(edition: Edition, unit_class: UnitClass, rng: Random) -> UnitFate:
    """Drafts are more frequent where a person has to look: they come late."""
    by_hand = unit_class not in edition.review.automatic
    if rng.random() < (0.08 if by_hand else 0.04):
        return DRAFT
    review = _drawn(BY_HAND if by_hand else AUTOMATIC, rng)
    if review is U.WAITING and unit_steps(edition, unit_class) > 1 and rng.random() < 0.3:
        review = U.FIRST_PASSED
    reasons = _reasons(edition, "unit", review is U.RETURNED, rng)
    judged = review in (U.RETURNED, U.REJECTED)
    automatic = not by_hand and review is U.PASSED
    return UnitFate(True, review, automatic, reasons if judged else ())


def person_fate(
    edition: Edition, unit: UnitFate, form: PersonForm, sure: bool, rng: Random
) -> PersonFate:
    """`sure` submits: a submitted unit has at least one submitted person (seed 000)."""
    if not sure and rng.random() < (0.05 if unit.submitted else 0.5):
        return UNSUBMITTED
    if unit.review is U.CANCELLED:
        return PersonFate(True, check=Check.CANCELLED)
    review = _review(edition, unit, rng)
    judged = review in (P.RETURNED, P.ADVISED_AGAINST)
    reasons = _reasons(edition, "person", review is P.RETURNED, rng) if judged else ()
    gated = edition.review.person_gates_payment and review is not P.PASSED
    if unit.review is not U.PASSED or gated:
        return PersonFate(True, review, reasons=reasons)
    if is_free(edition, form.label):
        return _free_fate(review, form, reasons, rng)
    payment = _drawn(PAYMENTS, rng)
    if payment is not Payment.PAID:
        return PersonFate(True, review, payment, reasons=reasons)
    check = Check.WAITING if judged else _drawn(CHECKS, rng)
    return PersonFate(True, review, payment, check, _badge(check, form, rng), reasons)


def _free_fate(
    review: PersonReview, form: PersonForm, reasons: tuple[str, ...], rng: Random
) -> PersonFate:
    """Free only by the mission's pass (额度审核), and as long as the organiser has not said no."""
    check = _drawn(CHECKS, rng)
    badge = _badge(check, form, rng)
    if review is not P.PASSED:
        return PersonFate(True, review, reasons=reasons)
    payment = Payment.FREE if check in (Check.WAITING, Check.PASSED) else Payment.NONE
    return PersonFate(True, review, payment, check, badge)


def _review(edition: Edition, unit: UnitFate, rng: Random) -> PersonReview:
    """Missions look at persons mainly once their unit stands."""
    if unit.review is not U.PASSED and rng.random() < 0.7:
        return P.WAITING
    review = _drawn(REVIEWS, rng)
    two = edition.review.person_steps > 1
    return P.FIRST_PASSED if two and review is P.WAITING and rng.random() < 0.3 else review


def _badge(check: Check, form: PersonForm, rng: Random) -> Badge:
    """A reused badge is switched on, not made."""
    if check is not Check.PASSED:
        return Badge.NONE
    if form.reuse:
        return rng.choice((Badge.NONE, Badge.REUSED))
    return _drawn(SENT if form.delivery == "express" else HANDED_OUT, rng)


def _reasons(edition: Edition, subject: str, fixable: bool, rng: Random) -> tuple[str, ...]:
    fitting = [
        one.id for one in edition.reasons if one.subject == subject and one.fixable is fixable
    ]
    wanted = 1 if rng.random() < 0.8 else 2
    return tuple(rng.sample(fitting, min(wanted, len(fitting))))


def _drawn(table: tuple[tuple[T, int], ...], rng: Random) -> T:
    return rng.choices([one for one, _ in table], [weight for _, weight in table])[0]
