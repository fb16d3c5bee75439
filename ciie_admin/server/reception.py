"""One visit at the registration desk: records locked, changed in memory, written at its end."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.history import Event
from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Place
from ciie_admin.domain.units import Unit
from ciie_admin.server import effects, locking, records
from ciie_admin.server.faults import Fault
from ciie_admin.server.feed import Moved
from ciie_admin.server.notices import Notice
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.wire.messages import RecordKind, SubjectKind

T = TypeVar("T", Unit, Person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """An account to be opened. `login` goes over to it from an account it replaces."""

    id: int
    login: str
    phone: str
    email: str
    password_hash: str


@dataclass(slots=True, kw_only=True)
class Reception:
    """`now` is server time; whoever fills an edition with a made-up past may move it."""

    db: Connection
    edition: Edition
    secret: bytes
    now: datetime
    units: dict[int, Unit] = field(default_factory=dict)
    persons: dict[int, Person] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)
    """Registrant of each new unit."""
    new_units: set[int] = field(default_factory=set)
    new_persons: set[int] = field(default_factory=set)
    changed_units: set[int] = field(default_factory=set)
    changed_persons: set[int] = field(default_factory=set)
    entered: set[int] = field(default_factory=set)
    """Persons whose form or place changed here, not only their states."""
    numbers: dict[int, str] = field(default_factory=dict)
    """Full document numbers of persons that were added or corrected."""
    pictures: dict[int, str] = field(default_factory=dict)
    """Of the same persons, what picture the photo shows (likenesses.py)."""
    photos: set[int] = field(default_factory=set)
    """Persons with another photo than before, which nobody has judged yet."""
    newcomers: list[Newcomer] = field(default_factory=list)
    consents: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    """Version and time of the consent each registrant gave."""
    found: dict[int, Person] = field(default_factory=dict)
    """Persons as they stood when they were locked."""
    found_units: dict[int, Unit] = field(default_factory=dict)
    with_places: bool = True
    """Whether free labels take places; nobody knows the quota of a fair that is long over."""
    left: set[Moved] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)
    acts: list[tuple[datetime, str, SubjectKind, int]] = field(default_factory=list)
    """For the 操作日志: when, what, and to which record."""
    _of_unit: dict[int, set[int]] = field(default_factory=dict)
    _places: dict[int, Place] = field(default_factory=dict)
    _spare: dict[str, list[int]] = field(default_factory=dict)

    def open_units(self, ids: Iterable[int]) -> None:
        """Lock units with all their persons. Raises Fault(404, "no_such_record")."""
        wanted = {number for number in ids if number not in self.units}
        if not wanted:
            return
        found = locking.lock_units(self.db, wanted, self.edition.id)
        if len(found) < len(wanted):
            raise Fault(404, "no_such_record")
        self.units |= found
        self.found_units |= found
        for person in locking.lock_persons_of(self.db, wanted).values():
            self.found[person.id] = person
            self._know(person)

    def open_persons(self, ids: Iterable[int]) -> None:
        """Lock persons by way of their units. Raises Fault(404, "no_such_record")."""
        wanted = {number for number in ids if number not in self.persons}
        if not wanted:
            return
        owners = select(PERSONS.c.unit_id).where(PERSONS.c.id.in_(wanted))
        self.open_units(set(self.db.execute(owners).scalars()))
        if not wanted <= self.persons.keys():
            raise Fault(404, "no_such_record")

    def place(self, number: int) -> Place | None:
        if number not in self._places:
            self._places |= records.places(self.db, (number,))
        return self._places.get(number)

    def persons_of(self, unit: int) -> list[Person]:
        return [self.persons[number] for number in sorted(self._of_unit.get(unit, ()))]

    def owner_of(self, unit: int) -> int | None:
        """The registrant a unit belongs to."""
        if unit in self.owners:
            return self.owners[unit]
        query = select(UNITS.c.registrant_id).where(UNITS.c.id == unit)
        registrant: int | None = self.db.execute(query).scalar_one()
        return registrant

    def next_id(self, table: str) -> int:
        """An id no other record has or will have; `reserve` fetches many at once."""
        if not self._spare.get(table):
            self.reserve(table, 1)
        return self._spare[table].pop()

    def reserve(self, table: str, many: int) -> None:
        sequence = func.nextval(func.pg_get_serial_sequence(table, "id"))
        query = select(sequence).select_from(func.generate_series(1, many))
        self._spare[table] = sorted(self.db.execute(query).scalars(), reverse=True)

    def put(self, record: Unit | Person) -> None:
        """Take a changed record over; its version goes up once, however often it changes."""
        if isinstance(record, Unit):
            self.units[record.id] = _next_version(record, self.changed_units, self.new_units)
        else:
            self._know(_next_version(record, self.changed_persons, self.new_persons))

    def note(self, record: Unit | Person, what: str, **changes: Any) -> None:
        """Change fields of a record and write down in its history what happened."""
        event = Event(at=self.now, what=what)
        self.acts.append(
            (self.now, what, "unit" if isinstance(record, Unit) else "person", record.id)
        )
        self.put(replace(record, history=(*record.history, event), **changes))

    def relocate(self, record: Unit | Person, review: int, count: int) -> None:
        """Review and count it elsewhere; places that lose it are told so, and nobody there has it
        assigned any more.
        """
        gone = {record.review_place, record.count_place} - {review, count}
        kind: RecordKind = "unit" if isinstance(record, Unit) else "person"
        self.left |= {Moved(place, kind, record.id, gone=True) for place in gone}
        self.left -= {Moved(place, kind, record.id, gone=True) for place in (review, count)}
        moved: dict[str, Any] = {"review_place": review, "count_place": count}
        if record.review_place != review:
            moved |= {"assigned_to": None, "assigned_name": ""}
        self.put(replace(record, **moved))

    def _know(self, person: Person) -> None:
        self.persons[person.id] = person
        self._of_unit.setdefault(person.unit_id, set()).add(person.id)

    def follow_payment(self, person: Person) -> None:
        """Open or close payment as the unit's state wants (seed 000, step 4)."""
        review = self.units[person.unit_id].review
        after = effects.followed(person, review, self.edition, self.now)
        if after is not None:
            self.put(replace(after, version=person.version))


def _next_version(record: T, changed: set[int], new: set[int]) -> T:
    if record.id in changed or record.id in new:
        return record
    changed.add(record.id)
    return replace(record, version=record.version + 1)
