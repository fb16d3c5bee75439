"""What has become of each record of one act, wherever its operation is by now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, Table, func, select

from ciie_admin.domain.commands import Command
from ciie_admin.models import batch_body
from ciie_admin.models.batch_body import BatchBody
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import count, load_pending
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Verdict, VerdictAccepted, VerdictRefused

Stage = Literal[
    "drafted", "released", "accepted", "refused", "conflict", "not_possible", "undone"
]  # fmt: skip
FAILED: tuple[Stage, ...] = ("refused", "conflict", "not_possible")


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """`code` and `facts` name the sentence of a refusal, or of what keeps a draft back."""

    subject: int
    stage: Stage
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """One record of a batch: how far its wish has come, and since when.

    `wish` is the id of its operation, None where there never was one or it was taken back;
    `command` None for a record that was not in sight.
    """

    row: RowOutcome
    at: datetime | None
    command: Command | None = None
    wish: UUID | None = None


def outcomes(cache: Cache, batch: UUID) -> list[RowOutcome]:
    """One row per record, in the order of their ids.

    What was not possible is kept for acts on two records or more; for a single one the answer of
    record() says it.
    """
    with cache.read() as db:
        return [one.row for one in followed(db, batch, batch_body.load(db, batch))]


def followed(db: Connection, batch: UUID, body: BatchBody | None) -> list[Followed]:
    """In the order of their ids. What was drafted and is nowhere any more was undone."""
    found = [*_drafted(db, batch, body), *_released(db, batch, body)]
    if body is not None:
        there = {one.row.subject for one in found}
        gone = (number for number in body.made if number not in there)
        found += [Followed(RowOutcome(number, "undone"), None) for number in gone]
        found += _not_possible(body)
    return sorted(found, key=lambda one: one.row.subject)


def unanswered(cache: Cache, batch: UUID) -> int:
    """Released operations of the act the server has not answered yet."""
    with cache.read() as db:
        return count(db, OUTBOX, of_batch(OUTBOX, batch, None), OUTBOX.c.verdict.is_(None))


def of_batch(table: Table, batch: UUID, body: BatchBody | None) -> Any:
    """Its wishes in a table. Their ids bound the search: they were made in one go."""
    mine = func.json_extract(table.c.body, "$.batch") == str(batch)
    if body is None or body.v < batch_body.VERSION:
        return mine
    return table.c.id.between(body.lowest, body.highest) & mine


def _drafted(db: Connection, batch: UUID, body: BatchBody | None) -> Iterator[Followed]:
    rows = db.execute(select(DRAFT.c.body, DRAFT.c.problem).where(of_batch(DRAFT, batch, body)))
    for said, problem in rows:
        wish = load_pending(said)
        row = RowOutcome(wish.subject.id, "drafted", problem or "")
        yield Followed(row, wish.at, wish.command, wish.id)


def _released(db: Connection, batch: UUID, body: BatchBody | None) -> Iterator[Followed]:
    for table in (OUTBOX, DELIVERED, TRAY):
        at = OUTBOX.c.sent_at if table is OUTBOX else table.c.at
        said = select(table.c.body, table.c.verdict, at).where(of_batch(table, batch, body))
        for text, verdict, told in db.execute(said):
            wish = load_pending(text)
            when = datetime.fromisoformat(told) if told else None
            yield Followed(_told(wish.subject.id, verdict), when, wish.command, wish.id)


def _not_possible(body: BatchBody) -> Iterator[Followed]:
    for one in body.not_possible:
        row = RowOutcome(one.id, "not_possible", one.code, one.facts)
        yield Followed(row, None, body.commands[one.command] if one.command >= 0 else None)


def _told(number: int, said: str | None) -> RowOutcome:
    if said is None:
        return RowOutcome(number, "released")
    verdict = adapter(Verdict).validate_json(said)
    if isinstance(verdict, VerdictAccepted):
        return RowOutcome(number, "accepted")
    if isinstance(verdict, VerdictRefused):
        return RowOutcome(number, "refused", verdict.code, verdict.facts)
    return RowOutcome(number, "conflict", "judged_changed")
