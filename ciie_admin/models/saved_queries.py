"""常用查询: queries a person named, kept with the drafts and never dropped."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from ciie_admin.models.engine import Cache
from ciie_admin.models.precious import SAVED_QUERY
from ciie_admin.models.queries import Query, conditions
from ciie_admin.models.tables import NARROW
from ciie_admin.wire.codec import Malformed, dump, load

VERSION = 1
LONGEST = 20
"""Characters of a name: what the side bar shows of it whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """The body of a row. `v` tells later programs how to read it."""

    id: UUID
    name: str
    query: Query
    v: int = VERSION


def saved(db: Connection) -> tuple[SavedQuery, ...]:
    """In the person's order. One a newer program wrote in another shape is left out, and kept."""
    bodies = db.execute(select(SAVED_QUERY.c.body).order_by(SAVED_QUERY.c.place, SAVED_QUERY.c.id))
    return tuple(one for body in bodies.scalars() if (one := _read(body)) is not None)


def keep(cache: Cache, one: SavedQuery) -> None:
    """A new one at the end; one that is there keeps its place. Any thread."""
    with cache.write() as db:
        last = db.execute(select(func.coalesce(func.max(SAVED_QUERY.c.place), 0))).scalar_one()
        body = dump(one).decode()
        row = insert(SAVED_QUERY).values(id=str(one.id), place=last + 1, body=body)
        db.execute(row.on_conflict_do_update(index_elements=["id"], set_={"body": body}))


def remove(cache: Cache, number: UUID) -> None:
    with cache.write() as db:
        db.execute(delete(SAVED_QUERY).where(SAVED_QUERY.c.id == str(number)))


def move(cache: Cache, number: UUID, by: int) -> None:
    """One place up (-1) or down (+1) among all; at the end it stays."""
    column = SAVED_QUERY.c
    with cache.write() as db:
        order = [*db.execute(select(column.id).order_by(column.place, column.id)).scalars()]
        if str(number) not in order:
            return
        old = order.index(str(number))
        order.insert(min(max(old + by, 0), len(order) - 1), order.pop(old))
        there = SAVED_QUERY.update().where(column.id == bindparam("key"))
        rows = [{"key": key, "at": place} for place, key in enumerate(order, 1)]
        db.execute(there.values(place=bindparam("at")), rows)


def count(db: Connection, query: Query) -> int:
    """How many records it lists now."""
    table = NARROW[query.kind]
    wanted = select(func.count()).select_from(table).where(*conditions(query))
    if query.lane is not None:
        wanted = wanted.where(table.c.shown_lane == query.lane.value)
    return int(db.execute(wanted).scalar_one())


def _read(body: str) -> SavedQuery | None:
    try:
        return load(SavedQuery, body)
    except Malformed:
        return None
