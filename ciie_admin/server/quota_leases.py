"""Places that were set aside and come back: at the device's first exchange after the end, and once
the grace is over.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from ciie_admin.domain.quota_rules import end_lease, over
from ciie_admin.domain.quotas import Quota, QuotaAct
from ciie_admin.server import feed, quota_book, records
from ciie_admin.server.quota_book import QuotaBook, Said
from ciie_admin.server.quota_rows import LEASES

InTouch = Callable[[UUID], bool]
"""Whether the device of this lease has nothing more to bring."""


def hand_back(engine: Engine, device: UUID, now: datetime) -> set[int]:
    """What this device, which has just had nothing more to say, did not spend of leases that have
    ended; returns the accounts that got places back.
    """
    mine = select(LEASES.c.edition_id, LEASES.c.quota).where(LEASES.c.device_id == device)
    with engine.connect() as db:
        ended = db.execute(mine.where(LEASES.c.until <= now)).all()
    return _each(engine, ended, now, device)


def sweep(engine: Engine, now: datetime) -> set[int]:
    """What nobody came back for within the grace; as hand_back()."""
    ended = select(LEASES.c.edition_id, LEASES.c.quota).where(LEASES.c.until <= now)
    with engine.connect() as db:
        found = db.execute(ended).all()
    return _each(engine, found, now, None)


def _each(
    engine: Engine, ended: Iterable[tuple[int, int]], now: datetime, device: UUID | None
) -> set[int]:
    """One transaction an edition: its feed is told once."""
    by_edition: dict[int, set[int]] = {}
    for edition, account in ended:
        by_edition.setdefault(edition, set()).add(account)
    freed: set[int] = set()
    for edition, accounts in sorted(by_edition.items()):
        with engine.begin() as db:
            freed |= _returned(db, edition, accounts, now, device)
    return freed


def _returned(
    db: Connection, edition_id: int, accounts: set[int], now: datetime, device: UUID | None
) -> set[int]:
    edition = records.edition(db, edition_id)
    book = quota_book.open_book(db, edition, accounts, now)
    for quota in list(book.accounts.values()):
        _end(book, quota, lambda lease: device is not None and book.devices[lease] == device)
    moved = book.write(db)
    if moved:
        feed.announce(db, edition_id, sorted(moved))
    return {one.id for one in moved}


def _end(book: QuotaBook, quota: Quota, in_touch: InTouch) -> None:
    """A line of the ledger for each; it names the operation that took the lease."""
    for one in quota.leases:
        if over(one, book.edition, book.now, in_touch=in_touch(one.id)):
            (quota,) = end_lease(quota, one.id)
            quota = book.put(quota, QuotaAct.RETURN, Said(operation=one.id))
