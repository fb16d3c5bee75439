"""Every record stands in exactly one lane, and the later owner's word decides which."""

from dataclasses import replace
from itertools import product

import pytest

from ciie_admin.domain.lanes import PERSON_LANES, UNIT_LANES, Lane, person_lane, unit_lane
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, UnitReview
from tests.domain.samples import THEN, person, unit

ALL = tuple(product(PersonReview, Payment, Check, Badge, (None, THEN)))

# Which word decides, the first line that fits: submitted, review, payment, check, badge -> lane.
PERSONS = """
    any  any              any      cancelled  any   cancelled
    no   any              any      any        any   unsubmitted
    yes  any              any      any        made  badge_made
    yes  any              any      failed     none  rejected
    yes  any              any      passed     none  approved
    yes  any              overdue  any        none  overdue
    yes  waiting          any      any        none  to_review
    yes  first_passed     any      any        none  first_passed
    yes  returned         any      any        none  returned
    yes  advised_against  any      any        none  advised_against
    yes  passed           none     any        none  unit_first
    yes  passed           unpaid   any        none  unpaid
    yes  passed           finance  any        none  finance
    yes  passed           paid     any        none  paid
    yes  passed           free     any        none  paid
"""
UNITS = {
    UnitReview.WAITING: Lane.TO_REVIEW,
    UnitReview.FIRST_PASSED: Lane.FIRST_PASSED,
    UnitReview.PASSED: Lane.APPROVED,
    UnitReview.RETURNED: Lane.RETURNED,
    UnitReview.REJECTED: Lane.REJECTED,
    UnitReview.CANCELLED: Lane.CANCELLED,
}


def stand(one: Person) -> tuple[str, ...]:
    submitted = "no" if one.submitted_at is None else "yes"
    badge = "none" if one.badge is Badge.NONE else "made"
    return (submitted, one.review, one.payment, one.check, badge)


def looked_up(one: Person) -> str:
    for line in PERSONS.strip().splitlines():
        *conditions, lane = line.split()
        if all(c in ("any", said) for c, said in zip(conditions, stand(one), strict=True)):
            return lane
    raise AssertionError(stand(one))


def everybody() -> list[Person]:
    return [
        person(review, payment=payment, check=check, badge=badge, submitted_at=at)
        for review, payment, check, badge, at in ALL
    ]


def test_every_person_has_one_lane_of_the_table() -> None:
    people = everybody()
    assert len(people) == 5 * 6 * 5 * 6 * 2
    for one in people:
        assert person_lane(one) == looked_up(one), stand(one)


def test_every_lane_of_persons_can_be_reached_and_no_other() -> None:
    assert {person_lane(one) for one in everybody()} == set(PERSON_LANES)
    assert len(PERSON_LANES) == len(set(PERSON_LANES))


@pytest.mark.parametrize("submitted_at", [None, THEN])
@pytest.mark.parametrize("review", UnitReview)
def test_every_unit_has_one_lane(review: UnitReview, submitted_at: None) -> None:
    lane = unit_lane(unit(review, submitted_at=submitted_at))
    unsent = submitted_at is None and review is not UnitReview.CANCELLED
    assert lane is (Lane.UNSUBMITTED if unsent else UNITS[review])
    assert lane in UNIT_LANES


def test_nothing_but_the_states_decides() -> None:
    other = person(PersonReview.PASSED, payment=Payment.PAID, check=Check.WAITING)
    for changed in (
        replace(other, version=9, seen="x", fee_fen=1, reasons=("photo_unfit",)),
        replace(other, first_by=None, decided_by=None, added_late=True, photo="f" * 64),
    ):
        assert person_lane(changed) is person_lane(other) is Lane.PAID
