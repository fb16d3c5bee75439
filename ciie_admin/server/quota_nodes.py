"""Where a free-badge account hangs, read from its place or unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.free_places import CLOSED_UNITS
from ciie_admin.domain.quotas import Quota, QuotaNode, quota_id, whose
from ciie_admin.server import records
from ciie_admin.server.records import PLACES, UNITS


@dataclass(frozen=True, slots=True)
class Node:
    """Where an account is seen, which one gives to it (0: none), and whether it can receive."""

    place: int
    parent: int
    open: bool = True


def nodes(db: Connection, edition_id: int, accounts: Iterable[int]) -> dict[int, Node]:
    """By account, as the tree and the units stand now; without those whose node there is none."""
    told = {one: whose(one) for one in accounts}
    at = _places(db, {number for node, number, _ in told.values() if node is QuotaNode.PLACE})
    of = _units(
        db, edition_id, {number for node, number, _ in told.values() if node is QuotaNode.UNIT}
    )
    found: dict[int, Node] = {}
    for account, (node, number, label) in told.items():
        if not label:
            continue
        if node is QuotaNode.UNIT and number in of:
            place, takes = of[number]
            found[account] = Node(place, quota_id(QuotaNode.PLACE, place, label), takes)
        elif node is QuotaNode.PLACE and number in at:
            above = at[number]
            found[account] = Node(number, quota_id(QuotaNode.PLACE, above, label) if above else 0)
    return found


def is_place(account: int) -> bool:
    return whose(account)[0] is QuotaNode.PLACE


def unopened(edition: Edition, account: int, node: Node) -> Quota | None:
    """The account before anything was moved there; None for a label the edition does not have."""
    kind, number, label = whose(account)
    name = next((one.id for one in edition.labels if one.number == label), None)
    if name is None:
        return None
    return Quota(
        id=account, label=name, node=kind, node_id=number, parent=node.parent, place=node.place
    )


def _places(db: Connection, ids: set[int]) -> dict[int, int]:
    """The place above each; 0 for the root."""
    if not ids:
        return {}
    query = select(PLACES.c.id, PLACES.c.path).where(records.among(PLACES.c.id, ids))
    return {number: path[-2] if len(path) > 1 else 0 for number, path in db.execute(query)}


def _units(db: Connection, edition_id: int, ids: set[int]) -> dict[int, tuple[int, bool]]:
    if not ids:
        return {}
    mine = (records.among(UNITS.c.id, ids), UNITS.c.edition_id == edition_id)
    query = select(UNITS.c.id, UNITS.c.review_place, UNITS.c.review).where(*mine)
    return {number: (place, said not in CLOSED_UNITS) for number, place, said in db.execute(query)}
