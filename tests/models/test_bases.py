"""On whose word: told before what rests on it, taken back with it, its paper kept until taken."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ciie_admin.domain.commands import NameBasis
from ciie_admin.domain.states import UnitClass
from ciie_admin.errors import BadInput
from ciie_admin.models import bases, journal
from ciie_admin.models.bases import Given
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT, SCAN
from ciie_admin.models.releasing import release, undo
from ciie_admin.models.retrying import take_back_batch
from ciie_admin.models.undoing import undoable
from ciie_admin.wire.transport import MAX_SCAN
from tests.domain.samples import unit
from tests.fixtures.local import ACTOR, Local, accepted
from tests.models.test_journal import file_of, meets, written

SIGNED = b"%PDF-1.7 signed"
GIVEN = Given(approver="王处长", on=date(2024, 9, 10), sheet="DL-20240910-AB12CD-01", scan=SIGNED)


@pytest.fixture
def drafted(local: Local) -> Local:
    local.start(*(unit(id=n, unit_class=UnitClass.ASSOCIATION) for n in (1, 2)))
    local.passes(1, 2)
    return local


def papers(local: Local) -> list[bytes]:
    with local.cache.read() as db:
        return [bytes(one) for one in db.execute(select(SCAN.c.content)).scalars()]


def test_it_goes_out_first_and_its_paper_waits_until_it_was_taken(drafted: Local) -> None:
    done = release(drafted.cache, ACTOR, basis=GIVEN)
    assert len(done.sent) == 2
    first, *others = drafted.sends()
    assert isinstance(first.command, NameBasis)
    assert (first.command.approver, first.command.sheet) == (GIVEN.approver, GIVEN.sheet)
    assert [one.basis for one in others] == [first.id] * 2
    assert bases.waiting(drafted.cache) is None, "the server does not know the basis yet"
    drafted.hears(verdicts=[accepted(first.id, 99, 1)], whole=False)
    waiting = bases.waiting(drafted.cache)
    assert waiting is not None
    assert (waiting.basis, waiting.content) == (first.id, SIGNED)
    bases.taken(drafted.cache, first.id)
    assert papers(drafted) == []


def test_what_comes_back_before_it_left_forgets_it(drafted: Local) -> None:
    release(drafted.cache, ACTOR, basis=GIVEN)
    with drafted.cache.read() as db:
        back = undoable(db)
    assert back is not None
    assert (back.what, back.count) == ("release", 2)
    undo(drafted.cache, ACTOR)
    assert drafted.numbers() == {"draft": 2, "outbox": 0, "delivered": 0, "tray": 0}
    assert papers(drafted) == []
    with drafted.cache.read() as db:
        bodies = db.execute(select(DRAFT.c.body)).scalars().all()
    assert {load_pending(body).basis for body in bodies} == {None}


def test_what_has_left_keeps_it(drafted: Local) -> None:
    """Only the unit that was drafted afterwards can be undone."""
    release(drafted.cache, ACTOR, basis=GIVEN)
    (first, *_) = drafted.sends()
    undo(drafted.cache, ACTOR)
    assert drafted.numbers()["outbox"] == 3
    assert papers(drafted) == [SIGNED]
    assert isinstance(first.id, UUID)


@pytest.mark.parametrize(
    "typed",
    ["张　三", "张\u00a0三", " 张\u200b \u200b三\ufeff "],
    ids=["wide", "hard", "unseen"],
)
def test_a_name_as_input_methods_write_it_goes_out(drafted: Local, typed: str) -> None:
    release(drafted.cache, ACTOR, basis=replace(GIVEN, approver=typed, sheet=typed))
    first, *_ = drafted.sends()
    assert isinstance(first.command, NameBasis)
    assert (first.command.approver, first.command.sheet) == ("张 三", "张 三")


@pytest.mark.parametrize("typed", ["\u200b", "长" * 41], ids=["nobody", "long"])
def test_what_the_server_would_not_read_is_not_stored(drafted: Local, typed: str) -> None:
    """It would hold up everything behind it for good."""
    with pytest.raises(BadInput, match="not_storable"):
        release(drafted.cache, ACTOR, basis=replace(GIVEN, approver=typed))
    assert drafted.numbers() == {"draft": 2, "outbox": 0, "delivered": 0, "tray": 0}
    assert papers(drafted) == []


def test_a_batch_taken_back_takes_it_along_once_nothing_rests_on_it(local: Local) -> None:
    local.start(*(unit(id=n, unit_class=UnitClass.ASSOCIATION) for n in range(1, 5)))
    meets(local)
    one, other = local.passes(1, 2), local.passes(3, 4)
    release(local.cache, ACTOR, basis=GIVEN)
    take_back_batch(local.cache, one.batch, ACTOR)
    assert (len(written(file_of(local))), papers(local)) == (3, [SIGNED]), "the other rests on it"
    take_back_batch(local.cache, other.batch, ACTOR)
    assert (local.numbers()["outbox"], papers(local)) == (0, [])
    journal.keep_up(local.cache)
    assert not file_of(local).exists(), "nothing is left to deliver"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-" + bytes(MAX_SCAN)])
def test_what_is_no_paper_is_not_attached(content: bytes) -> None:
    with pytest.raises(BadInput, match="scan_unfit"):
        bases.check_scan(content)
