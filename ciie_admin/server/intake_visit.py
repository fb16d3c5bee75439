"""What every call of a registrant needs: who calls, the desk, and the own record as an answer."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request, Response
from sqlalchemy import Connection, select

from ciie_admin.domain.findings import DUPLICATE_RULES
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_rules import PHOTO_EVENTS
from ciie_admin.domain.units import Unit
from ciie_admin.server import own_quotas, records, registrants, signin
from ciie_admin.server.exchange import engine_of
from ciie_admin.server.faults import Fault
from ciie_admin.server.intake import Standing
from ciie_admin.server.packing import reply
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.wire.intake import MOMENT, Chosen, Entered, OwnUnit

T = TypeVar("T", Unit, Person)
BARE: Mapping[str, object] = {
    "decided_by": None,
    "decided_name": "",
    "first_by": None,
    "assigned_to": None,
    "assigned_name": "",
    "looked_at": None,
    "looked_name": "",
    "apart": (),
    "photo_word": None,
    "former_photo": "",
    "former_badge": None,
    "quota": 0,
    "rank": 0,
}
"""Fields of a record that say who of the office did what, or what it compares, as a registrant sees
them.
"""
GUESSED = DUPLICATE_RULES - {"duplicate_number"} | {"same_picture_earlier"}
"""Findings that would tell whoever registers whether somebody known by name, birth date or face, or
some unit, is or was registered elsewhere. Who types a whole number knows it already.
"""
OFFICE_ACTS = PHOTO_EVENTS | {"add_note", "assign", "spot_check", "not_duplicate", "duplicate"}
"""What the office does among itself."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in registrant."""

    id: int


def visiting(
    request: Request, authorization: Annotated[str, Header(max_length=200)] = ""
) -> Visitor:
    with engine_of(request).connect() as db:
        token = authorization.removeprefix("Bearer ")
        return Visitor(registrants.caller(db, token, datetime.now(UTC)))


Visit = Annotated[Visitor, Depends(visiting)]


def secret_of(request: Request) -> bytes:
    secret: bytes = request.app.state.secret
    return secret


def desk_of(request: Request) -> AbstractContextManager[Reception]:
    return receiving(engine_of(request), secret_of(request), moment_of(request))


def moment_of(request: Request) -> datetime:
    """Server time; where bank and organiser are simulated the caller may name a past one.

    Raises Fault(422, "malformed") for a moment that is not ISO 8601 in UTC.
    """
    said = request.headers.get(MOMENT)
    if said is None or not request.app.state.simulate:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() != timedelta(0):
        raise Fault(422, "malformed", {"fields": MOMENT})
    return moment


def entered(request: Request, registrant: int) -> Response:
    """Signed in, by the clock of the server even where the caller names moments."""
    with engine_of(request).begin() as db:
        said = Entered(
            token=registrants.open_session(db, registrant, datetime.now(UTC)),
            login=registrants.login_of(db, registrant),
            unit=_newest_unit(db, registrant),
        )
    return reply(request, said)


def unit_of(request: Request, visit: Visitor) -> int:
    with engine_of(request).connect() as db:
        number = _newest_unit(db, visit.id)
    if number is None:
        raise Fault(404, "no_such_record")
    return number


def _newest_unit(db: Connection, registrant: int) -> int | None:
    edition = signin.current_edition(db)
    mine = select(UNITS.c.id).where(
        UNITS.c.registrant_id == registrant, UNITS.c.edition_id == edition
    )
    return db.execute(mine.order_by(UNITS.c.id.desc()).limit(1)).scalar_one_or_none()


def own_unit(request: Request, visit: Visitor, number: int) -> Response:
    with engine_of(request).connect() as db:
        unit = records.units(db, (number,))[number]
        ids = db.execute(select(PERSONS.c.id).where(PERSONS.c.unit_id == number)).scalars()
        persons = sorted(records.persons(db, ids).values(), key=lambda one: one.id)
        earlier = registrants.sees_earlier_orders(db, unit, visit.id)
        places = own_quotas.of_unit(db, number, persons)
    shown = tuple(without_notes(one) for one in persons)
    said = OwnUnit(unit=without_notes(unit), persons=shown, earlier_orders=earlier, quotas=places)
    return reply(request, said)


def without_notes(record: T) -> T:
    """As its registrant may see it: neither internal notes nor who of the office did what, nor
    whether somebody it names is registered elsewhere.
    """
    bare: dict[str, Any] = {name: value for name, value in BARE.items() if hasattr(record, name)}
    bare["findings"] = tuple(one for one in record.findings if one.rule not in GUESSED)
    bare["history"] = tuple(
        replace(one, by="", note="", to="", basis=None)
        for one in record.history
        if one.what not in OFFICE_ACTS
    )
    bare["before"] = replace(record.before, by="") if record.before is not None else None
    return replace(record, **bare)


def standing_of(body: Chosen) -> Standing:
    return Standing(unit_class=body.unit_class, place=body.place, referral_code=body.referral_code)
