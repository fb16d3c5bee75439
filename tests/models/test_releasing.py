"""Drafts become operations, and come back as long as none has left this computer."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from ciie_admin.domain.commands import AddNote, AdviseAgainst, RejectUnit, ReturnUnit, WithdrawUnit
from ciie_admin.domain.states import UnitClass, UnitReview
from ciie_admin.models import reading, sending
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.releasing import discard, release, take_back, undo
from ciie_admin.models.scopes import Scope
from ciie_admin.models.undoing import undoable
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, CLICK, Local, accepted

ASSOCIATION = UnitClass.ASSOCIATION
RETURN = ReturnUnit(reasons=("address_differs",))
REJECT = RejectUnit(reasons=("not_eligible",))


@pytest.fixture
def units(local: Local) -> Local:
    """Three associations waiting for their one step."""
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in (1, 2, 3)), person(id=9, unit_id=1))
    return local


def stages(local: Local) -> list[tuple[str, str | None]]:
    return [local.unit(n) for n in (1, 2, 3)]


def test_release_moves_all_drafts_into_the_outbox(units: Local) -> None:
    units.passes(1, 2)
    units.decides(RETURN, 3)
    done = release(units.cache, ACTOR)
    assert (len(done.sent), done.stayed, sorted(done.touched.ids("unit"))) == (3, 0, [1, 2, 3])
    assert units.numbers() == {"draft": 0, "outbox": 3, "delivered": 0, "tray": 0}
    assert stages(units) == [
        ("passed", "pending"),
        ("passed", "pending"),
        ("returned", "pending"),
    ]
    assert release(units.cache, ACTOR).sent == ()


def test_one_batch_alone(units: Local) -> None:
    first = units.passes(1)
    second = units.passes(2, 3)
    done = release(units.cache, ACTOR, Scope(second.batch))
    assert len(done.sent) == 2
    assert stages(units) == [("passed", "draft"), ("passed", "pending"), ("passed", "pending")]
    assert release(units.cache, ACTOR, Scope(uuid4())).sent == ()
    assert len(release(units.cache, ACTOR, Scope(first.batch)).sent) == 1


def test_drafts_that_no_longer_apply_stay_and_are_left_out(units: Local) -> None:
    units.passes(1, 2, 3)
    units.hears(
        unit(UnitReview.REJECTED, id=1, version=2),
        unit(id=2, version=2, seen="corrected", unit_class=ASSOCIATION),
    )
    done = release(units.cache, ACTOR)
    assert (len(done.sent), done.stayed) == (1, 2)
    with units.cache.read() as db:
        stuck = select(DRAFT.c.subject_id, DRAFT.c.problem).order_by(DRAFT.c.subject_id)
        assert db.execute(stuck).all() == [(1, "state_moved"), (2, "judged_changed")]
    assert stages(units) == [("rejected", None), ("passed", "draft"), ("passed", "pending")]


def test_a_draft_that_applies_again_can_go_again(units: Local) -> None:
    units.passes(1)
    units.hears(unit(UnitReview.RETURNED, id=1, version=2, unit_class=ASSOCIATION))
    assert release(units.cache, ACTOR).stayed == 1
    units.hears(unit(id=1, version=3, unit_class=ASSOCIATION))
    assert len(release(units.cache, ACTOR).sent) == 1


def test_undo_goes_back_step_by_step_through_what_was_replaced(units: Local) -> None:
    units.passes(1, 2)
    units.decides(RETURN, 1)
    units.decides(REJECT, 1)
    assert units.unit() == ("rejected", "draft")
    for shown in (("returned", "draft"), ("passed", "draft"), ("waiting", None)):
        assert undo(units.cache, ACTOR).what == "draft"
        assert units.unit() == shown
    assert units.unit(2) == ("waiting", None), "the same click as the last one on the first unit"
    assert undo(units.cache, ACTOR).what == "nothing"


def test_undo_restores_however_often_one_has_changed_ones_mind(units: Local) -> None:
    for _ in range(6):
        units.decides(RETURN, 1)
        units.decides(REJECT, 1)
    for number in range(11):
        undo(units.cache, ACTOR)
        assert units.unit()[0] == ("returned", "rejected")[number % 2]
    undo(units.cache, ACTOR)
    assert units.unit() == ("waiting", None)


def test_undo_of_a_release_makes_drafts_of_it(units: Local) -> None:
    units.passes(1, 2)
    units.decides(RETURN, 3)
    release(units.cache, ACTOR)
    before = units.kept()
    undone = undo(units.cache, ACTOR)
    assert (undone.what, len(undone.wishes)) == ("release", 3)
    assert [stage for _, stage in stages(units)] == ["draft"] * 3
    release(units.cache, ACTOR)
    assert [row[1] for row in units.kept()["outbox"]] == [row[1] for row in before["outbox"]], (
        "an operation keeps its id, however often it is released"
    )
    undo(units.cache, ACTOR)
    assert undo(units.cache, ACTOR).what == "draft"
    assert stages(units)[2] == ("waiting", None)


def test_what_has_left_cannot_be_undone(units: Local) -> None:
    units.passes(1)
    release(units.cache, ACTOR)
    assert [one.n for one in units.sends()] == [1]
    units.passes(2)
    release(units.cache, ACTOR)
    assert undo(units.cache, ACTOR).what == "release"
    assert undo(units.cache, ACTOR).what == "draft"
    assert undo(units.cache, ACTOR).what == "nothing"
    assert stages(units) == [("passed", "pending"), ("waiting", None), ("waiting", None)]


def test_undo_brings_back_only_the_part_of_a_release_that_has_not_left(units: Local) -> None:
    units.passes(1, 2, 3)
    release(units.cache, ACTOR)
    assert len(sending.next_page(units.cache, CLICK, limit=2)) == 2
    with units.cache.read() as db:
        said = undoable(db)
    assert said is not None
    assert (said.what, said.count) == ("release", 1)
    assert len(undo(units.cache, ACTOR).wishes) == 1
    assert sorted(stage or "" for _, stage in stages(units)) == ["draft", "pending", "pending"]


def test_a_note_is_not_undone_and_hides_nothing(units: Local) -> None:
    units.passes(1)
    units.decides(AddNote(text="已电话"), 2)
    with units.cache.read() as db:
        next_undo = undoable(db)
    assert next_undo is not None
    assert (next_undo.what, next_undo.kind) == ("draft", "pass_unit")
    assert undo(units.cache, ACTOR).what == "draft"
    assert undo(units.cache, ACTOR).what == "nothing"
    assert units.numbers() == {"draft": 0, "outbox": 1, "delivered": 0, "tray": 0}


def test_the_button_says_what_undo_then_does(units: Local) -> None:
    units.passes(1, 2)
    units.decides(AdviseAgainst(reasons=("not_of_unit",)), 9, kind="person")
    release(units.cache, ACTOR)
    units.decides(RETURN, 3)
    units.decides(AddNote(text="已电话"), 3)
    for what, kind, count, name in (
        ("draft", "return_unit", 1, "大连第1贸易有限公司"),
        ("release", "pass_unit", 3, ""),
        ("draft", "advise_against", 1, "王二"),
        ("draft", "pass_unit", 2, ""),
    ):
        with units.cache.read() as db:
            said = undoable(db)
        assert said is not None
        assert (said.what, said.kind, said.count, said.name) == (what, kind, count, name)
        undone = undo(units.cache, ACTOR)
        assert (undone.what, len(undone.wishes)) == (what, count)
    with units.cache.read() as db:
        assert undoable(db) is None


def test_take_back_stops_what_has_not_left(units: Local) -> None:
    """Esc while sending: two acts were released, the first page of one is on its way."""
    units.passes(1, 2)
    release(units.cache, ACTOR)
    sending.next_page(units.cache, CLICK, limit=1)
    units.decides(RETURN, 3)
    release(units.cache, ACTOR)
    undone = take_back(units.cache, ACTOR)
    assert len(undone.wishes) == 2
    assert units.numbers() == {"draft": 2, "outbox": 1, "delivered": 0, "tray": 0}
    assert units.sends()[0].n == 1


def test_take_back_loses_neither_of_two_decisions_on_one_record(units: Local) -> None:
    units.passes(1)
    release(units.cache, ACTOR)
    units.decides(RETURN, 1)
    release(units.cache, ACTOR)
    take_back(units.cache, ACTOR)
    assert units.unit() == ("returned", "draft")
    undo(units.cache, ACTOR)
    assert units.unit() == ("passed", "draft")


def test_discard_clears_the_drafts_of_some_records(units: Local) -> None:
    units.passes(1, 2, 3)
    done = discard(units.cache, ACTOR, "unit", [1, 3, 77])
    assert (len(done.wishes), sorted(done.touched.ids("unit"))) == (2, [1, 3])
    assert stages(units) == [("waiting", None), ("passed", "draft"), ("waiting", None)]
    assert discard(units.cache, ACTOR, "person", [2]).wishes == ()


def test_a_decision_rests_on_what_is_under_way(units: Local) -> None:
    units.passes(1)
    (first,) = release(units.cache, ACTOR).sent
    assert units.decides(WithdrawUnit(), 1).drafted == (1,), "judged on the record as released"
    release(units.cache, ACTOR)
    one, two = units.sends()
    assert (one.id, one.after, two.after) == (first, (), (first,))
    units.hears(verdicts=[accepted(first, units.seq + 9, 2)])
    units.decides(RETURN, 1)
    release(units.cache, ACTOR)
    assert units.sends()[-1].after == (two.id,), "an answered one is no longer under way"


def test_release_of_a_draft_in_sight_of_nobody(units: Local) -> None:
    units.passes(1)
    units.hears(gone=[("unit", 1)])
    done = release(units.cache, ACTOR)
    assert (done.sent, done.stayed) == ((), 1)
    with units.cache.read() as db:
        assert db.execute(select(DRAFT.c.problem)).scalars().all() == ["no_such_record"]
        assert db.execute(select(OUTBOX.c.id)).all() == []
        assert list(reading.unit_rows(db, [1])) == []


def test_a_draft_keeps_its_act_and_its_words_through_release_and_back(units: Local) -> None:
    done = units.decides(ReturnUnit(reasons=("address_differs",), message="请补充"), 1)
    release(units.cache, ACTOR)
    undo(units.cache, ACTOR)
    with units.cache.read() as db:
        wish = load_pending(db.execute(select(DRAFT.c.body)).scalar_one())
    assert (wish.act, wish.batch, wish.after) == (done.act, done.batch, ())
    assert isinstance(wish.command, ReturnUnit)
    assert wish.command.message == "请补充"
