"""release(), undo() and take_back(): drafts become operations, and back while none has left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import is_drafted
from ciie_admin.models import bases, journal, quota_persons, quota_replay, quota_stacks, scopes
from ciie_admin.models.bases import Given
from ciie_admin.models.engine import Cache
from ciie_admin.models.ground import ground
from ciie_admin.models.pending import (
    KINDS,
    RECORDS,
    Pending,
    among,
    draft_row,
    load_pending,
    load_replaced,
    rows_of,
    stacks,
)
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.recording import next_act
from ciie_admin.models.replay import refresh
from ciie_admin.models.scopes import EVERY, Scope
from ciie_admin.models.setwise import write_all
from ciie_admin.models.touched import Touched, touched
from ciie_admin.models.undoing import latest_acts
from ciie_admin.wire.messages import WishKind


@dataclass(frozen=True, slots=True)
class Released:
    """Operations put into the outbox, and drafts that stayed because they no longer apply."""

    sent: tuple[UUID, ...]
    stayed: int
    touched: Touched


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo took back: `draft` removed drafts, `release` made them drafts again, `hold` took
    up what had been put aside.
    """

    what: Literal["draft", "release", "hold", "nothing"]
    wishes: tuple[Pending, ...]
    touched: Touched


def release(
    cache: Cache, actor: Actor, scope: Scope = EVERY, basis: Given | None = None
) -> Released:
    """Put these drafts into the outbox. One transaction, write lane.

    `basis` says on whose word: it goes out before them, and each of them names it.
    """
    with cache.write() as db:
        meant = scopes.wishes(db, scope)
        going = [one for one, problem in meant if problem is None]
        if going:
            act = next_act(db)
            if basis is not None:
                word = bases.name(db, basis, actor, datetime.now(UTC), act)
                going = [replace(one, basis=word) for one in going]
            _send_out(db, going, act)
        changed = show_again(db, actor, going)
    journal.keep_up(cache)
    return Released(tuple(one.id for one in going), len(meant) - len(going), changed)


def undo(cache: Cache, actor: Actor) -> Undone:
    """Take back the latest act that is still only ours. Multi-step: call again for the one before.

    A draft is removed and the one it had replaced returns; a release that was not sent yet
    becomes drafts again. What was sent is answered with `nothing`: see take_back's opposite,
    the withdraw commands.
    """
    with cache.write() as db:
        draft_act, release_act = latest_acts(db)
        if draft_act == release_act == 0:
            return Undone("nothing", (), Touched())
        if draft_act > release_act:
            wishes = drop_drafts(db, DRAFT.c.act == draft_act)
            return Undone("draft", tuple(wishes), show_again(db, actor, wishes))
        wishes = _back_to_drafts(db, OUTBOX.c.act == release_act)
        changed = show_again(db, actor, wishes)
    journal.keep_up(cache)
    return Undone("release", tuple(wishes), changed)


def take_back(cache: Cache, actor: Actor) -> Undone:
    """Everything released but not sent becomes drafts again (Esc while sending)."""
    with cache.write() as db:
        wishes = _back_to_drafts(db, OUTBOX.c.n.is_(None))
        changed = show_again(db, actor, wishes)
    journal.keep_up(cache)
    return Undone("release", tuple(wishes), changed)


def discard(cache: Cache, actor: Actor, kind: WishKind, ids: Sequence[int]) -> Undone:
    """Remove the drafts of these records: clear the verdict."""
    with cache.write() as db:
        chosen = (DRAFT.c.subject_kind == kind) & among(DRAFT.c.subject_id, ids)
        bodies = db.execute(select(DRAFT.c.body).where(chosen)).scalars().all()
        db.execute(delete(DRAFT).where(chosen))
        wishes = [load_pending(body) for body in bodies]
        return Undone("draft", tuple(wishes), show_again(db, actor, wishes))


def _send_out(db: Connection, going: Sequence[Pending], act: int) -> None:
    """A wish rests on what is already under way for the same record."""
    resting = _under_way(db)
    rows: list[dict[str, Any]] = []
    for one in going:
        below = tuple(resting.get((one.subject.kind, one.subject.id), ()))
        rows.append({**rows_of(replace(one, after=below) if below else one), "act": act})
    write_all(db, insert(OUTBOX), rows)
    db.execute(delete(DRAFT).where(among(DRAFT.c.id, [str(one.id) for one in going])))


def _under_way(db: Connection) -> dict[tuple[str, int], list[UUID]]:
    rows = db.execute(
        select(OUTBOX.c.subject_kind, OUTBOX.c.subject_id, OUTBOX.c.id).where(
            OUTBOX.c.verdict.is_(None)
        )
    )
    found: dict[tuple[str, int], list[UUID]] = {}
    for kind, number, key in rows:
        found.setdefault((kind, number), []).append(UUID(key))
    return found


def drop_drafts(db: Connection, which: Any) -> list[Pending]:
    """Those that the condition names; what they had replaced is there again."""
    rows = db.execute(select(DRAFT.c.body, DRAFT.c.replaced).where(which)).all()
    db.execute(delete(DRAFT).where(which))
    _insert_drafts(db, [load_replaced(before) for _, before in rows if before])
    return [load_pending(body) for body, _ in rows]


def _back_to_drafts(db: Connection, which: Any) -> list[Pending]:
    """Unsent operations become drafts. Of several on one record the newest is the draft, and the
    others are what it took the place of: undo brings them back.
    """
    query = select(OUTBOX.c.body).where(which, OUTBOX.c.n.is_(None)).order_by(OUTBOX.c.place)
    wishes = [load_pending(body) for body in db.execute(query).scalars()]
    wishes = [one for one in wishes if is_drafted(one.command)]
    words = bases.forget_unsent(db, which)
    db.execute(delete(OUTBOX).where(among(OUTBOX.c.id, [str(one.id) for one in wishes])))
    journal.take_back(db, [*words, *(one.id for one in wishes)])
    for kind in KINDS:
        back: dict[int, list[Pending]] = {}
        for one in wishes:
            if one.kind == kind:
                back.setdefault(one.subject.id, []).append(replace(one, after=(), basis=None))
        newer = stacks(db, kind, list(back))
        mine = among(DRAFT.c.subject_id, newer)
        db.execute(delete(DRAFT).where(DRAFT.c.subject_kind == kind, mine))
        whole = [[*stack, *newer.get(n, ())] for n, stack in back.items()]
        _insert_drafts(db, quota_stacks.folded(whole) if kind == "quota" else whole)
    return wishes


def _insert_drafts(db: Connection, found: Sequence[Sequence[Pending]]) -> None:
    """Stacks as pending.draft_row() takes them."""
    write_all(db, insert(DRAFT), [draft_row(stack) for stack in found])


def show_again(db: Connection, actor: Actor, wishes: Sequence[Pending]) -> Touched:
    """What the screen shows of the records of these wishes."""
    pairs: set[tuple[str, int]] = {(one.of, one.subject.id) for one in wishes}
    if not pairs:
        return Touched()
    on = ground(db, actor)
    waiting: set[int] = set()
    if any(kind == "quota" for kind, _ in pairs):
        pairs |= {("quota", number) for number in quota_replay.refresh(db, on)}
        waiting = quota_persons.waiting_with_drafts(db)
    for kind in RECORDS:
        mine = [number for k, number in pairs if k == kind]
        more = waiting if kind == "person" else set()
        pairs |= {(kind, number) for number in refresh(db, kind, [*mine, *more], on)}
    return touched(pairs)
