"""What the cache knows for somebody who calls for a unit."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.domain.missing import Member, Missing, missing
from ciie_admin.domain.units import Unit
from ciie_admin.models import reading
from ciie_admin.models.tables import PERSON


@dataclass(frozen=True, slots=True)
class Standing:
    unit: Unit
    missing: tuple[Missing, ...]


def standing(db: Connection, number: int) -> Standing | None:
    """None when the unit has left our sight. All its persons count, however many."""
    unit, edition = reading.unit(db, number), reading.edition(db)
    if unit is None or edition is None:
        return None
    return Standing(unit, missing(unit, members(db, number), edition))


def members(db: Connection, number: int) -> list[Member]:
    wanted = select(
        PERSON.c.submitted_at, PERSON.c.review, PERSON.c.payment, PERSON.c.photo, PERSON.c.finding
    ).where(PERSON.c.unit_id == number)
    return [
        Member(
            submitted=row.submitted_at is not None,
            review=row.review,
            payment=row.payment,
            photo=bool(row.photo),
            finding=row.finding,
        )
        for row in db.execute(wanted)
    ]
