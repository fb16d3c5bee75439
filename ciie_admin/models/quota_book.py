"""Accounts as they stand while wishes are tried one after the other, and the cases they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, select

from ciie_admin.domain.cases import QuotaCase
from ciie_admin.domain.edition import free_labels
from ciie_admin.domain.free_places import CLOSED_UNITS
from ciie_admin.domain.quota_commands import MoveQuota, QuotaCommand
from ciie_admin.domain.quotas import Quota, QuotaNode, quota_id, whose
from ciie_admin.models import quota_leases, quota_mirror
from ciie_admin.models.ground import Ground
from ciie_admin.models.pending import among
from ciie_admin.models.tables import UNIT

CLOSED = frozenset(map(str, CLOSED_UNITS))


@dataclass(slots=True)
class QuotaBook:
    """`accounts` as they stand after what was tried so far; `units`: the place that reviews each,
    and whether it can be given anything. `leases` are this computer's own.
    """

    on: Ground
    accounts: dict[int, Quota]
    units: Mapping[int, tuple[int, bool]]
    leases: frozenset[UUID]
    labels: Mapping[int, str] = field(default_factory=dict)

    def account(self, number: int) -> Quota | None:
        """None for a node that is not in sight, and for a label the edition does not know."""
        found = self.accounts.get(number)
        return self._unopened(number) if found is None else found

    def giver(self, number: int) -> int:
        """Id of the account that gives to this one; 0 for the root's. Of a node in sight."""
        if number in self.accounts:
            return self.accounts[number].parent
        node, node_id, label = whose(number)
        if node is QuotaNode.UNIT:
            return quota_id(QuotaNode.PLACE, self.units[node_id][0], label)
        path = self.on.paths[node_id]
        return quota_id(QuotaNode.PLACE, path[-2], label) if len(path) > 1 else 0

    def case(self, number: int, command: QuotaCommand) -> QuotaCase | None:
        """None for an account that is not in sight."""
        quota = self.account(number)
        if quota is None:
            return None
        above = self.giver(number)
        giver = self.account(above) if above else None
        own_path = self.on.paths.get(quota.place, ())
        move = isinstance(command, MoveQuota)
        other = command.other if isinstance(command, MoveQuota) else None
        back = isinstance(command, MoveQuota) and command.count < 0
        gives = giver if move and giver is not None else quota
        return QuotaCase(
            quota,
            giver,
            own_path if giver is None else self.on.paths.get(giver.place, ()),
            own_path,
            None if other is None else self.account(other),
            self._is_open(other if other and back else number),
            quota_leases.usable(gives, self.leases, self.on.edition, self.on.now),
        )

    def depth(self, number: int) -> int:
        """How far below the root; a unit stands beside the places below its own."""
        node, node_id, _ = whose(number)
        if node is QuotaNode.PLACE:
            return len(self.on.paths.get(node_id, ()))
        return len(self.on.paths.get(self.units.get(node_id, (0, True))[0], ())) + 1

    def put(self, changed: Iterable[Quota]) -> None:
        self.accounts.update((one.id, one) for one in changed)

    def _is_open(self, number: int) -> bool:
        node, node_id, _ = whose(number)
        return node is QuotaNode.PLACE or self.units.get(node_id, (0, True))[1]

    def _unopened(self, number: int) -> Quota | None:
        node, node_id, label = whose(number)
        known = node_id in (self.on.paths if node is QuotaNode.PLACE else self.units)
        if not known or label not in self.labels:
            return None
        return Quota(
            id=number,
            label=self.labels[label],
            node=node,
            node_id=node_id,
            parent=self.giver(number),
            place=node_id if node is QuotaNode.PLACE else self.units[node_id][0],
        )


def open_book(db: Connection, on: Ground, ids: Iterable[int]) -> QuotaBook:
    """With these accounts and those that give to them, as the server last said them."""
    wanted = set(ids)
    nodes = [whose(one) for one in wanted]
    units = _units(db, {node_id for node, node_id, _ in nodes if node is QuotaNode.UNIT})
    labels = {one.number: one.id for one in free_labels(on.edition)}
    book = QuotaBook(on, {}, units, quota_leases.own(db), labels)
    above = {book.giver(one) for one in wanted if book.account(one) is not None}
    book.put(quota_mirror.accounts(db, wanted | above).values())
    return book


def _units(db: Connection, ids: Iterable[int]) -> dict[int, tuple[int, bool]]:
    columns = select(UNIT.c.id, UNIT.c.review_place, UNIT.c.review)
    rows = db.execute(columns.where(among(UNIT.c.id, ids)))
    return {number: (place, review not in CLOSED) for number, place, review in rows}
