"""The journal: what was released and not answered, sealed; nobody on this computer reads it."""

import errno
import os
import stat
from base64 import b64decode, b64encode
from pathlib import Path
from uuid import UUID

import pytest
from nacl.public import PrivateKey, SealedBox

from ciie_admin.domain.commands import AddNote
from ciie_admin.domain.states import UnitClass
from ciie_admin.models import journal, opening
from ciie_admin.models.releasing import release, take_back, undo
from ciie_admin.wire.codec import MAX_REQUEST, load, unpack
from ciie_admin.wire.journal import LINE_OPERATIONS, JournalLine
from ciie_admin.wire.messages import SignedIn, VerdictRefused
from tests.domain.samples import unit
from tests.fixtures.local import ACTOR, CLICK, Local, accepted

SERVER = PrivateKey.generate()
NOTE = "电话里说月底补交材料"


def signed(key: PrivateKey = SERVER) -> SignedIn:
    said = b64encode(bytes(key.public_key)).decode()
    return SignedIn(
        token="t", actor=ACTOR, edition=7, time=CLICK, recovery_key=said, recovery_proof="proof"
    )


@pytest.fixture
def office(local: Local) -> Local:
    """Waiting associations, at a computer that has met a server."""
    local.start(*(unit(id=n, unit_class=UnitClass.ASSOCIATION) for n in range(1, 151)))
    meets(local)
    return local


def meets(local: Local, key: PrivateKey = SERVER) -> None:
    with local.cache.write() as db:
        journal.meet(db, signed(key))


def file_of(local: Local) -> Path:
    return journal.path_of(local.cache)


def unsealed(path: Path, key: PrivateKey = SERVER) -> list[JournalLine]:
    raws = path.read_bytes().splitlines()
    plain = [SealedBox(key).decrypt(b64decode(raw, validate=True)) for raw in raws]
    return [load(JournalLine, unpack(one, MAX_REQUEST)) for one in plain]


def written(path: Path) -> list[UUID]:
    """Ids that stand in it in the end."""
    found: dict[UUID, None] = {}
    for line in unsealed(path):
        for key in line.taken_back:
            found.pop(key)
        found.update((one.id, None) for one in line.operations)
    return list(found)


def answered(local: Local, *, refuse: bool = False) -> None:
    """The server has a verdict on everything, and its changes with it."""
    sent = local.sends()
    given = [
        VerdictRefused(id=one.id, code="state_moved")
        if refuse
        else accepted(one.id, local.seq, one.n)
        for one in sent
    ]
    local.hears(verdicts=given)
    journal.keep_up(local.cache)


def test_a_release_is_written_down_as_it_will_be_sent(office: Local) -> None:
    office.passes(1, 2)
    assert not file_of(office).exists(), "drafts are nobody's business"
    release(office.cache, ACTOR)
    (line,) = unsealed(file_of(office))
    with office.cache.read() as db:
        assert (line.device, line.author, line.proof) == (opening.device(db), 5, "proof")
    sent = {one.id: one for one in office.sends()}
    assert {one.id: one for one in line.operations} == sent


def test_only_its_owner_may_read_the_file_and_nothing_in_it_is_readable(office: Local) -> None:
    office.decides(AddNote(text=NOTE), 1)
    path = file_of(office)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    raw = path.read_bytes()
    for known in (NOTE.encode(), b"add_note", b"proof", b'"device"'):
        assert known not in raw
        assert known not in b64decode(raw)
    (line,) = unsealed(path)
    assert line.operations[0].command == AddNote(text=NOTE), "a note goes out with its click"


def test_many_operations_need_few_seals(office: Local) -> None:
    office.passes(*range(1, 151))
    release(office.cache, ACTOR)
    assert [len(one.operations) for one in unsealed(file_of(office))] == [LINE_OPERATIONS, 50]


def test_what_is_taken_back_is_not_to_be_delivered(office: Local) -> None:
    office.passes(1)
    release(office.cache, ACTOR)
    first = written(file_of(office))
    office.passes(2)
    release(office.cache, ACTOR)
    assert undo(office.cache, ACTOR).what == "release"
    assert written(file_of(office)) == first
    release(office.cache, ACTOR)
    assert len(written(file_of(office))) == 2, "released once more"
    take_back(office.cache, ACTOR)
    assert not file_of(office).exists(), "nothing waits"


@pytest.mark.parametrize("refuse", [False, True])
def test_it_goes_once_everything_is_answered(office: Local, refuse: bool) -> None:
    office.passes(1, 2)
    release(office.cache, ACTOR)
    office.sends()
    journal.keep_up(office.cache)
    assert file_of(office).exists(), "on its way is not answered"
    answered(office, refuse=refuse)
    assert not file_of(office).exists()
    office.passes(3)
    release(office.cache, ACTOR)
    assert len(written(file_of(office))) == 1


def test_one_answer_of_two_keeps_it(office: Local) -> None:
    office.passes(1, 2)
    release(office.cache, ACTOR)
    first, _ = office.sends()
    office.hears(verdicts=[accepted(first.id, office.seq, 2)])
    journal.keep_up(office.cache)
    assert len(written(file_of(office))) == 2


def test_a_kill_between_commit_and_journal_is_made_up_for(
    office: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.passes(1)
    with monkeypatch.context() as killed:
        killed.setattr(journal, "keep_up", lambda _cache: None)
        release(office.cache, ACTOR)
    assert not file_of(office).exists()
    journal.keep_up(office.cache)
    assert len(written(file_of(office))) == 1
    with monkeypatch.context() as killed:
        killed.setattr(journal, "keep_up", lambda _cache: None)
        undo(office.cache, ACTOR)
        office.passes(2)
    release(office.cache, ACTOR)
    lines = unsealed(file_of(office))
    assert [len(one.operations) for one in lines] == [1, 0, 2]


def test_the_journal_of_a_lost_cache_is_never_written_over(office: Local) -> None:
    foreign = b"somebody else's sealed work\n"
    file_of(office).write_bytes(foreign)
    office.passes(1)
    release(office.cache, ACTOR)
    aside = file_of(office).with_name("outbox-1.jnl")
    assert aside.read_bytes() == foreign
    assert len(written(file_of(office))) == 1
    file_of(office).write_bytes(foreign)
    answered(office)
    assert file_of(office).with_name("outbox-2.jnl").read_bytes() == foreign
    assert not file_of(office).exists()


def test_a_journal_that_was_deleted_is_written_anew(office: Local) -> None:
    office.passes(1)
    release(office.cache, ACTOR)
    before = written(file_of(office))
    file_of(office).unlink()
    journal.keep_up(office.cache)
    assert written(file_of(office)) == before


def test_another_key_of_the_server_seals_what_still_waits(office: Local) -> None:
    office.passes(1)
    release(office.cache, ACTOR)
    before = written(file_of(office))
    file_of(office).unlink()
    other = PrivateKey.generate()
    meets(office, other)
    journal.keep_up(office.cache)
    (line,) = unsealed(file_of(office), other)
    assert [one.id for one in line.operations] == before


def test_a_journal_that_cannot_be_written_stops_nobody(
    office: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.passes(1)
    release(office.cache, ACTOR)
    before = file_of(office).read_bytes()
    office.passes(2)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse_to_write)
        assert len(release(office.cache, ACTOR).sent) == 1
    assert file_of(office).read_bytes() == before, "no half line"
    journal.keep_up(office.cache)
    assert len(written(file_of(office))) == 2


def refuse_to_write(_file: int) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_a_server_from_a_backup_is_written_down_for_once_more(office: Local) -> None:
    office.passes(1)
    release(office.cache, ACTOR)
    before = written(file_of(office))
    office.hears(epoch="restored")
    journal.keep_up(office.cache)
    assert [one.id for line in unsealed(file_of(office)) for one in line.operations] == before * 2


def test_without_a_server_met_there_is_none(local: Local) -> None:
    local.start(unit(unit_class=UnitClass.ASSOCIATION))
    local.passes(1)
    release(local.cache, ACTOR)
    assert local.numbers()["outbox"] == 1
    assert not file_of(local).exists()
