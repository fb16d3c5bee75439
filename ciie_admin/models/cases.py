"""Cases read from the mirror: records as the server last said them, with what rules read beside."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Connection, select

from ciie_admin.domain.cases import Case, PersonCase, PhotoCase, UnitCase
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.models import quota_persons
from ciie_admin.models.ground import Ground
from ciie_admin.models.pending import among
from ciie_admin.models.tables import PERSON_BODY, UNIT, UNIT_BODY
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import DecidedKind, WishKind


def cases(db: Connection, kind: DecidedKind, ids: Sequence[int], on: Ground) -> dict[int, Case]:
    """The records that are still in sight, as the mirror has them; missing ids are left out."""
    if kind == "unit":
        return {**_units(db, ids, on)}
    found = quota_persons.with_places(db, _persons(db, ids, on), on)
    return {number: regarded(case, kind) for number, case in found.items()}


def regarded(case: Case, kind: WishKind) -> Case:
    """The case as commands of this kind meet it."""
    if isinstance(case, UnitCase) or isinstance(case, PhotoCase) is (kind == "photo"):
        return case
    made = PhotoCase if kind == "photo" else PersonCase
    return made(**{one.name: getattr(case, one.name) for one in fields(case)})


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
