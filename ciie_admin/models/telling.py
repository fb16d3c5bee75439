"""What took place here and the server has to write down: no decision, nobody can take it back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export
from ciie_admin.models import journal
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import Pending, rows_of
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.recording import next_act
from ciie_admin.wire.messages import Subject


def tell(cache: Cache, export: Export, edition: int, actor: Actor, at: datetime) -> UUID:
    """Owe the server an entry of the 操作日志: an operation of its own in the outbox.

    `edition` is the one whose list it was. Committed, and in the journal, when this returns; on any
    thread. Raises CacheUnreadable.
    """
    with cache.write() as db:
        one = Pending(
            id=uuid7(),
            subject=Subject(kind="edition", id=edition),
            command=export,
            author=actor.account,
            at=at,
            seen="",
            version=0,
            batch=uuid7(),
            act=next_act(db),
        )
        db.execute(insert(OUTBOX).values(**rows_of(one), act=one.act))
    journal.keep_up(cache)
    return one.id
