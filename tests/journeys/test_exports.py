"""A list that leaves the program is an entry of the 操作日志: once, whatever happens on the way."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ciie_admin.domain.actors import Role
from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import BadFile, CacheUnreadable, Mishap, Offline
from ciie_admin.exports.workbook import Cancelled
from ciie_admin.models import journal, opening, trays, wishes
from ciie_admin.models.precious import DELIVERED, OUTBOX
from ciie_admin.models.queries import Query
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release, take_back, undo
from ciie_admin.models.roster import export_roster
from ciie_admin.models.tallies import tally
from ciie_admin.server import audit
from ciie_admin.server.recovery import Recovered, recover
from ciie_admin.server.restoring import begin_new_epochs
from ciie_admin.sync.entering import Entered, enter
from tests.fixtures.client import Enter, synced
from tests.fixtures.editions import EDITION, SHANGHAI
from tests.fixtures.proxy import Proxy
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import PASSWORD, Server

ROOT = Path(__file__).parents[2]
LOGIN = "jinpu.clerk"
MADE = datetime(2024, 9, 12, 1, 30, tzinfo=UTC)
NAME = "王小名"


@pytest.fixture
def units(server: Server) -> list[int]:
    with server.engine.begin() as db:
        made = [plant_unit(db, number, unit_class="association") for number in (1, 2, 3)]
        plant_person(db, made[0], 1)
    return made


def exports(clerk: Entered, path: Path, query: Query | None = None, *, stop: bool = False) -> int:
    return export_roster(
        clerk.cache,
        query or Query(kind="unit"),
        path,
        actor=clerk.actor,
        language="zh",
        at=MADE,
        progress=lambda _: None,
        cancelled=lambda: stop,
    )


def entries(server: Server) -> list[dict[str, Any]]:
    """What the server has written down of exports; the chain they stand in holds."""
    query = text("SELECT * FROM audit WHERE kind = 'export' ORDER BY n")
    with server.engine.begin() as db:
        assert [one.flaw for one in audit.verify(db)] == [None]
        return [dict(row) for row in db.execute(query).mappings()]


def owed(clerk: Entered) -> int:
    with clerk.cache.read() as db:
        return len(db.execute(OUTBOX.select()).all())


def versions(server: Server) -> Sequence[Any]:
    query = "SELECT id, version FROM unit UNION ALL SELECT id, version FROM person ORDER BY 1, 2"
    with server.engine.connect() as db:
        head = db.execute(text("SELECT head FROM head")).all()
        return [*db.execute(text(query)).all(), *head]


def test_made_offline_it_is_told_later_once(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    clerk = entering(LOGIN)
    before = versions(server)
    server.stop()
    query = Query(kind="unit", text=NAME, unit_class=("association",))
    assert exports(clerk, tmp_path / "a.xlsx", query) == 0
    assert exports(clerk, tmp_path / "b.xlsx") == len(units)
    with pytest.raises(Offline):
        synced(clerk)
    clerk.leave()
    server.start()
    assert entries(server) == []
    again = entering(LOGIN, synced=False)
    assert owed(again) == 2
    synced(again)
    synced(again)
    first, second = entries(server)
    assert owed(again) == 0
    assert versions(server) == before, "no record changes, nothing is announced"
    assert (first["subject_kind"], first["subject_id"]) == ("edition", EDITION)
    assert first["account_id"] == server.account(LOGIN).id
    said = json.loads(first["detail"])
    assert said["at"] == "2024-09-12T01:30:00Z"
    told = said["export"]
    assert (told["of"], told["rows"], told["masked"]) == ("unit", 0, True)
    assert told["filters"] == ["unit_class", "text"]
    assert "credit_code" in told["columns"]
    assert json.loads(second["detail"])["export"]["rows"] == len(units)


def test_what_was_typed_into_the_search_never_leaves_the_computer(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    clerk = entering(LOGIN)
    exports(clerk, tmp_path / "a.xlsx", Query(kind="person", text=NAME))
    synced(clerk)
    with server.engine.connect() as db:
        whole = db.execute(text("SELECT body::text FROM operation")).scalars().all()
    assert len(whole) == 1
    assert NAME not in whole[0] + json.dumps(entries(server), default=str, ensure_ascii=False)


def test_killed_between_the_entry_and_the_file(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    """An entry without a file may be; a file without an entry may not."""
    entering(LOGIN).leave()
    path = tmp_path / "a.xlsx"
    words = [server.url, str(tmp_path / "one"), LOGIN, str(path)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.exporter", *words],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert not path.exists()
    synced(entering(LOGIN, synced=False))
    assert len(entries(server)) == 1


def test_the_answer_is_lost_and_there_is_one_entry(
    server: Server, proxy: Proxy, units: list[int], tmp_path: Path
) -> None:
    clerk = enter(proxy.url, LOGIN, PASSWORD, tmp_path / "one")
    synced(clerk)
    exports(clerk, tmp_path / "a.xlsx")
    proxy.mode = "cut_reply"
    with pytest.raises(Offline):
        synced(clerk)
    assert len(entries(server)) == 1, "the server has it, the client does not know"
    assert owed(clerk) == 1
    proxy.mode = "pass"
    synced(clerk)
    assert (len(entries(server)), owed(clerk)) == (1, 0)
    clerk.leave()


@pytest.mark.parametrize(("place", "role"), [(SHANGHAI, Role.REVIEWER), (None, Role.VIEWER)])
def test_a_right_that_was_withdrawn_since_hides_nothing(
    server: Server,
    entering: Enter,
    units: list[int],
    tmp_path: Path,
    place: int | None,
    role: Role,
) -> None:
    clerk = entering(LOGIN)
    exports(clerk, tmp_path / "a.xlsx")
    rights = "UPDATE account SET place_id = coalesce(:place, place_id), role = :role"
    with server.engine.begin() as db:
        db.execute(text(rights), {"place": place, "role": str(role)})
        db.execute(text("UPDATE edition SET body = jsonb_set(body, '{closed}', 'true')"))
    synced(clerk)
    assert len(entries(server)) == 1
    with clerk.cache.read() as db:
        assert trays.entries(db, settled=True) == []


def test_cache_and_key_are_lost_and_the_entry_is_not(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    clerk = entering(LOGIN)
    exports(clerk, tmp_path / "a.xlsx")
    lines = journal.path_of(clerk.cache).read_bytes().splitlines()
    for expected in (Recovered(delivered=1), Recovered(known=1)):
        assert recover(server.engine, server.secret, lines, datetime.now(UTC)) == expected
    synced(clerk)
    assert len(entries(server)) == 1


def test_a_server_that_has_forgotten_it_is_told_again(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    """As after a backup from before the export was restored."""
    clerk = entering(LOGIN)
    exports(clerk, tmp_path / "a.xlsx")
    synced(clerk)
    with server.engine.begin() as db:
        db.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_only_grows"))
        db.execute(text("DELETE FROM audit"))
        db.execute(text("DELETE FROM operation"))
        db.execute(text("UPDATE head SET audit_n = 0, audit_hash = repeat('0', 64)"))
        db.execute(text("UPDATE device SET last_n = 0"))
        begin_new_epochs(db)
    synced(clerk)
    assert (len(entries(server)), owed(clerk)) == (1, 0)


def test_it_is_no_decision(
    server: Server, entering: Enter, units: list[int], tmp_path: Path
) -> None:
    """Not among what waits, not to be undone, not in the way of what can be."""
    clerk = entering(LOGIN)
    record(clerk.cache, "unit", units, pass_command, clerk.actor, at=datetime.now(UTC))
    release(clerk.cache, clerk.actor)
    exports(clerk, tmp_path / "a.xlsx")
    with clerk.cache.read() as db:
        now = tally(db)
        assert (now.pending, now.unsent, len(wishes.standing(db))) == (3, 3, 3)
    assert len(take_back(clerk.cache, clerk.actor).wishes) == len(units)
    assert undo(clerk.cache, clerk.actor).what == "draft"
    assert undo(clerk.cache, clerk.actor).what == "nothing"
    assert owed(clerk) == 1
    synced(clerk)
    assert len(entries(server)) == 1
    with clerk.cache.read() as db:
        assert len(db.execute(DELIVERED.select()).all()) == 1
        assert tally(db).pending == 0


@pytest.mark.parametrize("how", ["cancelled", "no folder", "in use", "cache closed"])
def test_no_file_no_entry(
    server: Server, entering: Enter, units: list[int], tmp_path: Path, how: str
) -> None:
    clerk = entering(LOGIN)
    path = tmp_path / ("none" if how == "no folder" else "") / "a.xlsx"
    if how == "in use":
        (tmp_path / ".~lock.a.xlsx#").touch()
    if how == "cache closed":
        clerk.cache.close()
    with pytest.raises((Cancelled, BadFile, CacheUnreadable)):
        exports(clerk, path, stop=how == "cancelled")
    assert not path.exists()
    if how == "cache closed":
        clerk.leave()
        clerk = entering(LOGIN, synced=False)
    assert owed(clerk) == 0
    synced(clerk)
    assert entries(server) == []


def test_no_entry_no_file(entering: Enter, units: list[int], tmp_path: Path) -> None:
    """The disk is full when the entry should be kept: the finished file gets no name."""
    clerk = entering(LOGIN)
    with clerk.cache.write() as db:
        db.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'full'); END"
        )
    with pytest.raises(Mishap):
        exports(clerk, tmp_path / "a.xlsx")
    assert list(tmp_path.glob("*.xlsx")) == list(tmp_path.glob(".*.part")) == []
    with clerk.cache.write() as db:
        db.exec_driver_sql("DROP TRIGGER full")
        opening.set_preference(db, "after", "1")
