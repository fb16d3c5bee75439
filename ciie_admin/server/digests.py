"""Sums over the records in a caller's sight, and the records of one bucket (wire/digests.py)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from ciie_admin.server import feed, quota_rows, records
from ciie_admin.server.access import Sight
from ciie_admin.server.feed import HEADS
from ciie_admin.wire.digests import (
    BUCKETS,
    WORD,
    AskBucket,
    BucketSum,
    DoubtKind,
    KindSums,
    Standing,
)

BUCKET_OF = "get_byte(decode(left(md5(id::text), 2), 'hex'), 0) % {buckets}"
CASES = "(review_place = ANY(:places) OR count_place = ANY(:places))"
SEEN: Mapping[DoubtKind, str] = {
    "unit": CASES,
    "person": CASES,
    "quota": "place = ANY(:places) AND version > 0",
}
IN_SIGHT = "FROM {kind} WHERE edition_id = :edition AND {seen}"
SUMS = f"""
SELECT {BUCKET_OF} AS bucket, count(*),
  sum(('x' || left(md5(id || ':' || version), 16))::bit(64)::bigint)
{IN_SIGHT} GROUP BY bucket
"""
MEMBERS = f"SELECT id {IN_SIGHT} AND {BUCKET_OF} = :bucket ORDER BY id"


@dataclass(frozen=True, slots=True)
class Moment:
    """Whether a mirror of this standing ought to hold what the snapshot holds."""

    same: bool
    head: int


def moment(db: Connection, edition_id: int, seen: Sight, standing: Standing) -> Moment:
    """`db` must be one REPEATABLE READ snapshot, as for all functions here."""
    head, epoch = db.execute(
        select(HEADS.c.head, HEADS.c.epoch).where(HEADS.c.edition_id == edition_id)
    ).one()
    same = (standing.epoch, standing.grants) == (epoch, seen.stamp) and standing.cursor <= head
    same = same and not feed.to_come(db, edition_id, seen, standing.cursor)
    return Moment(same, head)


def kind_sums(db: Connection, edition_id: int, seen: Sight, kind: DoubtKind) -> KindSums:
    """A tenth of a second for 100,000 records."""
    where = {"edition": edition_id, "places": list(seen.places)}
    rows = db.execute(text(SUMS.format(kind=kind, seen=SEEN[kind], buckets=BUCKETS)), where)
    found = {bucket: (count, int(total)) for bucket, count, total in rows}
    each = (found.get(bucket, (0, 0)) for bucket in range(BUCKETS))
    return KindSums(
        kind=kind,
        buckets=tuple(BucketSum(count=n, sum=f"{total % WORD:016x}") for n, total in each),
    )


def bucket_texts(db: Connection, edition_id: int, seen: Sight, asked: AskBucket) -> list[str]:
    """JSON texts of the bucket's records, by id."""
    where = {"edition": edition_id, "places": list(seen.places), "bucket": asked.bucket}
    statement = text(MEMBERS.format(kind=asked.kind, seen=SEEN[asked.kind], buckets=BUCKETS))
    ids = db.execute(statement, where).scalars().all()
    if asked.kind == "quota":
        return [one.text for one in quota_rows.stored(db, edition_id, ids).values()]
    stored = records.stored_units if asked.kind == "unit" else records.stored_persons
    return [one.text for one in stored(db, ids, seen.places).values()]
