"""Cases read from the mirror: records as the server last said them, with what rules read beside."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import Case, PersonCase, PhotoCase, UnitCase
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Colleague
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.models import opening
from ciie_admin.models.pending import among
from ciie_admin.models.tables import EDITION, PERSON_BODY, PLACE, UNIT, UNIT_BODY
from ciie_admin.wire.codec import adapter, load
from ciie_admin.wire.messages import DecidedKind, WishKind


@dataclass(frozen=True, slots=True)
class Ground:
    """What every decision of one transaction reads: who, by which rules, when."""

    actor: Actor
    edition: Edition
    now: datetime
    paths: dict[int, tuple[int, ...]]
    people: dict[int, tuple[Colleague, ...]]
    second: dict[int, tuple[str, ...]]

    def reviewing(
        self, place: int
    ) -> tuple[tuple[int, ...], tuple[Colleague, ...], frozenset[str]]:
        """The place's path, who may decide there, and what takes two people."""
        path = self.paths.get(place, ())
        people = tuple(one for number in path for one in self.people.get(number, ()))
        return path, people, frozenset(one for n in path for one in self.second.get(n, ()))


def ground(db: Connection, actor: Actor) -> Ground:
    """Raises LookupError before the first page has brought the edition."""
    body = db.execute(select(EDITION.c.body)).scalar_one()
    rows = db.execute(select(PLACE.c.id, PLACE.c.body))
    places = {number: json.loads(said) for number, said in rows}
    paths = {number: tuple(place["path"]) for number, place in places.items()}
    read = adapter(tuple[Colleague, ...]).validate_python
    people = {n: read(place["people"]) for n, place in places.items() if place.get("people")}
    second = {n: tuple(place.get("second_person", ())) for n, place in places.items()}
    return Ground(actor, load(Edition, body), opening.server_time(db), paths, people, second)


def cases(db: Connection, kind: DecidedKind, ids: Sequence[int], on: Ground) -> dict[int, Case]:
    """The records that are still in sight, as the mirror has them; missing ids are left out."""
    found: Mapping[int, Case] = _units(db, ids, on) if kind == "unit" else _persons(db, ids, on)
    return {number: regarded(case, kind) for number, case in found.items()}


def regarded(case: Case, kind: WishKind) -> Case:
    """The case as commands of this kind meet it."""
    if isinstance(case, UnitCase) or isinstance(case, PhotoCase) is (kind == "photo"):
        return case
    made = PhotoCase if kind == "photo" else PersonCase
    return made(case.person, case.unit_review, case.path, case.people, case.second)


def record_of(case: Case) -> Unit | Person:
    return case.unit if isinstance(case, UnitCase) else case.person


def _units(db: Connection, ids: Sequence[int], on: Ground) -> dict[int, UnitCase]:
    rows = db.execute(select(UNIT_BODY).where(among(UNIT_BODY.c.id, ids)))
    read = adapter(Unit).validate_json
    units = {number: read(body) for number, body in rows}
    return {
        number: UnitCase(unit, *on.reviewing(unit.review_place)) for number, unit in units.items()
    }


def _persons(db: Connection, ids: Sequence[int], on: Ground) -> dict[int, PersonCase]:
    rows = db.execute(select(PERSON_BODY).where(among(PERSON_BODY.c.id, ids)))
    read = adapter(Person).validate_json
    persons = {number: read(body) for number, body in rows}
    owners = {person.unit_id for person in persons.values()}
    shown = db.execute(select(UNIT.c.id, UNIT.c.shown_review).where(among(UNIT.c.id, owners)))
    reviews = {number: UnitReview(review) for number, review in shown}
    return {
        number: PersonCase(
            person,
            reviews.get(person.unit_id, UnitReview.WAITING),
            *on.reviewing(person.review_place),
        )
        for number, person in persons.items()
    }
