"""How long a computer may work without its server, whatever its own clock says.

Only answers of the server, with a later time than any before, begin the lease anew. Since then
every step the local clock made forward is added up: turning it back takes nothing away.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from ciie_admin.models import opening
from ciie_admin.models.engine import Cache

LEASE = timedelta(days=14)
"""Policy: the one place that says it."""
OFTEN = timedelta(minutes=10)
"""Answers that come closer to each other than this are not worth a write each."""
SERVER, LOCAL, SPENT = "lease_server", "lease_local", "lease_spent"
"""Latest server time, local clock when last looked at, seconds spent since that server time."""


def meet(cache: Cache, server_time: datetime, now: datetime) -> None:
    """The server has answered. `now` is the local clock. Raises CacheUnreadable."""
    with cache.read() as db:
        latest = _moment(db, SERVER)
    if latest is None or server_time - latest >= OFTEN:
        with cache.write() as db:
            begin(db, server_time, now)


def begin(db: Connection, server_time: datetime, now: datetime) -> None:
    """Anew from now, if the server says a later time than ever before."""
    latest = _moment(db, SERVER)
    if latest is None or server_time > latest:
        _keep(db, {SERVER: server_time.isoformat(), LOCAL: now.isoformat(), SPENT: "0"})


def is_over(cache: Cache, now: datetime) -> bool:
    """Whether too much time has been spent offline by `now`, which is kept. One transaction."""
    with cache.write() as db:
        return _spend(db, now) > LEASE


def _spend(db: Connection, now: datetime) -> timedelta:
    """A profile from before there were leases begins with its mirror's server time."""
    if _moment(db, SERVER) is None:
        begin(db, opening.server_time(db), now)
    before = _moment(db, LOCAL) or now
    spent = timedelta(seconds=float(opening.preference(db, SPENT) or "0"))
    spent += max(now - before, timedelta(0))
    _keep(db, {LOCAL: now.isoformat(), SPENT: str(spent.total_seconds())})
    return spent


def _keep(db: Connection, values: dict[str, str]) -> None:
    for name, value in values.items():
        opening.set_preference(db, name, value)


def _moment(db: Connection, name: str) -> datetime | None:
    kept = opening.preference(db, name)
    return datetime.fromisoformat(kept).astimezone(UTC) if kept else None
