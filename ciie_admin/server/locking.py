"""Row locks in one order for everybody: units first, then their persons, then places, then
free-badge accounts (quota_book.py), each sorted by id; the head of the feed last.

A person is only ever locked by whoever holds its unit: that makes deadlocks impossible.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import records
from ciie_admin.server.records import PERSONS, UNITS


def lock_units(
    db: Connection, ids: Iterable[int], edition_id: int, places: Sequence[int] = ()
) -> dict[int, Unit]:
    """`places` is what is seen of records that look alike."""
    mine = (records.among(UNITS.c.id, ids), UNITS.c.edition_id == edition_id)
    query = select(*records.unit_columns(places)).where(*mine)
    return records.read_units(db, query.order_by(UNITS.c.id).with_for_update())


def lock_persons_of(db: Connection, unit_ids: Iterable[int]) -> dict[int, Person]:
    """All persons of units whose locks the caller already holds."""
    mine = records.among(PERSONS.c.unit_id, unit_ids)
    query = select(*records.person_columns()).where(mine)
    return records.read_persons(db, query.order_by(PERSONS.c.id).with_for_update())


def lock_persons(
    db: Connection, ids: Iterable[int], edition_id: int, places: Sequence[int] = ()
) -> dict[int, Person]:
    """As lock_units()."""
    mine = (records.among(PERSONS.c.id, ids), PERSONS.c.edition_id == edition_id)
    query = select(*records.person_columns(places)).where(*mine)
    return records.read_persons(db, query.order_by(PERSONS.c.id).with_for_update())
