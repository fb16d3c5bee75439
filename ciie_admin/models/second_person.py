"""复核 as this computer's own office asks for it: what it says now, and the wish to change that."""

from datetime import datetime

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import RequireSecond
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.second_person import named, require
from ciie_admin.models.engine import Cache
from ciie_admin.models.offices import ask_office, offices


def asked_for(db: Connection, actor: Actor) -> tuple[frozenset[str], frozenset[str]]:
    """What the own office asks two people for, and what the offices above ask of it."""
    places = offices(db, actor)
    own = places.pop(actor.path[-1], None)
    return named([own] if own is not None else []), named(places.values())


def ask(cache: Cache, subjects: tuple[str, ...], actor: Actor, at: datetime) -> Refused | None:
    """Nothing is asked for where the office says so already. Write lane."""
    return ask_office(cache, RequireSecond(subjects=subjects), require, actor, at, again=False)
