"""Delay instead of lock-out: after some wrong passwords the next try has to wait, longer each time.

Kept in the database, so that a restart forgives nothing.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection, Table, bindparam, case, delete, func, null, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.server.account_tables import AttemptRow
from ciie_admin.server.faults import Fault

ATTEMPTS: Table = AttemptRow.__table__  # type: ignore[assignment]
FREE = {"login": 4, "device": 4, "address": 40}
"""Failures without a delay. Behind one address sits a whole office."""
LONGEST = timedelta(minutes=5)
NONE = timedelta(0)
FORGOTTEN = timedelta(days=1)
"""After a day without a failure nothing is held against anybody."""
Tried = Mapping[str, str]
"""What is tried by kind: `login` or `device`, and `address`."""


def begin(db: Connection, tried: Tried, now: datetime) -> None:
    """Count this try as a failure until succeeded() says otherwise: many at once gain nothing.

    Its transaction must be committed before the password is looked at. Raises
    Fault(429, "too_many_tries") without counting while one has to wait.
    """
    _forget(db, now)
    keys = {_key(kind, what): kind for kind, what in tried.items()}
    blank = [{"key": one, "failures": 0, "last_at": now} for one in sorted(keys)]
    db.execute(upsert(ATTEMPTS).on_conflict_do_nothing(), blank)
    query = select(ATTEMPTS).where(ATTEMPTS.c.key.in_(keys)).order_by(ATTEMPTS.c.key)
    rows = db.execute(query.with_for_update()).all()
    wait = max((row.not_before - now for row in rows if row.not_before), default=NONE)
    if wait > NONE:
        raise Fault(429, "too_many_tries", {"seconds": str(ceil(wait.total_seconds()))})
    counted = [
        {
            "one": row.key,
            "more": row.failures + 1,
            "until": _not_before(keys[row.key], row.failures + 1, now),
        }
        for row in rows
    ]
    new = {"failures": bindparam("more"), "not_before": bindparam("until"), "last_at": now}
    db.execute(update(ATTEMPTS).where(ATTEMPTS.c.key == bindparam("one")).values(new), counted)


def succeeded(db: Connection, tried: Tried) -> None:
    """The password was right: nothing is held against login or device, and one failure less
    against the address, so that an office's slips do not add up for ever.
    """
    own = [_key(kind, what) for kind, what in tried.items() if kind != "address"]
    db.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key.in_(own)))
    left = func.greatest(ATTEMPTS.c.failures - 2, 0)  # this try was counted, too
    until = case((left <= FREE["address"], null()), else_=ATTEMPTS.c.not_before)
    there = ATTEMPTS.c.key == _key("address", tried["address"])
    db.execute(update(ATTEMPTS).where(there).values(failures=left, not_before=until))


def waits_until(db: Connection, login: str, now: datetime) -> datetime | None:
    """When the next try of this login is taken, or None if at once."""
    query = select(ATTEMPTS.c.not_before).where(ATTEMPTS.c.key == _key("login", login))
    until: datetime | None = db.execute(query).scalar()
    return until if until is not None and until > now else None


def _forget(db: Connection, now: datetime) -> None:
    """Rows that somebody else is at are left for the next time."""
    old = select(ATTEMPTS.c.key).where(ATTEMPTS.c.last_at < now - FORGOTTEN)
    db.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key.in_(old.with_for_update(skip_locked=True))))


def _not_before(kind: str, failures: int, now: datetime) -> datetime | None:
    """Nothing at first, then after 1, 2, 4, 8... seconds."""
    over = failures - FREE[kind]
    if over <= 0:
        return None
    return now + min(timedelta(seconds=2 ** min(over - 1, 20)), LONGEST)


def _key(kind: str, what: str) -> str:
    return hashlib.sha256(f"{kind}\0{what}".encode()).hexdigest()
