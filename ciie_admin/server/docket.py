"""The records of one page of operations: locked, and decided on in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.basis import Basis
from ciie_admin.domain.cases import Case, PersonCase, PhotoCase, UnitCase
from ciie_admin.domain.commands import (
    Assign,
    RejectUnit,
    ReopenUnit,
    WithdrawUnit,
    is_drafted,
)
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.history import Event
from ciie_admin.domain.outcome import Accepted, Effect
from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Colleague
from ciie_admin.domain.quota_commands import RankApplicants
from ciie_admin.domain.resubmission import changed_fields
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.server import colleagues, locking, placing, quota_book, quota_judging, records
from ciie_admin.server.place_docket import PlaceDocket, open_places
from ciie_admin.server.quota_book import QuotaBook
from ciie_admin.wire.messages import Operation, Subject

PERSONS, PLACES = records.PERSONS, records.PLACES
OF_PERSON = ("person", "photo")
"""Subjects whose record is a person: in one page both see what the other became."""


@dataclass(slots=True)
class Docket:
    """Locked records as they stand after the operations judged so far."""

    edition: Edition
    now: datetime
    units: dict[int, Unit]
    persons: dict[int, Person]
    paths: dict[int, tuple[int, ...]]
    quotas: QuotaBook
    people: Mapping[int, tuple[Colleague, ...]] = field(default_factory=dict)
    """Who reviews where, read only where somebody assigns."""
    second: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """What takes two people, by place."""
    offices: PlaceDocket = field(default_factory=lambda: PlaceDocket({}))
    changed_units: set[int] = field(default_factory=set)
    changed_persons: set[int] = field(default_factory=set)
    effects: list[tuple[Effect, Operation]] = field(default_factory=list)
    bases: dict[UUID, Basis] = field(default_factory=dict)
    """On whose word, by the operations that named it."""
    relived: set[int] = field(default_factory=set)
    """Units that were rejected, or are no longer."""

    def case(self, subject: Subject, device: UUID | None = None) -> Case | None:
        """`device` is the caller's: what it has set aside of an account is its own."""
        if subject.kind == "unit":
            unit = self.units.get(subject.id)
            return None if unit is None else UnitCase(unit, *self._reviewing(unit))
        person = self.persons.get(subject.id)
        if person is None:
            return None
        made = PhotoCase if subject.kind == "photo" else PersonCase
        quota = self.quotas.drawn_on(person)
        lease = self.quotas.lease_of(quota.id, device) if quota and device else None
        review = self.units[person.unit_id].review
        return made(person, review, *self._reviewing(person), quota, lease)

    def _reviewing(
        self, record: Unit | Person
    ) -> tuple[tuple[int, ...], tuple[Colleague, ...], frozenset[str]]:
        """Path of the place that reviews it, who may decide there, and what takes two people."""
        path = self.paths[record.review_place]
        people = tuple(one for place in path for one in self.people.get(place, ()))
        return path, people, self.second.get(record.review_place, frozenset())

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
        basis = self.bases.get(one.basis) if one.basis is not None else None
        event = _event(one, outcome, record, self.now, by, basis)
        fields: dict[str, Any] = dict(outcome.changes)
        reviews = {record.review, fields.get("review", record.review)}
        if isinstance(record, Unit) and len(reviews) > 1 and UnitReview.REJECTED in reviews:
            self.relived.add(record.id)
        fields |= {"version": record.version + 1, "history": (*record.history, event)}
        after = replace(record, **fields)
        if isinstance(record, Person) and isinstance(after, Person):
            after = self._placed(one, record, after, by)
        self.put(after)
        self.effects += [(effect, one) for effect in outcome.effects]
        return record.version + 1

    def _placed(self, one: Operation, before: Person, after: Person, by: str) -> Person:
        """The accounts take over what a verdict makes of the place; also told in the history."""
        lease = self.quotas.lease_of(after.quota, one.device)
        said: dict[str, Any] = {"by": by, "account": one.author, "operation": one.id}
        self.quotas.person_moved(before, after, **said, lease=lease)
        return placing.told(before, after, self.now)

    def put(self, record: Unit | Person) -> None:
        if isinstance(record, Unit):
            self.units[record.id] = record
            self.changed_units.add(record.id)
        else:
            self.persons[record.id] = record
            self.changed_persons.add(record.id)


def open_docket(
    db: Connection,
    edition_id: int,
    operations: Sequence[Operation],
    now: datetime,
    places: Sequence[int] = (),
) -> Docket:
    """Lock all subjects, units, persons, places, accounts, each sorted by id, and read them once.

    `places` is what the caller sees, needed where operations are about records that look alike.

    A person is only ever locked by whoever holds its unit: that order makes deadlocks impossible.
    """
    person_ids = _named_persons(operations)
    unit_ids = {o.subject.id for o in operations if o.subject.kind == "unit"}
    owners = select(PERSONS.c.unit_id).where(records.among(PERSONS.c.id, person_ids))
    unit_ids |= set(db.execute(owners).scalars())
    units = locking.lock_units(db, unit_ids, edition_id, places)
    persons = locking.lock_persons(db, person_ids, edition_id, places)
    others = locking.lock_persons_of(db, _shut_or_opened(operations, units))
    persons |= {number: one for number, one in others.items() if number not in persons}
    paths = _paths(db, (*units.values(), *persons.values()))
    edition, offices = records.edition(db, edition_id), open_places(db, operations)
    decided = {one.subject.id for one in operations if is_drafted(one.command)} | others.keys()
    placed = [one for number, one in persons.items() if number in decided]
    quotas = _accounts(db, edition, operations, placed, now)
    paths |= quota_judging.paths_of(db, quotas.accounts.values())
    assigning = any(isinstance(one.command, Assign) for one in operations)
    return Docket(
        edition=edition,
        now=now,
        units=units,
        persons=persons,
        paths=paths,
        quotas=quotas,
        offices=offices,
        second=_second(db, paths),
        people=colleagues.at(db, {n for path in paths.values() for n in path}) if assigning else {},
    )


def _paths(db: Connection, everyone: Iterable[Unit | Person]) -> dict[int, tuple[int, ...]]:
    leaves = {place for record in everyone for place in places_of(record)}
    found = db.execute(select(PLACES.c.id, PLACES.c.path).where(records.among(PLACES.c.id, leaves)))
    return {number: tuple(path) for number, path in found}


def _accounts(
    db: Connection,
    edition: Edition,
    operations: Sequence[Operation],
    placed: Sequence[Person],
    now: datetime,
) -> QuotaBook:
    """Those the operations name, and those these persons have or may want a place of; locked."""
    wanted = quota_judging.named(db, edition.id, operations)
    wanted |= quota_book.candidates(db, edition, placed)
    return quota_book.open_book(db, edition, wanted, now)


def _named_persons(operations: Sequence[Operation]) -> list[int]:
    """By subject, or in a ranking."""
    found = {one.subject.id for one in operations if one.subject.kind in OF_PERSON}
    for one in operations:
        if isinstance(one.command, RankApplicants):
            found.update(one.command.persons)
    return sorted(found)


def _shut_or_opened(operations: Sequence[Operation], units: Mapping[int, Unit]) -> list[int]:
    """Units with whose verdict places of the quota come or go: all their persons are needed."""
    kinds = RejectUnit | ReopenUnit | WithdrawUnit
    about = {one.subject.id for one in operations if isinstance(one.command, kinds)}
    return sorted(about & units.keys())


def _second(db: Connection, paths: Mapping[int, tuple[int, ...]]) -> Mapping[int, frozenset[str]]:
    """By place: what the places on its path ask for together. Few ask for anything."""
    asking = select(PLACES.c.id, PLACES.c.second_person).where(PLACES.c.second_person != [])
    known = {number: frozenset(what) for number, what in db.execute(asking)}
    if not known:
        return {}
    return {
        place: frozenset(one for above in path for one in known.get(above, ()))
        for place, path in paths.items()
    }


def places_of(record: Unit | Person) -> set[int]:
    return {record.review_place, record.count_place}


def _event(
    one: Operation,
    outcome: Accepted,
    record: Unit | Person,
    now: datetime,
    by: str,
    basis: Basis | None,
) -> Event:
    """`record` as it was judged."""
    command = one.command
    said: Any = outcome.changes.get("photo_word") or command
    evidence: Any = outcome.changes.get("evidence", getattr(said, "evidence", ()))
    rest = getattr(command, "rest", False)
    note = getattr(command, "note", "") or getattr(command, "text", "")
    return Event(
        at=now,
        what=outcome.event or command.kind,
        by=by,
        reasons=tuple(getattr(said, "reasons", ())),
        note=note or getattr(command, "why", ""),
        to=str(outcome.changes.get("assigned_name", "")),
        evidence=evidence,
        basis=basis,
        changed=changed_fields(record) if rest else (),
    )
