"""Persons of units that were just decided: whom the same verdict could be given as well."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.decide import decide
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.outcome import Accepted
from ciie_admin.models.cases import cases
from ciie_admin.models.ground import ground
from ciie_admin.models.pending import among
from ciie_admin.models.tables import PERSON, UNIT

WAITING = (Lane.TO_REVIEW.value, Lane.FIRST_PASSED.value)
MOST = 2_000
"""Persons offered at once."""


@dataclass(frozen=True, slots=True)
class Followers:
    """Persons who wait and may be passed now; `unit` is the name if there is just one unit."""

    persons: tuple[int, ...]
    unit: str


def to_pass(db: Connection, units: Sequence[int], actor: Actor) -> Followers:
    """In the order they were submitted, without those on whom this person has a wish already."""
    waiting = (
        select(PERSON.c.id)
        .where(among(PERSON.c.unit_id, units), PERSON.c.shown_lane.in_(WAITING))
        .where(PERSON.c.pending_stage.is_(None))
        .order_by(PERSON.c.submitted_at, PERSON.c.id)
        .limit(MOST)
    )
    ids = db.execute(waiting).scalars().all()
    named = select(UNIT.c.name).where(among(UNIT.c.id, units)).limit(2)
    names = db.execute(named).scalars().all()
    unit = names[0] if len(names) == 1 else ""
    if not ids:
        return Followers((), unit)
    on = ground(db, actor)
    found = cases(db, "person", ids, on)
    able = []
    for number in ids:
        case = found[number]
        wish = pass_command(case, on.edition)
        outcome = decide(case, wish, actor, on.edition, on.now)
        if isinstance(outcome, Accepted) and outcome.changes:
            able.append(number)
    return Followers(tuple(able), unit)
