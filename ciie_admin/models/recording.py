"""record(): one click, one transaction: decide each record, keep the drafts, show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import Command, is_drafted
from ciie_admin.domain.outcome import Refused
from ciie_admin.models import batch_body, journal, opening, quota_persons
from ciie_admin.models.batch_body import ALONE, Origin
from ciie_admin.models.cases import record_of
from ciie_admin.models.engine import Cache
from ciie_admin.models.ground import Ground, ground
from ciie_admin.models.judging import Choose, Impossible, judged
from ciie_admin.models.pending import Pending, among, draft_row, drafts, rows_of, stacks
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.replay import overlay_row, refresh, write_overlays
from ciie_admin.models.setwise import write_all
from ciie_admin.models.touched import Touched, touched
from ciie_admin.wire.messages import DecidedKind, Subject


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one act. `not_possible` names each record left out and why."""

    batch: UUID
    act: int
    drafted: tuple[int, ...]
    not_possible: tuple[tuple[int, Refused], ...]
    touched: Touched


def record(
    cache: Cache,
    kind: DecidedKind,
    ids: Sequence[int],
    choose: Choose,
    actor: Actor,
    *,
    at: datetime,
    scope: str = "",
    resolves: UUID | None = None,
) -> Recorded:
    """Draft a decision on each record (or send what is never drafted to the outbox).

    Runs on the write lane. One record that cannot be decided never stops the others. `scope` is
    the filter in words, kept with the batch. Raises CacheUnreadable; then nothing was kept.
    """
    origin = Origin(scope)
    with cache.write() as db:
        done = record_in(db, kind, ids, choose, actor, at=at, origin=origin, resolves=resolves)
    journal.keep_up(cache)
    return done


def record_in(
    db: Connection,
    kind: DecidedKind,
    ids: Sequence[int],
    choose: Choose,
    actor: Actor,
    *,
    at: datetime,
    origin: Origin = ALONE,
    resolves: Mapping[int, UUID] | UUID | None = None,
) -> Recorded:
    """As record(), inside a transaction of the caller. An id named twice is decided once.

    `resolves` may name a conflict for each record. Where failures of a batch are wished anew, only
    what is possible now makes up the new one.
    """
    wanted = list(dict.fromkeys(ids))
    if not opening.is_whole(db):
        refusal = Refused("not_whole_yet")
        return Recorded(uuid7(), 0, (), tuple((i, refusal) for i in wanted), Touched())
    on = ground(db, actor)
    click = _Click(uuid7(), next_act(db), actor, at, resolves)
    made, refused = _judge(db, kind, wanted, choose, on, click)
    _keep(db, kind, made, stacks(db, kind, [one.subject.id for one, _ in made]))
    wishes = [one for one, _ in made]
    if origin.first is not None or len(wanted) > 1:
        _keep_batch(db, click, kind, wishes, refused, origin)
    numbers = tuple(one.subject.id for one in wishes)
    if kind == "photo":
        refresh(db, "person", list(drafts(db, "person", numbers)), on)
    pairs: set[tuple[str, int]] = {(kind, number) for number in numbers}
    if kind == "person" and (others := quota_persons.waiting_with_drafts(db) - {*numbers}):
        pairs |= {(kind, number) for number in refresh(db, kind, [*others], on)}
    changed = touched(pairs)
    whys = tuple((one.id, one.why) for one in refused)
    return Recorded(click.batch, click.act, numbers, whys, changed)


@dataclass(frozen=True, slots=True)
class _Click:
    batch: UUID
    act: int
    actor: Actor
    at: datetime
    resolves: Mapping[int, UUID] | UUID | None

    def conflict(self, number: int) -> UUID | None:
        """The one that a decision on this record settles."""
        return self.resolves.get(number) if isinstance(self.resolves, Mapping) else self.resolves


def next_act(db: Connection) -> int:
    act = int(opening.preference(db, "last_act") or "0") + 1
    opening.set_preference(db, "last_act", str(act))
    return act


def _judge(
    db: Connection,
    kind: DecidedKind,
    ids: Sequence[int],
    choose: Choose,
    on: Ground,
    click: _Click,
) -> tuple[list[tuple[Pending, Case]], list[Impossible]]:
    fresh = [uuid7() for _ in ids]  # here: each asks the system, which starves other threads
    made: list[tuple[Pending, Case]] = []
    refused: list[Impossible] = []
    for name, one in zip(fresh, judged(db, kind, ids, choose, on), strict=True):
        if isinstance(one, Impossible):
            refused.append(one)
        else:
            made.append((_pending(kind, name, one.case, one.command, click), one.reached))
    return made, refused


def _pending(kind: DecidedKind, name: UUID, case: Case, command: Command, click: _Click) -> Pending:
    record = record_of(case)
    return Pending(
        id=name,
        subject=Subject(kind=kind, id=record.id),
        command=command,
        author=click.actor.account,
        at=click.at,
        seen=record.seen,
        version=record.version,
        batch=click.batch,
        act=click.act,
        resolves=click.conflict(record.id),
    )


def _keep(
    db: Connection,
    kind: DecidedKind,
    made: Sequence[tuple[Pending, Case]],
    standing: dict[int, list[Pending]],
) -> None:
    """Drafts take the place of earlier drafts on the same record; notes go straight out."""
    drafted = [(one, case) for one, case in made if is_drafted(one.command)]
    at_once = [one for one, _ in made if not is_drafted(one.command)]
    if drafted:
        replaced = among(DRAFT.c.subject_id, [one.subject.id for one, _ in drafted])
        db.execute(delete(DRAFT).where(DRAFT.c.subject_kind == kind, replaced))
        rows = [draft_row([*standing.get(one.subject.id, ()), one]) for one, _ in drafted]
        write_all(db, insert(DRAFT), rows)
        write_overlays(db, kind, [overlay_row(case, kind, "draft") for _, case in drafted])
    if at_once:
        write_all(db, insert(OUTBOX), [{**rows_of(one), "act": one.act} for one in at_once])


def _keep_batch(
    db: Connection,
    click: _Click,
    kind: DecidedKind,
    wishes: Sequence[Pending],
    refused: Sequence[Impossible],
    origin: Origin,
) -> None:
    """What failed once more stays with the first batch."""
    batch_body.keep(
        db,
        click.batch,
        at=click.at,
        kind=kind,
        wishes=wishes,
        left_out=refused if origin.first is None else (),
        origin=origin,
        actor=click.actor,
    )
