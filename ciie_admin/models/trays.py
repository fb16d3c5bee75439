"""异常待处理: operations that were refused or in conflict, until a person has dealt with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, func, select, update

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import verdict_key
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.errors import BadInput
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import KINDS, Pending, among, load_pending
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.recording import Recorded
from ciie_admin.models.wishing import wish_again
from ciie_admin.wire.codec import adapter, load
from ciie_admin.wire.messages import Verdict, VerdictConflict, VerdictRefused

DROPPED = "dropped"
REDONE = "redone:"
"""Followed by the act of the new decision. `settled` holds one of the two, or nothing."""
Settled = Literal["", "dropped", "redone"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation that did not take effect.

    `wish` is what was wanted, `base` the record as it was judged, where that was kept: from the
    moment the judged fields changed.
    """

    wish: Pending
    verdict: VerdictRefused | VerdictConflict
    told_at: datetime
    """When the server said so, by server time."""
    base: Unit | Person | None
    settled: Settled


def entries(db: Connection, *, settled: bool = False) -> list[Entry]:
    """What still has to be dealt with, oldest first; with `settled` also what has been."""
    acts = _latest_acts(db)
    decisions = select(TRAY).where(TRAY.c.subject_kind.in_(KINDS))
    rows = db.execute(decisions.order_by(TRAY.c.at, TRAY.c.id)).mappings()
    found = [_entry(dict(row), acts) for row in rows]
    return [one for one in found if settled or not one.settled]


def open_count(db: Connection) -> int:
    """How many have to be dealt with."""
    if not db.execute(select(TRAY.c.id).where(TRAY.c.settled.is_distinct_from(DROPPED))).first():
        return 0
    return len(entries(db))


def drop(cache: Cache, key: UUID) -> None:
    """Let the wish go. Raises BadInput("no_such_entry") for what is not waiting in the tray."""
    drop_all(cache, (key,))


def drop_all(cache: Cache, keys: Sequence[UUID]) -> None:
    """As drop(), all or none. The entries stay on this computer, settled: entries() has them."""
    with cache.write() as db:
        for key in keys:
            _open(db, key)
            _settle(db, key, DROPPED)


def redo(cache: Cache, key: UUID, actor: Actor, at: datetime) -> Recorded:
    """The same command once more, as a draft on the record as it stands now.

    The entry is settled with the draft, in one transaction; it opens again should the draft be
    undone. If the command is not possible any more, nothing changes and `not_possible` says why.
    Raises BadInput("no_such_entry").
    """
    return redo_all(cache, (key,), actor, at)


def redo_all(cache: Cache, keys: Sequence[UUID], actor: Actor, at: datetime) -> Recorded:
    """As redo(), for entries about one kind of record: one act, to be undone at once."""
    with cache.write() as db:
        opened = [_open(db, key) for key in keys]
        found = {one.wish.subject.id: one for one in opened}
        conflicts = {n: one.wish.id for n, one in found.items() if one.verdict.kind == "conflict"}
        kind = next(one.wish.kind for one in found.values())
        wished = {number: one.wish.command for number, one in found.items()}
        done = wish_again(db, kind, wished, actor, at=at, resolves=conflicts)
        for one in opened:
            if one.wish.subject.id in done.drafted:
                _settle(db, one.wish.id, f"{REDONE}{done.act}")
    return done


def alike(entries: Sequence[Entry], one: Entry) -> list[Entry]:
    """Those that were wanted alike and met the same answer, itself included."""
    return [other for other in entries if _kind(other) == _kind(one)]


def _kind(one: Entry) -> tuple[str, str, str]:
    code = one.verdict.code if isinstance(one.verdict, VerdictRefused) else one.verdict.kind
    return one.wish.subject.kind, verdict_key(one.wish.command), code


def _open(db: Connection, key: UUID) -> Entry:
    row = db.execute(select(TRAY).where(TRAY.c.id == str(key))).mappings().one_or_none()
    found = _entry(dict(row), _latest_acts(db)) if row else None
    if found is None or found.settled:
        raise BadInput("no_such_entry")
    return found


def _settle(db: Connection, key: UUID, how: str) -> None:
    db.execute(update(TRAY).where(TRAY.c.id == str(key)).values(settled=how))


def _entry(row: dict[str, Any], acts: dict[tuple[str, int], int]) -> Entry:
    wish = load_pending(row["body"])
    latest = acts.get((row["subject_kind"], row["subject_id"]), 0)
    kind: Any = Unit if wish.subject.kind == "unit" else Person
    return Entry(
        wish=wish,
        verdict=adapter(Verdict).validate_json(row["verdict"]),
        told_at=datetime.fromisoformat(row["at"]),
        base=None if wish.base is None else load(kind, wish.base),
        settled=_settled(row["settled"], latest),
    )


def _settled(how: str | None, latest: int) -> Settled:
    """A redone entry counts as settled while that decision, or a later one, still stands."""
    if how is None:
        return ""
    if how.startswith(REDONE):
        return "redone" if latest >= int(how.removeprefix(REDONE)) else ""
    return "dropped"


def _latest_acts(db: Connection) -> dict[tuple[str, int], int]:
    """The latest click on each record that has a redone entry, in whatever stage it is by now."""
    redone = select(TRAY.c.subject_id).where(TRAY.c.settled.startswith(REDONE)).distinct()
    numbers = db.execute(redone).scalars().all()
    latest: dict[tuple[str, int], int] = {}
    for table in (DRAFT, OUTBOX, DELIVERED, TRAY) if numbers else ():
        key = (table.c.subject_kind, table.c.subject_id)
        act = func.max(func.json_extract(table.c.body, "$.act"))
        acts = select(*key, act).where(among(table.c.subject_id, numbers)).group_by(*key)
        for kind, number, highest in db.execute(acts):
            latest[kind, number] = max(highest, latest.get((kind, number), 0))
    return latest
