"""审批依据 on this computer: named with a release, and the signed paper kept until it was taken.

The paper stands in the encrypted cache itself, in the transaction of the release: a file beside it
could be there without the release, or the release without the file.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import NameBasis
from ciie_admin.errors import BadInput
from ciie_admin.models import reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import Pending, rows_of
from ciie_admin.models.precious import DELIVERED, OUTBOX, SCAN
from ciie_admin.wire.messages import Subject
from ciie_admin.wire.scans import scan_type
from ciie_admin.wire.transport import MAX_SCAN

KIND = func.json_extract(OUTBOX.c.body, "$.command.kind")
NAMED = "name_basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody says a release rests on; `scan` is the signed paper, empty without."""

    approver: str
    on: date
    sheet: str = ""
    scan: bytes = b""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper the server has not taken yet, though it knows the basis."""

    basis: UUID
    content: bytes


def check_scan(content: bytes) -> None:
    """Raises BadInput("scan_unfit") for what is no PDF or picture, or is too large."""
    if len(content) > MAX_SCAN or not scan_type(content):
        raise BadInput("scan_unfit")


def name(db: Connection, given: Given, actor: Actor, at: datetime, act: int) -> UUID:
    """Owe the server the basis, and the paper with it; goes out before what rests on it."""
    edition = reading.edition(db)
    if edition is None:
        raise BadInput("not_whole_yet")
    digest = hashlib.sha256(given.scan).hexdigest() if given.scan else ""
    named = NameBasis(approver=given.approver, on=given.on, sheet=given.sheet, scan=digest)
    one = Pending(
        id=uuid7(),
        subject=Subject(kind="edition", id=edition.id),
        command=named,
        author=actor.account,
        at=at,
        seen="",
        version=0,
        batch=uuid7(),
        act=act,
    )
    db.execute(insert(OUTBOX).values(**rows_of(one), act=act))
    if given.scan:
        db.execute(insert(SCAN).values(id=str(one.id), digest=digest, content=given.scan))
    return one.id


def forget_unsent(db: Connection, which: Any) -> list[UUID]:
    """Of these outbox rows the bases that have not left go: what rested on them is drafts again."""
    mine = select(OUTBOX.c.id).where(which, OUTBOX.c.n.is_(None), KIND == NAMED)
    gone = db.execute(mine).scalars().all()
    for key in gone:
        db.execute(delete(SCAN).where(SCAN.c.id == key))
        db.execute(delete(OUTBOX).where(OUTBOX.c.id == key))
    return [UUID(key) for key in gone]


def waiting(cache: Cache) -> Waiting | None:
    """The oldest paper whose basis the server has accepted."""
    accepted = select(DELIVERED.c.id).where(DELIVERED.c.id == SCAN.c.id)
    oldest = select(SCAN).where(accepted.exists()).order_by(SCAN.c.id).limit(1)
    with cache.read() as db:
        row = db.execute(oldest).one_or_none()
    return None if row is None else Waiting(UUID(row.id), bytes(row.content))


def taken(cache: Cache, basis: UUID) -> None:
    """The server has the paper."""
    with cache.write() as db:
        db.execute(delete(SCAN).where(SCAN.c.id == str(basis)))
