"""Moves of free places between accounts, and leases: who may, how many, and what then."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ciie_admin.domain.actors import HEADS, REVIEWERS, Actor, covers
from ciie_admin.domain.cases import QuotaCase
from ciie_admin.domain.edition import Edition, is_free
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, QuotaCommand, ReturnQuota
from ciie_admin.domain.quotas import MOST, Quota, QuotaAct, QuotaLease, left, spend, within

NOTE_LIMIT = 500
"""Characters of a reason in the ledger."""
Accounts = tuple[Quota, ...]
"""Accounts as they are once a command is true: the one it is about first."""


def decide_quota(
    case: QuotaCase,
    command: QuotaCommand,
    by: Actor,
    edition: Edition,
    now: datetime,
    operation: UUID,
) -> Accounts | Refused:
    """All accounts that change; versions are the caller's to raise. Pure; `now` is server time.

    RankApplicants changes persons, not accounts: here it is only allowed or refused.
    """
    refusal = _standing(case, command, by, edition)
    if refusal is not None:
        return refusal
    if isinstance(command, MoveQuota):
        return _move(case, command)
    if isinstance(command, LeaseQuota):
        return _lease(case, command, by, edition, now, operation)
    if isinstance(command, ReturnQuota):
        return _hand_back(case, command, by)
    return (case.quota,)


def act_of(case: QuotaCase, command: MoveQuota) -> QuotaAct:
    """What the ledger calls a move."""
    if command.other is not None:
        return QuotaAct.SHIFT
    if command.count < 0:
        return QuotaAct.RECALL
    given_by_root = case.giver is None or case.giver.parent == 0
    return QuotaAct.GRANT if given_by_root else QuotaAct.ALLOT


def _hand_back(case: QuotaCase, command: ReturnQuota, by: Actor) -> Accounts | Refused:
    """By its author, or by a head."""
    mine = next((one for one in case.quota.leases if one.id == command.lease), None)
    if mine is not None and mine.by != by.account and by.role not in HEADS:
        return Refused("head_needed")
    return end_lease(case.quota, command.lease)


def end_lease(quota: Quota, lease: UUID) -> tuple[Quota]:
    """What it has not spent is left again; one that has ended already changes nothing."""
    ending = next((one for one in quota.leases if one.id == lease), None)
    if ending is None:
        return (quota,)
    kept = tuple(one for one in quota.leases if one.id != lease)
    return (replace(quota, leased=quota.leased - ending.count, leases=kept),)


def lapsed(quota: Quota, edition: Edition, now: datetime, device: UUID | None = None) -> Accounts:
    """The account without leases whose time is over: with the grace for everybody, without it for
    the one (`device` names its lease) that has just been in touch.
    """
    for one in quota.leases:
        if over(one, edition, now, in_touch=one.id == device):
            (quota,) = end_lease(quota, one.id)
    return (quota,)


def over(lease: QuotaLease, edition: Edition, now: datetime, *, in_touch: bool) -> bool:
    """`in_touch`: its device has nothing more to bring."""
    grace = timedelta() if in_touch else timedelta(hours=edition.leases.grace_hours)
    return lease.until + grace <= now


def _standing(
    case: QuotaCase, command: QuotaCommand, by: Actor, edition: Edition
) -> Refused | None:
    if edition.closed:
        return Refused("edition_closed")
    if by.role not in REVIEWERS:
        return Refused("role_may_not")
    path = case.path if isinstance(command, MoveQuota) else case.own_path
    if not covers(by, path):
        return Refused("not_your_quota")
    if not is_free(edition, case.quota.label):
        return Refused("label_not_free")
    note = getattr(command, "note", "")
    return Refused("text_too_long", {"limit": str(NOTE_LIMIT)}) if len(note) > NOTE_LIMIT else None


def _move(case: QuotaCase, command: MoveQuota) -> Accounts | Refused:
    quota, count = case.quota, command.count
    if not 1 <= abs(count) <= MOST:
        return Refused("quota_count", {"limit": str(MOST)})
    if command.was != quota.received:
        return Refused("quota_changed", {"was": str(command.was), "is": str(quota.received)})
    if (count > 0 or command.other is not None) and not case.open:
        return Refused("unit_takes_none")
    if command.other is not None:
        return _shift(case, count)
    if count < 0:
        return _recall(case, -count)
    return _give(case, count)


def _give(case: QuotaCase, count: int) -> Accounts | Refused:
    """From the giver's own; at the root out of nothing."""
    taken = replace(case.quota, received=case.quota.received + count)
    if case.giver is None:
        return (taken,)
    freed = spend(case.giver, count, case.lease)
    if freed is None:
        return _short(case.giver, count, case.lease)
    return taken, replace(freed, allotted=freed.allotted + count)


def _recall(case: QuotaCase, count: int) -> Accounts | Refused:
    """Only what is not used, reserved, leased or given on."""
    if left(case.quota) < count:
        return sits(case.quota, count)
    less = replace(case.quota, received=case.quota.received - count)
    if case.giver is None:
        return (less,)
    return less, replace(case.giver, allotted=case.giver.allotted - count)


def _shift(case: QuotaCase, count: int) -> Accounts | Refused:
    """Between two of one giver, whose own sums stay as they are."""
    quota, other = case.quota, case.other
    if other is None or other.id == quota.id or _family(other) != _family(quota):
        return Refused("not_beside")
    source, target = (other, quota) if count > 0 else (quota, other)
    amount = abs(count)
    if left(source) < amount:
        return sits(source, amount)
    less = replace(source, received=source.received - amount)
    more = replace(target, received=target.received + amount)
    return (more, less) if count > 0 else (less, more)


def _family(quota: Quota) -> tuple[str, int]:
    return quota.label, quota.parent


def _lease(
    case: QuotaCase,
    command: LeaseQuota,
    by: Actor,
    edition: Edition,
    now: datetime,
    operation: UUID,
) -> Accounts | Refused:
    if case.lease is not None:
        return Refused("lease_open")
    limit = edition.leases.days
    if not now < command.until <= now + timedelta(days=limit):
        return Refused("lease_until", {"days": str(limit)})
    if not 1 <= command.count <= MOST:
        return Refused("quota_count", {"limit": str(MOST)})
    if left(case.quota) < command.count:
        return _short(case.quota, command.count, None)
    made = QuotaLease(
        id=operation, by=by.account, by_name=by.name, count=command.count, until=command.until
    )
    quota = case.quota
    leases = (*quota.leases, made)
    return (replace(quota, leased=quota.leased + command.count, leases=leases),)


def _short(quota: Quota, wanted: int, lease: UUID | None) -> Refused:
    return Refused("quota_short", {"left": str(within(quota, lease)), "wanted": str(wanted)})


def sits(quota: Quota, wanted: int) -> Refused:
    """Fewer than `wanted` are left: where the others are."""
    where: dict[str, Any] = {name: getattr(quota, name) for name in ("allotted", "reserved")}
    where |= {"used": quota.used, "leased": quota.leased, "left": left(quota), "wanted": wanted}
    return Refused("quota_sits", {name: str(value) for name, value in where.items()})
