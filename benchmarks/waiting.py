"""What clients cost that have nothing to do: statements on PostgreSQL, counted, not timed."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, event

from benchmarks.measuring import Measured, apart, seconds
from benchmarks.people import households
from benchmarks.stage import LOGINS, PASSWORD, planted
from ciie_admin.server.database import connect
from ciie_admin.server.heads import POLL_SECONDS
from ciie_admin.server.serve import run_in_thread
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import Exchange, SignIn

SECRET = b"a key for one run, of 32 bytes.."
POLL = "SELECT head.edition_id, head.head"
"""How the one question begins that a server asks for all who wait."""
UNITS, PERSONS = 20, 100
FEWER = 1


def measure() -> Iterator[Measured]:
    with planted(households(UNITS, PERSONS)) as stage, stage.database("waiting") as database:
        found = apart("benchmarks.waiting:run", database=database)
    many = len(LOGINS)
    work = f"idle wait of {many} clients: statements for each"
    yield Measured(work=work, unit="", ours=found["each"], most=1, beside={"s": found["seconds"]})
    rate = 1 / POLL_SECONDS
    for number in (FEWER, many):
        asked = found["asked"][str(number)]
        work = f"  statements a second beside them, {number} waiting"
        yield Measured(work=work, unit="", ours=asked, most=rate)


def run(database: str) -> dict[str, Any]:
    """Everybody waits until the server sends them home with nothing."""
    engine = connect(database)
    running = run_in_thread(engine, SECRET)
    lines = [_line(running.url, login) for login in LOGINS]
    found: dict[str, Any] = {"asked": {}}
    for number in (FEWER, len(LOGINS)):
        counted = Counter[str]()
        with _counting(engine, counted):
            spent = seconds(lambda n=number: _together([work for work, _ in lines[:n]]))  # type: ignore[misc]
        found["asked"][number] = counted["poll"] / spent
        found |= {"each": counted["other"] / number, "seconds": spent}
    for _, office in lines:
        office.close()
    running.stop()
    engine.dispose()
    return found


def _line(url: str, login: str) -> tuple[Callable[[], None], Office]:
    """Signed in and at the head; what is returned waits once."""
    device, office = uuid4(), Office(url)
    office.sign_in(SignIn(login=login, password=PASSWORD, device=device))
    head = office.exchange(Exchange(device=device, limit=1)).head

    def work() -> None:
        if office.wait(head).head != head:
            raise ValueError("somebody was not idle")

    return work, office


@contextmanager
def _counting(engine: Engine, counted: Counter[str]) -> Iterator[None]:
    def count(_db: object, _cursor: object, statement: str, *_more: object) -> None:
        counted["poll" if statement.startswith(POLL) else "other"] += 1

    event.listen(engine, "before_cursor_execute", count)
    yield
    event.remove(engine, "before_cursor_execute", count)


def _together(work: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
