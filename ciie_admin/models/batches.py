"""What has become of each record of one act, wherever its operation is by now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, Table, func, select

from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import count
from ciie_admin.models.precious import BATCH, DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Verdict, VerdictAccepted, VerdictRefused

Stage = Literal["drafted", "released", "accepted", "refused", "conflict", "not_possible"]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """`code` and `facts` name the sentence of a refusal, or of what keeps a draft back."""

    subject: int
    stage: Stage
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def outcomes(cache: Cache, batch: UUID) -> list[RowOutcome]:
    """One row per record, in the order of their ids.

    What was not possible is kept for acts on two records or more; for a single one the answer of
    record() says it.
    """
    with cache.read() as db:
        found = [*_not_possible(db, batch), *_drafted(db, batch)]
        for table in (OUTBOX, DELIVERED, TRAY):
            said = select(table.c.subject_id, table.c.verdict).where(_of(table, batch))
            found += [_told(number, verdict) for number, verdict in db.execute(said)]
    return sorted(found, key=lambda one: one.subject)


def unanswered(cache: Cache, batch: UUID) -> int:
    """Released operations of the act the server has not answered yet."""
    with cache.read() as db:
        return count(db, OUTBOX, _of(OUTBOX, batch), OUTBOX.c.verdict.is_(None))


def _of(table: Table, batch: UUID) -> Any:
    return func.json_extract(table.c.body, "$.batch") == str(batch)


def _drafted(db: Connection, batch: UUID) -> list[RowOutcome]:
    rows = db.execute(select(DRAFT.c.subject_id, DRAFT.c.problem).where(_of(DRAFT, batch)))
    return [RowOutcome(number, "drafted", problem or "") for number, problem in rows]


def _not_possible(db: Connection, batch: UUID) -> list[RowOutcome]:
    body = db.execute(select(BATCH.c.body).where(BATCH.c.id == str(batch))).scalar()
    if body is None:
        return []
    return [
        RowOutcome(number, "not_possible", code, facts)
        for number, code, facts in json.loads(body)["not_possible"]
    ]


def _told(number: int, said: str | None) -> RowOutcome:
    if said is None:
        return RowOutcome(number, "released")
    verdict = adapter(Verdict).validate_json(said)
    if isinstance(verdict, VerdictAccepted):
        return RowOutcome(number, "accepted")
    if isinstance(verdict, VerdictRefused):
        return RowOutcome(number, "refused", verdict.code, verdict.facts)
    return RowOutcome(number, "conflict", "judged_changed")
