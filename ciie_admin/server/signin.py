"""Accounts of secretariats: passwords, sessions, and who calls."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.server.account_tables import AccountRow, DeviceRow, SessionRow
from ciie_admin.server.deciding import Caller
from ciie_admin.server.faults import Fault
from ciie_admin.server.records import EDITIONS, PLACES
from ciie_admin.wire.messages import SignedIn, SignIn

ACCOUNTS: Table = AccountRow.__table__  # type: ignore[assignment]
DEVICES: Table = DeviceRow.__table__  # type: ignore[assignment]
SESSIONS: Table = SessionRow.__table__  # type: ignore[assignment]
PASSWORDS = PasswordHasher()
NOBODY = PASSWORDS.hash(secrets.token_urlsafe())
"""Verified for unknown logins, so that they take as long as known ones."""


def hash_password(password: str) -> str:
    return PASSWORDS.hash(password)


def password_fits(stored: str | None, password: str) -> bool:
    try:
        fits = PASSWORDS.verify(stored or NOBODY, password)
    except Argon2Error:
        return False
    return fits and stored is not None


def sign_in(db: Connection, request: SignIn, now: datetime) -> SignedIn:
    """Open a session for this device. Raises Fault(401, "wrong_password")."""
    query = select(ACCOUNTS).where(ACCOUNTS.c.login == request.login, ACCOUNTS.c.active)
    account = db.execute(query).mappings().one_or_none()
    fits = password_fits(account["password_hash"] if account else None, request.password)
    if account is None or not fits:
        raise Fault(401, "wrong_password")
    _enrol(db, request.device, account["id"])
    token = secrets.token_urlsafe(32)
    session = {
        "token_hash": _token_hash(token),
        "account_id": account["id"],
        "device_id": request.device,
        "created_at": now,
    }
    db.execute(insert(SESSIONS).values(session))
    actor = _actor(db, account["id"])
    return SignedIn(token=token, actor=actor, edition=current_edition(db), time=now)


def caller(db: Connection, token: str) -> Caller:
    """Who calls, with the rights of this moment. Raises Fault(401, "session_ended")."""
    query = (
        select(SESSIONS.c.account_id, SESSIONS.c.device_id)
        .join(AccountRow, AccountRow.id == SESSIONS.c.account_id)
        .where(SESSIONS.c.token_hash == _token_hash(token))
        .where(SESSIONS.c.ended_at.is_(None), ACCOUNTS.c.active)
    )
    row = db.execute(query).one_or_none()
    if row is None:
        raise Fault(401, "session_ended")
    return Caller(
        actor=_actor(db, row.account_id), device=row.device_id, edition=current_edition(db)
    )


def current_edition(db: Connection) -> int:
    """The edition accounts work in. Raises Fault(503, "no_edition") on an empty server."""
    found = db.execute(select(EDITIONS.c.id).where(EDITIONS.c.signs_in)).scalar()
    if found is None:
        raise Fault(503, "no_edition")
    return int(found)


def _enrol(db: Connection, device: UUID, account: int) -> None:
    """A device belongs to one account for ever: its numbers and receipts are that account's."""
    new = upsert(DEVICES).values(id=device, account_id=account, last_n=0)
    db.execute(new.on_conflict_do_nothing())
    owner = db.execute(select(DEVICES.c.account_id).where(DEVICES.c.id == device)).scalar_one()
    if owner != account:
        raise Fault(403, "device_of_another")


def _actor(db: Connection, account: int) -> Actor:
    row = db.execute(
        select(ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.role, PLACES.c.path)
        .join(PLACES, PLACES.c.id == ACCOUNTS.c.place_id)
        .where(ACCOUNTS.c.id == account)
    ).one()
    return Actor(account=row.id, name=row.name, role=Role(row.role), path=tuple(row.path))


def _token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
