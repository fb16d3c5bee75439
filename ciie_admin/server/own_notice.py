"""What a unit has to correct, told once more to whoever is signed in for it, with its photos."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore

from sqlalchemy import Connection, select

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.letters import Matter, Pictured, addressed, in_english, letter, pictured
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_faults import faults, returned_for_photo
from ciie_admin.domain.states import PersonReview, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.photos.marking import marked
from ciie_admin.server import notices, records, signin
from ciie_admin.server.faults import Fault
from ciie_admin.server.pictures import PICTURES
from ciie_admin.server.records import PERSONS
from ciie_admin.wire.intake import MarkedPhoto, OwnNotice

TO_CORRECT = (UnitReview.RETURNED, UnitReview.REJECTED)
DRAWING = BoundedSemaphore(2)
"""Pictures drawn at a time: one may take 150 MB."""


@dataclass(frozen=True, slots=True)
class Told:
    """The matters that still stand, and the photos that go with them by person."""

    unit: Unit
    persons: Mapping[int, Person]
    edition: Edition
    matters: tuple[Matter, ...]
    photos: Mapping[int, Pictured]


def own_notice(db: Connection, unit: int) -> OwnNotice:
    """The letter of all that still stands returned or rejected, the last word on each."""
    told = _told(db, unit)
    english = in_english(told.unit.unit_class)
    text = letter(told.edition, addressed(told.unit), told.matters, english=english)
    photos = [MarkedPhoto(person=o.person, numbers=o.numbers) for o in told.photos.values()]
    return OwnNotice(text=text, photos=tuple(photos)) if text else OwnNotice(text="")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a marked photo is made of, so that no connection has to wait for it."""

    content: bytes
    faults: tuple[Finding, ...]
    numbers: tuple[int, ...]

    def jpeg(self) -> bytes:
        with DRAWING:
            return marked(self.content, self.faults, numbers=self.numbers)


def marked_photo(db: Connection, unit: int, person: int) -> Drawing:
    """Of the photo the person was returned for.

    Raises Fault(404, "no_such_record") for a person of another unit, one who was returned for
    something else, and once there is another photo.
    """
    told = _told(db, unit)
    shown = told.photos.get(person)
    if shown is None:
        raise Fault(404, "no_such_record")
    one = told.persons[person]
    query = select(PICTURES.c.original).where(PICTURES.c.digest == one.photo)
    content = bytes(db.execute(query).scalar_one_or_none() or b"")
    return Drawing(content, faults(shown.reasons, one.findings, told.edition), shown.numbers)


def _told(db: Connection, number: int) -> Told:
    unit = records.units(db, (number,))[number]
    ids = db.execute(select(PERSONS.c.id).where(PERSONS.c.unit_id == number)).scalars()
    persons = records.persons(db, ids)
    edition = records.edition(db, signin.current_edition(db))
    matters = tuple(
        one for one in notices.last_told(db, number) if _stands(one, unit, persons.get(one.number))
    )
    photos = {
        one.person: one
        for one in pictured(edition, matters)
        if returned_for_photo(persons[one.person], edition)
    }
    return Told(unit, persons, edition, matters, photos)


def _stands(one: Matter, unit: Unit, person: Person | None) -> bool:
    if one.number:
        return person is not None and person.review is PersonReview.RETURNED
    return unit.review in TO_CORRECT
