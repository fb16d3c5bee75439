"""What colleagues decided just now: said in a toast, never about one's own acts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.units import Unit
from ciie_admin.models import opening, reading
from ciie_admin.models.touched import Touched
from ciie_admin.wire.messages import SubjectKind

LATELY = timedelta(minutes=2)
MOST = 50
"""A larger page is a catch-up, not news."""


@dataclass(frozen=True, slots=True)
class OthersAct:
    kind: SubjectKind
    id: int
    name: str
    by: str
    at: datetime
    review: str


def latest(db: Connection, changed: Touched, actor: Actor) -> OthersAct | None:
    """The newest decision of somebody else among the changed records."""
    now = opening.server_time(db)
    found: list[OthersAct] = []
    kinds: tuple[SubjectKind, ...] = ("unit", "person")
    for kind in kinds:
        ids = changed.ids(kind)
        if len(ids) > MOST:
            continue
        for record in reading.records(db, kind, list(ids)).values():
            at = record.decided_at
            if at is None or record.decided_by in (None, actor.account) or at < now - LATELY:
                continue
            name = record.form.name_zh if isinstance(record, Unit) else record.form.name
            act = OthersAct(kind, record.id, name, record.decided_name, at, record.review)
            found.append(act)
    return max(found, key=lambda act: act.at, default=None)
