"""Sessions of signed-in devices: short access tokens, refresh tokens that are shown once."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, case, insert, select, update

from ciie_admin.server.account_tables import AccountRow, DeviceRow, RefreshRow, SessionRow
from ciie_admin.server.faults import Fault
from ciie_admin.wire.sessions import Session

ACCOUNTS: Table = AccountRow.__table__  # type: ignore[assignment]
DEVICES: Table = DeviceRow.__table__  # type: ignore[assignment]
REFRESHES: Table = RefreshRow.__table__  # type: ignore[assignment]
SESSIONS: Table = SessionRow.__table__  # type: ignore[assignment]
ACCESS = timedelta(minutes=15)
"""How long an access token is good for."""
IDLE = timedelta(days=14)
"""A session not renewed for this long has ended."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Opaque, and known in the clear to the client only."""

    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class Known:
    """Whose session it is."""

    session: int
    account: int
    device: UUID


def open_session(db: Connection, account: int, device: UUID, now: datetime) -> tuple[int, Tokens]:
    """A new session, its id and first tokens. Those this device left behind are ended; one that is
    alive is not: a copied profile shows itself by its numbers, not by throwing the other out.
    """
    left = (SESSIONS.c.device_id == device) & (SESSIONS.c.access_until <= now)
    _end(db, left, now)
    tokens = _fresh()
    row = {
        "account_id": account,
        "device_id": device,
        "created_at": now,
        **_access(tokens, now),
    }
    number = db.execute(insert(SESSIONS).values(row).returning(SESSIONS.c.id)).scalar_one()
    _keep_refresh(db, number, tokens)
    return number, tokens


def find(
    db: Connection, token: str, now: datetime, more: Sequence[ColumnElement[Any]] = ()
) -> Row[Any]:
    """The session of this access token, with `more` of its account, in one statement: every
    request asks. Raises Fault: 401 session_expired asks for a refresh, 401 session_ended for a new
    sign-in, 403 device_revoked and account_disabled for nothing more.
    """
    row = db.execute(_whole(*more).where(SESSIONS.c.access_hash == _hash(token))).one_or_none()
    if row is None:
        raise Fault(401, "session_ended")
    _check_standing(row, now)
    if row.access_until <= now:
        raise Fault(401, "session_expired")
    if not row.confirmed:
        db.execute(update(SESSIONS).where(SESSIONS.c.id == row.id).values(confirmed=True))
    return row


def renew(db: Connection, token: str, device: UUID, now: datetime) -> Tokens | None:
    """New tokens for a refresh token; None ends its whole session, and the caller must commit.

    A token that was used before can only be shown again by a thief, or by a client that never
    got the answer: the last one is good again until one of its successors has been shown.
    Raises Fault as find() does.
    """
    query = _whole(REFRESHES.c.standing).join(REFRESHES, REFRESHES.c.session_id == SESSIONS.c.id)
    mine = query.where(REFRESHES.c.token_hash == _hash(token))
    row = db.execute(mine.with_for_update(of=SESSIONS)).one_or_none()
    if row is None:
        raise Fault(401, "session_ended")
    _check_standing(row, now)
    unheard = row.standing == "last" and not row.confirmed
    if row.device_id != device or not (row.standing == "newest" or unheard):
        _end(db, SESSIONS.c.id == row.id, now)
        return None
    return _rotate(db, row.id, _hash(token), now)


def end(db: Connection, account: int, session: int, now: datetime) -> None:
    """End one of the account's own sessions. Raises Fault(404, "no_such_record")."""
    if not _end(db, (SESSIONS.c.id == session) & (SESSIONS.c.account_id == account), now):
        raise Fault(404, "no_such_record")


def end_of_account(db: Connection, account: int, now: datetime) -> None:
    _end(db, SESSIONS.c.account_id == account, now)


def end_of_device(db: Connection, device: UUID, now: datetime) -> None:
    _end(db, SESSIONS.c.device_id == device, now)


def of_account(db: Connection, known: Known, now: datetime) -> tuple[Session, ...]:
    """Those of the account that have not ended, newest first."""
    columns = (SESSIONS.c.id, SESSIONS.c.device_id, SESSIONS.c.created_at, SESSIONS.c.renewed_at)
    query = select(*columns).where(
        SESSIONS.c.account_id == known.account,
        SESSIONS.c.ended_at.is_(None),
        SESSIONS.c.renewed_at > now - IDLE,
    )
    return tuple(
        Session(
            id=row.id,
            device=row.device_id,
            created_at=row.created_at,
            renewed_at=row.renewed_at,
            own=row.id == known.session,
        )
        for row in db.execute(query.order_by(SESSIONS.c.id.desc()))
    )


def refuse_revoked(db: Connection, device: UUID) -> None:
    """Raises Fault(403, "device_revoked") in a transaction that is to hand out records."""
    query = select(DEVICES.c.revoked_at).where(DEVICES.c.id == device)
    if db.execute(query).scalar() is not None:
        raise Fault(403, "device_revoked")


def _whole(*more: ColumnElement[Any]) -> Select[Any]:
    """A session with what decides whether it may go on."""
    return (
        select(SESSIONS, ACCOUNTS.c.active, DEVICES.c.revoked_at, *more)
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account_id)
        .join(DEVICES, DEVICES.c.id == SESSIONS.c.device_id)
    )


def _check_standing(row: Row[Any], now: datetime) -> None:
    if row.revoked_at is not None:
        raise Fault(403, "device_revoked")
    if not row.active:
        raise Fault(403, "account_disabled")
    if row.ended_at is not None or row.renewed_at <= now - IDLE:
        raise Fault(401, "session_ended")


def _rotate(db: Connection, session: int, shown: bytes, now: datetime) -> Tokens:
    """What was shown becomes the last one, everything else of the family is spent."""
    tokens = _fresh()
    is_shown = REFRESHES.c.token_hash == shown
    standing = case((is_shown, "last"), else_="spent")
    family = update(REFRESHES).where(REFRESHES.c.session_id == session)
    db.execute(family.values(standing=standing))
    db.execute(update(SESSIONS).where(SESSIONS.c.id == session).values(_access(tokens, now)))
    _keep_refresh(db, session, tokens)
    return tokens


def _access(tokens: Tokens, now: datetime) -> dict[str, object]:
    return {
        "access_hash": _hash(tokens.access),
        "access_until": now + ACCESS,
        "confirmed": False,
        "renewed_at": now,
    }


def _keep_refresh(db: Connection, session: int, tokens: Tokens) -> None:
    row = {"token_hash": _hash(tokens.refresh), "session_id": session, "standing": "newest"}
    db.execute(insert(REFRESHES).values(row))


def _end(db: Connection, which: ColumnElement[bool], now: datetime) -> bool:
    """Whether there was one that had not ended."""
    ended = update(SESSIONS).where(which, SESSIONS.c.ended_at.is_(None)).values(ended_at=now)
    return db.execute(ended).rowcount > 0


def _fresh() -> Tokens:
    return Tokens(secrets.token_urlsafe(32), secrets.token_urlsafe(32))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
