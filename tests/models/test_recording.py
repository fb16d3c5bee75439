"""A click: drafts on all that can be decided, with reasons for the others, all or nothing."""

import json

import pytest
from sqlalchemy import event, select, text

from ciie_admin.domain.commands import (
    AddNote,
    PassPerson,
    RejectUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawUnit,
)
from ciie_admin.domain.states import Check, Step, UnitClass, UnitReview
from ciie_admin.models import recording
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import BATCH, DRAFT
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, CLICK, Local, always

ASSOCIATION = UnitClass.ASSOCIATION
RETURN = ReturnUnit(reasons=("address_differs",))


def test_a_draft_shows_at_once_and_the_servers_word_stands(local: Local) -> None:
    local.start(unit(unit_class=ASSOCIATION), person())
    done = local.passes(1)
    assert (done.drafted, done.not_possible) == ((1,), ())
    assert done.touched.ids("unit") == {1}
    assert local.unit() == ("passed", "draft")
    with local.cache.read() as db:
        row = db.execute(text("SELECT review, lane, shown_lane, pending_lane FROM unit")).one()
    assert row == ("waiting", "to_review", "approved", "approved")


def test_a_draft_remembers_what_was_judged(local: Local) -> None:
    local.start(unit(version=4, seen="fingerprint"))
    done = local.passes(1)
    with local.cache.read() as db:
        wish = load_pending(db.execute(select(DRAFT.c.body)).scalar_one())
    assert (wish.version, wish.seen, wish.author) == (4, "fingerprint", ACTOR.account)
    assert (wish.at, wish.batch, wish.act) == (CLICK, done.batch, done.act)


def test_what_cannot_be_decided_never_stops_the_others(local: Local) -> None:
    local.start(
        unit(unit_class=ASSOCIATION),
        unit(UnitReview.REJECTED, id=2),
        unit(id=3, submitted_at=None),
        unit(id=4, unit_class=ASSOCIATION),
    )
    done = local.passes(1, 2, 3, 4, 99, 1)
    assert done.drafted == (1, 4)
    assert {number: why.code for number, why in done.not_possible} == {
        2: "state_moved",
        3: "not_submitted",
        99: "no_such_record",
    }
    with local.cache.read() as db:
        kept = json.loads(db.execute(select(BATCH.c.body)).scalar_one())
    assert (kept["asked"], len(kept["not_possible"])) == (5, 3), "an id named twice is one"


def test_the_pass_button_asks_each_record_for_its_own_step(local: Local) -> None:
    local.start(unit(), unit(UnitReview.FIRST_PASSED, id=2), unit(id=3, unit_class=ASSOCIATION))
    local.passes(1, 2, 3)
    assert [local.unit(n) for n in (1, 2, 3)] == [
        ("first_passed", "draft"),
        ("passed", "draft"),
        ("passed", "draft"),
    ]


def test_a_second_decision_takes_the_place_of_the_first(local: Local) -> None:
    """Both are judged on the server's record: the second does not rest on the first."""
    local.start(unit())
    local.passes(1)
    again = local.decides(RETURN, 1)
    assert again.drafted == (1,)
    assert local.unit() == ("returned", "draft")
    assert local.numbers()["draft"] == 1


def test_what_is_so_already_is_no_decision(local: Local) -> None:
    local.start(unit(UnitReview.RETURNED))
    done = local.decides(RETURN, 1)
    assert [why.code for _, why in done.not_possible] == ["already_so"]
    assert local.numbers()["draft"] == 0


def test_notes_go_out_at_once_and_leave_drafts_alone(local: Local) -> None:
    local.start(unit(), person())
    local.passes(1)
    for kind, number in (("unit", 1), ("person", 2)):
        done = local.decides(AddNote(text="已电话"), number, kind=kind)
        assert done.drafted == (number,)
    assert local.numbers() == {"draft": 1, "outbox": 2, "delivered": 0, "tray": 0}
    assert local.unit() == ("first_passed", "draft")


def test_papers_of_persons(local: Local) -> None:
    local.start(unit(), person(), person(id=3, check=Check.PASSED))
    done = local.decides(ReturnPerson(reasons=("photo_unfit",)), 2, 3, kind="person")
    assert done.drafted == (2,)
    assert [why.code for _, why in done.not_possible] == ["organiser_has_judged"]
    assert local.person() == ("returned", "draft")


def test_a_command_for_the_other_kind_is_refused(local: Local) -> None:
    local.start(unit(), person())
    wrong = local.decides(PassPerson(step=Step.FINAL), 1)
    assert [why.code for _, why in wrong.not_possible] == ["not_for_this_kind"]
    assert local.decides(WithdrawUnit(), 2, kind="person").drafted == ()


def test_I29_nothing_is_decided_before_the_first_download_has_ended(local: Local) -> None:
    done = local.passes(1, 2)
    assert [why.code for _, why in done.not_possible] == ["not_whole_yet"] * 2
    local.start(unit(), whole=False)
    assert [why.code for _, why in local.passes(1).not_possible] == ["not_whole_yet"]
    local.hears(unit(id=2))
    assert local.passes(1).drafted == (1,)
    assert local.numbers()["draft"] == 1


def test_a_click_is_kept_whole_or_not_at_all(local: Local) -> None:
    """The last statement of the transaction fails: nothing before it stays."""
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in range(1, 4)))

    @event.listens_for(local.cache.engine, "before_cursor_execute")
    def broken(_db: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO batch"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        local.passes(1, 2, 3)
    event.remove(local.cache.engine, "before_cursor_execute", broken)
    assert local.numbers()["draft"] == 0
    assert [local.unit(n) for n in (1, 2, 3)] == [("waiting", None)] * 3
    assert local.passes(1, 2, 3).act == 1, "the act of the click that failed was not used up"


def test_ten_thousand_at_once(local: Local) -> None:
    many = [unit(id=n, unit_class=ASSOCIATION) for n in range(1, 10_001)]
    local.start(*many)
    done = local.passes(*range(1, 10_001))
    assert len(done.drafted) == 10_000
    with local.cache.read() as db:
        shown = text("SELECT shown_lane, count(*) FROM unit GROUP BY 1")
        assert db.execute(shown).all() == [("approved", 10_000)]


def test_inside_a_transaction_of_the_caller(local: Local) -> None:
    local.start(unit(unit_class=ASSOCIATION))
    command = RejectUnit(reasons=("not_eligible",))
    with local.cache.write() as db:
        recording.record_in(db, "unit", [1], always(command), ACTOR, at=CLICK)
        db.rollback()
    assert local.numbers()["draft"] == 0
