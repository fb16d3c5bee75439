"""Is the mirror right? The sums of both sides, beside merely reading ids and versions there."""

from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, create_engine, select

from benchmarks.download import PER_UNIT, entered
from benchmarks.measuring import Measured, apart, in_turns
from benchmarks.people import households
from benchmarks.stage import planted
from ciie_admin.models import digests
from ciie_admin.models.engine import Cache
from ciie_admin.models.tables import NARROW
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.sync.checking import check
from ciie_admin.wire.messages import SubjectKind

KINDS: tuple[SubjectKind, ...] = ("unit", "person")
ROUNDS = 5
MOST = 1.0
"""Seconds."""


def measure(persons: int) -> Iterator[Measured]:
    units = persons // PER_UNIT
    with (
        planted(households(units, persons)) as stage,
        stage.server("doubt") as (url, database),
        TemporaryDirectory() as folder,
    ):
        apart("benchmarks.download:first", url=url, folder=folder)
        found = apart("benchmarks.doubt:run", url=url, folder=folder, database=database)
    rows = f"{units + persons:,} rows"
    for side, work in (("server", f"digest of {rows}: the server"), ("client", "  the client")):
        ours, limit = found[side]
        yield Measured(work=work, unit="s", ours=ours, limit=limit, most=MOST)


def run(url: str, folder: str, database: str) -> dict[str, Any]:
    """The server's answer as the client hears it; of the client's sums all that a check does."""
    client, engine = entered(url, folder), create_engine(database)
    office, cache = client.office(), client.cache
    if check(cache, office, client.actor, lambda: None).differences:
        raise ValueError("the mirror is not what the server has")
    with cache.read() as db:
        asked = digests.standing(db)
    with engine.connect() as server:
        on_server = in_turns(lambda: office.digests(asked), lambda: _scan(server), ROUNDS)
    on_client = in_turns(lambda: _own(cache), lambda: _read(cache), ROUNDS)
    office.close()
    client.leave()
    engine.dispose()
    return {"server": on_server, "client": on_client}


def _own(cache: Cache) -> None:
    with cache.read() as db:
        for kind in KINDS:
            digests.own_sums(db, kind)


def _read(cache: Cache) -> None:
    with cache.read() as db:
        for table in NARROW.values():
            _rows(db, f"SELECT id, version FROM {table.name}")


def _rows(db: Connection, statement: str) -> None:
    cursor = db.connection.cursor()
    cursor.execute(statement)
    cursor.fetchall()
    cursor.close()


def _scan(server: Connection) -> None:
    for table in (UNITS, PERSONS):
        server.execute(select(table.c.id, table.c.version)).all()
