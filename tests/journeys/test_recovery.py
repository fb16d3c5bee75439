"""A lost computer: what was released arrives all the same, once, whoever runs it how often."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from ciie_admin.domain.commands import PassUnit
from ciie_admin.domain.states import Step
from ciie_admin.models import journal, trays
from ciie_admin.models.releasing import release, undo
from ciie_admin.server.recovery import Recovered, recover
from ciie_admin.sync.entering import Entered
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Operation
from tests.cli.conftest import run
from tests.fixtures.clerks import Clerk
from tests.fixtures.client import Enter, decided, synced
from tests.fixtures.records import edit_unit, plant_units
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced

NOW = datetime(2024, 9, 20, tzinfo=UTC)


@pytest.fixture
def units(server: Server) -> list[int]:
    return plant_units(server.engine, 5)


def lines_of(clerk: Entered) -> list[bytes]:
    return journal.path_of(clerk.cache).read_bytes().splitlines()


def delivered(server: Server, lines: Sequence[bytes], secret: bytes | None = None) -> Recovered:
    return recover(server.engine, secret or server.secret, lines, NOW)


def known_to(server: Server) -> list[str]:
    with server.engine.connect() as db:
        return list(db.execute(text("SELECT id::text FROM operation ORDER BY id")).scalars())


def passed(server: Server) -> list[int]:
    with server.engine.connect() as db:
        query = text("SELECT id FROM unit WHERE review = 'first_passed' ORDER BY id")
        return list(db.execute(query).scalars())


def versions(server: Server) -> list[object]:
    with server.engine.connect() as db:
        return list(db.execute(text("SELECT id, version FROM unit ORDER BY id")).all())


def test_I33_cache_and_key_are_lost_and_nothing_released_is(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    clerk = entering("jinpu.clerk")
    ids = {*decided(clerk, units[0])}
    synced(clerk)
    ids |= {*decided(clerk, *units[1:3])}
    ids |= {*decided(clerk, units[3])}
    clerk.leave()
    for lost in (clerk.profile.cache, clerk.profile.vault):
        lost.unlink()
    assert delivered(server, lines_of(clerk)) == Recovered(delivered=3)
    assert set(known_to(server)) == ids
    assert passed(server) == units[:4]
    before = versions(server)
    assert delivered(server, lines_of(clerk)) == Recovered(known=3)
    assert versions(server) == before
    again = entering("jinpu.clerk")
    assert again.profile == clerk.profile
    assert_synced(server.engine, [again])
    aside = clerk.profile.folder / "outbox-1.jnl"
    assert delivered(server, aside.read_bytes().splitlines()) == Recovered(known=3)


def test_the_computer_was_not_lost_after_all(
    server: Server, entering: Enter, units: list[int]
) -> None:
    """It sends the same operations later, and goes on with new ones."""
    clerk = entering("jinpu.clerk")
    ids = {*decided(clerk, *units[:2])}
    assert delivered(server, lines_of(clerk)) == Recovered(delivered=2)
    ids |= {*decided(clerk, *units[2:4])}
    synced(clerk)
    ids |= {*decided(clerk, units[4])}
    synced(clerk)
    assert set(known_to(server)) == ids
    assert passed(server) == units
    assert_synced(server.engine, [clerk])
    with clerk.cache.read() as db:
        assert trays.open_count(db) == 0
    assert not journal.path_of(clerk.cache).exists()


def test_what_was_taken_back_stays_where_it_is(
    server: Server, entering: Enter, units: list[int]
) -> None:
    clerk = entering("jinpu.clerk")
    decided(clerk, units[0])
    decided(clerk, units[1])
    assert undo(clerk.cache, clerk.actor).what == "release"
    assert delivered(server, lines_of(clerk)) == Recovered(delivered=1, taken_back=1)
    assert passed(server) == [units[0]]
    release(clerk.cache, clerk.actor)
    assert delivered(server, lines_of(clerk)) == Recovered(known=1, delivered=1)
    assert passed(server) == units[:2]


def test_rights_and_records_of_today_decide(
    server: Server, entering: Enter, units: list[int]
) -> None:
    clerk, leaver = entering("jinpu.clerk"), entering("dalian.clerk", "two")
    decided(clerk, *units[:2])
    decided(leaver, units[2])
    with server.engine.begin() as db:
        edit_unit(db, units[0], address="大连市中山区2号")
        db.execute(text("UPDATE account SET active = false WHERE login = 'dalian.clerk'"))
    both = [*lines_of(clerk), *lines_of(leaver)]
    assert delivered(server, both) == Recovered(delivered=1, refused=1, closed=1)
    assert passed(server) == [units[1]]


def test_nobody_writes_a_journal_for_another(
    server: Server, entering: Enter, units: list[int]
) -> None:
    """Everybody knows the public key; the proof is each device's own, and covers its account."""
    clerk = entering("jinpu.clerk")
    decided(clerk, units[0])
    head = server.account("dalian.head").id
    with clerk.cache.write() as db:
        db.execute(text("UPDATE preference SET value = :id WHERE name = 'recovery_author'"),
                   {"id": str(head)})  # fmt: skip
        body = db.execute(text("SELECT body FROM outbox")).scalar_one()
        forged = json.dumps({**json.loads(body), "author": head})
        db.execute(text("UPDATE outbox SET body = :body, act = act + 1"), {"body": forged})
    journal.keep_up(clerk.cache)
    genuine, false = lines_of(clerk)
    assert delivered(server, [false]) == Recovered(unreadable=1)
    assert known_to(server) == []
    damaged = [genuine[:-9], b"", b"\xff\x00", genuine.swapcase()]
    assert delivered(server, damaged) == Recovered(unreadable=4)
    assert delivered(server, [genuine], b"another server's key, 32 bytes..") == Recovered(
        unreadable=1
    )
    assert delivered(server, [*damaged, genuine]) == Recovered(unreadable=4, delivered=1)


def test_the_command_on_the_server(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    clerk = entering("jinpu.clerk")
    decided(clerk, *units[:2])
    secret = tmp_path / "secret"
    secret.write_bytes(server.secret)
    kept = Path(shutil.copy(journal.path_of(clerk.cache), tmp_path / "kept.jnl"))
    url = server.engine.url.render_as_string(hide_password=False)
    words = ("recover", str(kept), "--database", url, "--secret-file", str(secret))
    done = run(*words, "--json")
    counts = dict.fromkeys(Recovered.__slots__, 0)
    assert (done.code, done.objects) == (0, [{**counts, "delivered": 2}])
    done = run(*words)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("新送达 0 项，早已送达 2 项")
    kept.write_bytes(kept.read_bytes() + b"torn")
    assert run(*words).code == 1
    missing = tmp_path / "no secret"
    assert run(*words[:-1], str(missing)).code == 5
    assert not missing.exists(), "a journal cannot have been sealed to a key that is new"
    secret.write_bytes(b"x" * 32)
    foreign = run(*words, "--json")
    assert (foreign.code, foreign.objects[0]["mishap"]) == (5, "journal_foreign")
    assert known_to(server) == sorted(known_to(server)), "each once"
    assert len(known_to(server)) == 2


def test_an_operation_of_another_device_uses_up_a_number(server: Server, units: list[int]) -> None:
    """As after recovery, or on a copy of a profile: the same operation under another number."""
    one = Clerk(server, "jinpu.clerk")
    one.insists("unit", units[0], PassUnit(step=Step.FIRST))
    with server.engine.connect() as db:
        body = db.execute(text("SELECT body FROM operation")).scalar_one()
    other = Clerk(server, "jinpu.clerk")
    same: Operation = replace(adapter(Operation).validate_python(body), device=other.device)
    assert other.exchange(same).verdicts[0].kind == "accepted"
    other.n = 1
    other.insists("unit", units[1], PassUnit(step=Step.FIRST))
    assert len(known_to(server)) == 2
