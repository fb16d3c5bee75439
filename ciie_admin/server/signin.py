"""Accounts of secretariats: passwords, sessions, and who calls."""

import secrets
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.server import attempts, audit, sessions
from ciie_admin.server.account_tables import AccountRow, DeviceRow
from ciie_admin.server.attempts import Tried
from ciie_admin.server.audit import Act
from ciie_admin.server.deciding import Caller
from ciie_admin.server.faults import Fault
from ciie_admin.server.records import EDITIONS, PLACES
from ciie_admin.wire.messages import SignedIn, SignIn

ACCOUNTS: Table = AccountRow.__table__  # type: ignore[assignment]
DEVICES: Table = DeviceRow.__table__  # type: ignore[assignment]
CURRENT = select(EDITIONS.c.id).where(EDITIONS.c.signs_in)
WHO = (
    ACCOUNTS.c.name,
    ACCOUNTS.c.role,
    select(PLACES.c.path).where(PLACES.c.id == ACCOUNTS.c.place_id).label("path"),
    CURRENT.label("edition"),
)
"""What a Caller needs beside the session."""
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


def sign_in(engine: Engine, request: SignIn, address: str, now: datetime) -> SignedIn:
    """Open a session for this device; `address` is where the request comes from.

    No transaction is open while the password is looked at, which takes its time on purpose.
    Raises Fault: 403 device_revoked, 429 too_many_tries, 401 wrong_password, 403 account_disabled,
    403 device_of_another.
    """
    with engine.begin() as db:
        sessions.refuse_revoked(db, request.device)
        tried = _tried(db, request, address)
        attempts.begin(db, tried, now)
        query = select(ACCOUNTS).where(ACCOUNTS.c.login == request.login)
        account = db.execute(query).mappings().one_or_none()
    fits = password_fits(account["password_hash"] if account else None, request.password)
    if account is None or not fits:
        raise Fault(401, "wrong_password")
    with engine.begin() as db:
        attempts.succeeded(db, tried)
    with engine.begin() as db:
        _check_active(db, account["id"])
        return _signed_in(db, account["id"], request.device, now)


def _tried(db: Connection, request: SignIn, address: str) -> Tried:
    """What the try counts against: who sits at the account's own device does not have to wait
    because of strangers who try its login.
    """
    mine = select(DEVICES.c.id).join(ACCOUNTS, ACCOUNTS.c.id == DEVICES.c.account_id)
    mine = mine.where(DEVICES.c.id == request.device, ACCOUNTS.c.login == request.login)
    if db.execute(mine).scalar() is not None:
        return {"device": str(request.device), "address": address}
    return {"login": request.login, "address": address}


def _check_active(db: Connection, account: int) -> None:
    """Locks the account: whoever disables it comes before this sign-in or ends its session."""
    query = select(ACCOUNTS.c.active).where(ACCOUNTS.c.id == account).with_for_update(read=True)
    if not db.execute(query).scalar_one():
        raise Fault(403, "account_disabled")


def _signed_in(db: Connection, account: int, device: UUID, now: datetime) -> SignedIn:
    """The counter row that the 操作日志 needs is locked last, as everywhere."""
    _enrol(db, device, account)
    number, tokens = sessions.open_session(db, account, device, now)
    edition, actor = current_edition(db), actor_of(db, account)
    act = Act(now, "account", account, device, None, "sign_in", "session", number)
    audit.append(db, edition, [act])
    return SignedIn(
        token=tokens.access, refresh=tokens.refresh, actor=actor, edition=edition, time=now
    )


def caller(db: Connection, token: str, now: datetime) -> Caller:
    """Who calls, with the rights of this moment. Raises Fault as sessions.find() does."""
    row = sessions.find(db, token, now, WHO)
    if row.edition is None:
        raise Fault(503, "no_edition")
    return Caller(
        actor=Actor(
            account=row.account_id, name=row.name, role=Role(row.role), path=tuple(row.path)
        ),
        device=row.device_id,
        edition=row.edition,
        session=row.id,
    )


def current_edition(db: Connection) -> int:
    """The edition accounts work in. Raises Fault(503, "no_edition") on an empty server."""
    found = db.execute(CURRENT).scalar()
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


def actor_of(db: Connection, account: int) -> Actor:
    row = db.execute(
        select(ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.role, PLACES.c.path)
        .join(PLACES, PLACES.c.id == ACCOUNTS.c.place_id)
        .where(ACCOUNTS.c.id == account)
    ).one()
    return Actor(account=row.id, name=row.name, role=Role(row.role), path=tuple(row.path))
