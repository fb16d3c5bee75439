"""Places that were set aside and come back: at the device's first exchange after the end, once the
grace is over, and from a device that was revoked.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, or_, select

from ciie_admin.domain.quota_rules import end_lease, over
from ciie_admin.domain.quotas import Quota, QuotaAct
from ciie_admin.server import feed, quota_book, records
from ciie_admin.server.quota_book import QuotaBook, Said
from ciie_admin.server.quota_rows import LEASES
from ciie_admin.server.sessions import DEVICES

WHERE = select(LEASES.c.edition_id, LEASES.c.quota)
OWNERS = select(LEASES.c.device_id)
REVOKED = select(DEVICES.c.id).where(DEVICES.c.revoked_at.is_not(None))


def hand_back(engine: Engine, device: UUID, now: datetime) -> set[int]:
    """What this device, which has just had nothing more to say, did not spend of leases that have
    ended; returns the accounts that got places back.
    """
    ended = WHERE.where(LEASES.c.device_id == device, LEASES.c.until <= now)
    with engine.connect() as db:
        found = db.execute(ended).all()
    return _each(engine, found, now, device)


def sweep(engine: Engine, now: datetime) -> set[int]:
    """What nobody came back for within the grace, or can any more; as hand_back()."""
    ended = or_(LEASES.c.until <= now, LEASES.c.device_id.in_(REVOKED))
    with engine.connect() as db:
        found = db.execute(WHERE.where(ended)).all()
    return _each(engine, found, now, None)


def _each(
    engine: Engine, ended: Iterable[tuple[int, int]], now: datetime, in_touch: UUID | None
) -> set[int]:
    """One transaction an edition: its feed is told once."""
    by_edition: dict[int, set[int]] = {}
    for edition, account in ended:
        by_edition.setdefault(edition, set()).add(account)
    freed: set[int] = set()
    for edition, accounts in sorted(by_edition.items()):
        with engine.begin() as db:
            freed |= _returned(db, edition, accounts, now, in_touch)
    return freed


def _returned(
    db: Connection, edition_id: int, accounts: set[int], now: datetime, in_touch: UUID | None
) -> set[int]:
    revoked = set(db.execute(REVOKED.where(DEVICES.c.id.in_(OWNERS))).scalars())
    edition = records.edition(db, edition_id)
    book = quota_book.open_book(db, edition, accounts, now)
    for quota in list(book.accounts.values()):
        _end(book, quota, in_touch, revoked)
    moved = book.write(db)
    if moved:
        feed.announce(db, edition_id, sorted(moved))
    return {one.id for one in moved}


def _end(book: QuotaBook, quota: Quota, in_touch: UUID | None, revoked: set[UUID]) -> None:
    """A line of the ledger for each; it names the operation that took the lease."""
    for one in quota.leases:
        device = book.devices[one.id]
        ended = over(one, book.edition, book.now, in_touch=device == in_touch)
        if ended or device in revoked:
            (quota,) = end_lease(quota, one.id)
            quota = book.put(quota, QuotaAct.RETURN, Said(operation=one.id))
