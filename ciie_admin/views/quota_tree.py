"""What the quota tree shows: its open nodes, from one reading of the cache. Runs in a lane."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.quotas import QuotaNode, quota_id, whose
from ciie_admin.models import quota_reading
from ciie_admin.models import quota_tree as quota_nodes
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.quota_reading import LabelSum, QuotaRow
from ciie_admin.models.quota_tree import Tree as Ground

FIRST_UNITS, MOST_UNITS = 4, 7
"""Of more units than the latter the first few are shown, and one row for the others."""
Key = tuple[Literal["node", "rest", "bare"], int]
"""Of a row: an account; the other units below an account; those below it that have nothing."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`turned` names rows that are not folded as they are at first: one's own node open, all others
    closed. `words` look for nodes instead.
    """

    label: str
    turned: frozenset[Key] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Others:
    """Units below an account in one row. `rows` is empty for those that have nothing: nobody needs
    them before they are opened.
    """

    parent: int
    count: int
    rows: tuple[QuotaRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the tree; `unfolded` None is a leaf."""

    key: Key
    of: QuotaRow | Others
    depth: int
    unfolded: bool | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    wish: Wish
    lines: tuple[Line, ...] = ()
    sums: dict[str, int] = field(default_factory=dict)
    """Of the nodes right below one's own."""
    labels: tuple[LabelSum, ...] = ()
    on: Ground | None = None
    """What the rows were read with, for the next time."""


def folded(wish: Wish, key: Key) -> Wish:
    """The row opened, or closed."""
    return replace(wish, turned=wish.turned ^ {key})


def above(lines: Sequence[Line], row: int) -> int:
    """The row of the node that this one is below, itself at the top."""
    depth = lines[row].depth
    return next((one for one in range(row - 1, -1, -1) if lines[one].depth < depth), row)


def of_label(wish: Wish, label: str, number: int) -> Wish:
    """The same rows open and the same words, for another label."""
    twins = ((kind, _twin(account, number)) for kind, account in wish.turned)
    return replace(wish, label=label, turned=frozenset(twins))


def _twin(account: int, number: int) -> int:
    node, node_id, _ = whose(account)
    return quota_id(node, node_id, number)


def read(db: Snapshot, wish: Wish, actor: Actor, known: Ground | None = None) -> Tree:
    """`known` is what an earlier reading of the same label went by, as long as it holds."""
    on = known if known is not None and known.label == wish.label else None
    on = on or quota_nodes.tree(db, wish.label, actor)
    if on is None:
        return Tree(wish)
    labels = tuple(quota_reading.labels(db, actor))
    sums = quota_reading.totals(db, on.root)
    if wish.words:
        rows = quota_reading.found(db, on, wish.words)
        lines = tuple(Line(("node", row.account.id), row, 0) for row in rows)
        return Tree(wish, lines, sums, labels, on)
    roots = quota_reading.children(db, on, None)
    open_ones = _opened(db, on, wish, roots)
    lines = tuple(line for row in roots for line in _unfolded(open_ones, wish, row))
    return Tree(wish, lines, sums, labels, on)


@dataclass(slots=True)
class _Opened:
    """What stands below the open nodes, by account; how many units there have nothing, and those of
    them that are wanted.
    """

    below: dict[int, Sequence[QuotaRow]] = field(default_factory=dict)
    bare: dict[int, int] = field(default_factory=dict)
    every: dict[int, Sequence[QuotaRow]] = field(default_factory=dict)


def _is_open(wish: Wish, row: QuotaRow) -> bool | None:
    if not row.has_children:
        return None
    return (("node", row.account.id) in wish.turned) is (row.depth > 0)


def _opened(db: Snapshot, on: Ground, wish: Wish, roots: Sequence[QuotaRow]) -> _Opened:
    """Read level by level: one question for all nodes beside each other."""
    found, level = _Opened(), [row.account.id for row in roots if _is_open(wish, row)]
    while level:
        below = quota_reading.beneath(db, on, level)
        found.below.update(below)
        found.bare.update(quota_reading.hidden_of(db, on, level))
        wanted = [one for one in level if ("bare", one) in wish.turned]
        found.every.update(quota_reading.beneath(db, on, wanted, every=True) if wanted else {})
        level = [
            row.account.id
            for rows in below.values()
            for row in rows
            if row.account.node is QuotaNode.PLACE and _is_open(wish, row)
        ]
    return found


def nodes(db: Snapshot, accounts: Sequence[int], actor: Actor) -> list[QuotaRow]:
    """Those of these accounts that are in sight, of whatever label."""
    found: list[QuotaRow] = []
    for one in quota_reading.labels(db, actor):
        mine = [account for account in accounts if whose(account)[2] == one.label.number]
        on = quota_nodes.tree(db, one.label.id, actor) if mine else None
        if on is not None:
            found += quota_reading.rows(db, on, mine).values()
    return found


def leading(db: Snapshot, wish: Wish, account: int, actor: Actor) -> Wish:
    """The tree opened down to this account; as it was where the account is out of sight."""
    for row in nodes(db, [account], actor):
        on = quota_nodes.tree(db, row.account.label, actor)
        label = on.number if on is not None else 0
        turned = of_label(wish, row.account.label, label).turned
        above = on.above(row.account) if on is not None else ()
        opened = {key for one in above if one != above[0] for key in _below(one)}
        first: set[Key] = {("rest", above[0]), ("bare", above[0])} if above else set()
        closed = {("node", above[0])} if above else set()
        return Wish(row.account.label, frozenset((turned - closed) | opened | first))
    return wish


def _below(account: int) -> tuple[Key, Key, Key]:
    return ("node", account), ("rest", account), ("bare", account)


def _unfolded(found: _Opened, wish: Wish, row: QuotaRow) -> Iterator[Line]:
    account, unfolded = row.account.id, _is_open(wish, row)
    yield Line(("node", account), row, row.depth, unfolded)
    if not unfolded:
        return
    below = found.below.get(account, ())
    for one in below:
        if one.account.node is QuotaNode.PLACE:
            yield from _unfolded(found, wish, one)
    units = [one for one in below if one.account.node is QuotaNode.UNIT]
    yield from _some(wish, account, units, row.depth + 1)
    yield from _bare(found, account, row.depth + 1)


def _some(wish: Wish, parent: int, units: Sequence[QuotaRow], depth: int) -> Iterator[Line]:
    """A few units one by one, the others in one row."""
    shown = len(units) if len(units) <= MOST_UNITS else FIRST_UNITS
    yield from (_leaf(one) for one in units[:shown])
    rest = tuple(units[shown:])
    if rest:
        key: Key = ("rest", parent)
        unfolded = key in wish.turned
        yield Line(key, Others(parent, len(rest), rest), depth, unfolded)
        yield from (_leaf(one, depth + 1) for one in rest if unfolded)


def _bare(found: _Opened, parent: int, depth: int) -> Iterator[Line]:
    """Units that were given nothing, where somebody may want to give."""
    count = found.bare.get(parent, 0)
    if not count:
        return
    every = found.every.get(parent)
    yield Line(("bare", parent), Others(parent, count), depth, every is not None)
    if every is not None:
        shown = {one.account.id for one in found.below.get(parent, ())}
        units = (one for one in every if one.account.node is QuotaNode.UNIT)
        yield from (_leaf(one, depth + 1) for one in units if one.account.id not in shown)


def _leaf(row: QuotaRow, depth: int | None = None) -> Line:
    return Line(("node", row.account.id), row, row.depth if depth is None else depth)
