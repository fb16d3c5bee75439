"""常用查询 of one's office and of those above it: read from their places, put up and taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import ColumnElement, Connection, select, update

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command, ShareQuery, UnshareQuery
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place, SharedQuery
from ciie_admin.domain.share_rules import decide_place
from ciie_admin.errors import BadInput
from ciie_admin.models import grammar, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.offices import ask_office, offices
from ciie_admin.models.pending import Pending, among, load_pending
from ciie_admin.models.precious import OUTBOX, TRAY
from ciie_admin.models.queries import Query
from ciie_admin.models.saved_queries import SavedQuery
from ciie_admin.models.trays import DROPPED
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Verdict, VerdictRefused

Wish = ShareQuery | UnshareQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(SavedQuery):
    """One that is read from a place, never kept here; `id` follows from place, kind and name."""

    place: int
    by: int
    by_name: str
    pending: bool = False
    """The server has not answered yet."""


def sharing(name: str, query: Query, places: Mapping[int, Place]) -> ShareQuery:
    """The wish to put this query up: as text, so that every later program can read it."""
    terms = grammar.spelled(query, grammar.Ground(places))
    return ShareQuery(name=name, of=query.kind, terms=terms, descending=query.descending)


def shared(db: Connection, actor: Actor) -> tuple[Shared, ...]:
    """The own office's first, then those above, each in its order. What this program cannot read,
    or what names places out of sight, is left out.
    """
    places = offices(db, actor)
    shown = {**places, **_wished(db, places, actor)}
    listed = [
        (place, one)
        for number in reversed(actor.path)
        if (place := shown.get(number)) is not None
        for one in place.queries
    ]
    on = grammar.Ground(reading.places(db) if listed else {})
    found = (_read(one, place, on, places[place.id]) for place, one in listed)
    return tuple(one for one in found if one is not None)


def wish(cache: Cache, command: Wish, actor: Actor, at: datetime) -> Refused | None:
    """Ask for it at one's own office: an operation in the outbox, or why it is not possible."""
    return ask_office(cache, command, decide_place, actor, at, again=True)


def refusals(cache: Cache) -> tuple[tuple[Command, Refused], ...]:
    """What the server did not grant an office, queries and else, and why; each is told once."""
    with cache.read() as db:
        rows = db.execute(select(TRAY.c.id, TRAY.c.body, TRAY.c.verdict).where(_untold())).all()
    if rows:
        with cache.write() as db:
            told = update(TRAY).where(among(TRAY.c.id, [row.id for row in rows]))
            db.execute(told.values(settled=DROPPED))
    return tuple(_refused(row.body, row.verdict) for row in rows)


def has_refusals(db: Connection) -> bool:
    return db.execute(select(TRAY.c.id).where(_untold()).limit(1)).first() is not None


def _untold() -> ColumnElement[bool]:
    return (TRAY.c.subject_kind == "place") & TRAY.c.settled.is_(None)


def _refused(body: str, verdict: str) -> tuple[Command, Refused]:
    command = load_pending(body).command
    said: Verdict = adapter(Verdict).validate_json(verdict)
    if isinstance(said, VerdictRefused):
        return command, Refused(said.code, said.facts)
    return command, Refused("internal", {"ticket": ""})


def _wished(db: Connection, places: Mapping[int, Place], actor: Actor) -> dict[int, Place]:
    """Places as they will be once what is under way is granted."""
    edition, found = reading.edition(db), dict(places)
    for one in _under_way(db):
        place = found.get(one.subject.id)
        if place is not None and edition is not None:
            found[place.id] = _granted(place, one, actor, edition)
    return found


def _under_way(db: Connection) -> Sequence[Pending]:
    mine = select(OUTBOX.c.body).where(OUTBOX.c.subject_kind == "place").order_by(OUTBOX.c.place)
    return [load_pending(body) for body in db.execute(mine).scalars()]


def _granted(place: Place, one: Pending, actor: Actor, edition: Edition) -> Place:
    if not isinstance(one.command, ShareQuery | UnshareQuery):
        return place
    after = decide_place(place, one.command, actor, edition)
    return place if isinstance(after, Refused) else after


def _read(one: SharedQuery, place: Place, on: grammar.Ground, known: Place) -> Shared | None:
    try:
        query = grammar.parse_line(one.of, one.terms, on)
    except BadInput:
        return None
    return Shared(
        id=uuid5(NAMESPACE_OID, f"{place.id} {one.of} {one.name.casefold()}"),
        name=one.name,
        query=replace(query, descending=one.descending),
        place=place.id,
        by=one.by,
        by_name=one.by_name,
        pending=one not in known.queries,
    )
