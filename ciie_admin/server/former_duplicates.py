"""Records of an older server get the keys that pairs are found by; once, at the start."""

from sqlalchemy import Connection, Engine, bindparam, select, update

from ciie_admin.domain.duplicates import plain_name
from ciie_admin.domain.states import IdKind
from ciie_admin.server import duplicates, feed, records
from ciie_admin.server.records import EDITIONS, PERSONS, UNITS

PART = 2_000
"""Records a transaction takes."""


def catch_up(engine: Engine, secret: bytes) -> None:
    """Nothing to do but a look where all are known. Any thread; safe beside registrants at work."""
    with engine.connect() as db:
        editions = db.execute(select(EDITIONS.c.id)).scalars().all()
    for edition in editions:
        while _part(engine, secret, edition):
            pass


def _part(engine: Engine, secret: bytes, edition: int) -> bool:
    with engine.begin() as db:
        units = _name_units(db, edition)
        persons = _date_persons(db, edition, secret)
        if not (units or persons):
            return False
        keys = duplicates.hold_all(db, edition, units, persons)
        moved = duplicates.renew(db, edition, keys)
        if moved:
            feed.announce(db, edition, sorted(moved))
    return True


def _name_units(db: Connection, edition: int) -> list[int]:
    column = UNITS.c
    unknown = select(column.id, column.form).where(
        column.name_key.is_(None), column.edition_id == edition
    )
    rows = db.execute(unknown.order_by(column.id).limit(PART).with_for_update()).all()
    names = (form.get("name_zh") or form.get("name_en") or "" for _, form in rows)
    new = [
        {"row_id": row.id, "new_key": plain_name(name)}
        for row, name in zip(rows, names, strict=True)
    ]
    if new:
        known = update(UNITS).where(column.id == bindparam("row_id"))
        db.execute(known.values(name_key=bindparam("new_key")), new)
    return [row.id for row in rows]


def _date_persons(db: Connection, edition: int, secret: bytes) -> list[int]:
    column = PERSONS.c
    unknown = select(column.id, column.form, column.number).where(
        column.birth_key.is_(None), column.edition_id == edition
    )
    rows = db.execute(unknown.order_by(column.id).limit(PART).with_for_update()).all()
    new = []
    for row in rows:
        name, kind = row.form["name"], IdKind(row.form["id_kind"])
        key = records.birth_key(secret, name, kind, row.number)
        new.append({"row_id": row.id, "new_key": key})
    if new:
        known = update(PERSONS).where(column.id == bindparam("row_id"))
        db.execute(known.values(birth_key=bindparam("new_key")), new)
    return [row.id for row in rows]
