"""When a person is asked to pay (seed 000 step 4), and when no longer."""

from typing import Any

from ciie_admin.domain.edition import Edition, fee_fen, is_free
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Check, FreePlace, Payment, PersonReview, UnitReview


def opened_payment(
    person: Person, unit_review: UnitReview, edition: Edition
) -> dict[str, Any] | None:
    """Field values for a submitted person of a passed unit; None when nothing is due.

    A free label needs no payment once a place of the quota is used (额度审核, the mission's own
    decision): then the organiser's check begins.
    """
    if unit_review is not UnitReview.PASSED or person.submitted_at is None:
        return None
    if person.payment is not Payment.NONE or person.check is not Check.NONE:
        return None
    if edition.review.person_gates_payment and person.review is not PersonReview.PASSED:
        return None
    if is_free(edition, person.form.label):
        if person.free_place is not FreePlace.USED:
            return None
        return {"payment": Payment.FREE, "check": Check.WAITING, "fee_fen": 0}
    form = person.form
    fee = fee_fen(edition, form.label, form.entry_date, reuse=form.reuse)
    return {"payment": Payment.UNPAID, "fee_fen": fee}


def closed_payment(
    person: Person, unit_review: UnitReview, edition: Edition
) -> dict[str, Any] | None:
    """Field values for a person whose unit no longer stands passed, whose place of the quota is
    gone, or who has changed between a free label and a paid one; paid persons stay paid.
    """
    passed, free = unit_review is UnitReview.PASSED, is_free(edition, person.form.label)
    if person.payment is Payment.UNPAID:
        return None if passed and not free else {"payment": Payment.NONE}
    used = free and person.free_place is FreePlace.USED
    if person.payment is Payment.FREE and person.check is Check.WAITING and not (passed and used):
        return {"payment": Payment.NONE, "check": Check.NONE}
    return None
