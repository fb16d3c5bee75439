"""Which records are put aside on this computer, read and forgotten inside others' transactions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import verdict_of
from ciie_admin.domain.units import Unit
from ciie_admin.models.pending import among
from ciie_admin.models.precious import HELD
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import DecidedKind

VERSION = 1
STAGE = "held"
"""What `pending_stage` says of a record that is put aside and has no wish of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """The body of a row. `v` tells later programs how to read it."""

    review: str
    """The server's word when it was put aside, of a photo its verdict and which photo it is: with
    another one it is no longer.
    """
    v: int = VERSION


def said_of(record: Unit | Person, kind: DecidedKind) -> str:
    """The server's word on what was put aside."""
    if kind == "photo" and isinstance(record, Person):
        return said_of_photo(verdict_of(record.photo_word), record.photo)
    return record.review.value


def said_of_photo(verdict: str, photo: str) -> str:
    return f"{verdict} {photo}"


def dump(one: Aside) -> str:
    return adapter(Aside).dump_json(one).decode()


def reviews(db: Connection, kind: DecidedKind, ids: Iterable[int]) -> dict[int, str]:
    """Of those put aside: the review each had then."""
    query = select(HELD.c.subject_id, HELD.c.body).where(
        HELD.c.subject_kind == kind, among(HELD.c.subject_id, ids)
    )
    read = adapter(Aside).validate_json
    return {number: read(body).review for number, body in db.execute(query)}


def subjects(db: Connection) -> set[tuple[str, int]]:
    return set(map(tuple, db.execute(select(HELD.c.subject_kind, HELD.c.subject_id))))


def forget(db: Connection, kind: DecidedKind, ids: Sequence[int]) -> None:
    """Taken up again, decided meanwhile, or out of sight."""
    if ids:
        mine = (HELD.c.subject_kind == kind) & among(HELD.c.subject_id, ids)
        db.execute(delete(HELD).where(mine))


def latest_act(db: Connection) -> int:
    """The latest click that put something aside which still is; 0 without one."""
    return int(db.execute(select(func.max(HELD.c.act))).scalar() or 0)
