"""The tray: nothing refused is out of sight before a person has dealt with it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from ciie_admin.domain.commands import RejectUnit, ReturnUnit
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.units import Unit
from ciie_admin.errors import BadInput
from ciie_admin.models import trays, wishes
from ciie_admin.models.recording import Recorded, record
from ciie_admin.models.releasing import release, undo
from ciie_admin.models.trays import Entry
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter
from tests.fixtures.local import always
from tests.fixtures.records import edit_unit, plant_unit
from tests.fixtures.server import Server


def now() -> datetime:
    return datetime.now(UTC)


def passing(entered: Entered, unit: int) -> Recorded:
    return record(entered.cache, "unit", [unit], pass_command, entered.actor, at=now())


def sent(entered: Entered) -> None:
    release(entered.cache, entered.actor)
    drain(entered.cache, entered.office(), entered.actor)


def tray(entered: Entered) -> list[Entry]:
    with entered.cache.read() as db:
        assert len(trays.entries(db)) == trays.open_count(db)
        return trays.entries(db)


def conflicting(server: Server, entering: Enter) -> tuple[Entered, int]:
    """A pass that met another address than the one that was judged."""
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = entering("jinpu.clerk")
    passing(clerk, unit)
    with server.engine.begin() as db:
        edit_unit(db, unit, address="大连市中山区2号")
    sent(clerk)
    return clerk, unit


def test_a_conflict_keeps_what_was_judged(server: Server, entering: Enter) -> None:
    clerk, unit = conflicting(server, entering)
    (entry,) = tray(clerk)
    assert (entry.verdict.kind, entry.wish.subject.id, entry.settled) == ("conflict", unit, "")
    assert isinstance(entry.base, Unit)
    assert entry.base.form.address == "大连市金普新区1号"


def test_redo_is_a_draft_on_the_record_as_it_stands(server: Server, entering: Enter) -> None:
    clerk, _ = conflicting(server, entering)
    (entry,) = tray(clerk)
    done = trays.redo(clerk.cache, entry.wish.id, clerk.actor, now())
    assert done.not_possible == ()
    assert tray(clerk) == []
    with clerk.cache.read() as db:
        (draft,) = wishes.standing(db)
        (kept,) = trays.entries(db, settled=True)
    assert (draft.stage, draft.wish.resolves) == ("draft", entry.wish.id)
    assert draft.wish.seen != entry.wish.seen
    assert kept.settled == "redone"
    sent(clerk)
    assert tray(clerk) == []
    with clerk.cache.read() as db:
        assert wishes.standing(db) == []


def test_an_undone_redo_opens_the_entry_again(server: Server, entering: Enter) -> None:
    clerk, _ = conflicting(server, entering)
    (entry,) = tray(clerk)
    trays.redo(clerk.cache, entry.wish.id, clerk.actor, now())
    undo(clerk.cache, clerk.actor)
    assert tray(clerk) == [entry]


def test_a_later_decision_settles_as_well(server: Server, entering: Enter) -> None:
    """Redone, and then decided otherwise: the entry is dealt with, whatever came of it."""
    clerk, unit = conflicting(server, entering)
    (entry,) = tray(clerk)
    trays.redo(clerk.cache, entry.wish.id, clerk.actor, now())
    command = ReturnUnit(reasons=("address_differs",))
    record(clerk.cache, "unit", [unit], always(command), clerk.actor, at=now())
    assert tray(clerk) == []
    sent(clerk)
    assert tray(clerk) == []


def test_a_redo_that_is_refused_again_is_its_own_entry(server: Server, entering: Enter) -> None:
    clerk, unit = conflicting(server, entering)
    (entry,) = tray(clerk)
    trays.redo(clerk.cache, entry.wish.id, clerk.actor, now())
    with server.engine.begin() as db:
        edit_unit(db, unit, address="大连市沙河口区3号")
    release(clerk.cache, clerk.actor)
    drain(clerk.cache, clerk.office(), clerk.actor)
    (second,) = tray(clerk)
    assert second.wish.id != entry.wish.id
    assert second.wish.resolves == entry.wish.id


def test_what_is_not_possible_any_more_stays(server: Server, entering: Enter) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk, colleague = entering("jinpu.clerk"), entering("dalian.clerk", "two")
    command = RejectUnit(reasons=("not_eligible",))
    record(colleague.cache, "unit", [unit], always(command), colleague.actor, at=now())
    sent(colleague)
    passing(clerk, unit)
    sent(clerk)
    (entry,) = tray(clerk)
    assert entry.verdict.kind == "refused"
    assert entry.verdict.code == "state_moved"
    ((_, why),) = trays.redo(clerk.cache, entry.wish.id, clerk.actor, now()).not_possible
    assert why.code == "state_moved"
    assert tray(clerk) == [entry]


def test_dropped_is_dropped_once(server: Server, entering: Enter) -> None:
    clerk, _ = conflicting(server, entering)
    (entry,) = tray(clerk)
    trays.drop(clerk.cache, entry.wish.id)
    assert tray(clerk) == []
    for key in (entry.wish.id, uuid4()):
        with pytest.raises(BadInput, match="no_such_entry"):
            trays.drop(clerk.cache, key)
        with pytest.raises(BadInput, match="no_such_entry"):
            trays.redo(clerk.cache, key, clerk.actor, now())
