"""Pulled plugs: client, server and database die at any moment; each decision takes effect once."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from sqlalchemy import Engine, select, text

from ciie_admin.errors import Offline
from ciie_admin.models.batch_list import batches
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.releasing import release
from ciie_admin.server import postgres, seeding
from ciie_admin.server.database import connect, migrate
from ciie_admin.server.serve import run_in_thread
from ciie_admin.sync.entering import Entered, enter
from ciie_admin.sync.http import Office
from ciie_admin.words import word
from tests.fixtures.client import decided, synced
from tests.fixtures.editions import small_edition, small_tree
from tests.fixtures.records import plant_units
from tests.fixtures.server import LOGINS, PASSWORD, SECRET, Server
from tests.fixtures.soaking import rounds
from tests.journeys.oracle import assert_each_once, assert_synced
from tests.journeys.worker import there_and_back

ROOT = Path(__file__).parents[2]
LOGIN = "jinpu.clerk"
SECONDS = 60
SEED = 20241105


def planted(engine: Engine, count: int) -> list[int]:
    """Associations wait for one step."""
    return plant_units(engine, count, unit_class="association")


def decides(client: Entered, units: list[int]) -> set[str]:
    return {*decided(client, *units, choose=there_and_back)}


def killed_at_work(server: Server, root: Path, units: list[int], log: Path, after: float) -> None:
    """Starts a worker and kills it so many seconds after it has begun."""
    words = [str(log), server.url, str(root), LOGIN, *map(str, units)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.worker", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline() == b"ready\n", child.stderr.read().decode()
        with suppress(subprocess.TimeoutExpired):
            child.wait(after)
        assert child.poll() is None, child.stderr.read().decode()
        child.kill()


def logged(log: Path) -> set[str]:
    """What the worker said it had released; a last line may be cut."""
    whole = log.read_text().rpartition("\n")[0]
    return {line for line in whole.split("\n") if line != "ready"}


def assert_whole(client: Entered, size: int, released: set[str]) -> set[str]:
    """No half batch, no row without its wish, no release forgotten; returns what was released."""
    with client.cache.read() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        assert db.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all() == []
        drafted = set(db.execute(select(DRAFT.c.subject_id)).scalars())
        assert len(drafted) in (0, size)
        wished = drafted | set(db.execute(select(OUTBOX.c.subject_id)).scalars())
        shown = db.execute(text("SELECT id FROM unit WHERE pending_stage IS NOT NULL"))
        assert set(shown.scalars()) == wished
        kept: set[str] = set()
        for table in (OUTBOX, DELIVERED, TRAY):
            kept |= set(db.execute(select(table.c.id)).scalars())
        numbers = db.execute(select(OUTBOX.c.n).where(OUTBOX.c.n.is_not(None))).scalars().all()
        assert len(numbers) == len(set(numbers))
        for line in batches(db):  # each of its records in exactly one stage
            assert sum(line.counts.values()) == line.body.asked == size
    assert released <= kept
    return kept


def kill_clients(server: Server, tmp_path: Path, rounds: int, size: int) -> None:
    units = planted(server.engine, size)
    root, log = tmp_path / "one", tmp_path / "log"
    client = enter(server.url, LOGIN, PASSWORD, root)
    synced(client)
    client.leave()
    when = random.Random(SEED)
    for _ in range(rounds):
        killed_at_work(server, root, units, log, when.uniform(0.0, 1.5))
        client = enter(server.url, LOGIN, PASSWORD, root)
        assert_whole(client, size, logged(log))
        client.leave()
    for longer in (3.0, 9.0, 27.0):  # a slow computer has not released anything yet
        if len(logged(log)) < size:
            killed_at_work(server, root, units, log, longer)
    client = enter(server.url, LOGIN, PASSWORD, root)
    release(client.cache, client.actor)
    released = assert_whole(client, size, logged(log))
    synced(client)
    assert_synced(server.engine, [client])
    assert_each_once(server.engine, client, released)
    client.leave()
    assert len(logged(log)) >= size, "the worker did get to release something"


def test_a_client_killed_at_any_moment(server: Server, tmp_path: Path) -> None:
    kill_clients(server, tmp_path, rounds=4, size=500)


@pytest.mark.soak
def test_a_client_killed_at_any_moment_for_long(server: Server, tmp_path: Path) -> None:
    kill_clients(server, tmp_path, rounds=rounds(short=25, full=200), size=500)


class Attempt(Thread):
    """One sync beside the test; `code` names the mishap it ended with, if it did."""

    def __init__(self, client: Entered) -> None:
        super().__init__(daemon=True)
        self._client = client
        self.code = ""

    def run(self) -> None:
        try:
            synced(self._client)
        except Offline as mishap:
            self.code = mishap.code


class Serving:
    """`ciie-admin serve` as a process: `kill` lets nothing be finished."""

    def __init__(self, database: Engine, folder: Path) -> None:
        folder.mkdir()
        self.port = postgres.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        url = database.url.render_as_string(hide_password=False)
        secret = str(folder / "secret")
        words = ("serve", "--database", url, "--port", str(self.port), "--secret-file", secret)
        self._words = [sys.executable, "-m", "ciie_admin", *words]
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self._child = subprocess.Popen(self._words, cwd=ROOT, stdout=quiet, stderr=quiet)
        office = Office(self.url)
        deadline = monotonic() + SECONDS
        while True:
            try:
                office.hello()
                break
            except Offline:
                assert self._child.poll() is None
                assert monotonic() < deadline
        office.close()

    def kill(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()


@pytest.fixture
def serving(database: Engine, tmp_path: Path) -> Iterator[Serving]:
    process = Serving(database, tmp_path / "server")
    process.start()
    yield process
    process.kill()


def test_a_server_killed_in_the_middle_of_an_exchange(
    serving: Serving, database: Engine, tmp_path: Path
) -> None:
    """It has read the operations and waits for a lock: nothing of them may stay."""
    units = planted(database, 50)
    client = enter(serving.url, LOGIN, PASSWORD, tmp_path / "one")
    synced(client)
    released = decides(client, units)
    hanging = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    sending = Attempt(client)
    with database.connect() as holder, database.connect() as watcher, holder.begin():
        holder.execute(text("SELECT id FROM device FOR UPDATE"))
        sending.start()
        while not watcher.execute(hanging).scalar_one():
            watcher.rollback()
            assert sending.is_alive()
        serving.kill()
        sending.join(SECONDS)
    assert sending.code in ("unreachable", "cut_off")
    with database.connect() as db:
        assert db.execute(text("SELECT count(*) FROM operation")).scalar() == 0
    serving.start()
    synced(client)
    assert_synced(database, [client])
    assert_each_once(database, client, released)
    client.leave()


def kill_servers(serving: Serving, database: Engine, root: Path, rounds: int) -> None:
    units = planted(database, 300)
    client = enter(serving.url, LOGIN, PASSWORD, root)
    synced(client)
    released: set[str] = set()
    when = random.Random(SEED)
    for _ in range(rounds):
        released |= decides(client, units)
        sending = Attempt(client)
        sending.start()
        sending.join(when.uniform(0.0, 0.6))
        serving.kill()
        sending.join(SECONDS)
        assert sending.code in ("", "unreachable", "cut_off")
        serving.start()
    synced(client)
    assert_synced(database, [client])
    assert_each_once(database, client, released)
    client.leave()


def test_a_server_killed_at_any_moment(serving: Serving, database: Engine, tmp_path: Path) -> None:
    kill_servers(serving, database, tmp_path / "one", rounds=3)


@pytest.mark.soak
def test_a_server_killed_at_any_moment_for_long(
    serving: Serving, database: Engine, tmp_path: Path
) -> None:
    kill_servers(serving, database, tmp_path / "one", rounds=rounds(short=8, full=60))


@pytest.fixture
def own_cluster() -> Iterator[tuple[postgres.PrivatePostgres, Path]]:
    """A PostgreSQL that no other test needs."""
    folder = postgres.temporary("ciie-kill-")
    running = postgres.start(folder)
    yield running, folder
    running.stop()
    shutil.rmtree(folder)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_a_database_that_goes_away_and_comes_back(
    own_cluster: tuple[postgres.PrivatePostgres, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: signal.Signals,
) -> None:
    cluster, folder = own_cluster
    cluster.create_database("kill")
    engine = connect(cluster.url("kill"))
    migrate(engine)
    with engine.begin() as db:
        seeding.install(db, small_edition(), small_tree())
        name, role, place = LOGINS[LOGIN]
        seeding.add_account(db, LOGIN, PASSWORD, name, role, place)
    units = planted(engine, 100)
    running = run_in_thread(engine, SECRET)
    client = enter(running.url, LOGIN, PASSWORD, tmp_path / "one")
    synced(client)
    released = decides(client, units)
    cluster.process.send_signal(how)
    cluster.process.wait(SECONDS)
    with pytest.raises(Offline) as caught:
        synced(client)
    assert word("mishap", caught.value.code, "zh")
    monkeypatch.setattr(postgres, "free_port", lambda: cluster.port)
    cluster.process = postgres.start(folder).process
    synced(client)
    assert_synced(engine, [client])
    assert_each_once(engine, client, released)
    client.leave()
    running.stop()
    engine.dispose()
