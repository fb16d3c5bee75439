"""How a record is called in a list of others: its name, and what tells it from namesakes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.models.pending import among
from ciie_admin.models.tables import PERSON, UNIT
from ciie_admin.wire.messages import SubjectKind


@dataclass(frozen=True, slots=True)
class Named:
    """`beside` is a unit's credit code, a person's unit; `number` a person's, masked."""

    name: str
    beside: str
    number: str = ""


def named(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> dict[int, Named]:
    """Those in sight, by id."""
    if kind == "unit":
        units = select(UNIT.c.id, UNIT.c.name, UNIT.c.credit_code).where(among(UNIT.c.id, ids))
        return {number: Named(name, code) for number, name, code in db.execute(units)}
    persons = (
        select(PERSON.c.id, PERSON.c.name, UNIT.c.name, PERSON.c.number_masked)
        .outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
        .where(among(PERSON.c.id, ids))
    )
    found = db.execute(persons)
    return {number: Named(name, unit or "", masked) for number, name, unit, masked in found}
