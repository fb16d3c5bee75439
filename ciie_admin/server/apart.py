"""Pairs of records that look alike and are two: remembered for good, and taken back."""

from typing import Any

from sqlalchemy import Connection, Table, and_, delete, or_
from sqlalchemy.dialects.postgresql import insert

from ciie_admin.domain.commands import Duplicate, NotDuplicate
from ciie_admin.domain.outcome import Effect
from ciie_admin.server import duplicates
from ciie_admin.server.docket import Docket
from ciie_admin.server.duplicate_tables import ApartRow
from ciie_admin.server.feed import Moved
from ciie_admin.wire.messages import SubjectKind

APART: Table = ApartRow.__table__  # type: ignore[assignment]
Pair = tuple[SubjectKind, int, int]


def keep(db: Connection, book: Docket) -> set[Moved]:
    """What was said last of each pair of the page; returns the others, to be sent anew."""
    said: dict[Pair, tuple[Effect, int]] = {}
    others: set[tuple[str, int]] = set()
    for effect, one in book.effects:
        kind, command = one.subject.kind, one.command
        if kind in ("unit", "person") and isinstance(command, NotDuplicate | Duplicate):
            low, high = sorted((one.subject.id, command.other))
            said[kind, low, high] = effect, one.author
            others.add((kind, command.other))
    if not said:
        return set()
    told = [pair for pair in sorted(said) if said[pair][0] is Effect.TELL_APART]
    _remember(db, [_row(pair, said[pair][1], book) for pair in told])
    _forget(db, [pair for pair in sorted(said) if said[pair][0] is Effect.LIKEN])
    return duplicates.places_of(db, others)


def _row(pair: Pair, account: int, book: Docket) -> dict[str, Any]:
    kind, low, high = pair
    return {"kind": kind, "low": low, "high": high, "account_id": account, "at": book.now}


def _remember(db: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(APART).on_conflict_do_nothing(), rows)


def _forget(db: Connection, pairs: list[Pair]) -> None:
    column = APART.c
    these = [and_(column.kind == k, column.low == a, column.high == b) for k, a, b in pairs]
    if these:
        db.execute(delete(APART).where(or_(*these)))
