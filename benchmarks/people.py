"""Made-up units and persons as they travel, from the demo's plan: the same at every run."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ciie_admin.demo.plan import PersonPlan, UnitPlan, plan
from ciie_admin.domain.edition import fee_fen
from ciie_admin.domain.history import Event
from ciie_admin.domain.identifiers import masked
from ciie_admin.domain.persons import Person, PersonForm
from ciie_admin.domain.prechecks import person_findings, unit_findings
from ciie_admin.domain.states import Check, Payment, PersonReview, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.server.records import fingerprint, number_key
from tests.fixtures.editions import DALIAN, small_edition, small_tree

SEED = 7
KEY = b"benchmarks"
NOW = datetime(2024, 9, 20, 4, tzinfo=UTC)
REGION = "2102"
EDITION = small_edition()
BELOW = frozenset(place.id for place in small_tree() if DALIAN in place.path)
DECIDED = {"decided_by": 1, "decided_name": "王负责", "decided_at": NOW}
JUDGED = frozenset({Check.PASSED, Check.FAILED, Check.CANCELLED})


@dataclass(frozen=True, slots=True)
class Household:
    """A unit, its persons, and their document numbers in full."""

    unit: Unit
    persons: tuple[Person, ...]
    numbers: tuple[str, ...]


def households(units: int, persons: int, waiting: float = 0.5) -> Iterator[Household]:
    """`units` units with `persons` persons, all below one mission; ids count from 1.

    Of the persons whom a mission may still judge, about the share `waiting` waits for it.
    """
    first = 1
    for number, one in enumerate(plan(EDITION, small_tree(), units, persons, SEED, DALIAN), 1):
        yield _household(number, first, one, waiting)
        first += len(one.persons)


def _household(number: int, first: int, one: UnitPlan, waiting: float) -> Household:
    unit = _unit(number, one)
    people = tuple(
        _person(first + offset, unit, person, waiting) for offset, person in enumerate(one.persons)
    )
    unpaid = (Payment.UNPAID, Payment.OVERDUE, Payment.FINANCE)
    unit = replace(
        unit,
        persons=len(people),
        persons_unsubmitted=sum(person.submitted_at is None for person in people),
        persons_unpaid=sum(person.payment in unpaid for person in people),
        persons_paid=sum(person.payment is Payment.PAID for person in people),
        persons_passed=sum(person.check is Check.PASSED for person in people),
        persons_failed=sum(person.check is Check.FAILED for person in people),
    )
    return Household(unit, people, tuple(person.number for person in one.persons))


def _unit(number: int, one: UnitPlan) -> Unit:
    fate = one.fate
    decided = fate.review is not UnitReview.WAITING and not fate.automatic
    return Unit(
        id=number,
        version=2 if decided else 1,
        seen=fingerprint(KEY, one.form),
        unit_class=one.unit_class,
        review_place=_below(one.review_place),
        count_place=_below(one.count_place),
        referral_code=one.referral_code,
        returning=one.returning,
        created_at=NOW - one.created_ago,
        submitted_at=NOW - one.submitted_ago if fate.submitted else None,
        review=fate.review,
        automatic=fate.automatic,
        reasons=fate.reasons,
        findings=unit_findings(one.form, one.unit_class, REGION, EDITION),
        history=_history(one.submitted_ago, fate.submitted, "pass_unit" if decided else ""),
        form=one.form,
        **(DECIDED if decided else {}),  # type: ignore[arg-type]
    )


def _person(number: int, unit: Unit, one: PersonPlan, waiting: float) -> Person:
    fate = one.fate
    review = fate.review
    if review is PersonReview.WAITING and fate.check not in JUDGED:
        review = review if number * 0.618034 % 1 < waiting else PersonReview.PASSED
    decided = review is not PersonReview.WAITING
    due = fate.payment not in (Payment.NONE, Payment.FREE)
    return Person(
        id=number,
        version=2 if decided else 1,
        seen=fingerprint(KEY, one.form, one.number),
        unit_id=unit.id,
        review_place=unit.review_place,
        count_place=unit.count_place,
        created_at=NOW - one.submitted_ago - timedelta(hours=1),
        submitted_at=NOW - one.submitted_ago if fate.submitted else None,
        review=review,
        payment=fate.payment,
        check=fate.check,
        badge=fate.badge,
        reasons=fate.reasons,
        added_late=one.added_late,
        fee_fen=_fee(one.form) if due else 0,
        number_masked=masked(one.number),
        number_key=number_key(KEY, one.number),
        photo=hashlib.sha256(str(number).encode()).hexdigest() if one.photo_kind else "",
        findings=person_findings(one.form, one.number, EDITION),
        history=_history(one.submitted_ago, fate.submitted, "pass_person" if decided else ""),
        form=one.form,
        **(DECIDED if decided else {}),  # type: ignore[arg-type]
    )


def _fee(form: PersonForm) -> int:
    return fee_fen(EDITION, form.label, form.entry_date, reuse=form.reuse)


def _history(ago: timedelta, submitted: bool, decided: str) -> tuple[Event, ...]:
    found = [Event(at=NOW - ago, what="submitted")] if submitted else []
    if decided:
        found.append(Event(at=NOW, what=decided, by="王负责"))
    return tuple(found)


def _below(place: int) -> int:
    """Nobody outside the mission: then the number of rows is the number asked for."""
    return place if place in BELOW else DALIAN
