"""The endpoints a client speaks to: hello, exchange, wait."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ciie_admin.server import (
    access,
    deciding,
    feed,
    presence,
    quota_leases,
    records,
    sessions,
    signin,
    waiting_list,
)
from ciie_admin.server.deciding import Caller
from ciie_admin.server.faults import Fault
from ciie_admin.server.heads import Heads, Known, Where
from ciie_admin.server.packing import reply, reply_json
from ciie_admin.server.presence import Around
from ciie_admin.wire import transport
from ciie_admin.wire.codec import dump_filled
from ciie_admin.wire.messages import (
    PAGE_CHANGES,
    PROTOCOL,
    Answer,
    Exchange,
    Head,
    Hello,
    Stamp,
    Verdict,
)

router = APIRouter()
log = logging.getLogger("ciie.exchange")


def engine_of(request: Request) -> Engine:
    engine: Engine = request.app.state.engine
    return engine


def database(request: Request) -> Iterator[Connection]:
    """One transaction for the whole request, committed before the answer leaves."""
    with engine_of(request).begin() as db:
        yield db


def calling(request: Request, authorization: Annotated[str, Header(max_length=200)] = "") -> Caller:
    """Its own short transaction: a waiting client must not hold a connection."""
    with engine_of(request).begin() as db:
        return signin.caller(db, authorization.removeprefix("Bearer "), datetime.now(UTC))


Db = Annotated[Connection, Depends(database, scope="function")]
Call = Annotated[Caller, Depends(calling)]


@router.get(transport.HELLO, response_model=Hello)
def hello(request: Request, db: Db) -> Response:
    edition = records.edition(db, signin.current_edition(db))
    said = Hello(
        protocol=PROTOCOL,
        edition=edition.name.zh,
        edition_en=edition.name.en,
        hotline=edition.hotline,
        time=datetime.now(UTC),
    )
    return reply(request, said)


@router.post(transport.EXCHANGE, response_model=Answer)
def exchange(request: Request, body: Exchange, caller: Call) -> Response:
    """Operations up; verdicts, changes and cursor down. The only way a client writes."""
    if body.device != caller.device:
        raise Fault(403, "device_of_another")
    if body.protocol < PROTOCOL and not body.operations:
        raise Fault(426, "old_program", {"protocol": str(PROTOCOL)})
    engine, now = engine_of(request), datetime.now(UTC)
    verdicts = deciding.settle(engine, caller, body.operations, now)
    if not body.operations and not body.remaining:  # a page asked for ahead carries none, either
        _hand_back(engine, caller, now)
    if body.limit <= PAGE_CHANGES:
        with engine.begin() as db:
            presence.stand(db, caller, body.at, now)
    return reply_json(request, _answer(engine, caller, body, verdicts, now))


def _hand_back(engine: Engine, caller: Caller, now: datetime) -> None:
    """What goes wrong here is done by the next round (rounds.py): the answer does not wait."""
    try:
        if quota_leases.hand_back(engine, caller.device, now):
            waiting_list.serve(engine, caller.edition, now)
    except DBAPIError as error:
        log.warning("lease handed back later: %s", type(error.orig).__name__)


@router.get(transport.WAIT, response_model=Head)
async def wait(
    request: Request, after: int, caller: Call, presence: Stamp | None = None
) -> Response:
    """Carries no data: it only wakes the client's loop."""
    heads: Heads = request.app.state.heads
    where = Where(caller.edition, caller.actor.path[-1])
    found = await heads.wait(where, Known(after, presence), transport.WAIT_SECONDS)
    return reply(request, Head(head=found.head, presence=found.presence or ""))


@router.post(transport.LEAVE, status_code=204)
def leave(caller: Call, db: Db) -> Response:
    """Nobody has anything open on this device any more."""
    presence.leave(db, caller.device)
    return Response(status_code=204)


def _answer(
    engine: Engine,
    caller: Caller,
    body: Exchange,
    verdicts: tuple[Verdict, ...],
    now: datetime,
) -> bytes:
    """JSON of the Answer: its records come from the database ready made."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as db:
        sessions.refuse_revoked(db, caller.device)
        seen = access.sight(db, caller.actor)
        page = feed.page(db, caller.edition, seen, body.cursor, body.limit, body.remaining)
        restart = (body.grants, body.epoch) != (seen.stamp, page.epoch) or body.cursor > page.head
        if body.protocol < PROTOCOL:
            page, restart = feed.nothing_of(page, body.cursor), False
        elif restart and body.cursor:
            page = feed.page(db, caller.edition, seen, 0, body.limit)
        counted = page.remaining and body.limit <= PAGE_CHANGES and not restart
        removals = feed.leaving(db, caller.edition, seen, body.cursor) if counted else 0
        told = body.limit <= PAGE_CHANGES and not page.remaining
        others = presence.around(db, caller, now) if told else Around((), "")
    answer = Answer(
        epoch=page.epoch,
        grants=seen.stamp,
        restart=restart,
        verdicts=verdicts,
        changes=(),
        cursor=page.cursor,
        head=page.head,
        remaining=page.remaining,
        removals=removals,
        time=now,
        present=others.present,
        presence=others.stamp,
    )
    return dump_filled(answer, "changes", page.changes)
