"""A handful of records that a text finds: where a person may want to go at once."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ciie_admin.models import reading
from ciie_admin.models.queries import Query, conditions
from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.models.tables import NARROW
from ciie_admin.wire.messages import SubjectKind

MOST = 5


@dataclass(frozen=True, slots=True)
class Glimpse:
    units: tuple[UnitRow, ...] = ()
    persons: tuple[PersonRow, ...] = ()


def glimpse(db: Connection, text: str) -> Glimpse:
    """At most five units and five persons, found as the search of the lists finds them."""
    if not text.strip():
        return Glimpse()
    units, persons = _ids(db, "unit", text), _ids(db, "person", text)
    unit_rows, person_rows = reading.unit_rows(db, units), reading.person_rows(db, persons)
    return Glimpse(
        tuple(unit_rows[number] for number in units),
        tuple(person_rows[number] for number in persons),
    )


def _ids(db: Connection, kind: SubjectKind, text: str) -> list[int]:
    table = NARROW[kind]
    found = conditions(replace(Query(kind=kind), text=text))
    wanted = select(table.c.id).where(*found).order_by(table.c.id).limit(MOST)
    return list(db.execute(wanted).scalars())
