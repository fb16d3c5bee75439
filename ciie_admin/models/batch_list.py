"""批次: the acts on several records made on this computer, and one of them record by record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Connection, func, select

from ciie_admin.models import batch_body, trays
from ciie_admin.models.batch_body import BatchBody
from ciie_admin.models.batches import FAILED, Followed, Stage, followed, of_batch
from ciie_admin.models.naming import Named, named
from ciie_admin.models.pending import count
from ciie_admin.models.precious import BATCH, DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.wire.kinds import shown_at

MOST = 200
"""Batches listed, the latest."""
IN_ORDER: tuple[Stage, ...] = get_args(Stage)
URGENCY = {stage: place for place, stage in enumerate(dict.fromkeys((*FAILED, *IN_ORDER)))}
"""What failed stands first, then what is under way."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch as it is listed; stages without a record are not among `counts`."""

    id: UUID
    at: datetime
    body: BatchBody
    counts: Mapping[Stage, int]

    @property
    def failed(self) -> int:
        return sum(self.counts.get(stage, 0) for stage in FAILED)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """`named` is None for a record out of sight; `again` if a later batch took it up."""

    followed: Followed
    named: Named | None
    again: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """Rows by what needs a person most. `retryable` counts failures nothing has been done about
    yet, as far as this batch knows.
    """

    line: BatchLine
    rows: tuple[BatchRow, ...]
    retryable: int


def is_open(row: BatchRow) -> bool:
    """Worth trying again. Where it was so already there never was anything to do."""
    one = row.followed
    wanted = one.command is not None and one.row.code != "already_so"
    return one.row.stage in FAILED and wanted and not row.again


def batches(db: Connection, most: int = MOST) -> list[BatchLine]:
    """Newest first. An act on one record is none."""
    latest = select(BATCH).order_by(BATCH.c.at.desc(), BATCH.c.act.desc()).limit(most)
    return [_line(db, row) for row in db.execute(latest).mappings().all()]


def opened(db: Connection, batch: UUID) -> Opened | None:
    """One batch with all its records; None for what is no batch of this computer."""
    row = db.execute(select(BATCH).where(BATCH.c.id == str(batch))).mappings().one_or_none()
    if row is None:
        return None
    line = _line(db, row)
    found = followed(db, batch, line.body)
    later = batch_body.retries(db, batch)
    settled, taken_up = _settled(db, batch), _taken_up(db, later)
    names = named(db, shown_at(line.body.kind), [one.row.subject for one in found])
    rows = [
        BatchRow(one, names.get(one.row.subject), _again(one, settled, taken_up)) for one in found
    ]
    rows.sort(key=lambda row: URGENCY[row.followed.row.stage])
    return Opened(line, tuple(rows), sum(map(is_open, rows)))


def _line(db: Connection, row: Any) -> BatchLine:
    key = UUID(row["id"])
    body = batch_body.read(db, key, row["body"])
    return BatchLine(key, datetime.fromisoformat(row["at"]), body, counts(db, key, body))


def counts(db: Connection, batch: UUID, body: BatchBody) -> dict[Stage, int]:
    """How many records have come to which stage. Exact, without reading the wishes."""
    found: Counter[Stage] = Counter()
    found["drafted"] = count(db, DRAFT, of_batch(DRAFT, batch, body))
    out = of_batch(OUTBOX, batch, body)
    found["released"] = count(db, OUTBOX, out, OUTBOX.c.verdict.is_(None))
    found["accepted"] = count(db, OUTBOX, out, OUTBOX.c.verdict.is_not(None))
    found["accepted"] += count(db, DELIVERED, of_batch(DELIVERED, batch, body))
    kind = func.json_extract(TRAY.c.verdict, "$.kind")
    told = select(kind, func.count()).where(of_batch(TRAY, batch, body)).group_by(kind)
    for said, number in db.execute(told):
        found["refused" if said == "refused" else "conflict"] += number
    found["undone"] = len(body.made) - sum(found.values())
    found["not_possible"] = len(body.not_possible)
    return {stage: number for stage, number in found.items() if number}


def _settled(db: Connection, batch: UUID) -> set[int]:
    """Records whose entry in the tray a person has dealt with, here or there."""
    entries = trays.entries(db, settled=True)
    return {one.wish.subject.id for one in entries if one.settled and one.wish.batch == batch}


def _taken_up(db: Connection, later: list[tuple[UUID, BatchBody]]) -> set[int]:
    """Records of later batches, unless it was undone there."""
    return {
        one.row.subject
        for key, body in later
        for one in followed(db, key, body)
        if one.row.stage != "undone"
    }


def _again(one: Followed, settled: set[int], taken_up: set[int]) -> bool:
    if one.row.stage == "not_possible":
        return one.row.subject in taken_up
    return one.row.subject in settled
