"""Who has this document number: asked by hand, answered by ids, never without an entry."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection, or_, select

from ciie_admin.domain.actors import REVIEWERS
from ciie_admin.domain.identifiers import plain_number
from ciie_admin.server import access, audit, records
from ciie_admin.server.audit import Act
from ciie_admin.server.deciding import Caller
from ciie_admin.server.exchange import Call, Db
from ciie_admin.server.faults import Fault
from ciie_admin.server.packing import reply
from ciie_admin.server.records import PERSONS, among
from ciie_admin.wire import transport
from ciie_admin.wire.sessions import FindNumber, Found

router = APIRouter()
MOST = 50
"""Persons named: one number is seldom used by more than two."""


@router.post(transport.FIND, response_model=Found)
def find(request: Request, body: FindNumber, caller: Call, db: Db) -> Response:
    """The number stands in the body alone: addresses are written into logs."""
    secret: bytes = request.app.state.secret
    ids = found(db, caller, secret, body.number, datetime.now(UTC))
    return reply(request, Found(persons=ids))


def found(
    db: Connection, caller: Caller, secret: bytes, number: str, now: datetime
) -> tuple[int, ...]:
    """Persons in the caller's sight. Raises Fault 403 not_allowed for roles that do not review.

    The entry says how many were found, never the number.
    """
    if caller.actor.role not in REVIEWERS:
        raise Fault(403, "not_allowed")
    mine = access.sight(db, caller.actor).places
    key = records.number_key(secret, plain_number(number))
    seen = or_(among(PERSONS.c.review_place, mine), among(PERSONS.c.count_place, mine))
    wanted = select(PERSONS.c.id).where(
        PERSONS.c.number_key == key, PERSONS.c.edition_id == caller.edition, seen
    )
    ids = tuple(db.execute(wanted.order_by(PERSONS.c.id).limit(MOST)).scalars())
    who = ("account", caller.actor.account, caller.device, None)
    act = Act(now, *who, "find_number", detail=str(len(ids)))
    audit.append(db, caller.edition, [act])
    return ids
