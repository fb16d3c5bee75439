"""What the server only has to write down: an operation about no record, on every way it can go."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from ciie_admin.domain.commands import Export
from ciie_admin.models import trays, wishes
from ciie_admin.models.precious import DELIVERED, OUTBOX, TRAY
from ciie_admin.models.tallies import tally
from ciie_admin.models.telling import tell
from ciie_admin.wire.messages import VerdictRefused
from tests.domain.samples import unit
from tests.fixtures.editions import EDITION
from tests.fixtures.local import ACTOR, CLICK, Local, accepted

EXPORT = Export(of="unit", rows=3, columns=("unit_name",), filters=("text",), masked=True)


def told(local: Local) -> UUID:
    return tell(local.cache, EXPORT, EDITION, ACTOR, CLICK)


def test_it_is_there_after_a_crash_and_goes_out_as_it_was(
    computers: Callable[[str], Local],
) -> None:
    one = computers("one")
    one.start(unit())
    key = told(one)
    (operation,) = computers("one").sends()
    assert (operation.id, operation.n, operation.at) == (key, 1, CLICK)
    assert (operation.subject.kind, operation.subject.id) == ("edition", EDITION)
    assert (operation.command, operation.seen, operation.after) == (EXPORT, "", ())


def test_accepted_it_has_arrived_although_more_is_to_come(local: Local) -> None:
    """No record has to show it first."""
    local.start(unit())
    key = told(local)
    local.sends()
    local.hears(verdicts=[accepted(key, 99, 1)], whole=False)
    assert local.numbers() == {"draft": 0, "outbox": 0, "delivered": 1, "tray": 0}
    with local.cache.read() as db:
        assert db.execute(select(DELIVERED.c.subject_kind)).scalar_one() == "edition"


def test_it_is_told_while_the_mirror_is_gone(local: Local) -> None:
    local.start(unit(), whole=False)
    told(local)
    local.start(unit(), whole=False)
    with local.cache.read() as db:
        assert len(db.execute(select(OUTBOX.c.id)).all()) == 1


def test_refused_for_a_fault_of_ours_nobody_is_asked_to_decide_on_it(local: Local) -> None:
    """It stays, for whoever looks into the fault."""
    local.start(unit())
    key = told(local)
    local.sends()
    local.hears(verdicts=[VerdictRefused(id=key, code="internal", facts={"ticket": "1"})])
    with local.cache.read() as db:
        assert trays.entries(db, settled=True) == []
        assert (trays.open_count(db), tally(db).tray, wishes.standing(db)) == (0, 0, [])
        assert len(db.execute(select(TRAY.c.id)).all()) == 1


def test_decisions_around_it_are_not_touched(local: Local) -> None:
    local.start(unit())
    key = told(local)
    local.passes(1)
    assert local.unit()[1] == "draft"
    (operation,) = local.sends()
    assert operation.id == key
    local.hears(verdicts=[accepted(key, 9, 1)])
    assert local.unit()[1] == "draft"
