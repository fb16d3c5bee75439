"""Accounts of units: opening, the three ways back in, sessions (seed 000, parts 1 and 2)."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    Connection,
    RowMapping,
    Table,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)

from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.server import phone_codes
from ciie_admin.server.account_tables import RegistrantRow, RegistrantSessionRow
from ciie_admin.server.faults import Fault
from ciie_admin.server.reception import Newcomer
from ciie_admin.server.signin import hash_password, password_fits

REGISTRANTS: Table = RegistrantRow.__table__  # type: ignore[assignment]
SESSIONS: Table = RegistrantSessionRow.__table__  # type: ignore[assignment]
SESSION_ENDS = timedelta(hours=12)
"""A working day at the browser of the unit; then it signs in anew."""
Way = Literal["phone", "email"]


def open_accounts(db: Connection, newcomers: Sequence[Newcomer], now: datetime) -> None:
    """Open accounts under their new ids, each in place of an older one of the same login.

    One account a unit (seed 000). A unit that cannot get back in registers anew. Whether the code
    is free in this edition is for the index on units to say (uq_unit_code): a rejected or
    cancelled record does not hold it.
    """
    if not newcomers:
        return
    logins = sorted(one.login for one in newcomers)
    _replace(db, logins, now)
    db.execute(insert(REGISTRANTS), [_row(one) for one in newcomers])


def keep_consents(db: Connection, consents: Mapping[int, tuple[str, datetime]]) -> None:
    """Version of the privacy text and time of agreement, per registrant (seed 000, part 8)."""
    if not consents:
        return
    kept = update(REGISTRANTS).where(REGISTRANTS.c.id == bindparam("row_id"))
    kept = kept.values(consent=bindparam("said"), consent_at=bindparam("moment"))
    values = [
        {"row_id": number, "said": version, "moment": moment}
        for number, (version, moment) in sorted(consents.items())
    ]
    db.execute(kept, values)


def sign_in(db: Connection, login: str, password: str) -> int:
    """First way: the account's password. Raises Fault(401, "wrong_password")."""
    found = _live(db, login)
    if not password_fits(found["password_hash"] if found else None, password) or found is None:
        raise Fault(401, "wrong_password")
    number: int = found["id"]
    return number


def address_of(db: Connection, login: str, way: Way) -> str:
    """Where codes for this login go; empty if nowhere."""
    found = _live(db, login)
    address: str = found[way] if found else ""
    return address


def sign_in_by_code(db: Connection, login: str, way: Way, code: str, new_password: str) -> int:
    """Second and third way: a verified code sets a new password (seed 000, part 2).

    Sessions under the old password end. Raises Fault(401, "wrong_code").
    """
    found = _live(db, login)
    if found is None or not found[way]:
        raise Fault(401, "wrong_code")
    phone_codes.consume(db, found[way], code)
    number: int = found["id"]
    changed = update(REGISTRANTS).where(REGISTRANTS.c.id == number)
    db.execute(changed.values(password_hash=hash_password(new_password)))
    db.execute(delete(SESSIONS).where(SESSIONS.c.registrant_id == number))
    return number


def open_session(db: Connection, registrant: int, now: datetime) -> str:
    """A token for this registrant; only its hash is kept. Those that have ended go."""
    token = secrets.token_urlsafe(32)
    db.execute(delete(SESSIONS).where(SESSIONS.c.created_at <= now - SESSION_ENDS))
    row = {"token_hash": _hash(token), "registrant_id": registrant, "created_at": now}
    db.execute(insert(SESSIONS).values(row))
    return token


def caller(db: Connection, token: str, now: datetime) -> int:
    """The registrant behind a token. Raises Fault(401, "session_ended")."""
    query = select(SESSIONS.c.registrant_id).where(
        SESSIONS.c.token_hash == _hash(token), SESSIONS.c.created_at > now - SESSION_ENDS
    )
    found = db.execute(query).scalar_one_or_none()
    if found is None:
        raise Fault(401, "session_ended")
    return int(found)


def login_of(db: Connection, registrant: int) -> str:
    query = select(REGISTRANTS.c.login).where(REGISTRANTS.c.id == registrant)
    login: str = db.execute(query).scalar_one()
    return login


def sees_earlier_orders(db: Connection, unit: Unit, registrant: int) -> bool:
    """Whether orders of a replaced account show under the new one.

    Who registered anew sees no history, but earlier orders once the mission has approved the unit
    (seed 000, part 2).
    """
    if unit.review is not UnitReview.PASSED:
        return False
    earlier = REGISTRANTS.alias()
    mine = REGISTRANTS.c.id == registrant
    replaced = select(earlier.c.id).where(
        earlier.c.login == REGISTRANTS.c.login, earlier.c.replaced_at.is_not(None)
    )
    return bool(db.execute(select(exists(replaced.where(mine)))).scalar())


def _live(db: Connection, login: str) -> RowMapping | None:
    wanted = "".join(login.split()).upper()
    query = select(REGISTRANTS).where(
        REGISTRANTS.c.login == wanted, REGISTRANTS.c.replaced_at.is_(None)
    )
    return db.execute(query).mappings().one_or_none()


def _replace(db: Connection, logins: Sequence[str], now: datetime) -> None:
    older = (
        select(REGISTRANTS.c.id)
        .where(REGISTRANTS.c.login.in_(logins), REGISTRANTS.c.replaced_at.is_(None))
        .order_by(REGISTRANTS.c.id)
        .with_for_update()
    )
    ids = db.execute(older).scalars().all()
    if ids:
        db.execute(update(REGISTRANTS).where(REGISTRANTS.c.id.in_(ids)).values(replaced_at=now))
        db.execute(delete(SESSIONS).where(SESSIONS.c.registrant_id.in_(ids)))


def _row(one: Newcomer) -> dict[str, object]:
    return {
        "id": one.id,
        "login": one.login,
        "phone": one.phone,
        "email": one.email,
        "password_hash": one.password_hash,
    }


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
