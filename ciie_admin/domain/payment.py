"""When a person is asked to pay (seed 000 step 4), and when no longer."""

from typing import Any

from ciie_admin.domain.edition import Edition, fee_fen, label
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Check, Payment, PersonReview, UnitReview


def opened_payment(
    person: Person, unit_review: UnitReview, edition: Edition
) -> dict[str, Any] | None:
    """Field values for a submitted person of a passed unit; None when nothing is due.

    A free label inside its quota needs no payment: the organiser's check begins at once.
    """
    if unit_review is not UnitReview.PASSED or person.submitted_at is None:
        return None
    if person.payment is not Payment.NONE or person.check is not Check.NONE:
        return None
    if edition.review.person_gates_payment and person.review is not PersonReview.PASSED:
        return None
    chosen = label(edition, person.form.label)
    if chosen is not None and chosen.free:
        return {"payment": Payment.FREE, "check": Check.WAITING, "fee_fen": 0}
    form = person.form
    fee = fee_fen(edition, form.label, form.entry_date, reuse=form.reuse)
    return {"payment": Payment.UNPAID, "fee_fen": fee}


def closed_payment(person: Person, unit_review: UnitReview) -> dict[str, Any] | None:
    """Field values for a person whose unit no longer stands passed; paid persons stay paid."""
    if unit_review is UnitReview.PASSED:
        return None
    if person.payment is Payment.UNPAID:
        return {"payment": Payment.NONE}
    if person.payment is Payment.FREE and person.check is Check.WAITING:
        return {"payment": Payment.NONE, "check": Check.NONE}
    return None
