"""What one's own moves of free places make of the accounts: tried in order by the server's rules.

It is always computed anew as "what the server said plus what is still under way". A move changes
two accounts, which the server changes together; its effect on each is counted until the row that
shows it is here, so that nothing is counted twice and nothing goes back in between.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.quota_rules import decide_quota
from ciie_admin.domain.quotas import QuotaNode, whose
from ciie_admin.models import opening, quota_falling
from ciie_admin.models.ground import Ground
from ciie_admin.models.pending import Pending, load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.quota_book import QuotaBook, open_book
from ciie_admin.models.quota_falling import Row
from ciie_admin.models.quota_order import turn
from ciie_admin.models.quota_tables import QUOTA_OVERLAY, QUOTA_TOLD
from ciie_admin.models.setwise import write_all
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Verdict, VerdictAccepted

GONE = Refused("no_such_record")
GROUND = frozenset({"quota", "unit", "place", "edition"})
"""What moves are tried on."""
NO_OPERATION = UUID(int=0)
"""Of a command that is only tried."""


@dataclass(frozen=True, slots=True)
class Move:
    """`version` is that of the account after an accepted one, `cursor` how far the mirror was when
    that was heard; both None before.
    """

    wish: Pending
    command: MoveQuota
    stage: Literal["pending", "draft"]
    version: int | None = None
    cursor: int | None = None

    @property
    def account(self) -> int:
        return self.wish.subject.id


def released(db: Connection) -> list[Move]:
    """Moves the mirror does not show yet, in the order they go out."""
    rows = db.execute(
        select(OUTBOX.c.body, OUTBOX.c.verdict, QUOTA_TOLD.c.cursor)
        .outerjoin(QUOTA_TOLD, QUOTA_TOLD.c.id == OUTBOX.c.id)
        .where(OUTBOX.c.subject_kind == "quota")
        .order_by(OUTBOX.c.place)
    )
    found = (_released(load_pending(body), said, cursor) for body, said, cursor in rows)
    return [one for one in found if one is not None]


def drafted(db: Connection) -> list[Move]:
    rows = db.execute(select(DRAFT.c.body).where(DRAFT.c.subject_kind == "quota"))
    return moves_of(load_pending(body) for body in rows.scalars())


def moves_of(wishes: Iterable[Pending]) -> list[Move]:
    """As drafts."""
    return [Move(one, one.command, "draft") for one in wishes if isinstance(one.command, MoveQuota)]


def book_of(db: Connection, on: Ground, moves: Iterable[Move]) -> QuotaBook:
    return open_book(db, on, {number for one in moves for number in named(one)})


def named(move: Move) -> tuple[int, ...]:
    other = move.command.other
    return (move.account,) if other is None else (move.account, other)


def in_order(book: QuotaBook, moves: Iterable[Move]) -> list[Move]:
    """In which drafts go out."""
    return sorted(moves, key=lambda one: turn(one.wish, book.depth(one.account)))


def follow(db: Connection, book: QuotaBook, moves: Iterable[Move]) -> dict[UUID, Refused]:
    """Bring the accounts to where these lead; returns those that are not possible any more."""
    moves = list(moves)
    accepted = any(one.version is not None for one in moves)
    rows = quota_falling.rows_of(db, book.accounts) if accepted else {}
    problems: dict[UUID, Refused] = {}
    for one in moves:
        if one.version is not None:
            _add(book, one, rows)
            continue
        problem = tried(book, one.wish, one.command)
        if problem is not None:
            problems[one.wish.id] = problem
    return problems


def tried(book: QuotaBook, wish: Pending, command: MoveQuota) -> Refused | None:
    """Why not; else the accounts have it."""
    case = book.case(wish.subject.id, command)
    if case is None:
        return GONE
    on = book.on
    outcome = decide_quota(case, command, on.actor, on.edition, on.now, wish.id)
    if isinstance(outcome, Refused):
        return outcome
    book.put(outcome)
    return None


def refresh(db: Connection, on: Ground) -> set[int]:
    """Compute the overlay anew and mark drafts that no longer apply; the accounts whose overlay is
    another than before. Nothing while a first download runs: half of the tree is missing.
    """
    if not opening.is_whole(db):
        return set()
    before = _overlays(db)
    outgoing, drafts = released(db), drafted(db)
    if not (before or outgoing or drafts):
        return set()
    book = book_of(db, on, [*outgoing, *drafts])
    said = dict(book.accounts)
    follow(db, book, outgoing)
    problems = follow(db, book, in_order(book, drafts))
    after = _overlay_rows(book, said, [*outgoing, *drafts], problems)
    changed = {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)}
    if changed:
        db.execute(delete(QUOTA_OVERLAY))
        write_all(db, insert(QUOTA_OVERLAY), [*after.values()])
    _mark(db, drafts, problems)
    return changed


def concerned(db: Connection, pairs: Collection[tuple[str, int]]) -> bool:
    """Whether what has changed touches an account that a move under way names, or its giver."""
    kinds = {kind for kind, _ in pairs}
    if not kinds & GROUND:
        return False
    known = db.execute(select(QUOTA_OVERLAY.c.id, QUOTA_OVERLAY.c.parent)).all()
    accounts = {number for row in known for number in row}
    for table in (DRAFT, OUTBOX):
        mine = select(table.c.subject_id).where(table.c.subject_kind == "quota")
        accounts.update(db.execute(mine).scalars())
    if not kinds <= {"quota", "unit", "person"}:
        return bool(accounts)
    units = {whose(one)[1] for one in accounts if whose(one)[0] is QuotaNode.UNIT}
    named = {"quota": accounts, "unit": units}
    return any(number in named.get(kind, ()) for kind, number in pairs)


def _overlay_rows(
    book: QuotaBook,
    said: Mapping[int, Any],
    moves: Sequence[Move],
    problems: Mapping[UUID, Refused],
) -> dict[int, dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}

    def row(number: int) -> dict[str, Any]:
        return rows.setdefault(number, _nothing(number))

    for number, quota in book.accounts.items():
        was = said.get(number) or replace(quota, received=0, allotted=0)
        received, allotted = quota.received - was.received, quota.allotted - was.allotted
        if received or allotted:
            row(number).update(received=received, allotted=allotted, parent=quota.parent)
    for one in moves:
        for number in named(one):
            row(number)["stage"] = one.stage
        mine = book.account(one.account)
        row(one.account)["parent"] = mine.parent if mine is not None else 0
        if one.stage == "draft":
            why = problems.get(one.wish.id)
            row(one.account)["typed"] = one.command.was + one.command.count
            row(one.account)["problem"] = why.code if why else ""
            row(one.account)["facts"] = json.dumps(dict(why.facts)) if why else "{}"
    return rows


def _nothing(number: int) -> dict[str, Any]:
    zero = {"parent": 0, "received": 0, "allotted": 0, "stage": "", "typed": None}
    return {"id": number, **zero, "problem": "", "facts": "{}"}


def _overlays(db: Connection) -> dict[int, dict[str, Any]]:
    rows = db.execute(select(QUOTA_OVERLAY)).mappings()
    return {row["id"]: dict(row) for row in rows}


def _mark(db: Connection, drafts: Sequence[Move], problems: Mapping[UUID, Refused]) -> None:
    rows = []
    for one in drafts:
        why = problems.get(one.wish.id)
        rows.append({"row_id": str(one.wish.id), "said": why.code if why else None})
    marked = update(DRAFT).where(DRAFT.c.id == bindparam("row_id"))
    write_all(db, marked.values(problem=bindparam("said")), rows)


def _released(wish: Pending, said: str | None, cursor: int | None) -> Move | None:
    if not isinstance(wish.command, MoveQuota):
        return None
    if said is None:
        return Move(wish, wish.command, "pending")
    verdict: VerdictAccepted = adapter(Verdict).validate_json(said)
    return Move(wish, wish.command, "pending", verdict.version, cursor or 0)


def _add(book: QuotaBook, move: Move, rows: Mapping[int, Row]) -> None:
    """An accepted move to the accounts whose row does not show it yet."""
    for number, counter, change in _effects(book, move):
        quota = book.account(number)
        if quota is not None and not _has_come(move, number, rows):
            added: Any = {counter: getattr(quota, counter) + change}
            book.put((replace(quota, **added),))


def _has_come(move: Move, number: int, rows: Mapping[int, Row]) -> bool:
    version, cursor = move.version or 0, move.cursor or 0
    return quota_falling.has_come(number, move.account, version, cursor, rows)


def _effects(book: QuotaBook, move: Move) -> list[tuple[int, str, int]]:
    count, other = move.command.count, move.command.other
    found = [(move.account, "received", count)]
    if other is not None:
        return [*found, (other, "received", -count)]
    above = book.giver(move.account) if book.account(move.account) is not None else 0
    return [*found, (above, "allotted", count)] if above else found
