"""kill -9 in the middle of a batch, then the same command again: nothing lost, nothing doubled."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Connection, text

from ciie_admin.wire.messages import PAGE_OPERATIONS
from tests.cli.conftest import SECONDS, Shell
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

COUNT = 700
"""Units: more than one page of operations."""
BATCH = ("decide", "units", "pass", "--all", "--release", "--wait", "60")
HISTORY = """
SELECT count(*), count(*) FILTER (WHERE event->>'what' = 'pass_unit')
FROM unit LEFT JOIN jsonb_array_elements(history) AS event ON true
"""


def planted(server: Server, shell: Shell) -> None:
    """Associations wait for one step; the profile knows all of them."""
    with server.engine.begin() as db:
        for number in range(1, COUNT + 1):
            plant_unit(db, number, unit_class="association")
    shell.prepare()


def killed(child: subprocess.Popen[str]) -> None:
    """SIGKILL: no transaction, no lock and no socket is closed by the program itself."""
    assert child.poll() is None, "it ended before it could be killed"
    child.kill()
    child.communicate(timeout=SECONDS)


def answered(server: Server) -> int:
    with server.engine.connect() as db:
        return int(db.execute(text("SELECT count(*) FROM operation")).scalar_one())


def until(condition: Callable[[], bool], child: subprocess.Popen[str] | None = None) -> None:
    """Ask again and again; a child must not end meanwhile."""
    deadline = monotonic() + SECONDS
    while not condition():
        assert child is None or child.poll() is None, "it ended too early"
        assert monotonic() < deadline


@contextmanager
def devices_locked(server: Server) -> Iterator[Connection]:
    """Every exchange stops where the server has taken the request and committed nothing."""
    with server.engine.connect() as db, db.begin():
        db.execute(text("SELECT id FROM device FOR UPDATE"))
        yield db


def exchange_is_stopped(server: Server) -> bool:
    query = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with server.engine.connect() as db:
        return int(db.execute(query).scalar_one()) > 0


def assert_each_exactly_once(server: Server, shell: Shell) -> None:
    with server.engine.connect() as db:
        reviews = db.execute(text("SELECT review, count(*) FROM unit GROUP BY review")).all()
        events, passes = db.execute(text(HISTORY)).one()
        subjects = text("SELECT count(DISTINCT subject_id), count(*), max(n) FROM operation")
        by_subject, operations, last_n = db.execute(subjects).one()
        notices = text("SELECT count(*), count(DISTINCT (unit_id, channel)) FROM notice")
        sent, distinct = db.execute(notices).one()
    assert reviews == [("passed", COUNT)]
    assert (events, passes) == (COUNT, COUNT)
    assert (by_subject, operations, last_n) == (COUNT, COUNT, COUNT)
    assert sent == distinct
    counts = shell("outbox", "--json").objects[0]["counts"]
    assert counts == {"drafts": 0, "held": 0, "waiting": 0, "unsent": 0, "tray": 0}


def test_killed_while_the_server_decides(server: Server, shell: Shell) -> None:
    """The page was sent and takes effect, but nobody is left to hear the answer."""
    planted(server, shell)
    child = shell.start(*BATCH)
    until(lambda: is_signed_in_twice(server), child)
    with devices_locked(server):
        until(lambda: exchange_is_stopped(server), child)
        killed(child)
    until(lambda: answered(server) == PAGE_OPERATIONS)
    again = shell(*BATCH)
    assert again.code == 1, "the rows under way are so already"
    assert_each_exactly_once(server, shell)


def is_signed_in_twice(server: Server) -> bool:
    """The sync before, and the child."""
    with server.engine.connect() as db:
        return int(db.execute(text("SELECT count(*) FROM session")).scalar_one()) == 2


def test_killed_between_two_pages(server: Server, shell: Shell) -> None:
    """Anywhere between the first page's commit on the server and the second one's."""
    planted(server, shell)
    child = shell.start(*BATCH)
    until(lambda: answered(server) > 0, child)
    killed(child)
    assert shell(*BATCH).code == 1
    assert_each_exactly_once(server, shell)


def test_killed_before_anything_has_left(server: Server, shell: Shell) -> None:
    """Drafted and released without a server; the outbox alone brings it there later."""
    planted(server, shell)
    server.stop()
    child = shell.start(*BATCH)
    assert child.stderr is not None
    assert "秒内继续尝试" in child.stderr.readline()
    killed(child)
    server.start()
    assert shell("sync").code == 0
    assert_each_exactly_once(server, shell)
