"""The server under eight clients, beside bare SQL of the same writes on the same PostgreSQL.

Eight threads each. The bare side gets ready rows and one transaction a page of 500, durable like
ours; it neither reads, nor decides, nor answers.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Select, Table, create_engine, make_url, select
from uuid6 import uuid7

from benchmarks.measuring import Measured, apart, seconds
from benchmarks.people import households
from benchmarks.stage import LOGINS, PASSWORD, planted
from ciie_admin.domain.commands import PassPerson
from ciie_admin.domain.lanes import Lane, person_lane
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Step
from ciie_admin.server.audit import AUDIT
from ciie_admin.server.deciding import DEVICES, OPERATIONS
from ciie_admin.server.feed import CHANGES
from ciie_admin.server.records import PERSONS
from ciie_admin.server.rows import PERSON_VERDICT
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import PAGE_OPERATIONS, Exchange, Operation, SignIn, Subject

PER_UNIT = 5
PLANTED = 5
"""Persons per operation: a quarter of them waits."""
TARGET = 4.0
SET = ", ".join(f'"{name}" = %s' for name in PERSON_VERDICT)
UPDATE = f"UPDATE person SET {SET} WHERE id = %s"
MOVE = """
INSERT INTO change (edition_id, place_id, kind, record_id, seq, gone)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (edition_id, place_id, kind, record_id)
DO UPDATE SET seq = excluded.seq, gone = excluded.gone
"""


def measure(count: int) -> Iterator[Measured]:
    """So many decisions on as many persons, in pages of 500, from eight devices at once."""
    persons = max(count * PLANTED, 1_000)
    with planted(households(persons // PER_UNIT, persons)) as stage:
        with stage.server("ours") as (url, database):
            ours = apart("benchmarks.pages:clients", url=url, persons=persons, count=count)
            writes = _written(database)
        with stage.database("bare") as database:
            limit = seconds(_writing(database, writes))
    work = f"server: {count:,} operations from {len(LOGINS)} clients"
    yield Measured(work=work, unit="s", ours=ours["seconds"], limit=limit, times=TARGET)


def clients(url: str, persons: int, count: int) -> dict[str, float]:
    """Seconds from the first request to the last answer."""
    waiting = [
        person
        for one in households(persons // PER_UNIT, persons)
        for person in one.persons
        if person_lane(person) is Lane.TO_REVIEW
    ][:count]
    share = count // len(LOGINS)
    work = [
        _client(url, login, waiting[at * share : (at + 1) * share])
        for at, login in enumerate(LOGINS)
    ]
    return {"seconds": seconds(lambda: _together(work))}


def _client(url: str, login: str, persons: Sequence[Person]) -> Callable[[], None]:
    """Signed in and pulled to the head; what is returned sends page after page."""
    device, office = uuid4(), Office(url)
    signed = office.sign_in(SignIn(login=login, password=PASSWORD, device=device))
    now, batch = datetime.now(UTC), uuid7()
    operations = [
        Operation(
            id=uuid7(),
            subject=Subject(kind="person", id=person.id),
            command=PassPerson(step=Step.FINAL),
            author=signed.actor.account,
            device=device,
            n=n,
            at=now,
            seen=person.seen,
            batch=batch,
        )
        for n, person in enumerate(persons, 1)
    ]
    answer = office.exchange(Exchange(device=device, limit=1))
    known = {"device": device, "epoch": answer.epoch, "grants": answer.grants}

    def work() -> None:
        cursor = answer.head
        for page in _pages(operations):
            said = office.exchange(Exchange(**known, cursor=cursor, operations=tuple(page)))  # type: ignore[arg-type]
            cursor = said.cursor
            if any(one.kind != "accepted" for one in said.verdicts):
                raise ValueError("an operation was not accepted")

    return work


def _pages(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(rows), PAGE_OPERATIONS):
        yield rows[at : at + PAGE_OPERATIONS]


def _together(work: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass(frozen=True, slots=True)
class Writes:
    """Parameters of one page's statements."""

    device: tuple[Any, ...]
    persons: list[tuple[Any, ...]]
    changes: list[tuple[Any, ...]]
    operations: list[tuple[Any, ...]]
    entries: list[tuple[Any, ...]]
    """Of the 操作日志, with their hashes already made."""


def _written(database: str) -> list[list[Writes]]:
    """What the clients' pages have left in the tables, client by client."""
    engine = create_engine(database)
    with engine.connect() as db:
        devices = [tuple(row) for row in db.execute(select(DEVICES).where(DEVICES.c.last_n > 0))]
        found = [[*_device_pages(db, device)] for device in devices]
    engine.dispose()
    return found


def _device_pages(db: Connection, device: tuple[Any, ...]) -> Iterator[Writes]:
    mine = select(OPERATIONS).where(OPERATIONS.c.device_id == device[0]).order_by(OPERATIONS.c.n)
    columns = [*(PERSONS.c[name] for name in PERSON_VERDICT), PERSONS.c.id]
    for page in _pages(db.execute(mine).all()):
        ids = [row.subject_id for row in page]
        persons = db.execute(select(*columns).where(PERSONS.c.id.in_(ids)))
        moved = select(CHANGES).where(CHANGES.c.kind == "person", CHANGES.c.record_id.in_(ids))
        yield Writes(
            (device[0], device[1], page[-1].n),
            [_ready(row) for row in persons],
            [_ready(row) for row in db.execute(moved)],
            [_ready(row) for row in page],
            [tuple(row) for row in db.execute(_entries([row.id for row in page]))],
        )


def _entries(operations: Sequence[UUID]) -> Select[Any]:
    return select(AUDIT).where(AUDIT.c.operation_id.in_(operations))


def _ready(row: Sequence[Any]) -> tuple[Any, ...]:
    """Histories, bodies and verdicts are JSON; lists of reasons are arrays."""
    return tuple(
        Jsonb(value) if isinstance(value, dict) or _is_history(value) else value for value in row
    )


def _is_history(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _writing(database: str, writes: list[list[Writes]]) -> Callable[[], None]:
    """Connections and devices are there before the clock runs."""
    url = make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    lines = [psycopg.connect(url) for _ in writes]
    for line, pages in zip(lines, writes, strict=True):
        line.execute("INSERT INTO device VALUES (%s, %s, 0)", pages[0].device[:2])
        line.commit()
    work = [_client_writes(line, pages) for line, pages in zip(lines, writes, strict=True)]
    return lambda: _together(work)


def _client_writes(line: psycopg.Connection[Any], pages: Sequence[Writes]) -> Callable[[], None]:
    insert = f"INSERT INTO operation VALUES ({_marks(OPERATIONS)})"
    append = f"INSERT INTO audit VALUES ({_marks(AUDIT)})"

    def work() -> None:
        for page in pages:
            with line.transaction(), line.cursor() as cursor:
                cursor.executemany(UPDATE, page.persons)
                moved = len(page.changes)
                cursor.execute("UPDATE head SET head = head + %s", (moved,))
                cursor.executemany(MOVE, page.changes)
                cursor.executemany(insert, page.operations)
                cursor.executemany(append, page.entries)
                last = (page.device[2], page.device[0])
                cursor.execute("UPDATE device SET last_n = %s WHERE id = %s", last)

    return work


def _marks(table: Table) -> str:
    return ", ".join("%s" for _ in table.c)
