"""A batch once more on what failed in it, and a batch taken back as far as it is still ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, exists, select, update

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command, is_drafted
from ciie_admin.domain.outcome import Refused
from ciie_admin.errors import BadInput
from ciie_admin.models import bases, batch_body, journal, trays
from ciie_admin.models.batch_body import Origin
from ciie_admin.models.batch_list import BatchRow, counts, is_open, opened
from ciie_admin.models.batches import Stage, of_batch
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import Pending, among, load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX, TRAY
from ciie_admin.models.recording import Recorded
from ciie_admin.models.releasing import drop_drafts, show_again
from ciie_admin.models.touched import Touched
from ciie_admin.models.wishing import wish_again


@dataclass(frozen=True, slots=True)
class TakenBack:
    """`kept` counts by stage what has become of the whole batch now."""

    wishes: tuple[Pending, ...]
    kept: Mapping[Stage, int]
    touched: Touched


def retry(cache: Cache, batch: UUID, actor: Actor, at: datetime) -> Recorded:
    """The same commands once more on the records as they stand now; write lane, one transaction.

    What is possible becomes drafts of a new batch that names this one, and its entries in the tray
    are settled with them. `not_possible` names the others with today's reason: they stay as they
    were. A record decided otherwise since is left alone. Raises BadInput("no_such_batch").
    """
    with cache.write() as db:
        whole = opened(db, batch)
        if whole is None:
            raise BadInput("no_such_batch")
        body, failed = whole.line.body, [row for row in whole.rows if is_open(row)]
        decided = _decided_since(db, body.kind, failed)
        rows = {row.followed.row.subject: row for row in failed}
        failures = {number: row for number, row in rows.items() if number not in decided}
        wished = {number: _known(row.followed.command) for number, row in failures.items()}
        origin, conflicts = Origin(body.scope, batch), _conflicts(rows)
        done = wish_again(db, body.kind, wished, actor, at=at, origin=origin, resolves=conflicts)
        _settle(db, [row for number, row in rows.items() if number in set(done.drafted)], done.act)
    journal.keep_up(cache)
    otherwise = tuple((number, Refused("decided_since")) for number in rows if number in decided)
    left_out = (*done.not_possible, *otherwise)
    return Recorded(done.batch, done.act, done.drafted, left_out, done.touched)


def take_back_batch(cache: Cache, batch: UUID, actor: Actor) -> TakenBack:
    """Its drafts go, and what was released and has not left; one transaction, write lane.

    What a draft had replaced is there again. An operation on which a later one rests stays: undo
    that one first. Raises BadInput("no_such_batch").
    """
    with cache.write() as db:
        body = batch_body.load(db, batch)
        if body is None:
            raise BadInput("no_such_batch")
        wishes = _drop_unsent(db, of_batch(OUTBOX, batch, body))
        wishes += drop_drafts(db, of_batch(DRAFT, batch, body))
        changed = show_again(db, actor, wishes)
        kept = counts(db, batch, body)
    journal.keep_up(cache)
    return TakenBack(tuple(wishes), kept, changed)


def _decided_since(db: Connection, kind: str, failed: list[BatchRow]) -> set[int]:
    """Records on which a wish of one's own stands: it is newer than the one that failed."""
    ids = [row.followed.row.subject for row in failed]
    found: set[int] = set()
    for table in (DRAFT, OUTBOX):
        mine = (table.c.subject_kind == kind) & among(table.c.subject_id, ids)
        found.update(db.execute(select(table.c.subject_id).where(mine)).scalars())
    return found


def _known(command: Command | None) -> Command:
    if command is None:
        raise ValueError("a record without a command is not open")
    return command


def _conflicts(rows: Mapping[int, BatchRow]) -> dict[int, UUID]:
    """The conflicts that a new decision on these records settles."""
    return {
        number: row.followed.wish
        for number, row in rows.items()
        if row.followed.row.stage == "conflict" and row.followed.wish is not None
    }


def _settle(db: Connection, rows: list[BatchRow], act: int) -> None:
    keys = [str(row.followed.wish) for row in rows if row.followed.wish is not None]
    settled = update(TRAY).where(among(TRAY.c.id, keys))
    db.execute(settled.values(settled=f"{trays.REDONE}{act}"))


def _drop_unsent(db: Connection, mine: Any) -> list[Pending]:
    later = OUTBOX.alias()
    rests = exists().where(
        later.c.subject_kind == OUTBOX.c.subject_kind,
        later.c.subject_id == OUTBOX.c.subject_id,
        later.c.place > OUTBOX.c.place,
    )
    bodies = db.execute(select(OUTBOX.c.body).where(mine, OUTBOX.c.n.is_(None), ~rests))
    wishes = [load_pending(body) for body in bodies.scalars()]
    wishes = [one for one in wishes if is_drafted(one.command)]
    db.execute(delete(OUTBOX).where(among(OUTBOX.c.id, [str(one.id) for one in wishes])))
    words = bases.forget_idle(db, {one.basis for one in wishes if one.basis is not None})
    journal.take_back(db, [*words, *(one.id for one in wishes)])
    return wishes
