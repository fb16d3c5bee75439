"""What happens to accounts by other ways than a clerk's operation: the organiser's own receipt, and
a unit that moves.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_rules import end_lease
from ciie_admin.domain.quotas import MOST, QuotaAct, QuotaNode, left, quota_id
from ciie_admin.domain.units import Unit
from ciie_admin.server import audit, feed, quota_book, seeding
from ciie_admin.server.audit import Act
from ciie_admin.server.faults import Fault
from ciie_admin.server.quota_book import QuotaBook, Said


def grant(
    db: Connection, edition: Edition, label_id: str, count: int, now: datetime, why: str = ""
) -> int:
    """下达: so many places of a free label into the account of the organiser's own desk; returns
    what it has received by then. Raises Fault edition_closed, label_not_free, quota_count.
    """
    refusal = _receivable(edition, label_id, count)
    if refusal is not None:
        raise Fault(409, refusal.code, refusal.facts)
    label = next(one.number for one in free_labels(edition) if one.id == label_id)
    number = quota_id(QuotaNode.PLACE, seeding.root(db), label)
    book = quota_book.open_book(db, edition, (number,), now)
    quota = book.accounts[number]
    more = replace(quota, received=quota.received + count)
    book.put(more, QuotaAct.GRANT, Said(why=why), count)
    feed.announce(db, edition.id, sorted(book.write(db)))
    entry = Act(now, "reception", None, None, None, "move_quota", "quota", number)
    audit.append(db, edition.id, [entry])
    return more.received


def _receivable(edition: Edition, label_id: str, count: int) -> Refused | None:
    if edition.closed:
        return Refused("edition_closed")
    if label_id not in {one.id for one in free_labels(edition)}:
        return Refused("label_not_free")
    return None if 1 <= count <= MOST else Refused("quota_count", {"limit": str(MOST)})


def accounts_of_units(edition: Edition, units: Iterable[Unit]) -> set[int]:
    """Of all free labels: the units' own accounts, and those that give to them."""
    numbers = [one.number for one in free_labels(edition)]
    return {
        quota_id(node, node_id, number)
        for unit in units
        for node, node_id in (
            (QuotaNode.UNIT, unit.id),
            (QuotaNode.PLACE, unit.review_place),
        )
        for number in numbers
    }


def leave_behind(book: QuotaBook, unit: int, place: int) -> None:
    """A unit goes to another place, and its quota stays: all that was received goes back to who
    gave it. Its accounts must be open, as they were seen before (`accounts_of_units`), and its
    persons must have left them. Raises ValueError where they have not.
    """
    for one in free_labels(book.edition):
        quota = book.accounts[quota_id(QuotaNode.UNIT, unit, one.number)]
        if not quota.version:
            continue
        for lease in quota.leases:
            (quota,) = end_lease(quota, lease.id)
            quota = book.put(quota, QuotaAct.RETURN, Said(operation=lease.id))
        count, giver = quota.received, book.accounts[quota.parent]
        if left(quota) != count:
            raise ValueError("persons are still there")
        above = quota_id(QuotaNode.PLACE, place, one.number)
        gone = replace(quota, received=0, parent=above, place=place)
        book.put(gone, QuotaAct.RECALL, Said(other=giver.id), count)
        back = replace(giver, allotted=giver.allotted - count)
        book.put(back, QuotaAct.RECALL, Said(other=quota.id), count)
