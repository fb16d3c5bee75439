"""The records of one page of operations: locked, and decided on in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import Case, PersonCase, UnitCase
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.history import Event
from ciie_admin.domain.outcome import Accepted, Effect
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import locking, records
from ciie_admin.wire.messages import Operation, Subject

PERSONS, PLACES = records.PERSONS, records.PLACES


@dataclass(slots=True)
class Docket:
    """Locked records as they stand after the operations judged so far."""

    edition: Edition
    now: datetime
    units: dict[int, Unit]
    persons: dict[int, Person]
    paths: dict[int, tuple[int, ...]]
    changed_units: set[int] = field(default_factory=set)
    changed_persons: set[int] = field(default_factory=set)
    effects: list[tuple[Effect, Operation]] = field(default_factory=list)

    def case(self, subject: Subject) -> Case | None:
        if subject.kind == "unit":
            unit = self.units.get(subject.id)
            return None if unit is None else UnitCase(unit, self.paths[unit.review_place])
        person = self.persons.get(subject.id)
        if person is None:
            return None
        unit_review = self.units[person.unit_id].review
        return PersonCase(person, unit_review, self.paths[person.review_place])

    def sees(self, actor: Actor, record: Unit | Person) -> bool:
        """Whether the record is reviewed or counted at or below the actor's place."""
        return any(actor.path[-1] in self.paths[place] for place in places_of(record))

    def apply(self, one: Operation, outcome: Accepted, by: str) -> int:
        """Make the outcome true in memory; returns the subject's version after it.

        `by` is the name of who decided or noted it.
        """
        is_note = one.command.kind == "add_note"
        subject = one.subject
        record = self.units[subject.id] if subject.kind == "unit" else self.persons[subject.id]
        if not outcome.changes and not is_note:
            return record.version
        event = _event(one, self.now, by)
        fields: dict[str, Any] = dict(outcome.changes)
        fields |= {"version": record.version + 1, "history": (*record.history, event)}
        self.put(replace(record, **fields))
        self.effects += [(effect, one) for effect in outcome.effects]
        return record.version + 1

    def put(self, record: Unit | Person) -> None:
        if isinstance(record, Unit):
            self.units[record.id] = record
            self.changed_units.add(record.id)
        else:
            self.persons[record.id] = record
            self.changed_persons.add(record.id)


def open_docket(
    db: Connection, edition_id: int, operations: Sequence[Operation], now: datetime
) -> Docket:
    """Lock all subjects, units before persons and each sorted by id, and read them once.

    A person is only ever locked by whoever holds its unit: that order makes deadlocks impossible.
    """
    person_ids = sorted({o.subject.id for o in operations if o.subject.kind == "person"})
    unit_ids = {o.subject.id for o in operations if o.subject.kind == "unit"}
    owners = select(PERSONS.c.unit_id).where(records.among(PERSONS.c.id, person_ids))
    units = locking.lock_units(db, unit_ids | set(db.execute(owners).scalars()), edition_id)
    persons = locking.lock_persons(db, person_ids, edition_id)
    everyone: tuple[Unit | Person, ...] = (*units.values(), *persons.values())
    places = {place for record in everyone for place in places_of(record)}
    paths = db.execute(select(PLACES.c.id, PLACES.c.path).where(records.among(PLACES.c.id, places)))
    return Docket(
        edition=records.edition(db, edition_id),
        now=now,
        units=units,
        persons=persons,
        paths={number: tuple(path) for number, path in paths},
    )


def places_of(record: Unit | Person) -> set[int]:
    return {record.review_place, record.count_place}


def _event(one: Operation, now: datetime, by: str) -> Event:
    command = one.command
    note = getattr(command, "note", "") or getattr(command, "text", "")
    return Event(
        at=now,
        what=command.kind,
        by=by,
        reasons=tuple(getattr(command, "reasons", ())),
        note=note or getattr(command, "why", ""),
    )
