"""Free-badge quota (免费证件额度): one account for each node of the tree and each free label."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

COUNTERS = ("received", "allotted", "reserved", "used", "leased")
MOST = 1_000_000
"""Places one move may be about; far above what any mission was ever given."""


LABEL_NUMBERS = 127
"""Of free labels in one edition, at most."""


class QuotaNode(StrEnum):
    """What an account belongs to."""

    PLACE = "place"
    UNIT = "unit"


class QuotaAct(StrEnum):
    """What an entry of the ledger (额度台账) says happened."""

    GRANT = "grant"
    """下达: received by a mission from the organiser."""
    ALLOT = "allot"
    """分配 to a sub-mission or a unit."""
    RECALL = "recall"
    """收回 of what is not used."""
    SHIFT = "shift"
    """调剂 between two of one giver."""
    RESERVE = "reserve"
    """占用 at submission, or by whoever waited."""
    USE = "use"
    """额度审核: the mission has passed the person."""
    RELEASE = "release"
    """释放 at return, advice against, cancellation, change of label."""
    LEASE = "lease"
    """预留 for a device."""
    RETURN = "return"
    """A lease ends, and what it did not spend comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLease:
    """额度预留 for one device; `id` is the operation that took it."""

    id: UUID
    by: int
    by_name: str
    count: int
    """Places not spent yet."""
    until: datetime
    """UTC; the edition's grace comes on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """An account as it stands: received = allotted + reserved + used + leased + left, none below 0.

    `version` 0: nothing was ever moved here, and no row of it exists.
    """

    id: int
    version: int = 0
    label: str
    node: QuotaNode
    node_id: int
    parent: int
    """The account that gives to this one; 0 for the root's."""
    place: int
    """Where it is seen: the place itself, or the one that reviews the unit."""
    received: int = 0
    """总数: by every move in, less every move out."""
    allotted: int = 0
    """已分配 to those below."""
    reserved: int = 0
    """占用 by persons who wait for the mission."""
    used: int = 0
    """已使用: by persons the mission has passed."""
    leased: int = 0
    """预留, in all open leases."""
    waiting: int = 0
    """候补: persons who draw on this account and have no place."""
    leases: tuple[QuotaLease, ...] = ()


def left(quota: Quota) -> int:
    """剩余: what can still be given, reserved or leased."""
    return quota.received - quota.allotted - quota.reserved - quota.used - quota.leased


def sound(quota: Quota) -> bool:
    """What has to hold in every committed state; the database holds the same."""
    return left(quota) >= 0 and all(getattr(quota, name) >= 0 for name in COUNTERS)


def quota_id(node: QuotaNode, node_id: int, number: int) -> int:
    """Id of an account, from its node and the label's number: known before it exists.

    Raises ValueError for what could not be told apart again.
    """
    if not 1 <= number <= LABEL_NUMBERS or not 1 <= node_id < 2**54:
        raise ValueError("no such account")
    return node_id << 8 | number << 1 | (node is QuotaNode.UNIT)


def whose(account: int) -> tuple[QuotaNode, int, int]:
    """QuotaNode, its id and the label's number that an account's id is made of."""
    return (
        (QuotaNode.UNIT if account & 1 else QuotaNode.PLACE),
        account >> 8,
        account >> 1 & LABEL_NUMBERS,
    )


def drawn_on(of_unit: Quota | None, of_place: Quota) -> Quota:
    """Which account a person draws on: the unit's where it has been given places of the label."""
    return of_place if of_unit is None or not of_unit.received else of_unit


def spend(quota: Quota, count: int, lease: UUID | None) -> Quota | None:
    """The account once `count` places of it are free to be used otherwise: those left first, then
    those of this lease. None: there are not as many.

    What they are used for is the caller's to add.
    """
    short = count - left(quota)
    if short <= 0:
        return quota
    kept = tuple(
        replace(one, count=one.count - short) if one.id == lease else one for one in quota.leases
    )
    mine = next((one for one in kept if one.id == lease), None)
    if mine is None or mine.count < 0:
        return None
    open_leases = tuple(one for one in kept if one.count)
    return replace(quota, leased=quota.leased - short, leases=open_leases)


def within(quota: Quota, lease: UUID | None) -> int:
    """How many places a device may count on: what is left, and its own lease."""
    return left(quota) + sum(one.count for one in quota.leases if one.id == lease)


def total(quotas: Iterable[Quota]) -> dict[str, int]:
    """Sums of all counters, and of what is left, over accounts beside each other."""
    found = dict.fromkeys((*COUNTERS, "waiting", "left"), 0)
    for one in quotas:
        for name in (*COUNTERS, "waiting"):
            found[name] += getattr(one, name)
        found["left"] += left(one)
    return found
