"""The free-badge accounts one transaction is about: locked, changed in memory, written with their
ledger (decisions/0019).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.free_places import TAKING
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import (
    COUNTERS,
    Quota,
    QuotaAct,
    QuotaNode,
    drawn_on,
    left,
    quota_id,
    spend,
)
from ciie_admin.domain.states import FreePlace
from ciie_admin.server import quota_nodes, quota_rows
from ciie_admin.server.feed import Moved
from ciie_admin.server.quota_nodes import Node

COUNTER: Mapping[FreePlace, str] = {
    FreePlace.WAITING: "waiting",
    FreePlace.RESERVED: "reserved",
    FreePlace.USED: "used",
}
ACT: Mapping[FreePlace, QuotaAct] = {
    FreePlace.RESERVED: QuotaAct.RESERVE,
    FreePlace.USED: QuotaAct.USE,
}


class Said(NamedTuple):
    """Who did something to an account, and what it was about; the server by itself says nothing."""

    by: str = ""
    account: int | None = None
    operation: UUID | None = None
    why: str = ""
    other: int | None = None
    """The account on the other side of a move."""
    person: int | None = None
    unit: int | None = None
    """Of the person."""


BY_ITSELF = Said()


@dataclass(slots=True)
class QuotaBook:
    """`accounts` as they stand after what was judged so far; of version 0 where there is no row
    yet. `devices` are those of the open leases.
    """

    edition: Edition
    now: datetime
    accounts: dict[int, Quota] = field(default_factory=dict)
    nodes: Mapping[int, Node] = field(default_factory=dict)
    devices: dict[UUID, UUID] = field(default_factory=dict)
    _read: dict[int, Quota] = field(default_factory=dict)
    _held: frozenset[int] = frozenset()
    """Rows that were made only to hold their ids."""
    _lines: list[dict[str, Any]] = field(default_factory=list)

    def account(self, number: int) -> Quota | None:
        """None: no such node or label in this edition, or not opened in this book."""
        return self.accounts.get(number)

    def lease_of(self, number: int, device: UUID) -> UUID | None:
        """What the device has set aside of an account; at most one."""
        quota = self.accounts.get(number)
        mine = (one.id for one in quota.leases) if quota else ()
        return next((one for one in mine if self.devices.get(one) == device), None)

    def drawn_on(self, person: Person) -> Quota | None:
        """The account a person of a free label draws on, if it was opened; else None."""
        pair = _drawable(self.edition, person)
        place = self.accounts.get(pair[1]) if pair else None
        if not pair or place is None:
            return None
        return drawn_on(self.accounts.get(pair[0]), place)

    def put(
        self, quota: Quota, act: QuotaAct | None = None, said: Said = BY_ITSELF, count: int = 0
    ) -> Quota:
        """Take a changed account over, with a line of the ledger where a counter has changed; its
        version goes up once. `count` is how many places the act was about, 0: as many as are left
        more or less. Returns it as it now stands.
        """
        before = self.accounts[quota.id]
        if quota == before:
            return before
        after = replace(quota, version=self._read[quota.id].version + 1)
        self.accounts[quota.id] = after
        deltas = {name: getattr(after, name) - getattr(before, name) for name in COUNTERS}
        if act is not None and any(deltas.values()):
            change = left(after) - left(before)
            line = {"change": change, "left_after": left(after), "count": count or abs(change)}
            who = {"by_account": said.account, "by_name": said.by, "operation": said.operation}
            whom = {"person_id": said.person, "unit_id": said.unit, "other": said.other}
            one = {"account": quota.id, "act": act.value, "at": self.now, "why": said.why}
            self._lines.append(one | line | deltas | who | whom)
        return after

    def person_moved(
        self,
        before: Person | None,
        after: Person,
        *,
        by: str = "",
        account: int | None = None,
        operation: UUID | None = None,
        lease: UUID | None = None,
    ) -> None:
        """From place and account of both: taken, used, released, waited for. Both accounts must be
        open in this book. Raises ValueError for a place that is not there, and has done nothing.
        """
        said = Said(by, account, operation, person=after.id, unit=after.unit_id)
        was, place = (before.quota, before.free_place) if before else (0, FreePlace.NONE)
        if was == after.quota:
            self._turn(was, place, after.free_place, said, lease)
            return
        if was and was not in self.accounts:
            raise ValueError("not opened")
        self._turn(after.quota, FreePlace.NONE, after.free_place, said, lease)
        self._turn(was, place, FreePlace.NONE, said, None)

    def _turn(
        self, number: int, old: FreePlace, new: FreePlace, said: Said, lease: UUID | None
    ) -> None:
        if old is new or not number:
            return
        quota = self.accounts[number]
        takes = new in TAKING and old not in TAKING
        freed = spend(quota, 1, lease) if takes else quota
        if freed is None:
            raise ValueError("no place left")
        counts = {one: getattr(freed, COUNTER[one]) for one in (old, new) if one in COUNTER}
        if old in counts:
            counts[old] -= 1
        if new in counts:
            counts[new] += 1
        fields: dict[str, Any] = {COUNTER[one]: count for one, count in counts.items()}
        self.put(replace(freed, **fields), ACT.get(new, QuotaAct.RELEASE), said, 1)

    def changed(self) -> list[tuple[Quota, Quota]]:
        """As they were and as they are, by id."""
        pairs = ((self._read[number], one) for number, one in sorted(self.accounts.items()))
        return [pair for pair in pairs if pair[0] != pair[1]]

    def write(self, db: Connection) -> set[Moved]:
        """Rows, leases and ledger; returns where to announce what."""
        pairs = self.changed()
        before, changed = [was for was, _ in pairs], [one for _, one in pairs]
        quota_rows.update(db, self.edition.id, changed)
        quota_rows.write_leases(db, self.edition.id, before, changed, self.devices)
        quota_rows.append(db, self.edition.id, self._lines)
        idle = self._held - {one.id for one in changed}
        quota_rows.drop(db, self.edition.id, idle)
        return {moved for one in changed for moved in _moved(self._read[one.id], one)}


def open_book(db: Connection, edition: Edition, ids: Iterable[int], now: datetime) -> QuotaBook:
    """Lock these accounts, sorted by id. Behind units, persons and places, once a transaction.

    One without a row gets an empty one first: two who open it at once come one after the other.
    Rows are made before any is locked, which leaves no circle to wait in.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return QuotaBook(edition, now)
    held = quota_rows.hold(db, edition.id, wanted)
    locked = quota_rows.locked(db, edition.id, wanted)
    hung = quota_nodes.nodes(db, edition.id, wanted)
    read: dict[int, Quota] = {}
    for number, row in locked.items():
        fresh = quota_nodes.unopened(edition, number, hung[number]) if number in hung else None
        known = row if row.version else fresh
        if known is not None:
            read[number] = known
    devices = quota_rows.devices(db, [one.id for quota in read.values() for one in quota.leases])
    return QuotaBook(edition, now, dict(read), hung, devices, read, held)


def candidates(
    db: Connection, edition: Edition, persons: Iterable[Person], units: Iterable[int] = ()
) -> set[int]:
    """Accounts that may be needed: those these persons draw on or have a place of, and those the
    persons of these units have a place of.
    """
    found = quota_rows.of_persons(db, units)
    for one in persons:
        found |= {one.quota, *_drawable(edition, one)}
    return found - {0}


def _drawable(edition: Edition, person: Person) -> tuple[int, ...]:
    """The unit's account and that of the place which reviews it; nothing without a free label."""
    free = (one.number for one in free_labels(edition) if one.id == person.form.label)
    label = next(free, 0)
    if not label:
        return ()
    unit = quota_id(QuotaNode.UNIT, person.unit_id, label)
    return unit, quota_id(QuotaNode.PLACE, person.review_place, label)


def _moved(before: Quota, after: Quota) -> set[Moved]:
    found = {Moved(after.place, "quota", after.id)}
    if before.version and before.place != after.place:
        found.add(Moved(before.place, "quota", after.id, gone=True))
    return found
