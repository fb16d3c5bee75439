"""Everything one card shows, read in one snapshot."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.models import reading
from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.models.tables import PERSON
from ciie_admin.wire.messages import SubjectKind

PERSONS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class UnitCard:
    """`row` carries what is shown, pending wishes included; `unit` is the server's word."""

    unit: Unit
    row: UnitRow
    persons: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class PersonCard:
    person: Person
    row: PersonRow
    unit: Unit | None
    unit_review: str
    others: tuple[PersonRow, ...]


AnyCard = UnitCard | PersonCard


def card(db: Connection, kind: SubjectKind, number: int) -> AnyCard | None:
    """None when the record has left our sight."""
    return _unit_card(db, number) if kind == "unit" else _person_card(db, number)


def persons_of(db: Connection, unit_id: int) -> tuple[PersonRow, ...]:
    """In the order they were submitted, at most 200."""
    ids = db.execute(
        select(PERSON.c.id)
        .where(PERSON.c.unit_id == unit_id)
        .order_by(PERSON.c.submitted_at, PERSON.c.id)
        .limit(PERSONS_SHOWN)
    )
    numbers = ids.scalars().all()
    rows = reading.person_rows(db, numbers)
    return tuple(rows[number] for number in numbers)


def _unit_card(db: Connection, number: int) -> UnitCard | None:
    unit = reading.unit(db, number)
    if unit is None:
        return None
    return UnitCard(unit, reading.unit_rows(db, [number])[number], persons_of(db, number))


def _person_card(db: Connection, number: int) -> PersonCard | None:
    person = reading.person(db, number)
    if person is None:
        return None
    row = reading.person_rows(db, [number])[number]
    others = tuple(one for one in persons_of(db, person.unit_id) if one.id != number)
    review = reading.shown_unit_review(db, person.unit_id)
    return PersonCard(person, row, reading.unit(db, person.unit_id), review, others)
