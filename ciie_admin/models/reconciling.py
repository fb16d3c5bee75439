"""After the server was restored from a backup: what it has forgotten goes to it once more."""

from collections.abc import Collection
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from ciie_admin.domain.actors import Actor
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import among
from ciie_admin.models.precious import DELIVERED, OUTBOX
from ciie_admin.models.receiving import show_again
from ciie_admin.models.setwise import write_all
from ciie_admin.models.touched import Touched, touched

ACT = func.json_extract(DELIVERED.c.body, "$.act")
SHARED = ("id", "subject_kind", "subject_id", "body")


def is_wanted(db: Connection) -> bool:
    """The server's history has changed since what we have delivered was compared with it."""
    return bool(opening.preference(db, opening.RECONCILE))


def delivered(db: Connection) -> list[str]:
    """Ids of everything this computer believes to have reached the server."""
    sent = select(OUTBOX.c.id).where(OUTBOX.c.n.is_not(None))
    return [*db.execute(select(DELIVERED.c.id)).scalars(), *db.execute(sent).scalars()]


def send_again(
    cache: Cache, known: Collection[str], last_n: int, actor: Actor, now: datetime
) -> Touched:
    """What the server does not know waits in the outbox again: same ids, new numbers, same order.

    One transaction. They count as sent: others may have seen what they did, so that they are not
    taken back as if they had never left.
    """
    with cache.write() as db:
        rows = _forgotten(db, known)
        numbers = count(last_n + 1)
        stamped = [{**row, "n": next(numbers), "sent_at": now.isoformat()} for row in rows]
        ids = [row["id"] for row in rows]
        db.execute(delete(DELIVERED).where(among(DELIVERED.c.id, ids)))
        db.execute(delete(OUTBOX).where(among(OUTBOX.c.id, ids)))
        write_all(db, insert(OUTBOX), stamped)
        opening.set_preference(db, "last_n", str(last_n + len(rows)))
        opening.set_preference(db, opening.RECONCILE, "")
        pairs = {(row["subject_kind"], row["subject_id"]) for row in rows}
        pairs |= show_again(db, pairs, actor)
    return touched(pairs)


def _forgotten(db: Connection, known: Collection[str]) -> list[dict[str, Any]]:
    """Rows for the outbox, in the order in which they were decided, then sent.

    Their places lie before those of everything that has not been sent yet.
    """
    columns = [DELIVERED.c[name] for name in SHARED]
    done = select(*columns, ACT.label("act")).order_by(ACT, DELIVERED.c.at, DELIVERED.c.id)
    columns = [OUTBOX.c[name] for name in (*SHARED, "act")]
    sent = select(*columns).where(OUTBOX.c.n.is_not(None)).order_by(OUTBOX.c.n)
    lost = [
        dict(row)
        for query in (done, sent)
        for row in db.execute(query).mappings()
        if row["id"] not in known
    ]
    first = (db.execute(select(func.min(OUTBOX.c.place))).scalar() or 1) - len(lost)
    return [{**row, "place": place, "verdict": None} for place, row in enumerate(lost, first)]
