"""Row locks in one order for everybody: units first, then their persons, each sorted by id.

A person is only ever locked by whoever holds its unit: that makes deadlocks impossible.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import records
from ciie_admin.server.records import PERSONS, UNITS


def lock_units(db: Connection, ids: Iterable[int], edition_id: int) -> dict[int, Unit]:
    query = select(*records.UNIT_COLUMNS).where(
        UNITS.c.id.in_(list(ids)), UNITS.c.edition_id == edition_id
    )
    rows = db.execute(query.order_by(UNITS.c.id).with_for_update()).mappings()
    return {row["id"]: records.unit_record(row) for row in rows}


def lock_persons_of(db: Connection, unit_ids: Iterable[int]) -> dict[int, Person]:
    """All persons of units whose locks the caller already holds."""
    query = select(*records.PERSON_COLUMNS).where(PERSONS.c.unit_id.in_(list(unit_ids)))
    rows = db.execute(query.order_by(PERSONS.c.id).with_for_update()).mappings()
    return {row["id"]: records.person_record(row) for row in rows}


def lock_persons(db: Connection, ids: Sequence[int], edition_id: int) -> dict[int, Person]:
    query = select(*records.PERSON_COLUMNS).where(
        PERSONS.c.id.in_(ids), PERSONS.c.edition_id == edition_id
    )
    rows = db.execute(query.order_by(PERSONS.c.id).with_for_update()).mappings()
    return {row["id"]: records.person_record(row) for row in rows}
