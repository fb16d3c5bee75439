"""What colleagues decided just now: said in a toast, never about one's own acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.persons import Person
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
    """What it became, or photo_fit and photo_unfit."""


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
            found += [
                act
                for by, act in _acts(kind, record)
                if by not in (None, actor.account) and act.at >= now - LATELY
            ]
    return max(found, key=lambda act: act.at, default=None)


def _acts(kind: SubjectKind, record: Unit | Person) -> Iterator[tuple[int | None, OthersAct]]:
    """The last word on it, and that on its photo, with the account of each."""
    name = record.form.name_zh if isinstance(record, Unit) else record.form.name
    if record.decided_at is not None:
        said, at = record.decided_name, record.decided_at
        yield record.decided_by, OthersAct(kind, record.id, name, said, at, record.review)
    word = record.photo_word if isinstance(record, Person) else None
    if word is not None:
        verdict = f"photo_{word.verdict}"
        yield word.by, OthersAct(kind, record.id, name, word.name, word.at, verdict)
