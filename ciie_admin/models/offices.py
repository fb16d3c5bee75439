"""One's own office and those above it as the mirror has them; the wish to change the own one."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place
from ciie_admin.models import journal, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.tables import PLACE
from ciie_admin.models.telling import owe
from ciie_admin.wire.codec import load
from ciie_admin.wire.messages import Subject

C = TypeVar("C", bound=Command)
Rule = Callable[[Place, C, Actor, Edition], Place | Refused]


def offices(db: Connection, actor: Actor) -> dict[int, Place]:
    rows = db.execute(select(PLACE.c.id, PLACE.c.body).where(PLACE.c.id.in_(actor.path)))
    return {number: load(Place, body) for number, body in rows}


def ask_office(
    cache: Cache, command: C, rule: Rule[C], actor: Actor, at: datetime, *, again: bool
) -> Refused | None:
    """An operation in the outbox, or why it is not possible. Write lane.

    With `again` also where the office already is as wished: what is under way may say otherwise.
    """
    with cache.write() as db:
        place, edition = offices(db, actor).get(actor.path[-1]), reading.edition(db)
        if place is None or edition is None:
            return Refused("not_whole_yet")
        after = rule(place, command, actor, edition)
        if isinstance(after, Refused):
            return after
        if again or after != place:
            subject = Subject(kind="place", id=place.id)
            owe(db, subject, command, actor, at, version=place.version)
    journal.keep_up(cache)
    return None
