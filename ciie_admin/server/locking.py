"""Row locks in one order for everybody: units first, then their persons, each sorted by id.

A person is only ever locked by whoever holds its unit: that makes deadlocks impossible.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import records
from ciie_admin.server.records import PERSONS, UNITS


def lock_units(db: Connection, ids: Iterable[int], edition_id: int) -> dict[int, Unit]:
    mine = (records.among(UNITS.c.id, ids), UNITS.c.edition_id == edition_id)
    query = select(*records.UNIT_COLUMNS).where(*mine)
    return records.read_units(db, query.order_by(UNITS.c.id).with_for_update())


def lock_persons_of(db: Connection, unit_ids: Iterable[int]) -> dict[int, Person]:
    """All persons of units whose locks the caller already holds."""
    query = select(*records.PERSON_COLUMNS).where(records.among(PERSONS.c.unit_id, unit_ids))
    return records.read_persons(db, query.order_by(PERSONS.c.id).with_for_update())


def lock_persons(db: Connection, ids: Iterable[int], edition_id: int) -> dict[int, Person]:
    mine = (records.among(PERSONS.c.id, ids), PERSONS.c.edition_id == edition_id)
    query = select(*records.PERSON_COLUMNS).where(*mine)
    return records.read_persons(db, query.order_by(PERSONS.c.id).with_for_update())
