"""The account behind a unit, for the clerk who has its contact on the phone."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import Connection, func, or_, select

from ciie_admin.domain.actors import REVIEWERS
from ciie_admin.domain.identifiers import masked, masked_address
from ciie_admin.server import access, attempts
from ciie_admin.server.deciding import Caller
from ciie_admin.server.exchange import Call, Db
from ciie_admin.server.faults import Fault
from ciie_admin.server.notices import NOTICES
from ciie_admin.server.packing import reply
from ciie_admin.server.records import UNITS, among
from ciie_admin.server.registrants import REGISTRANTS, SESSION_ENDS, SESSIONS
from ciie_admin.wire import transport
from ciie_admin.wire.messages import Id
from ciie_admin.wire.support import SentNotice, UnitAccount

router = APIRouter()
Number = Annotated[Id, Path()]
LATEST = 6
"""Messages told of."""


@router.get(transport.ACCOUNTS + "/{number}", response_model=UnitAccount)
def unit_account(request: Request, number: Number, caller: Call, db: Db) -> Response:
    return reply(request, account(db, caller, number, datetime.now(UTC)))


def account(db: Connection, caller: Caller, unit: int, now: datetime) -> UnitAccount:
    """Raises Fault: 403 not_allowed for roles that do not review, 404 no_such_record for a unit
    out of sight.
    """
    if caller.actor.role not in REVIEWERS:
        raise Fault(403, "not_allowed")
    mine = access.sight(db, caller.actor).places
    seen = or_(among(UNITS.c.review_place, mine), among(UNITS.c.count_place, mine))
    wanted = (
        select(REGISTRANTS)
        .join(UNITS, UNITS.c.registrant_id == REGISTRANTS.c.id)
        .where(UNITS.c.id == unit, UNITS.c.edition_id == caller.edition, seen)
    )
    found = db.execute(wanted).mappings().one_or_none()
    if found is None:
        raise Fault(404, "no_such_record")
    return UnitAccount(
        replaced_at=found["replaced_at"],
        phone=masked(found["phone"]) if found["phone"] else "",
        email=masked_address(found["email"]),
        consent_at=found["consent_at"],
        signed_in_at=_signed_in(db, found["id"], now),
        wait_until=attempts.waits_until(db, f"unit {found['login']}", now),
        notices=_notices(db, unit),
    )


def _signed_in(db: Connection, registrant: int, now: datetime) -> datetime | None:
    lasting = SESSIONS.c.created_at > now - SESSION_ENDS
    latest = select(func.max(SESSIONS.c.created_at)).where(SESSIONS.c.registrant_id == registrant)
    found: datetime | None = db.execute(latest.where(lasting)).scalar()
    return found


def _notices(db: Connection, unit: int) -> tuple[SentNotice, ...]:
    latest = select(NOTICES).where(NOTICES.c.unit_id == unit).order_by(NOTICES.c.id.desc())
    return tuple(
        SentNotice(
            what=row.template, channel=row.channel, queued_at=row.queued_at, sent_at=row.sent_at
        )
        for row in db.execute(latest.limit(LATEST))
    )
