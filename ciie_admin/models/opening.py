"""Brings the tables of an opened cache into shape; the mirror may be dropped, the rest never."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, MetaData, inspect, select
from sqlalchemy.dialects.sqlite import insert

from ciie_admin.models.engine import Cache
from ciie_admin.models.precious import PREFERENCE, precious
from ciie_admin.models.tables import MIRROR_VERSION, PROGRESS, SEARCH, SEARCH_DDL, mirror

RECONCILE = "reconcile"
"""Preference: an epoch in which nobody has looked yet what the server has forgotten."""


def prepare(cache: Cache) -> None:
    """Make what is missing; drop and remake a mirror of another version. One transaction."""
    with cache.write() as db:
        version = db.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version != MIRROR_VERSION:
            drop_mirror(db)
            db.exec_driver_sql(f"PRAGMA user_version = {MIRROR_VERSION}")
        make_mirror(db)
        _create(db, precious)
        if preference(db, "device") is None:
            set_preference(db, "device", str(uuid4()))
            set_preference(db, "last_n", "0")


def drop_mirror(db: Connection) -> None:
    """Forget everything the server said; drafts, outbox and tray stay."""
    for index in SEARCH.values():
        db.exec_driver_sql(f"DROP TABLE IF EXISTS {index.name}")
    mirror.drop_all(db)


def make_mirror(db: Connection) -> None:
    _create(db, mirror)
    for statement in SEARCH_DDL:
        db.exec_driver_sql(statement)


def device(db: Connection) -> UUID:
    return UUID(preference(db, "device"))


def preference(db: Connection, name: str) -> str | None:
    return db.execute(select(PREFERENCE.c.value).where(PREFERENCE.c.name == name)).scalar()


def set_preference(db: Connection, name: str, value: str) -> None:
    row = insert(PREFERENCE).values(name=name, value=value)
    db.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def progress(db: Connection) -> dict[str, str]:
    """How far the mirror has come: cursor, head, epoch, grants, remaining, time."""
    return {row.name: row.value for row in db.execute(select(PROGRESS))}


def set_progress(db: Connection, values: dict[str, str]) -> None:
    rows = [{"name": name, "value": value} for name, value in values.items()]
    new = insert(PROGRESS)
    db.execute(
        new.on_conflict_do_update(index_elements=["name"], set_={"value": new.excluded.value}),
        rows,
    )


def server_time(db: Connection) -> datetime:
    """High-water mark of server time; the local clock only before the first exchange."""
    known = progress(db).get("time")
    return datetime.fromisoformat(known) if known else datetime.now(UTC)


def begin_anew(cache: Cache) -> None:
    """What the server said may be of a history it has lost: the next answer starts a new mirror."""
    with cache.write() as db:
        set_progress(db, {"cursor": "0", "grants": ""})


def is_whole(db: Connection) -> bool:
    """Whether the first download has come to its end; decisions are off until then."""
    return progress(db).get("whole") == "1"


def _create(db: Connection, wanted: MetaData) -> None:
    if not set(wanted.tables) <= set(inspect(db).get_table_names()):
        wanted.create_all(db)
