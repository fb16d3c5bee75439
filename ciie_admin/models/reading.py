"""What lists and cards read: ids in order, exact counts, rows for painting, one whole record."""

import json
from array import array
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Place
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.models import marks
from ciie_admin.models.marks import Marks
from ciie_admin.models.ordering import ordering
from ciie_admin.models.pending import among, given, these
from ciie_admin.models.queries import Query, conditions
from ciie_admin.models.tables import BODY, EDITION, NARROW, PERSON, PLACE, UNIT
from ciie_admin.wire.codec import adapter, load
from ciie_admin.wire.kinds import OfKind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the list of units; `review` and `lane` are as shown, pending wishes included."""

    id: int
    name: str
    credit_code: str
    unit_class: str
    count_place: int
    submitted_at: datetime | None
    review: str
    lane: str
    stage: str | None
    persons: int
    persons_unsubmitted: int
    finding: str
    persons_unpaid: int
    persons_paid: int
    returning: int
    """1 for a unit of an earlier edition, else 0."""
    resubmitted: int = 0
    """1 when it waits again after having been returned, else 0."""
    risk: int = 0
    assigned_name: str = ""
    marks: Marks = ()
    """Local tags."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    unit_id: int
    name: str
    unit_name: str
    submitted_at: datetime | None
    review: str
    lane: str
    stage: str | None
    label: str
    finding: str
    photo: str
    added_late: int
    """1 when the person came after the unit's review, else 0."""
    unit_class: str
    """Empty while the unit is not here yet."""
    count_place: int
    region_type: str
    entry_date: str
    payment: str
    fee_fen: int
    reuse: int
    number_masked: str
    resubmitted: int = 0
    """1 when the person waits again after having been returned, else 0."""
    risk: int = 0
    assigned_name: str = ""
    shown_photo: str = ""
    """Verdict on the photo as shown, `fit` or `unfit`; empty while there is none."""
    photo_stage: str | None = None
    photo_finding: str = ""
    """Rule of the worst finding about the photo."""
    photo_risk: int = 0
    photo_checked: int = 0
    eyes: str = ""
    """As the record has them, joined by commas."""
    free_place: str = "none"
    """Where somebody with a free label stands in its quota, as the server said."""
    marks: Marks = ()
    """Local tags."""


WHOLE = {
    kind: select(table.c.body).where(table.c.id == bindparam("id")) for kind, table in BODY.items()
}
SHOWN_REVIEW = select(UNIT.c.shown_review).where(UNIT.c.id == bindparam("id"))
UNIT_ROWS = select(
    UNIT.c.id,
    UNIT.c.name,
    UNIT.c.credit_code,
    UNIT.c.unit_class,
    UNIT.c.count_place,
    UNIT.c.submitted_at,
    UNIT.c.shown_review,
    UNIT.c.shown_lane,
    UNIT.c.pending_stage,
    UNIT.c.persons,
    UNIT.c.persons_unsubmitted,
    UNIT.c.finding,
    UNIT.c.persons_unpaid,
    UNIT.c.persons_paid,
    UNIT.c.returning,
    UNIT.c.resubmitted,
    UNIT.c.risk,
    UNIT.c.assigned_name,
).where(given(UNIT.c.id))
PERSON_ROWS = (
    select(
        PERSON.c.id,
        PERSON.c.unit_id,
        PERSON.c.name,
        func.coalesce(UNIT.c.name, ""),
        PERSON.c.submitted_at,
        PERSON.c.shown_review,
        PERSON.c.shown_lane,
        PERSON.c.pending_stage,
        PERSON.c.label,
        PERSON.c.finding,
        PERSON.c.photo,
        PERSON.c.added_late,
        func.coalesce(UNIT.c.unit_class, ""),
        PERSON.c.count_place,
        PERSON.c.region_type,
        PERSON.c.entry_date,
        PERSON.c.payment,
        PERSON.c.fee_fen,
        PERSON.c.reuse,
        PERSON.c.number_masked,
        PERSON.c.resubmitted,
        PERSON.c.risk,
        PERSON.c.assigned_name,
        PERSON.c.shown_photo,
        PERSON.c.photo_stage,
        PERSON.c.photo_finding,
        PERSON.c.photo_risk,
        PERSON.c.photo_checked,
        PERSON.c.eyes,
        PERSON.c.free_place,
    )
    .outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
    .where(given(PERSON.c.id))
)


def ids(db: Connection, query: Query, keep: Collection[int] = ()) -> "array[int]":
    """Ids of one list in the order the reviewer sees them, 8 bytes each.

    `keep` stay listed whatever their lane: rows drafted since the list was opened.
    """
    wanted = _listed(query, keep, NARROW[query.kind].c.id).subquery()
    # one text made by SQLite: each row of its own would take its turn with the UI thread
    found = db.execute(select(func.json_group_array(wanted.c.id))).scalar_one()
    return array("q", json.loads(found))


def owned_ids(
    db: Connection, query: Query, keep: Collection[int] = ()
) -> tuple["array[int]", "array[int]"]:
    """As ids() of persons, and beside each the id of its unit."""
    wanted = _listed(query, keep, PERSON.c.id, PERSON.c.unit_id)
    with closing(db.execute(wanted)) as found:
        # the driver's own tuples: a row object each took longer than the query (measured)
        pairs = [*found.cursor.fetchall()] if found.cursor else []
    return array("q", (one for one, _ in pairs)), array("q", (owner for _, owner in pairs))


def _listed(query: Query, keep: Collection[int], *columns: Any) -> Select[Any]:
    table = NARROW[query.kind]
    wanted = select(*columns).where(*conditions(query, keep))
    if query.lane is not None:
        in_lane = table.c.shown_lane == query.lane.value
        wanted = wanted.where(or_(in_lane, among(table.c.id, keep)) if keep else in_lane)
    return wanted.order_by(*ordering(query))


def counts(db: Connection, query: Query) -> dict[Lane, int]:
    """Exact numbers per lane under the same conditions as ids()."""
    table = NARROW[query.kind]
    rows = db.execute(
        select(table.c.shown_lane, func.count())
        .where(*conditions(query))
        .group_by(table.c.shown_lane)
    )
    return {Lane(lane): number for lane, number in rows}


def photo_counts(db: Connection, query: Query) -> dict[str, int]:
    """Exact numbers of the lists of the photo bench under the same conditions as ids()."""
    every = [*conditions(replace(query, photo="")), PERSON.c.photo_lane.is_not(None)]
    if query.lane is not None:
        every.append(PERSON.c.shown_lane == query.lane.value)
    rows = db.execute(
        select(PERSON.c.photo_lane, func.count()).where(*every).group_by(PERSON.c.photo_lane)
    )
    return {str(lane): int(number) for lane, number in rows}


def unit_rows(db: Connection, wanted: Sequence[int]) -> dict[int, UnitRow]:
    rows = db.execute(UNIT_ROWS, these(wanted))
    found = {
        number: UnitRow(number, name, code, kind, place, moment(at), *rest)
        for number, name, code, kind, place, at, *rest in map(tuple, rows)
    }
    given = marks.of(db, "unit", found)
    return found | {number: replace(found[number], marks=those) for number, those in given.items()}


def person_rows(db: Connection, wanted: Sequence[int]) -> dict[int, PersonRow]:
    rows = db.execute(PERSON_ROWS, these(wanted))
    found = {
        number: PersonRow(number, owner, name, unit_name, moment(at), *rest)
        for number, owner, name, unit_name, at, *rest in map(tuple, rows)
    }
    given = marks.of_persons(db, {number: row.unit_id for number, row in found.items()})
    return found | {number: replace(found[number], marks=those) for number, those in given.items()}


def unit(db: Connection, number: int) -> Unit | None:
    """The whole record as the server last said it."""
    body = db.execute(WHOLE["unit"], {"id": number}).scalar()
    return None if body is None else load(Unit, body)


def person(db: Connection, number: int) -> Person | None:
    body = db.execute(WHOLE["person"], {"id": number}).scalar()
    return None if body is None else load(Person, body)


def records(db: Connection, kind: OfKind, wanted: Sequence[int]) -> dict[int, Unit | Person]:
    """Whole records, for exports and cards; as the server last said them. Accounts are none."""
    if kind == "quota":
        return {}
    table, read = BODY[kind], adapter(Unit if kind == "unit" else Person).validate_json
    rows = db.execute(select(table).where(among(table.c.id, wanted)))
    return {number: read(body) for number, body in rows}


def shown_unit_review(db: Connection, number: int) -> UnitReview:
    shown = db.execute(SHOWN_REVIEW, {"id": number}).scalar()
    return UnitReview(shown) if shown else UnitReview.WAITING


def edition(db: Connection) -> Edition | None:
    body = db.execute(select(EDITION.c.body)).scalar()
    return None if body is None else load(Edition, body)


def places(db: Connection) -> dict[int, Place]:
    rows = db.execute(select(PLACE.c.body)).scalars()
    found = (load(Place, body) for body in rows)
    return {place.id: place for place in sorted(found, key=lambda p: (len(p.path), p.order))}


def moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
