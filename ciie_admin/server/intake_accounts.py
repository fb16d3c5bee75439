"""Accounts of registrants over HTTP: the code by SMS, registering, the ways back in, joining."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from ciie_admin.server import attempts, intake, phone_codes, registrants, signin
from ciie_admin.server.exchange import engine_of
from ciie_admin.server.intake import Account
from ciie_admin.server.intake_visit import (
    Visit,
    desk_of,
    entered,
    moment_of,
    own_unit,
    secret_of,
    standing_of,
)
from ciie_admin.server.receiving import receiving
from ciie_admin.server.session_api import address_of
from ciie_admin.wire.intake import (
    Chosen,
    ComeBack,
    Entered,
    OwnUnit,
    Register,
    WantCode,
)

router = APIRouter(prefix="/intake")


@router.post("/code", status_code=204)
def want_code(request: Request, body: WantCode) -> Response:
    """Answers nothing, whether the login exists or not."""
    with engine_of(request).begin() as db:
        known = registrants.address_of(db, body.login, body.way) if body.login else ""
        address = body.phone or known
        if address:
            phone_codes.send(db, address, moment_of(request))
    return Response(status_code=204)


@router.post("/register", response_model=Entered)
def register(request: Request, body: Register) -> Response:
    now = moment_of(request)
    phone_codes.verify(engine_of(request), body.phone, body.phone_code, now)
    account = Account(
        phone=body.phone,
        email=body.email,
        password_hash=signin.hash_password(body.password),
    )
    form = intake.blank_form(body.credit_code, body.name)
    with receiving(engine_of(request), secret_of(request), now) as desk:
        phone_codes.consume(desk.db, body.phone, body.phone_code)
        unit = intake.register(desk, standing_of(body.standing), account, form)
        registrant = desk.owners[unit.id]
    return entered(request, registrant)


@router.post("/sign-in", response_model=Entered)
def come_back(request: Request, body: ComeBack) -> Response:
    now, engine = moment_of(request), engine_of(request)
    if body.way == "password":
        tried = {"login": f"unit {body.login.strip().upper()}", "address": address_of(request)}
        with engine.begin() as db:
            attempts.begin(db, tried, datetime.now(UTC))
        with engine.begin() as db:
            registrant = registrants.sign_in(db, body.login, body.password)
            attempts.succeeded(db, tried)
        return entered(request, registrant)
    code = body.code or ""
    with engine.connect() as db:
        address = registrants.address_of(db, body.login, body.way)
    phone_codes.verify(engine, address, code, now)
    with engine.begin() as db:
        registrant = registrants.sign_in_by_code(db, body.login, body.way, code, body.password)
    return entered(request, registrant)


@router.post("/join", response_model=OwnUnit)
def join(request: Request, body: Chosen, visit: Visit) -> Response:
    """A former visitor starts a record of this edition."""
    with desk_of(request) as desk:
        number = intake.join(desk, visit.id, standing_of(body)).id
    return own_unit(request, visit, number)
