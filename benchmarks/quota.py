"""A batch of moves of free places, one client, beside bare SQL of the same writes.

The bare side gets ready rows and one transaction a page of 500, durable like ours; it neither
reads, nor decides, nor answers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Table, create_engine, make_url, select
from uuid6 import uuid7

from benchmarks.measuring import Measured, apart, seconds
from benchmarks.people import households
from benchmarks.stage import LOGINS, PASSWORD, planted
from ciie_admin.domain.free_places import CLOSED_UNITS
from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.quotas import MOST, QuotaAct, QuotaNode, quota_id
from ciie_admin.server import quota_book
from ciie_admin.server.audit import AUDIT
from ciie_admin.server.deciding import DEVICES, OPERATIONS
from ciie_admin.server.feed import CHANGES
from ciie_admin.server.quota_rows import ENTRIES, QUOTAS
from ciie_admin.server.records import PLACES, UNITS
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import PAGE_OPERATIONS, Exchange, Operation, SignIn, Subject
from tests.fixtures.editions import small_edition

TARGET = 5.0
KEY = ("edition_id", "id")
OTHERS = [one.name for one in QUOTAS.c if one.name not in KEY]
MOVE = """
INSERT INTO change (edition_id, place_id, kind, record_id, seq, gone)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (edition_id, place_id, kind, record_id)
DO UPDATE SET seq = excluded.seq, gone = excluded.gone
"""


def measure(count: int) -> Iterator[Measured]:
    """So many units get free places from the places that review them, in pages of 500."""
    with planted(households(2 * count, 2 * count)) as stage:
        with stage.server("ours") as (url, database):
            _endow(database)
            found = apart("benchmarks.quota:batch", url=url, database=database, count=count)
            device, pages = _written(database)
        with stage.database("bare") as database:
            _endow(database)
            limit = seconds(_writing(database, device, pages))
    work = f"server: {count:,} moves of free places in one batch"
    yield Measured(work=work, unit="s", ours=found["seconds"], limit=limit, times=TARGET)


def _endow(database: str) -> None:
    """Every place has a million VIP badges to give."""
    engine, edition = create_engine(database), small_edition()
    with engine.begin() as db:
        places = db.execute(select(PLACES.c.id)).scalars()
        wanted = [quota_id(QuotaNode.PLACE, one, 1) for one in places]
        book = quota_book.open_book(db, edition, wanted, datetime.now(UTC))
        for quota in list(book.accounts.values()):
            book.put(replace(quota, received=MOST), QuotaAct.GRANT)
        book.write(db)
    engine.dispose()


def batch(url: str, database: str, count: int) -> dict[str, float]:
    """Seconds from the first request to the last answer."""
    engine = create_engine(database)
    with engine.connect() as db:
        live = UNITS.c.review.not_in(CLOSED_UNITS)
        wanted = select(UNITS.c.id).where(live).order_by(UNITS.c.id).limit(count)
        units = db.execute(wanted).scalars().all()
    engine.dispose()
    device, office = uuid4(), Office(url)
    signed = office.sign_in(SignIn(login=LOGINS[0], password=PASSWORD, device=device))
    moves = [_move(unit, signed.actor.account, device, n) for n, unit in enumerate(units, 1)]
    answer = office.exchange(Exchange(device=device, limit=1))
    known = Exchange(device=device, epoch=answer.epoch, grants=answer.grants, cursor=answer.head)
    return {"seconds": seconds(lambda: _send(office, known, moves))}


def _move(unit: int, author: int, device: Any, n: int) -> Operation:
    return Operation(
        id=uuid7(),
        subject=Subject(kind="quota", id=quota_id(QuotaNode.UNIT, unit, 1)),
        command=MoveQuota(count=1 + n % 9, was=0),
        author=author,
        device=device,
        n=n,
        at=datetime.now(UTC),
        seen="",
        batch=uuid7(),
    )


def _send(office: Office, known: Exchange, moves: Sequence[Operation]) -> None:
    cursor = known.cursor
    for page in _pages(moves):
        wish = Exchange(
            device=known.device,
            epoch=known.epoch,
            grants=known.grants,
            cursor=cursor,
            operations=tuple(page),
        )
        said = office.exchange(wish)
        cursor = said.cursor
        if any(one.kind != "accepted" for one in said.verdicts):
            raise ValueError("a move was not accepted")


def _pages(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(rows), PAGE_OPERATIONS):
        yield rows[at : at + PAGE_OPERATIONS]


@dataclass(frozen=True, slots=True)
class Writes:
    """Parameters of one page's statements. Accounts that give are written with each page."""

    quotas: list[tuple[Any, ...]]
    givers: list[tuple[Any, ...]]
    lines: list[tuple[Any, ...]]
    changes: list[tuple[Any, ...]]
    operations: list[tuple[Any, ...]]
    entries: list[tuple[Any, ...]]
    last: int


def _written(database: str) -> tuple[tuple[Any, ...], list[Writes]]:
    """What the batch has left in the tables, page by page, and its device."""
    engine = create_engine(database)
    with engine.connect() as db:
        device = tuple(db.execute(select(DEVICES).where(DEVICES.c.last_n > 0)).one())
        found = db.execute(select(OPERATIONS).order_by(OPERATIONS.c.n)).all()
        pages = [_page(db, one) for one in _pages(found)]
    engine.dispose()
    return device, pages


def _page(db: Connection, page: Sequence[Any]) -> Writes:
    """Without ids the database gives by itself."""
    subjects, operations = [row.subject_id for row in page], [row.id for row in page]
    quotas = db.execute(select(QUOTAS).where(QUOTAS.c.id.in_(subjects)))
    lines = [one for one in ENTRIES.c if one.name != "id"]
    said = db.execute(select(*lines).where(ENTRIES.c.operation.in_(operations))).all()
    others = {row.account for row in said} - set(subjects)
    columns = [QUOTAS.c[name] for name in (*OTHERS, *KEY)]
    givers = db.execute(select(*columns).where(QUOTAS.c.id.in_(others)))
    moved = select(CHANGES).where(CHANGES.c.record_id.in_([*subjects, *others]))
    written = select(AUDIT).where(AUDIT.c.operation_id.in_(operations))
    return Writes(
        [tuple(row) for row in quotas],
        [tuple(row) for row in givers],
        [tuple(row) for row in said],
        [tuple(row) for row in db.execute(moved.where(CHANGES.c.kind == "quota"))],
        [tuple(Jsonb(one) if isinstance(one, dict) else one for one in row) for row in page],
        [tuple(row) for row in db.execute(written)],
        page[-1].n,
    )


def _writing(database: str, device: tuple[Any, ...], pages: list[Writes]) -> Callable[[], None]:
    """Connection and device are there before the clock runs."""
    url = make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    line = psycopg.connect(url)
    line.execute("INSERT INTO device VALUES (%s, %s, 0)", device[:2])
    line.commit()
    lines = ", ".join(f'"{one.name}"' for one in ENTRIES.c if one.name != "id")
    marks = ", ".join("%s" for one in ENTRIES.c if one.name != "id")
    named = ", ".join(f"{name} = %s" for name in OTHERS)
    giving = f"UPDATE quota SET {named} WHERE edition_id = %s AND id = %s"
    append = f"INSERT INTO quota_entry ({lines}) VALUES ({marks})"

    def work() -> None:
        for page in pages:
            with line.transaction(), line.cursor() as cursor:
                cursor.executemany(_insert(QUOTAS), page.quotas)
                cursor.executemany(giving, page.givers)
                cursor.executemany(append, page.lines)
                cursor.execute("UPDATE head SET head = head + %s", (len(page.changes),))
                cursor.executemany(MOVE, page.changes)
                cursor.executemany(_insert(OPERATIONS), page.operations)
                cursor.executemany(_insert(AUDIT), page.entries)
                last = (page.last, device[0])
                cursor.execute("UPDATE device SET last_n = %s WHERE id = %s", last)
        line.close()

    return work


def _insert(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('%s' for _ in table.c)})"
