"""名额: when a person of a free label takes a place of the quota, uses it and gives it back."""

from typing import Any

from ciie_admin.domain.cases import PersonCase
from ciie_admin.domain.edition import Edition, is_free
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import within
from ciie_admin.domain.states import Check, FreePlace, PersonReview, UnitReview

P = FreePlace
ENDED = frozenset({Check.FAILED, Check.CANCELLED})
CLOSED_UNITS = frozenset({UnitReview.REJECTED, UnitReview.CANCELLED})
RELEASING = frozenset({PersonReview.RETURNED, PersonReview.ADVISED_AGAINST})
TAKING = frozenset({P.RESERVED, P.USED})
"""Where a place of the account is taken."""


def wants_place(person: Person, unit_review: UnitReview, edition: Edition) -> bool:
    """Whether the person is to have a place, or to wait for one: submitted with a free label (also
    to use a badge again, seed 000) and not turned down by anybody.
    """
    if person.submitted_at is None or not is_free(edition, person.form.label):
        return False
    if person.check in ENDED or unit_review in CLOSED_UNITS:
        return False
    return person.review not in RELEASING


def used_by_pass(case: PersonCase, edition: Edition) -> dict[str, Any] | Refused:
    """额度审核: what a pass changes besides the review. Nothing for a label that is paid for."""
    person = case.person
    if not is_free(edition, person.form.label) or person.free_place is P.USED:
        return {}
    if person.free_place is P.RESERVED:
        return {"free_place": P.USED}
    quota = case.quota
    if quota is None or within(quota, case.lease) < 1:
        return Refused("quota_full", {"label": person.form.label})
    return {"free_place": P.USED, "quota": quota.id, "rank": 0}


def released() -> dict[str, Any]:
    """What a return, an advice against, a cancellation changes."""
    return {"free_place": P.NONE, "quota": 0, "rank": 0}


def after_withdrawal(case: PersonCase, edition: Edition) -> dict[str, Any]:
    """A withdrawn pass keeps its place reserved; a withdrawn no asks for one anew."""
    person = case.person
    if not is_free(edition, person.form.label):
        return {}
    if person.free_place is P.USED:
        return {"free_place": P.RESERVED}
    if person.free_place is P.RESERVED or case.quota is None:
        return {}
    there = within(case.quota, case.lease) > 0
    return {"free_place": P.RESERVED if there else P.WAITING, "quota": case.quota.id}
