"""Builds the server program: one FastAPI application over one engine."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from ciie_admin.server import (
    digests_api,
    exchange,
    finding,
    intake_accounts,
    intake_api,
    known_api,
    pictures_api,
    quota_ledger,
    rounds,
    scans_api,
    session_api,
    simulate_api,
    support,
)
from ciie_admin.server.faults import Fault
from ciie_admin.server.headers import Guarded
from ciie_admin.server.heads import Heads, polling
from ciie_admin.server.mishaps import Tickets
from ciie_admin.server.packing import PackedBodies, reply
from ciie_admin.server.photo_judge import PhotoJudge
from ciie_admin.wire.messages import PROTOCOL
from ciie_admin.wire.messages import Fault as FaultMessage

log = logging.getLogger("ciie.server")
HTTP_CODES = {404: "no_such_page", 405: "no_such_page"}


def create_app(
    engine: Engine, secret: bytes, *, simulate: bool = False, photo_workers: int = 0
) -> FastAPI:
    """`secret` keys fingerprints; `simulate` adds the stand-ins for bank and organiser. Without
    `photo_workers` photos are judged by their files alone, here.
    """
    app = FastAPI(title="ciie-admin server", version="1", lifespan=_living, docs_url=None)
    app.state.judge = PhotoJudge(engine, photo_workers) if photo_workers else None
    app.state.engine = engine
    app.state.secret = secret
    app.state.heads = Heads(engine)
    app.state.simulate = simulate
    for router in (exchange.router, session_api.router, pictures_api.router):
        app.include_router(router)
    for router in (digests_api.router, finding.router, known_api.router, scans_api.router):
        app.include_router(router)
    app.include_router(quota_ledger.router)
    for router in (intake_accounts.router, intake_api.router, support.router):
        app.include_router(router)
    if simulate:
        app.include_router(simulate_api.router)
    app.add_middleware(PackedBodies)
    app.add_middleware(Tickets)
    app.add_middleware(Guarded)
    _add_faults(app)
    return app


@contextlib.asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """What runs beside the answers, for as long as the server does."""
    judge: PhotoJudge | None = app.state.judge
    async with polling(app), rounds.going_round(app.state.engine):
        if judge is None:
            yield
            return
        judge.start()
        try:
            yield
        finally:
            await asyncio.to_thread(judge.stop)


def _add_faults(app: FastAPI) -> None:
    @app.exception_handler(Fault)
    def _fault(request: Request, error: Fault) -> Response:
        said = FaultMessage(code=error.code, facts=error.facts)
        return reply(request, said, error.status)

    @app.exception_handler(RequestValidationError)
    def _malformed(request: Request, error: RequestValidationError) -> Response:
        where = {".".join(str(step) for step in one["loc"]) for one in error.errors()}
        if "body.protocol" in where:
            said = FaultMessage(code="old_program", facts={"protocol": str(PROTOCOL)})
            return reply(request, said, 426)
        facts = {"fields": ", ".join(sorted(where)[:8])}
        return reply(request, FaultMessage(code="malformed", facts=facts), 422)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        code = HTTP_CODES.get(error.status_code, "malformed")
        return reply(request, FaultMessage(code=code), error.status_code)

    @app.exception_handler(DBAPIError)
    def _database(request: Request, error: DBAPIError) -> Response:
        ticket = uuid4().hex[:8]
        kind = type(error.orig).__name__ if error.orig else type(error).__name__
        log.error("database: %s, ticket %s", kind, ticket)
        return reply(request, FaultMessage(code="server_busy", facts={"ticket": ticket}), 503)
