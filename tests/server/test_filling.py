"""Filling a server with a made-up fair: every unit and person comes as far as its plan says."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select, text

from ciie_admin.demo.allotted import allotted
from ciie_admin.demo.plan import PersonPlan, UnitPlan, plan
from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import changed_fields, resubmitted
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.errors import Mishap
from ciie_admin.server import records
from ciie_admin.server.filling import fill
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.server.tables import OperationRow
from tests.fixtures.counts import COUNTS
from tests.fixtures.fairs import FAIR, FAIR_PLACES, HOME, MATERIAL, empty_fair

NOW = datetime.now(UTC)
PLANS = list(plan(FAIR, FAIR_PLACES, units=60, persons=220, seed=5, home=HOME))
QUOTA = allotted(FAIR, FAIR_PLACES, PLANS, HOME)


@pytest.fixture
def demo(empty_database: str) -> Iterator[Engine]:
    with empty_fair(empty_database) as engine:
        yield engine


def stored(engine: Engine) -> Iterator[tuple[UnitPlan, Unit, list[tuple[PersonPlan, Person]]]]:
    """Plans beside what became of them, found by code or name and by document number."""
    with engine.connect() as db:
        present = select(UNITS.c.id).where(UNITS.c.edition_id == FAIR.id)
        units = records.units(db, db.execute(present).scalars())
        rows = db.execute(select(PERSONS.c.id, PERSONS.c.number))
        numbers = {row.id: row.number for row in rows}
        persons = records.persons(db, numbers)
    by_name = {(one.form.credit_code, one.form.name_zh): one for one in units.values()}
    for one in PLANS:
        unit = by_name[one.form.credit_code, one.form.name_zh]
        own = {numbers[p.id]: p for p in persons.values() if p.unit_id == unit.id}
        assert len(own) == len(one.persons)
        yield one, unit, [(person, own[person.number]) for person in one.persons]


def test_everybody_comes_as_far_as_planned(demo: Engine) -> None:
    assert fill(demo, b"key", PLANS, NOW, MATERIAL, allotment=QUOTA) == 220
    for planned, unit, persons in stored(demo):
        aim = planned.fate
        assert (unit.submitted_at is not None, unit.review) == (aim.submitted, aim.review)
        assert (unit.review_place, unit.count_place) == (planned.review_place, planned.count_place)
        assert unit.returning is planned.returning
        assert resubmitted(unit) == bool(aim.came_back)
        if aim.came_back:
            assert changed_fields(unit) == ("address",)
        for person, found in persons:
            wish = person.fate
            assert (found.submitted_at is not None) == wish.submitted
            assert (found.check, found.badge) == (wish.check, wish.badge)
            if unit.review is not UnitReview.CANCELLED:
                assert (found.review, found.payment) == (wish.review, wish.payment)
    _check_traces(demo)


def _check_traces(engine: Engine) -> None:
    """Counts, times and operations are those of real work."""
    with engine.connect() as db:
        assert all(row.right for row in db.execute(COUNTS))
        units = records.units(db, db.execute(select(UNITS.c.id)).scalars())
        persons = records.persons(db, db.execute(select(PERSONS.c.id)).scalars())
        verdicts = db.execute(select(OperationRow.verdict)).scalars().all()
        waiting = db.execute(text("SELECT count(*) FROM notice WHERE sent_at IS NULL")).scalar()
        late = db.execute(select(func.count()).where(PERSONS.c.added_late)).scalar()
    assert {one["kind"] for one in verdicts} == {"accepted"}
    assert waiting == 0
    assert late
    for history in [one.history for one in units.values()] + [p.history for p in persons.values()]:
        times = [event.at for event in history]
        assert times == sorted(times)
        assert times[-1] <= NOW
    assert len({one.decided_at for one in units.values()}) > 10


def test_without_reviewers_nothing_can_be_judged(demo: Engine) -> None:
    with demo.begin() as db:
        db.execute(text("UPDATE account SET active = false WHERE login <> 'head'"))
    with pytest.raises(Mishap, match="no_reviewer"):
        fill(demo, b"key", PLANS, NOW, MATERIAL)
