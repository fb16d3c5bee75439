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
    lines = tuple(line for row in roots for line in _unfolded(db, on, wish, row))
    return Tree(wish, lines, sums, labels, on)


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


def _unfolded(db: Snapshot, on: Ground, wish: Wish, row: QuotaRow) -> Iterator[Line]:
    account = row.account.id
    key: Key = ("node", account)
    unfolded = (key in wish.turned) is (row.depth > 0) if row.has_children else None
    yield Line(key, row, row.depth, unfolded)
    if not unfolded:
        return
    below = quota_reading.children(db, on, account)
    for one in below:
        if one.account.node is QuotaNode.PLACE:
            yield from _unfolded(db, on, wish, one)
    units = [one for one in below if one.account.node is QuotaNode.UNIT]
    yield from _some(wish, account, units, row.depth + 1)
    yield from _bare(db, on, wish, account, row.depth + 1)


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


def _bare(db: Snapshot, on: Ground, wish: Wish, parent: int, depth: int) -> Iterator[Line]:
    """Units that were given nothing, where somebody may want to give."""
    count = quota_reading.hidden(db, on, parent)
    if not count:
        return
    key: Key = ("bare", parent)
    unfolded = key in wish.turned
    yield Line(key, Others(parent, count), depth, unfolded)
    if unfolded:
        shown = {one.account.id for one in quota_reading.children(db, on, parent)}
        every = quota_reading.children(db, on, parent, every=True)
        yield from (_leaf(one, depth + 1) for one in every if one.account.id not in shown)


def _leaf(row: QuotaRow, depth: int | None = None) -> Line:
    return Line(("node", row.account.id), row, row.depth if depth is None else depth)
