"""The endpoints about sessions: sign in, new tokens, sign out, one's own list; and the reveal."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from ciie_admin.server import presence, recovery, reveals, sessions, signin
from ciie_admin.server.exchange import Call, Db, engine_of
from ciie_admin.server.faults import Fault
from ciie_admin.server.packing import reply
from ciie_admin.server.sessions import Known
from ciie_admin.wire import transport
from ciie_admin.wire.messages import Id, SignedIn, SignIn
from ciie_admin.wire.sessions import Refresh, Refreshed, Reveal, Revealed, Sessions

router = APIRouter()
LOOPBACK = frozenset({"127.0.0.1", "::1"})
Number = Annotated[Id, Path()]


@router.post(transport.SIGN_IN, response_model=SignedIn)
def sign_in(request: Request, body: SignIn) -> Response:
    signed = signin.sign_in(engine_of(request), body, address_of(request), datetime.now(UTC))
    return reply(request, recovery.sealing(signed, body.device, request.app.state.secret))


@router.post(transport.REFRESH, response_model=Refreshed)
def refresh(request: Request, body: Refresh) -> Response:
    with engine_of(request).begin() as db:
        sessions.refuse_revoked(db, body.device)
        tokens = sessions.renew(db, body.refresh, body.device, datetime.now(UTC))
    if tokens is None:
        raise Fault(401, "session_ended")
    seconds = int(sessions.ACCESS.total_seconds())
    said = Refreshed(token=tokens.access, refresh=tokens.refresh, seconds=seconds)
    return reply(request, said)


@router.post(transport.SIGN_OUT, status_code=204)
def sign_out(caller: Call, db: Db) -> Response:
    sessions.end(db, caller.actor.account, caller.session, datetime.now(UTC))
    presence.leave(db, caller.device)
    return Response(status_code=204)


@router.get(transport.SESSIONS, response_model=Sessions)
def own_sessions(request: Request, caller: Call, db: Db) -> Response:
    known = Known(caller.session, caller.actor.account, caller.device)
    return reply(request, Sessions(sessions=sessions.of_account(db, known, datetime.now(UTC))))


@router.post(transport.SESSIONS + "/{number}/end", status_code=204)
def end_session(number: Number, caller: Call, db: Db) -> Response:
    """A foreign id answers as if it did not exist."""
    sessions.end(db, caller.actor.account, number, datetime.now(UTC))
    return Response(status_code=204)


@router.post(transport.REVEAL, response_model=Revealed)
def reveal(request: Request, body: Reveal, caller: Call, db: Db) -> Response:
    return reply(request, Revealed(number=reveals.reveal(db, caller, body, datetime.now(UTC))))


def address_of(request: Request) -> str:
    """Who is at the other end; a proxy on this computer says for whom it speaks, its own word being
    the last one.
    """
    peer = request.client.host if request.client else ""
    named = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return named if named and peer in LOOPBACK else peer
