"""Who draws on one account of free places and has none of it used: for the over-quota ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.domain.ranking import Applicant
from ciie_admin.domain.states import FreePlace
from ciie_admin.models import marks
from ciie_admin.models.reading import moment
from ciie_admin.models.tables import PERSON, UNIT

RANKED = (FreePlace.RESERVED.value, FreePlace.WAITING.value)


@dataclass(frozen=True, slots=True)
class Standing:
    """An applicant as this computer knows it; `holds` a place now."""

    applicant: Applicant
    name: str
    unit_name: str
    holds: bool


def applicants(db: Connection, account: int, tag: str = "") -> tuple[Standing, ...]:
    """In no order. `tag` is the local tag whose units come first. Read lane."""
    query = (
        select(
            PERSON.c.id,
            PERSON.c.name,
            PERSON.c.unit_id,
            UNIT.c.name,
            PERSON.c.submitted_at,
            PERSON.c.reuse,
            PERSON.c.free_place,
        )
        .outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
        .where(PERSON.c.quota == account, PERSON.c.free_place.in_(RANKED))
    )
    rows = db.execute(query).all()
    tagged = _tagged(db, [row[2] for row in rows], tag) if tag else frozenset()
    found = []
    for number, name, unit, unit_name, submitted, reuse, place in rows:
        at = moment(submitted)
        if at is not None:
            one = Applicant(id=number, submitted_at=at, reuse=bool(reuse), priority=unit in tagged)
            holds = place == FreePlace.RESERVED.value
            found.append(Standing(one, name, unit_name or "", holds))
    return tuple(found)


def _tagged(db: Connection, units: Sequence[int], tag: str) -> frozenset[int]:
    given = marks.of(db, "unit", set(units))
    return frozenset(n for n, those in given.items() if any(name == tag for name, _ in those))
