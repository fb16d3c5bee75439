"""What the server has to know of something else than a record: no decision on one, and once it has
left nobody can take it back.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export
from ciie_admin.models import journal
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import Pending, rows_of
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.recording import next_act
from ciie_admin.wire.messages import Subject, TaggedCommand


def owe(
    db: Connection,
    subject: Subject,
    command: TaggedCommand,
    actor: Actor,
    at: datetime,
    *,
    version: int = 0,
    act: int | None = None,
) -> UUID:
    """An operation of its own in the outbox, without a draft before it.

    `version` is that of the place which was looked at; `act` the one it goes out with, else an act
    of its own. Raises BadInput("not_storable").
    """
    one = Pending(
        id=uuid7(),
        subject=subject,
        command=command,
        author=actor.account,
        at=at,
        seen="",
        version=version,
        batch=uuid7(),
        act=next_act(db) if act is None else act,
    )
    db.execute(insert(OUTBOX).values(**rows_of(one), act=one.act))
    return one.id


def tell(cache: Cache, export: Export, edition: int, actor: Actor, at: datetime) -> UUID:
    """Owe the server an entry of the 操作日志.

    `edition` is the one whose list it was. Committed, and in the journal, when this returns; on any
    thread. Raises CacheUnreadable.
    """
    with cache.write() as db:
        name = owe(db, Subject(kind="edition", id=edition), export, actor, at)
    journal.keep_up(cache)
    return name
