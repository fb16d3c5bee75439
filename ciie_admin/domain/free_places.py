"""名额: when a person of a free label takes a place of the quota, uses it and gives it back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from ciie_admin.domain.cases import PersonCase
from ciie_admin.domain.edition import Edition, is_free
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, left, within
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
    if person.free_place is P.USED or not wants_place(person, case.unit_review, edition):
        return {}
    if person.free_place is P.RESERVED:
        return {"free_place": P.USED}
    quota = case.quota
    if quota is None or within(quota, case.lease) < 1:
        return Refused("quota_full", {"label": person.form.label})
    return {"free_place": P.USED, "quota": quota.id, "rank": 0}


def released(person: Person) -> dict[str, Any]:
    """What a return, an advice against, a cancellation changes."""
    if person.free_place is P.NONE:
        return {}
    return {"free_place": P.NONE, "quota": 0, "rank": 0}


def asked(person: Person, quota: Quota, lease: UUID | None = None) -> dict[str, Any]:
    """What becomes of somebody who wants a place of this account and has none: never before those
    who wait there already, unless out of the computer's own lease.
    """
    own = within(quota, lease) - left(quota)
    if own > 0 or (left(quota) > 0 and not quota.waiting):
        return served(person, quota)
    return {"free_place": P.WAITING, "quota": quota.id, "rank": 0}


def served(person: Person, quota: Quota) -> dict[str, Any]:
    """A place of the account: whoever the mission has passed before uses it with that."""
    taken = P.USED if person.review is PersonReview.PASSED else P.RESERVED
    return {"free_place": taken, "quota": quota.id, "rank": 0}


def after_withdrawal(
    case: PersonCase, edition: Edition, review: PersonReview = PersonReview.WAITING
) -> dict[str, Any]:
    """A withdrawn pass keeps its place reserved; a withdrawn no asks for one anew."""
    person = replace(case.person, review=review)
    if person.free_place is P.USED:
        return {"free_place": P.RESERVED}
    wanted = wants_place(person, case.unit_review, edition)
    if person.free_place is not P.NONE or case.quota is None or not wanted:
        return {}
    return asked(person, case.quota, case.lease)


def place_event(before: Person, after: Person) -> str:
    """What the history calls a change of the place; empty where a verdict says it already."""
    if (before.free_place, before.quota) == (after.free_place, after.quota):
        return ""
    if after.free_place is P.NONE:
        return "place_released" if before.free_place in TAKING else ""
    if after.free_place is P.WAITING:
        return "place_waiting"
    if after.free_place is P.USED:
        return "place_used" if after.review is before.review else ""
    return "" if before.free_place is P.USED else "place_reserved"
