"""What is kept of one act on many records: who wanted what of which, and what was not possible.

The wishes themselves are in drafts, outbox, delivered and tray; each of them names its batch.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command, verdict_key
from ciie_admin.models.judging import Impossible
from ciie_admin.models.pending import Pending
from ciie_admin.models.precious import BATCH, DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import DecidedKind, TaggedCommand, WishKind

VERSION = 2
WISHES = (DRAFT, OUTBOX, DELIVERED, TRAY)
"""Where a wish of a batch may have come to."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`scope` is the filter in words; `first` the batch whose failures are wished anew."""

    scope: str = ""
    first: UUID | None = None


ALONE = Origin()
"""An act of its own, on no list in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """`command` is its place among the body's commands; -1 for a record that was not in sight."""

    id: int
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    command: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchBody:
    """`made` are the records whose wish was possible, `lowest` and `highest` the bounds of their
    wishes' ids: these are looked up by their key. `commands` are those of records left out.
    `first` is the batch whose failures this one took up again.
    """

    kind: WishKind
    asked: int
    by: str = ""
    scope: str = ""
    verdicts: tuple[str, ...] = ()
    made: tuple[int, ...] = ()
    lowest: str = ""
    highest: str = ""
    commands: tuple[TaggedCommand, ...] = ()
    not_possible: tuple[LeftOut, ...] = ()
    first: UUID | None = None
    v: int = VERSION


def keep(
    db: Connection,
    batch: UUID,
    *,
    at: datetime,
    kind: WishKind,
    wishes: Sequence[Pending],
    left_out: Sequence[Impossible],
    origin: Origin,
    actor: Actor,
) -> None:
    """A batch of nothing, as when nothing of a first one is possible yet, is not kept."""
    if not wishes and not left_out:
        return
    commands: dict[Command, int] = {}
    for one in left_out:
        if one.command is not None:
            commands.setdefault(one.command, len(commands))
    names = sorted(str(one.id) for one in wishes)
    wanted = [*(one.command for one in wishes), *commands]
    body = BatchBody(
        kind=kind,
        asked=len(wishes) + len(left_out),
        by=actor.name,
        scope=origin.scope,
        verdicts=tuple(dict.fromkeys(map(verdict_key, wanted))),
        made=tuple(one.subject.id for one in wishes),
        lowest=names[0] if names else "",
        highest=names[-1] if names else "",
        commands=tuple(commands),
        not_possible=tuple(_left_out(one, commands) for one in left_out),
        first=origin.first,
    )
    act = wishes[0].act if wishes else 0
    row = {"id": str(batch), "act": act, "at": at.isoformat()}
    said = adapter(BatchBody).dump_json(body).decode()
    db.execute(insert(BATCH).values(**row, body=said))


def load(db: Connection, batch: UUID) -> BatchBody | None:
    """None for what was no act on several records."""
    body = db.execute(select(BATCH.c.body).where(BATCH.c.id == str(batch))).scalar()
    return None if body is None else read(db, batch, body)


def retries(db: Connection, batch: UUID) -> list[tuple[UUID, BatchBody]]:
    """Later batches that took up what failed in this one, oldest first."""
    path = BATCH.c.body.contains(f'"first":"{batch}"', autoescape=True)
    rows = db.execute(select(BATCH.c.id, BATCH.c.body).where(path).order_by(BATCH.c.at)).all()
    return [(UUID(key), read(db, UUID(key), body)) for key, body in rows]


def _left_out(one: Impossible, commands: Mapping[Command, int]) -> LeftOut:
    place = -1 if one.command is None else commands[one.command]
    return LeftOut(id=one.id, code=one.why.code, facts=dict(one.why.facts), command=place)


def read(db: Connection, batch: UUID, said: str) -> BatchBody:
    whole: dict[str, Any] = json.loads(said)
    if whole["v"] >= VERSION:
        body: BatchBody = adapter(BatchBody).validate_json(said)
        return body
    rows = whole["not_possible"]
    left_out = tuple(LeftOut(id=number, code=code, facts=facts) for number, code, facts in rows)
    kind, made, verdicts = _of_the_wishes(db, batch)
    return BatchBody(
        kind=kind,
        asked=whole["asked"],
        scope=whole["scope"],
        verdicts=verdicts,
        made=made,
        not_possible=left_out,
        v=1,
    )


def _of_the_wishes(
    db: Connection, batch: UUID
) -> tuple[DecidedKind, tuple[int, ...], tuple[str, ...]]:
    """The first version did not say what it was about; its wishes do, as far as there are any."""
    found: list[tuple[DecidedKind, int, str]] = []
    for table in WISHES:
        rows = db.execute(select(table.c.body).where(table.c.body.contains(str(batch))))
        for body in rows.scalars():
            wish = json.loads(body)
            if wish["batch"] == str(batch):
                subject = wish["subject"]
                found.append((subject["kind"], subject["id"], wish["command"]["kind"]))
    kinds = [kind for kind, _, _ in found] or ["unit"]
    verdicts = dict.fromkeys(verdict for _, _, verdict in found)
    return kinds[0], tuple(number for _, number, _ in found), tuple(verdicts)
