"""The tree that free badges go down, as one's own node and those below it need it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import REVIEWERS, Actor
from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.quotas import Quota, QuotaNode, quota_id
from ciie_admin.models import reading
from ciie_admin.models.tables import PLACE, UNIT


@dataclass(frozen=True, slots=True)
class Node:
    """A place as the tree needs it."""

    id: int
    path: tuple[int, ...]
    order: int
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What all rows of one label are read with; made by tree(), for as long as no place and no unit
    comes or goes.
    """

    label: str
    number: int
    actor: Actor
    edition: Edition
    nodes: Mapping[int, Node]
    below: Mapping[int, tuple[int, ...]]
    """Places directly below each, in the order set by hand."""
    with_units: frozenset[int]

    @property
    def root(self) -> int:
        """Account of one's own node."""
        return self.account_of(self.actor.path[-1])

    @property
    def may(self) -> bool:
        """Whether whoever looks may move places at all."""
        return self.actor.role in REVIEWERS and not self.edition.closed

    def account_of(self, place: int) -> int:
        return quota_id(QuotaNode.PLACE, place, self.number)

    def above_of(self, account: Quota) -> int:
        """The place an account hangs at; 0 above the root."""
        if account.node is QuotaNode.UNIT:
            return account.place
        path = self.nodes[account.node_id].path
        return path[-2] if len(path) > 1 else 0

    def above(self, account: Quota) -> tuple[int, ...]:
        """Accounts from one's own node down to the one that gives to this."""
        place = self.nodes.get(account.place)
        if place is None:
            return ()
        path = place.path if account.node is QuotaNode.UNIT else place.path[:-1]
        return tuple(map(self.account_of, path[len(self.actor.path) - 1 :]))

    def unopened(self, node: QuotaNode, number: int, place: int = 0) -> Quota:
        """As an account stands to which nothing was ever moved; of a unit `place` reviews it."""
        giver = place
        if node is QuotaNode.PLACE:
            path = self.nodes[number].path
            place, giver = number, path[-2] if len(path) > 1 else 0
        return Quota(
            id=quota_id(node, number, self.number),
            label=self.label,
            node=node,
            node_id=number,
            parent=self.account_of(giver) if giver else 0,
            place=place,
        )


def tree(db: Connection, label: str, actor: Actor) -> Tree | None:
    """None before the first page, and for a label that is not free."""
    edition = reading.edition(db)
    found = [one for one in free_labels(edition) if one.id == label] if edition else []
    if edition is None or not found:
        return None
    nodes = nodes_of(db)
    below: dict[int, list[Node]] = {}
    for one in nodes.values():
        below.setdefault(one.path[-2] if len(one.path) > 1 else 0, []).append(one)
    sorted_below = {
        place: tuple(one.id for one in sorted(those, key=lambda one: (one.order, one.id)))
        for place, those in below.items()
    }
    with_units = frozenset(db.execute(select(UNIT.c.review_place).distinct()).scalars())
    return Tree(label, found[0].number, actor, edition, nodes, sorted_below, with_units)


def nodes_of(db: Connection) -> dict[int, Node]:
    """Without making whole places of them: there are hundreds."""
    bodies = db.execute(select(PLACE.c.body)).scalars()
    found = (json.loads(body) for body in bodies)
    return {
        one["id"]: Node(one["id"], tuple(one["path"]), one["order"], one["name_zh"], one["name_en"])
        for one in found
    }
