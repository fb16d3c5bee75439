"""In which order moves of free places go out: what comes back before what is given."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, select

from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.quotas import QuotaNode, whose
from ciie_admin.models.pending import Pending, among
from ciie_admin.models.tables import PLACE, UNIT

Turn = tuple[int, int, int, str]


def turn(wish: Pending, depth: int) -> Turn:
    """Recalls from the bottom up, then 调剂, then what is given from the top down; beside each
    other as they were typed. So it does not matter in which order a clerk types them.
    """
    click = wish.act, str(wish.id)
    if not isinstance(wish.command, MoveQuota) or wish.command.other is not None:
        return 1, 0, *click
    return (2, depth, *click) if wish.command.count > 0 else (0, -depth, *click)


def moves_first(
    db: Connection, wishes: Sequence[tuple[Pending, str | None]]
) -> list[tuple[Pending, str | None]]:
    """The moves among these in their order, then the others as they are."""
    moves = [one for one in wishes if one[0].kind == "quota"]
    if not moves:
        return [*wishes]
    deep = _depths(db, {one.subject.id for one, _ in moves})
    moves.sort(key=lambda pair: turn(pair[0], deep.get(pair[0].subject.id, 0)))
    return [*moves, *(one for one in wishes if one[0].kind != "quota")]


def _depths(db: Connection, accounts: Iterable[int]) -> Mapping[int, int]:
    parts = {one: whose(one) for one in accounts}
    units = {n for node, n, _ in parts.values() if node is QuotaNode.UNIT}
    asked = select(UNIT.c.id, UNIT.c.review_place).where(among(UNIT.c.id, units))
    at = {row.id: row.review_place for row in db.execute(asked)}
    places = {*at.values(), *(n for node, n, _ in parts.values() if node is QuotaNode.PLACE)}
    length = func.json_array_length(PLACE.c.body, "$.path")
    rows = db.execute(select(PLACE.c.id, length).where(among(PLACE.c.id, places)))
    deep = {number: int(steps) for number, steps in rows}
    return {
        account: deep.get(at.get(n, 0), 0) + 1 if node is QuotaNode.UNIT else deep.get(n, 0)
        for account, (node, n, _) in parts.items()
    }
