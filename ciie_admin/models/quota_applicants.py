"""超额排序: who draws on an account and has no used place, as the server stands with them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from ciie_admin.domain.states import FreePlace
from ciie_admin.models import marks
from ciie_admin.models.marks import Marks
from ciie_admin.models.reading import moment
from ciie_admin.models.tables import PERSON, UNIT

ASKING = (FreePlace.RESERVED.value, FreePlace.WAITING.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """`rank` is what the server serves by: set by hand, 0 without. `stage` says whether a verdict
    of one's own is under way.
    """

    id: int
    name: str
    unit_id: int
    unit_name: str
    submitted_at: datetime | None
    reuse: bool
    free_place: FreePlace
    rank: int
    stage: str | None
    marks: Marks = ()
    """Local tags of the unit."""


def applicants(db: Connection, account: int) -> list[Applicant]:
    """Those who hold a place first, then who waits; each in the order of the server: by hand, then
    by submission.
    """
    columns = (
        PERSON.c.id, PERSON.c.name, PERSON.c.unit_id, func.coalesce(UNIT.c.name, ""),
        PERSON.c.submitted_at, PERSON.c.reuse, PERSON.c.free_place, PERSON.c.rank,
        PERSON.c.pending_stage,
    )  # fmt: skip
    mine = PERSON.c.quota == account, PERSON.c.free_place.in_(ASKING)
    order = (
        PERSON.c.free_place == FreePlace.WAITING.value,
        PERSON.c.rank == 0,
        PERSON.c.rank,
        PERSON.c.submitted_at,
        PERSON.c.id,
    )
    query = select(*columns).outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
    rows = db.execute(query.where(*mine).order_by(*order)).all()
    tags = marks.of(db, "unit", {row.unit_id for row in rows})
    return [_applicant(row, tags.get(row.unit_id, ())) for row in rows]


def _applicant(row: Any, tags: Marks) -> Applicant:
    number, name, unit, unit_name, at, reuse, place, rank, stage = row
    return Applicant(
        id=number,
        name=name,
        unit_id=unit,
        unit_name=unit_name,
        submitted_at=moment(at),
        reuse=bool(reuse),
        free_place=FreePlace(place),
        rank=rank,
        stage=stage,
        marks=tags,
    )
