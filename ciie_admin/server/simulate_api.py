"""The stand-ins over HTTP; a server that faces real registrants does not have these."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.settling import Channel, Judgement
from ciie_admin.domain.states import Badge
from ciie_admin.server import (
    former,
    intake,
    notices,
    phone_codes,
    pictures,
    quota_moves,
    records,
    registrants,
    signin,
    simulate,
    waiting_list,
)
from ciie_admin.server.exchange import Db, engine_of
from ciie_admin.server.faults import Fault
from ciie_admin.server.intake import Account
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.intake_visit import secret_of, standing_of
from ciie_admin.server.notices import Message
from ciie_admin.server.packing import reply
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception
from ciie_admin.wire.intake import Address, Entry, Former, Known, SentCode
from ciie_admin.wire.messages import Id

router = APIRouter(prefix="/simulate")
Ids = Annotated[tuple[Id, ...], Field(min_length=1, max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    persons: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    persons: Ids
    channel: Channel = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    persons: Ids
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Badged:
    persons: Ids
    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class OneUnit:
    unit: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """下达 of free places to the organiser's own desk."""

    label: str
    count: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    messages: tuple[Message, ...]


@router.post("/paid", status_code=204)
def paid(request: Request, body: Paid) -> Response:
    with _desk(request) as desk:
        simulate.pay(desk, body.persons, body.channel)
    return Response(status_code=204)


@router.post("/voucher", status_code=204)
def voucher(request: Request, body: Persons) -> Response:
    with _desk(request) as desk:
        simulate.give_voucher(desk, body.persons)
    return Response(status_code=204)


@router.post("/overdue", status_code=204)
def overdue(request: Request, body: Persons) -> Response:
    with _desk(request) as desk:
        simulate.let_lapse(desk, body.persons)
    return Response(status_code=204)


@router.post("/check", status_code=204)
def check(request: Request, body: Checked) -> Response:
    with _desk(request) as desk:
        simulate.judge(desk, body.persons, body.judgement)
    return Response(status_code=204)


@router.post("/badge", status_code=204)
def badge(request: Request, body: Badged) -> Response:
    with _desk(request) as desk:
        simulate.move_badge(desk, body.persons, body.badge)
    return Response(status_code=204)


@router.post("/cancel-unit", status_code=204)
def cancel_unit(request: Request, body: OneUnit) -> Response:
    with _desk(request) as desk:
        simulate.cancel_unit(desk, body.unit)
    return Response(status_code=204)


@router.post("/quota", status_code=204)
def quota(request: Request, body: Granted) -> Response:
    engine, now = engine_of(request), datetime.now(UTC)
    with engine.begin() as db:
        edition = records.edition(db, signin.current_edition(db))
        quota_moves.grant(db, edition, body.label, body.count, now, body.why)
    waiting_list.serve(engine, edition.id, now)
    return Response(status_code=204)


@router.post("/phone-code", response_model=SentCode)
def phone_code(request: Request, body: Address, db: Db) -> Response:
    """What the message on that phone, or in that mail box, says."""
    code = phone_codes.peek(db, body.address)
    if code is None:
        raise Fault(404, "no_such_record")
    return reply(request, SentCode(code=code))


@router.post("/former", response_model=Known)
def former_account(request: Request, body: Former, db: Db) -> Response:
    """An account of an earlier fair: nobody can have one where the first fair is made up."""
    account = Account(
        phone=body.phone,
        email=body.email,
        password_hash=signin.hash_password(body.password),
    )
    form = intake.blank_form(body.credit_code, body.name)
    edition = signin.current_edition(db)
    with engine_of(request).begin() as first:  # pictures are there before those who show them
        persons = _entries(first, records.edition(first, edition), body.persons)
    visitor = former.Visitor(standing_of(body.standing), account, form, persons)
    (number,) = former.open_accounts(engine_of(request), secret_of(request), edition, [visitor])
    return reply(request, Known(login=registrants.login_of(db, number)))


def _entries(db: Connection, edition: Edition, persons: Sequence[Entry]) -> list[PersonEntry]:
    found: list[PersonEntry] = []
    for one in persons:
        photo = None
        if one.photo is not None:
            picture = pictures.read_photo(one.photo, edition)
            pictures.keep(db, (picture,))
            photo = Photo(digest=picture.digest, findings=picture.findings)
        found.append(PersonEntry(form=one.form, number=one.number, photo=photo))
    return found


@router.post("/send", response_model=Outgoing)
def send(request: Request, db: Db) -> Response:
    """Send what waits, and show it: there is no real phone or mail box."""
    return reply(request, Outgoing(messages=notices.send_waiting(db, datetime.now(UTC))))


def _desk(request: Request) -> AbstractContextManager[Reception]:
    secret: bytes = request.app.state.secret
    return receiving(engine_of(request), secret, datetime.now(UTC))
