"""审批依据 on this computer: named with a release, and the signed paper kept until it was taken.

The paper stands in the encrypted cache itself, in the transaction of the release: a file beside it
could be there without the release, or the release without the file.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, exists, func, insert, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.basis import one_line
from ciie_admin.domain.commands import NameBasis
from ciie_admin.errors import BadInput
from ciie_admin.models import reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import among
from ciie_admin.models.precious import DELIVERED, OUTBOX, SCAN
from ciie_admin.models.telling import owe
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
    """Owe the server the basis, and the paper with it; goes out before what rests on it.

    Raises BadInput("not_whole_yet"), and BadInput("not_storable") without an approver.
    """
    edition = reading.edition(db)
    if edition is None:
        raise BadInput("not_whole_yet")
    digest = hashlib.sha256(given.scan).hexdigest() if given.scan else ""
    approver, sheet = one_line(given.approver), one_line(given.sheet)
    named = NameBasis(approver=approver, on=given.on, sheet=sheet, scan=digest)
    subject = Subject(kind="edition", id=edition.id)
    basis = owe(db, subject, named, actor, at, act=act)
    if given.scan:
        db.execute(insert(SCAN).values(id=str(basis), digest=digest, content=given.scan))
    return basis


def forget_unsent(db: Connection, which: Any) -> list[UUID]:
    """Of these outbox rows the bases that have not left go: what rested on them is drafts again."""
    mine = select(OUTBOX.c.id).where(which, OUTBOX.c.n.is_(None), KIND == NAMED)
    gone = db.execute(mine).scalars().all()
    for key in gone:
        db.execute(delete(SCAN).where(SCAN.c.id == key))
        db.execute(delete(OUTBOX).where(OUTBOX.c.id == key))
    return [UUID(key) for key in gone]


def forget_idle(db: Connection, named: Collection[UUID]) -> list[UUID]:
    """Of these bases those go that have not left and that nothing on its way rests on any more."""
    later = OUTBOX.alias()
    rests = exists().where(func.json_extract(later.c.body, "$.basis") == OUTBOX.c.id)
    return forget_unsent(db, among(OUTBOX.c.id, [str(one) for one in named]) & ~rests)


def waiting(cache: Cache, after: UUID | None = None) -> Waiting | None:
    """The oldest paper whose basis the server has accepted, of those named later than `after`."""
    accepted = select(DELIVERED.c.id).where(DELIVERED.c.id == SCAN.c.id)
    oldest = select(SCAN).where(accepted.exists()).order_by(SCAN.c.id).limit(1)
    if after is not None:
        oldest = oldest.where(SCAN.c.id > str(after))
    with cache.read() as db:
        row = db.execute(oldest).one_or_none()
    return None if row is None else Waiting(UUID(row.id), bytes(row.content))


def taken(cache: Cache, basis: UUID) -> None:
    """The server has the paper."""
    with cache.write() as db:
        db.execute(delete(SCAN).where(SCAN.c.id == str(basis)))
