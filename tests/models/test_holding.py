"""What is put aside: shown, free to undo, over with another word of the server, never sent."""

import pytest
from sqlalchemy import select

from ciie_admin.domain.states import UnitClass, UnitReview
from ciie_admin.models import losing, opening, reading
from ciie_admin.models.holding import hold, undo
from ciie_admin.models.precious import HELD
from ciie_admin.models.queries import Query
from ciie_admin.models.releasing import release
from ciie_admin.models.undoing import undoable
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, Local

ASSOCIATION = UnitClass.ASSOCIATION


@pytest.fixture
def units(local: Local) -> Local:
    """Three associations waiting for their one step, and a person."""
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in (1, 2, 3)), person(id=9, unit_id=1))
    return local


def kept(local: Local) -> list[tuple[str, int]]:
    with local.cache.read() as db:
        query = select(HELD.c.subject_kind, HELD.c.subject_id).order_by(HELD.c.subject_id)
        return [tuple(row) for row in db.execute(query)]


def put_aside(local: Local, *ids: int) -> None:
    assert hold(local.cache, ACTOR, "unit", ids).aside == ids


def test_it_is_shown_found_and_never_leaves(units: Local) -> None:
    put_aside(units, 1, 2)
    assert hold(units.cache, ACTOR, "person", [9]).aside == (9,)
    assert [units.unit(n) for n in (1, 2, 3)] == [("waiting", "held")] * 2 + [("waiting", None)]
    with units.cache.read() as db:
        assert list(reading.ids(db, Query(kind="unit", stage="held"))) == [1, 2]
        assert list(reading.ids(db, Query(kind="person", stage="held"))) == [9]
    assert release(units.cache, ACTOR).sent == ()
    assert units.sends() == ()
    assert set(units.numbers().values()) == {0}


def test_it_is_undone_as_the_latest_act(units: Local) -> None:
    put_aside(units, 1)
    units.passes(2)
    put_aside(units, 3)
    with units.cache.read() as db:
        said = undoable(db)
    assert said is not None
    assert (said.what, said.count, said.name) == ("hold", 1, "大连第1贸易有限公司")
    assert [undo(units.cache, ACTOR).what for _ in range(4)] == ["hold", "draft", "hold", "nothing"]
    assert [units.unit(n)[1] for n in (1, 2, 3)] == [None] * 3
    assert kept(units) == []


def test_the_same_again_takes_up_and_what_is_decided_is_left_alone(units: Local) -> None:
    put_aside(units, 1)
    units.passes(2)
    assert hold(units.cache, ACTOR, "unit", [1, 2, 3]).aside == (3,), "only what waits"
    done = hold(units.cache, ACTOR, "unit", [1, 2, 3])
    assert (done.aside, done.taken_up) == ((), (1, 3))
    assert [units.unit(n)[1] for n in (1, 2, 3)] == [None, "draft", None]
    assert not hold(units.cache, ACTOR, "unit", [2]).touched


def test_a_decision_covers_it_until_it_has_taken_effect(units: Local) -> None:
    put_aside(units, 1)
    units.passes(1)
    assert units.unit(1) == ("passed", "draft")
    undo(units.cache, ACTOR)
    assert units.unit(1) == ("waiting", "held")
    units.hears(unit(id=1, version=2, unit_class=ASSOCIATION, seen="corrected"))
    assert units.unit(1) == ("waiting", "held"), "corrected, and still to be decided"
    units.hears(unit(UnitReview.REJECTED, id=1, version=3, unit_class=ASSOCIATION))
    assert units.unit(1) == ("rejected", None), "somebody decided: nothing to come back to"
    assert kept(units) == []


def test_a_new_mirror_keeps_it_and_a_record_out_of_sight_takes_it_along(units: Local) -> None:
    put_aside(units, 1, 2, 3)
    units.start(*(unit(id=n, unit_class=ASSOCIATION) for n in (1, 2)))
    assert [units.unit(n) for n in (1, 2)] == [("waiting", "held")] * 2
    assert kept(units) == [("unit", 1), ("unit", 2)], "the third did not come again"
    units.hears(gone=[("unit", 1)])
    assert kept(units) == [("unit", 2)]
    losing.forget_everything(units.cache)
    assert kept(units) == []


def test_an_older_cache_gets_the_table(units: Local) -> None:
    with units.cache.write() as db:
        db.exec_driver_sql("DROP TABLE held")
    units.passes(1)
    opening.prepare(units.cache)
    put_aside(units, 2)
    assert [units.unit(n)[1] for n in (1, 2)] == ["draft", "held"]


def test_nothing_before_the_first_download_has_ended(local: Local) -> None:
    local.start(unit(id=1, unit_class=ASSOCIATION), whole=False)
    assert hold(local.cache, ACTOR, "unit", [1]).aside == ()
