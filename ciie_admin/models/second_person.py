"""复核 as this computer's own office asks for it: what it says now, and the wish to change that."""

from datetime import datetime

from sqlalchemy import Connection, insert, select
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import RequireSecond
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place
from ciie_admin.domain.second_person import named, require
from ciie_admin.models import journal, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import Pending, rows_of
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.recording import next_act
from ciie_admin.models.tables import PLACE
from ciie_admin.wire.codec import load
from ciie_admin.wire.messages import Subject


def asked_for(db: Connection, actor: Actor) -> tuple[frozenset[str], frozenset[str]]:
    """What the own office asks two people for, and what the offices above ask of it."""
    places = _places(db, actor)
    own = places.pop(actor.path[-1], None)
    return named([own] if own is not None else []), named(places.values())


def ask(cache: Cache, subjects: tuple[str, ...], actor: Actor, at: datetime) -> Refused | None:
    """An operation in the outbox, or why it is not possible. Write lane."""
    command = RequireSecond(subjects=subjects)
    with cache.write() as db:
        place, edition = _places(db, actor).get(actor.path[-1]), reading.edition(db)
        if place is None or edition is None:
            return Refused("not_whole_yet")
        after = require(place, command, actor, edition)
        if isinstance(after, Refused):
            return after
        if after != place:
            one = _pending(command, place, actor, at, next_act(db))
            db.execute(insert(OUTBOX).values(**rows_of(one), act=one.act))
    journal.keep_up(cache)
    return None


def _pending(command: RequireSecond, place: Place, actor: Actor, at: datetime, act: int) -> Pending:
    return Pending(
        id=uuid7(),
        subject=Subject(kind="place", id=place.id),
        command=command,
        author=actor.account,
        at=at,
        seen="",
        version=place.version,
        batch=uuid7(),
        act=act,
    )


def _places(db: Connection, actor: Actor) -> dict[int, Place]:
    rows = db.execute(select(PLACE.c.id, PLACE.c.body).where(PLACE.c.id.in_(actor.path)))
    return {number: load(Place, body) for number, body in rows}
