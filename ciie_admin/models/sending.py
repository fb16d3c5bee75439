"""The next page of the outbox, numbered and stamped before any byte leaves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, bindparam, select, update

from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import load_pending, operation
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.setwise import write_all
from ciie_admin.wire.codec import MAX_REQUEST
from ciie_admin.wire.messages import PAGE_OPERATIONS, Operation

PAGE_BYTES = MAX_REQUEST * 3 // 4
BESIDE_BODY = 100
"""Bytes of device and number, which a kept wish does not have."""


def next_page(cache: Cache, now: datetime, limit: int = PAGE_OPERATIONS) -> tuple[Operation, ...]:
    """Operations without a verdict, those already sent first, in the order of their numbers.

    Numbers and `sent_at` are committed here: from now on they cannot be taken back, and a lost
    answer is asked for again under the same ids.
    """
    waiting = (
        select(OUTBOX.c.id, OUTBOX.c.body, OUTBOX.c.n)
        .where(OUTBOX.c.verdict.is_(None))
        .order_by(OUTBOX.c.n.is_(None), OUTBOX.c.n, OUTBOX.c.place)
        .limit(limit)
    )
    with cache.read() as db:
        if not db.execute(waiting).first():
            return ()
    with cache.write() as db:
        rows = _fitting(db.execute(waiting).all())
        last = int(opening.preference(db, "last_n") or "0")
        numbered: dict[str, int] = {}
        for key, _, n in rows:
            if n is None:
                last += 1
                numbered[key] = last
        if numbered:
            stamped = update(OUTBOX).where(OUTBOX.c.id == bindparam("key"))
            stamped = stamped.values(n=bindparam("number"), sent_at=bindparam("when"))
            when = now.isoformat()
            rows_now = [{"key": k, "number": n, "when": when} for k, n in numbered.items()]
            write_all(db, stamped, rows_now)
            opening.set_preference(db, "last_n", str(last))
        device = opening.device(db)
    found = [operation(load_pending(body), device, n or numbered[key]) for key, body, n in rows]
    return tuple(sorted(found, key=lambda one: one.n))


def _fitting(rows: Sequence[Row[str, str, int | None]]) -> list[Row[str, str, int | None]]:
    """As many from the beginning as one request may have bytes: messages can be long."""
    fit: list[Row[str, str, int | None]] = []
    size = 0
    for row in rows:
        size += len(row.body.encode()) + BESIDE_BODY
        if fit and size > PAGE_BYTES:
            break
        fit.append(row)
    return fit
