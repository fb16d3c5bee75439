"""Bare statements into an encrypted cache of the same shape: what nobody can go below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.models import mirroring, opening
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.pending import among
from ciie_admin.models.tables import BODY, NARROW, SEARCH
from ciie_admin.wire.codec import adapter

KEY = bytes(32)
KINDS = ("unit", "person")


@dataclass(slots=True)
class Ready:
    """Rows as they stand in a full cache: nothing is left to be made but to insert them."""

    narrow: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    bodies: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    tokens: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


def read(cache: Cache) -> Ready:
    """Everything a download brought, as parameters of bare statements."""
    ready = Ready()
    for kind in KINDS:
        ready.narrow[kind] = rows(cache, NARROW[kind])
        ready.bodies[kind] = rows(cache, BODY[kind])
        ready.tokens[kind] = said(ready, kind)
    return ready


def said(ready: Ready, kind: str) -> list[tuple[Any, ...]]:
    """Entries of the index of texts for the bodies."""
    one = adapter(Unit if kind == "unit" else Person)
    return [(number, tokens(one.validate_json(body))) for number, body in ready.bodies[kind]]


def rows(cache: Cache, table: Table, ids: Sequence[int] | None = None) -> list[tuple[Any, ...]]:
    """What stands in the table (for these ids), computed columns left out."""
    query = select(*stored(table))
    if ids is not None:
        query = query.where(among(table.c.id, ids))
    with cache.read() as db:
        return [tuple(row) for row in db.execute(query)]


def tokens(record: Unit | Person) -> str:
    """What the program writes into the index of texts for this record."""
    return mirroring._said(record)  # noqa: SLF001 the index itself does not tell


def stored(table: Table) -> list[Any]:
    """Columns that are written, not computed."""
    return [column for column in table.c if column.computed is None]


def empty_cache(path: Path) -> Cache:
    cache = open_cache(path, KEY)
    opening.prepare(cache)
    return cache


def fill(path: Path, ready: Ready, page: int) -> None:
    """Insert page by page, a transaction each, as the feed brings them."""
    db = raw(path)
    for kind in KINDS:
        narrow = insert(NARROW[kind])
        body = f"INSERT INTO {BODY[kind].name} VALUES (?, ?)"
        search = f"INSERT INTO {SEARCH[kind]}(rowid, said) VALUES (?, ?)"
        for at in range(0, len(ready.narrow[kind]), page):
            db.execute("BEGIN IMMEDIATE")
            db.executemany(narrow, ready.narrow[kind][at : at + page])
            db.executemany(body, ready.bodies[kind][at : at + page])
            db.executemany(search, ready.tokens[kind][at : at + page])
            db.execute("COMMIT")
    db.close()


def raw(path: Path, key: bytes = KEY) -> Any:
    """The driver's own connection, with key and pragmas of the program."""
    pooled = open_cache(path, key).engine.raw_connection()
    connection = pooled.driver_connection
    pooled.detach()
    return connection


def insert(table: Table) -> str:
    names = [column.name for column in stored(table)]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({_quoted(names)}) VALUES ({marks})"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def upsert(table: Table, key: Sequence[str] = ("id",)) -> str:
    """As _insert, a row already there takes the new values."""
    names = [column.name for column in stored(table) if column.name not in key]
    taken = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
    return f"{insert(table)} ON CONFLICT ({_quoted(key)}) DO UPDATE SET {taken}"
