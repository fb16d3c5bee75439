"""What a client asks after the server was restored: which of its operations still stand."""

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from ciie_admin.server import records
from ciie_admin.server.deciding import DEVICES, OPERATIONS
from ciie_admin.server.exchange import Call, Db
from ciie_admin.server.packing import reply
from ciie_admin.wire import transport
from ciie_admin.wire.known import AskKnown, Known

router = APIRouter()


@router.post(transport.KNOWN, response_model=Known)
def known(request: Request, body: AskKnown, caller: Call, db: Db) -> Response:
    """Only the caller's own are named: of others' ids nothing can be found out."""
    mine = select(OPERATIONS.c.id).where(
        records.among(OPERATIONS.c.id, body.ids),
        OPERATIONS.c.account_id == caller.actor.account,
        OPERATIONS.c.verdict["kind"].astext == "accepted",
    )
    last = select(DEVICES.c.last_n).where(DEVICES.c.id == caller.device)
    found = Known(
        known=tuple(db.execute(mine).scalars()), last_n=int(db.execute(last).scalar_one())
    )
    return reply(request, found)
