"""What the keeper of the server does about devices and accounts: list, revoke, disable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select, update

from ciie_admin.errors import BadInput
from ciie_admin.server import audit, colleagues, sessions, signin
from ciie_admin.server.audit import Act
from ciie_admin.server.sessions import ACCOUNTS, DEVICES, SESSIONS


@dataclass(frozen=True, slots=True)
class Device:
    """`seen_at`: when it last signed in or renewed its session."""

    id: UUID
    login: str
    seen_at: datetime | None
    revoked_at: datetime | None


def every_device(db: Connection) -> Sequence[Device]:
    """By login, then by when it was last seen."""
    seen = func.max(SESSIONS.c.renewed_at)
    query = (
        select(DEVICES.c.id, ACCOUNTS.c.login, seen, DEVICES.c.revoked_at)
        .join(ACCOUNTS, ACCOUNTS.c.id == DEVICES.c.account_id)
        .outerjoin(SESSIONS, SESSIONS.c.device_id == DEVICES.c.id)
        .group_by(DEVICES.c.id, ACCOUNTS.c.login)
        .order_by(ACCOUNTS.c.login, seen.desc().nulls_last(), DEVICES.c.id)
    )
    return [Device(*row) for row in db.execute(query)]


def revoke(db: Connection, device: UUID, now: datetime) -> None:
    """From the commit on nothing is answered to this device. Raises BadInput("no_such_device").

    A second time changes nothing.
    """
    query = select(DEVICES.c.account_id, DEVICES.c.revoked_at).where(DEVICES.c.id == device)
    known = db.execute(query.with_for_update()).one_or_none()
    if known is None:
        raise BadInput("no_such_device")
    if known.revoked_at is not None:
        return
    db.execute(update(DEVICES).where(DEVICES.c.id == device).values(revoked_at=now))
    sessions.end_of_device(db, device, now)
    _note(db, Act(now, "shell", None, device, None, "revoke_device", "account", known.account_id))


def disable(db: Connection, login: str, now: datetime) -> None:
    """The account can do nothing any more; its sessions end with it.

    Raises BadInput("no_such_account"). A second time changes nothing.
    """
    columns = (ACCOUNTS.c.id, ACCOUNTS.c.active, ACCOUNTS.c.place_id)
    query = select(*columns).where(ACCOUNTS.c.login == login)
    known = db.execute(query.with_for_update()).one_or_none()
    if known is None:
        raise BadInput("no_such_account")
    if not known.active:
        return
    db.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == known.id).values(active=False))
    sessions.end_of_account(db, known.id, now)
    _note(db, Act(now, "shell", None, None, None, "disable_account", "account", known.id))
    colleagues.renew(db, known.place_id)


def _note(db: Connection, act: Act) -> None:
    audit.append(db, signin.current_edition(db), [act])
