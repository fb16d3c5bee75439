"""下达, 分配, 收回, 调剂 as they are typed: totals become drafts of moves, one an account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.models import batch_body, opening, quota_persons, quota_replay
from ciie_admin.models.batch_body import ALONE, Origin
from ciie_admin.models.engine import Cache
from ciie_admin.models.ground import Ground, ground
from ciie_admin.models.judging import Impossible
from ciie_admin.models.pending import Pending, among, draft_row, stacks
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.quota_book import QuotaBook, open_book
from ciie_admin.models.quota_replay import Move
from ciie_admin.models.recording import Recorded, next_act
from ciie_admin.models.replay import refresh
from ciie_admin.models.setwise import write_all
from ciie_admin.models.touched import Touched, touched
from ciie_admin.wire.messages import Subject

NOTHING = Touched()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Of an account either the `total` it is to have, or by how much (`count`) it is to change;
    `other` names whom it comes from or goes to where that is not the giver.
    """

    account: int
    total: int | None = None
    count: int = 0
    other: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Click:
    batch: UUID
    act: int
    actor: Actor
    at: datetime


def draft_moves(
    cache: Cache, wanted: Sequence[Wanted], actor: Actor, *, at: datetime, scope: str = ""
) -> Recorded:
    """Draft these, of several wishes for one account the last. One transaction, write lane.

    A total typed as it stands without the draft takes the draft away. What is not possible changes
    nothing, and `not_possible` says why: the others are drafted all the same.
    """
    with cache.write() as db:
        return draft_in(db, wanted, actor, at=at, origin=Origin(scope))


def draft_in(
    db: Connection,
    wanted: Sequence[Wanted],
    actor: Actor,
    *,
    at: datetime,
    origin: Origin = ALONE,
) -> Recorded:
    """As draft_moves(), inside a transaction of the caller."""
    wishes = {one.account: one for one in wanted}
    if not opening.is_whole(db):
        refusal = Refused("not_whole_yet")
        return Recorded(uuid7(), 0, (), tuple((n, refusal) for n in wishes), NOTHING)
    on, click = ground(db, actor), _Click(uuid7(), next_act(db), actor, at)
    moves, refused = _judge(db, wishes, on, click)
    gone = _keep(db, [*wishes], moves, [one.id for one in refused])
    if len(wishes) > 1:
        batch_body.keep(
            db,
            click.batch,
            at=at,
            kind="quota",
            wishes=[one.wish for one in moves],
            left_out=refused,
            origin=origin,
            actor=actor,
        )
    changed = quota_replay.refresh(db, on) | gone | {one.account for one in moves}
    drafted = tuple(one.account for one in moves)
    whys = tuple((one.id, one.why) for one in refused)
    waiting = refresh(db, "person", [*quota_persons.waiting_with_drafts(db)], on)
    shown = touched({("quota", n) for n in changed} | {("person", n) for n in waiting})
    return Recorded(click.batch, click.act, drafted, whys, shown)


def _judge(
    db: Connection, wishes: Mapping[int, Wanted], on: Ground, click: _Click
) -> tuple[list[Move], list[Impossible]]:
    """In the order in which they would go out, among the drafts there are of other accounts."""
    outgoing = quota_replay.released(db)
    kept = [one for one in quota_replay.drafted(db) if one.account not in wishes]
    others = [n for one in [*outgoing, *kept] for n in quota_replay.named(one)]
    beside = [one.other for one in wishes.values() if one.other is not None]
    book = open_book(db, on, [*others, *wishes, *beside])
    quota_replay.follow(db, book, outgoing)
    fresh = [_move(book, one, click) for one in wishes.values()]
    moves: list[Move] = []
    refused: list[Impossible] = []
    for move in quota_replay.in_order(book, [*kept, *fresh]):
        if move.account not in wishes:
            quota_replay.tried(book, move.wish, move.command)
            continue
        now = _move(book, wishes[move.account], click, move.wish.id)
        if now.command.count == 0:
            continue
        why = quota_replay.tried(book, now.wish, now.command)
        if why is None:
            moves.append(now)
        else:
            refused.append(Impossible(now.account, why, now.command))
    return moves, refused


def _move(book: QuotaBook, wanted: Wanted, click: _Click, name: UUID | None = None) -> Move:
    """The move that leads there from where the account stands in the book."""
    quota = book.account(wanted.account)
    was, version = (quota.received, quota.version) if quota is not None else (0, 0)
    count = wanted.count if wanted.total is None else wanted.total - was
    command = MoveQuota(count=count, was=was, other=wanted.other, note=wanted.note)
    wish = Pending(
        id=name or uuid7(),
        subject=Subject(kind="quota", id=wanted.account),
        command=command,
        author=click.actor.account,
        at=click.at,
        seen="",
        version=version,
        batch=click.batch,
        act=click.act,
    )
    return Move(wish, command, "draft")


def _keep(
    db: Connection, asked: Sequence[int], moves: Sequence[Move], refused: Sequence[int]
) -> set[int]:
    """Drafts take the place of those on the same accounts; returns whose draft went for nothing."""
    standing = stacks(db, "quota", asked)
    replaced = [number for number in asked if number not in {*refused}]
    mine = among(DRAFT.c.subject_id, replaced)
    db.execute(delete(DRAFT).where(DRAFT.c.subject_kind == "quota", mine))
    rows = [draft_row([*standing.get(one.account, ()), one.wish]) for one in moves]
    write_all(db, insert(DRAFT), rows)
    return {*standing} & {*replaced} - {one.account for one in moves}
