"""Persons of earlier editions, offered to the unit that brought them (seed 000, part 6)."""

from dataclasses import replace

from sqlalchemy import Connection, Select, select

from ciie_admin.server import records
from ciie_admin.server.faults import Fault
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.records import PERSON_COLUMNS, PERSONS, UNITS
from ciie_admin.wire.intake import FormerPerson


def of_registrant(db: Connection, registrant: int, edition: int) -> tuple[FormerPerson, ...]:
    """Whom this account had submitted before `edition`, latest edition first.

    An account made anew owns no earlier unit and so sees nobody.
    """
    found = records.read_persons(db, _earlier(registrant, edition))
    editions = select(PERSONS.c.id, PERSONS.c.edition_id).where(records.among(PERSONS.c.id, found))
    of = {row.id: row.edition_id for row in db.execute(editions)}
    said = [FormerPerson(edition=of[number], person=one) for number, one in found.items()]
    return tuple(sorted(said, key=lambda one: (-one.edition, one.person.id)))


def carried(
    db: Connection, registrant: int, edition: int, former: int, entry: PersonEntry
) -> PersonEntry:
    """The entry with the number and photo on file where none was given.

    Raises Fault(404, "no_such_record") for a person this account did not bring.
    """
    query = _earlier(registrant, edition).where(PERSONS.c.id == former)
    known = db.execute(query.add_columns(PERSONS.c.number)).mappings().one_or_none()
    if known is None:
        raise Fault(404, "no_such_record")
    photo = entry.photo
    if photo is None and known["photo"]:
        photo = Photo(digest=known["photo"])
    return replace(entry, number=entry.number or known["number"], photo=photo)


def _earlier(registrant: int, edition: int) -> Select[tuple[object, ...]]:
    mine = select(UNITS.c.id).where(
        UNITS.c.registrant_id == registrant, UNITS.c.edition_id < edition
    )
    return select(*PERSON_COLUMNS).where(
        PERSONS.c.unit_id.in_(mine), PERSONS.c.submitted_at.is_not(None)
    )
