"""Doubt: sums over the mirror, the repair of one bucket, and what was ever found to differ."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, text

from ciie_admin.domain.actors import Actor
from ciie_admin.models import brake, opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.quota_tables import QUOTA
from ciie_admin.models.receiving import show_again, take_in
from ciie_admin.models.touched import Touched, touched
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.digests import (
    AskBucket,
    BucketRecords,
    BucketSum,
    DoubtKind,
    KindSums,
    Standing,
    bucket_of,
    sums,
)
from ciie_admin.wire.messages import Change, PersonChange, QuotaChange, Removal, UnitChange

EVERY = timedelta(days=1)
KINDS: tuple[DoubtKind, ...] = ("unit", "person", "quota")
KEPT = 100
"""Differences remembered; older ones are forgotten."""
DIFFERENCES, CHECKED = "differences", "checked"
"""Preference, and progress: when the mirror was last found to be right, by server time."""
WHOLE_ROWS = """
SELECT n.id, n.version FROM {kind} n
WHERE EXISTS (SELECT 1 FROM {kind}_body b WHERE b.id = n.id)
AND EXISTS (SELECT 1 FROM {kind}_search_docsize d WHERE d.id = n.id)
"""
"""A row without its record or its search entry counts as missing."""
WHOLE_ACCOUNTS = "SELECT id, version FROM quota"
ANY_ID = """
SELECT id FROM {kind} UNION SELECT id FROM {kind}_body UNION SELECT id FROM {kind}_search_docsize
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A bucket that was not as on the server, and has been put right."""

    at: datetime
    kind: DoubtKind
    bucket: int
    mine: int
    """Records the mirror had of it."""
    theirs: int
    removed: int
    written: int


@dataclass(frozen=True, slots=True)
class Repaired:
    difference: Difference
    touched: Touched


def standing(db: Connection) -> Standing:
    known = opening.progress(db)
    return Standing(
        epoch=known.get("epoch", ""),
        grants=known.get("grants", ""),
        cursor=int(known.get("cursor", "0")),
        kinds=KINDS,
    )


def own_sums(db: Connection, kind: DoubtKind) -> tuple[BucketSum, ...]:
    return sums(_rows(db, kind))


def differing(db: Connection, theirs: tuple[KindSums, ...]) -> Iterator[tuple[DoubtKind, int]]:
    for one in theirs:
        pairs = enumerate(zip(own_sums(db, one.kind), one.buckets, strict=True))
        yield from ((one.kind, bucket) for bucket, (mine, said) in pairs if mine != said)


def repair(
    cache: Cache, asked: AskBucket, answer: BucketRecords, actor: Actor, removed: int = 0
) -> Repaired | None:
    """Make one bucket what the server says it is: one transaction, and the only one in which a
    record may go because it is absent. None if the mirror has moved on since it was asked for.

    `removed` is what went from the buckets before. Raises Paused("mass_removal").
    """
    kind, bucket = asked.kind, asked.bucket
    with cache.write() as db:
        if standing(db) != asked.standing:
            return None
        mine = {n: version for n, version in _rows(db, kind) if bucket_of(n) == bucket}
        there = {n for n in _ids(db, kind) if bucket_of(n) == bucket}
        found: list[Any] = [*answer.units, *answer.persons, *answer.quotas]
        theirs = {one.id: one for one in found if bucket_of(one.id) == bucket}
        gone = sorted(there - theirs.keys())
        brake.check_number(db, removed + len(gone))
        wrong = [one for n, one in theirs.items() if mine.get(n) != one.version]
        changes: list[Change] = [Removal(seq=0, id=n, of=kind) for n in gone]
        changes += [_change(kind, one) for one in wrong]
        pairs = take_in(db, changes)
        pairs |= show_again(db, pairs, actor)
        difference = Difference(
            at=opening.server_time(db),
            kind=kind,
            bucket=bucket,
            mine=len(mine),
            theirs=len(theirs),
            removed=len(gone),
            written=len(wrong),
        )
        _remember(db, difference)
    return Repaired(difference, touched(pairs))


def differences(db: Connection) -> list[Difference]:
    """What was found so far, oldest first."""
    kept = opening.preference(db, DIFFERENCES) or "[]"
    found: list[Difference] = adapter(list[Difference]).validate_json(kept)
    return found


def note_checked(cache: Cache) -> None:
    with cache.write() as db:
        opening.set_progress(db, {CHECKED: opening.server_time(db).isoformat()})


def is_due(db: Connection) -> bool:
    """After each first download, and a day after the last time, by server time."""
    if not opening.is_whole(db):
        return False
    last = opening.progress(db).get(CHECKED)
    return last is None or opening.server_time(db) - datetime.fromisoformat(last) >= EVERY


def _rows(db: Connection, kind: DoubtKind) -> Iterator[tuple[int, int]]:
    """From the driver itself: rows of SQLAlchemy took as long as all the rest (measured)."""
    with closing(db.connection.cursor()) as cursor:
        cursor.execute(WHOLE_ACCOUNTS if kind == "quota" else WHOLE_ROWS.format(kind=kind))
        yield from cursor.fetchall()


def _ids(db: Connection, kind: DoubtKind) -> Iterator[int]:
    if kind == "quota":
        yield from db.execute(select(QUOTA.c.id)).scalars()
        return
    yield from db.execute(text(ANY_ID.format(kind=kind))).scalars()


def _change(kind: DoubtKind, record: Any) -> Change:
    made = {"unit": UnitChange, "person": PersonChange, "quota": QuotaChange}[kind]
    change: Change = made(seq=0, id=record.id, record=record)
    return change


def _remember(db: Connection, difference: Difference) -> None:
    kept = [*differences(db), difference][-KEPT:]
    said = adapter(list[Difference]).dump_json(kept).decode()
    opening.set_preference(db, DIFFERENCES, said)
