"""额度台账 as it is read: the server's lines with the names this computer knows, one's own moves
under way on top.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.quota_rules import act_of
from ciie_admin.domain.quotas import QuotaAct, left
from ciie_admin.models import quota_replay
from ciie_admin.models.ground import ground
from ciie_admin.models.naming import Named, named
from ciie_admin.models.quota_book import QuotaBook
from ciie_admin.models.quota_replay import Move
from ciie_admin.wire.quotas import QuotaEntry, QuotaLedger

LineStage = Literal["effect", "pending", "draft"]
NOBODY = Named("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """`person`, `unit` and `other` (the account on the other side) are empty where the line is not
    about one, or it is out of sight. `id` is the server's; None for what is still under way.
    """

    id: int | None
    at: datetime
    act: QuotaAct
    change: int
    """Of what is left."""
    left_after: int
    count: int
    person: Named = NOBODY
    unit: Named = NOBODY
    other: Named = NOBODY
    by: str = ""
    why: str = ""
    stage: LineStage = "effect"


def under_way(db: Connection, account: int, actor: Actor) -> list[LedgerLine]:
    """One's own moves that the mirror does not show yet, as far as they are possible: the latest
    first, each with what it leaves.
    """
    outgoing, drafts = quota_replay.released(db), quota_replay.drafted(db)
    if not (outgoing or drafts):
        return []
    book = quota_replay.book_of(db, ground(db, actor), [*outgoing, *drafts])
    moves = [*outgoing, *quota_replay.in_order(book, drafts)]
    names = named(db, "quota", sorted(_sides(book, moves)))
    lines = [line for one in moves if (line := _step(db, book, account, one, actor, names))]
    return lines[::-1]


def told(db: Connection, ledger: QuotaLedger) -> list[LedgerLine]:
    """The server's lines, in their order."""
    entries = ledger.entries
    persons = named(db, "person", _ids(one.person_id for one in entries))
    units = named(db, "unit", _ids(one.unit_id for one in entries))
    others = named(db, "quota", _ids(one.other for one in entries))
    return [_line(one, persons, units, others) for one in entries]


def _step(
    db: Connection,
    book: QuotaBook,
    account: int,
    move: Move,
    actor: Actor,
    names: Mapping[int, Named],
) -> LedgerLine | None:
    """Bring the book one move on; a line if it was possible and concerns the account."""
    case, before = book.case(move.account, move.command), book.account(account)
    problems = quota_replay.follow(db, book, [move])
    after = book.account(account)
    if case is None or before is None or after is None or problems:
        return None
    change = left(after) - left(before)
    if not change:
        return None
    far = move.command.other or case.quota.parent
    other = far if account == move.account else move.account
    return LedgerLine(
        id=None,
        at=move.wish.at,
        act=act_of(case, move.command),
        change=change,
        left_after=left(after),
        count=abs(move.command.count),
        other=names.get(other, NOBODY),
        by=actor.name,
        why=move.command.note,
        stage=move.stage,
    )


def _line(
    one: QuotaEntry,
    persons: Mapping[int, Named],
    units: Mapping[int, Named],
    others: Mapping[int, Named],
) -> LedgerLine:
    return LedgerLine(
        id=one.id,
        at=one.at,
        act=one.act,
        change=one.change,
        left_after=one.left_after,
        count=one.count,
        person=persons.get(one.person_id or 0, NOBODY),
        unit=units.get(one.unit_id or 0, NOBODY),
        other=others.get(one.other or 0, NOBODY),
        by=one.by_name,
        why=one.why,
    )


def _sides(book: QuotaBook, moves: Sequence[Move]) -> set[int]:
    found = {number for one in moves for number in quota_replay.named(one)}
    accounts = (book.account(number) for number in set(found))
    return found | {one.parent for one in accounts if one is not None and one.parent}


def _ids(numbers: Iterable[int | None]) -> list[int]:
    return sorted({number for number in numbers if number is not None})
