"""What the page of free badges reads: nodes of the tree with their account, and sums of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, overload

from sqlalchemy import Connection, and_, func, literal, or_, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.edition import Label, free_labels
from ciie_admin.domain.quotas import COUNTERS, Quota, QuotaNode, left, quota_id, whose
from ciie_admin.models import quota_mirror, reading
from ciie_admin.models.pending import among
from ciie_admin.models.queries import Query, conditions
from ciie_admin.models.quota_mirror import READ, read
from ciie_admin.models.quota_tables import QUOTA, QUOTA_OVERLAY
from ciie_admin.models.quota_tree import Node, Tree
from ciie_admin.models.tables import UNIT

MOST_FOUND = 50
"""Units a search names."""
OVERLAY = (
    QUOTA_OVERLAY.c.received, QUOTA_OVERLAY.c.allotted, QUOTA_OVERLAY.c.stage,
    QUOTA_OVERLAY.c.typed, QUOTA_OVERLAY.c.problem, QUOTA_OVERLAY.c.facts,
)  # fmt: skip
AT = 2
"""Where a unit's row names the place that reviews it."""
SUMMED = (*COUNTERS, "waiting")


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """A node of the tree with its account of one label, as the server says it and (`pending`,
    `pending_out`) with what one's own moves under way add to what it received and gave on.

    `typed` is the total of its draft; `problem`, a code with its `facts`, why that draft cannot go:
    then it is not among `pending`. `editable`: whoever looks may move places here.
    """

    account: Quota
    name: str
    name_en: str
    depth: int
    has_children: bool
    editable: bool
    pending: int = 0
    pending_out: int = 0
    stage: str = ""
    """`draft`, `pending`, or nothing."""
    typed: int | None = None
    problem: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def received(self) -> int:
        return self.account.received + self.pending

    @property
    def allotted(self) -> int:
        return self.account.allotted + self.pending_out

    @property
    def left(self) -> int:
        """What will be left if all goes through (tentative)."""
        return left(self.account) + self.pending - self.pending_out


@dataclass(frozen=True, slots=True)
class QuotaRows(Sequence[QuotaRow]):
    """Below one open node: each row is made when somebody looks at it. Making 20,000 at once would
    take three times as long as reading them.
    """

    on: Tree
    places: Sequence[QuotaRow]
    units: Sequence[tuple[Any, ...]]

    def __len__(self) -> int:
        return len(self.places) + len(self.units)

    @overload
    def __getitem__(self, at: int) -> QuotaRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[QuotaRow]: ...
    def __getitem__(self, at: int | slice) -> QuotaRow | Sequence[QuotaRow]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        if at < len(self.places):
            return self.places[at]
        return _unit_row(self.on, self.units[at - len(self.places)])


@dataclass(frozen=True, slots=True)
class LabelSum:
    """A free label of the edition, with the total and the rest at one's own node."""

    label: Label
    received: int
    left: int


def children(
    db: Connection, on: Tree, parent: int | None, *, every: bool = False
) -> list[QuotaRow]:
    """Below an account: places in their order, then units by name; of None, one's own node alone.

    Units that have received nothing and have nobody waiting only with `every`. Read lane.
    """
    if parent is None:
        return _place_rows(db, on, [on.actor.path[-1]])
    node, place, _ = whose(parent)
    if node is QuotaNode.UNIT:
        return []
    units = _units_where(db, on, _among([place], every=every))
    return [*_place_rows(db, on, on.below.get(place, ())), *units]


def beneath(
    db: Connection, on: Tree, parents: Sequence[int], *, every: bool = False
) -> dict[int, QuotaRows]:
    """As children() of each of several open nodes, read together."""
    places = {one: whose(one)[1] for one in parents if whose(one)[0] is QuotaNode.PLACE}
    below = [n for place in places.values() for n in on.below.get(place, ())]
    of_places: dict[int, list[QuotaRow]] = {place: [] for place in places.values()}
    for one in _place_rows(db, on, below):
        of_places[on.above_of(one.account)].append(one)
    of_units: dict[int, list[tuple[Any, ...]]] = {place: [] for place in places.values()}
    for said in _units_said(db, on, _among(places.values(), every=every)):
        of_units[said[AT]].append(said)
    return {
        account: QuotaRows(on, of_places[place], of_units[place])
        for account, place in places.items()
    }


def hidden(db: Connection, on: Tree, parent: int) -> int:
    """How many units children() leaves out unless asked for every one."""
    _, place, _ = whose(parent)
    shown = select(func.count()).select_from(_units(on)).where(UNIT.c.review_place == place)
    return int(db.execute(shown.where(~_has_something())).scalar_one())


def hidden_of(db: Connection, on: Tree, parents: Sequence[int]) -> dict[int, int]:
    """As hidden() of each of several, read together; those without any are left out."""
    places = {whose(one)[1]: one for one in parents}
    counted = (
        select(UNIT.c.review_place, func.count())
        .select_from(_units(on))
        .where(among(UNIT.c.review_place, places), ~_has_something())
        .group_by(UNIT.c.review_place)
    )
    return {places[place]: int(number) for place, number in db.execute(counted)}


def rows(db: Connection, on: Tree, accounts: Sequence[int]) -> dict[int, QuotaRow]:
    """Single nodes, by account; those out of sight are left out."""
    nodes = [whose(one) for one in accounts]
    places = [n for node, n, _ in nodes if node is QuotaNode.PLACE and n in on.nodes]
    units = [n for node, n, _ in nodes if node is QuotaNode.UNIT]
    found = [*_place_rows(db, on, places), *_units_where(db, on, among(UNIT.c.id, units))]
    return {one.account.id: one for one in found}


def found(db: Connection, on: Tree, words: str) -> list[QuotaRow]:
    """Places whose name holds the words, then units that a search finds by them."""
    said = words.strip().casefold()
    if not said:
        return []
    own = on.actor.path
    places = [
        one.id
        for one in sorted(on.nodes.values(), key=lambda one: (len(one.path), one.order, one.id))
        if one.path[: len(own)] == own and said in f"{one.name}\n{one.name_en}".casefold()
    ]
    matching = and_(*conditions(Query(kind="unit", text=words)))
    return [*_place_rows(db, on, places), *_units_where(db, on, matching, MOST_FOUND)]


def totals(db: Connection, parent: int) -> dict[str, int]:
    """Sums over all nodes below an account, one's own moves under way included (tentative)."""
    columns = [func.coalesce(func.sum(QUOTA.c[name]), 0) for name in SUMMED]
    sums = db.execute(select(*columns).where(QUOTA.c.parent == parent)).one()
    added = db.execute(
        select(
            func.coalesce(func.sum(QUOTA_OVERLAY.c.received), 0),
            func.coalesce(func.sum(QUOTA_OVERLAY.c.allotted), 0),
        ).where(QUOTA_OVERLAY.c.parent == parent)
    ).one()
    found = dict(zip(SUMMED, map(int, sums), strict=True))
    found["received"] += int(added[0])
    found["allotted"] += int(added[1])
    gone = ("allotted", "reserved", "used", "leased")
    return {**found, "left": found["received"] - sum(found[name] for name in gone)}


def labels(db: Connection, actor: Actor) -> list[LabelSum]:
    """Free labels in the edition's order. Nothing before the first page."""
    edition = reading.edition(db)
    if edition is None:
        return []
    node, place = QuotaNode.PLACE, actor.path[-1]
    own = {quota_id(node, place, one.number): one for one in free_labels(edition)}
    said = quota_mirror.accounts(db, own)
    rows = db.execute(select(QUOTA_OVERLAY).where(among(QUOTA_OVERLAY.c.id, own)))
    added = {row.id: (row.received, row.allotted) for row in rows}
    return [_label_sum(one, said.get(n), *added.get(n, (0, 0))) for n, one in own.items()]


def _label_sum(label: Label, said: Quota | None, more: int, given: int) -> LabelSum:
    received, rest = (said.received, left(said)) if said is not None else (0, 0)
    return LabelSum(label, received + more, rest + more - given)


def _place_rows(db: Connection, on: Tree, places: Iterable[int]) -> list[QuotaRow]:
    wanted = {on.account_of(one): on.nodes[one] for one in places if one in on.nodes}
    given = select(func.json_each(json.dumps([*wanted])).table_valued("value").c.value.label("id"))
    asked = given.subquery()
    query = (
        select(asked.c.id, *READ, *OVERLAY)
        .select_from(asked)
        .outerjoin(QUOTA, QUOTA.c.id == asked.c.id)
        .outerjoin(QUOTA_OVERLAY, QUOTA_OVERLAY.c.id == asked.c.id)
    )
    said = {row[0]: row for row in _fetched(db, query)}
    return [_place_row(on, node, said[number]) for number, node in wanted.items()]


def _place_row(on: Tree, node: Node, said: tuple[Any, ...]) -> QuotaRow:
    known, overlay = said[1 : 1 + len(READ)], said[1 + len(READ) :]
    account = read(known) if known[0] is not None else on.unopened(QuotaNode.PLACE, node.id)
    depth = len(node.path) - len(on.actor.path)
    more = node.id in on.with_units or node.id in on.below
    own = node.path == on.actor.path
    may = on.may and (not own or len(node.path) == 1)
    return QuotaRow(account, node.name, node.name_en, depth, more, may, *_pending(overlay))


def _among(places: Iterable[int], *, every: bool) -> Any:
    mine = among(UNIT.c.review_place, places)
    return mine if every else and_(mine, _has_something())


def _units_where(
    db: Connection, on: Tree, condition: Any, most: int | None = None
) -> list[QuotaRow]:
    return [_unit_row(on, one) for one in _units_said(db, on, condition, most)]


def _units_said(
    db: Connection, on: Tree, condition: Any, most: int | None = None
) -> list[tuple[Any, ...]]:
    """By name; what _unit_row() makes a row of."""
    query = select(UNIT.c.id, UNIT.c.name, UNIT.c.review_place, *READ, *OVERLAY)
    query = query.select_from(_units(on)).where(condition).order_by(UNIT.c.sort, UNIT.c.id)
    return _fetched(db, query.limit(most))


def _unit_row(on: Tree, said: tuple[Any, ...]) -> QuotaRow:
    number, name, place, *rest = said
    known, overlay = rest[: len(READ)], rest[len(READ) :]
    unit = QuotaNode.UNIT
    account = read(known) if known[0] is not None else on.unopened(unit, number, place)
    node = on.nodes.get(place)
    depth = (len(node.path) if node else 0) - len(on.actor.path) + 1
    return QuotaRow(account, name, "", depth, False, on.may, *_pending(tuple(overlay)))


def _units(on: Tree) -> Any:
    """Units, each with its account and what is pending there."""
    account = UNIT.c.id.op("<<")(8).op("|")(literal(on.number << 1 | 1))
    return UNIT.outerjoin(QUOTA, QUOTA.c.id == account).outerjoin(
        QUOTA_OVERLAY, QUOTA_OVERLAY.c.id == account
    )


def _has_something() -> Any:
    return func.coalesce(
        or_(QUOTA.c.received > 0, QUOTA.c.waiting > 0, QUOTA_OVERLAY.c.id.is_not(None)), False
    )


def _pending(overlay: tuple[Any, ...]) -> tuple[int, int, str, int | None, str, Mapping[str, str]]:
    received, allotted, stage, typed, problem, facts = overlay
    if received is None:
        return 0, 0, "", None, "", {}
    return received, allotted, stage, typed, problem, json.loads(facts)


def _fetched(db: Connection, query: Any) -> list[tuple[Any, ...]]:
    """The driver's own tuples: a row object each takes longer than the query."""
    with closing(db.execute(query)) as result:
        return [*result.cursor.fetchall()] if result.cursor else []
