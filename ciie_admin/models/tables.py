"""The mirror: what the server said, in narrow tables to filter and sort by, and whole bodies.

Only absorb() writes server columns; `pending_*` follow from drafts and outbox alone, and every
screen reads the generated `shown_*`. Times are milliseconds since 1970 UTC. `finding` is the rule
of the worst finding, `risk` what domain.risk makes of it.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Computed,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TableClause,
    Text,
    TextClause,
    column,
    text,
)

MIRROR_VERSION = 8
"""Raised with every change of shape: another number drops the mirror and pulls again."""
mirror = MetaData()


def _shown(name: str) -> Column[Any]:
    return Column(
        f"shown_{name}", String, Computed(f"coalesce(pending_{name}, {name})", persisted=False)
    )


def _few(name: str) -> TextClause:
    """Of an index: only the rows that have it. Keeping the others would cost a first download
    more than all else that is new in them.
    """
    return text(f"{name} IS NOT NULL")


def _states() -> list[Column[Any]]:
    """Review, lane and what is pending on them; `pending_stage` is draft, pending or held."""
    return [
        Column("review", String, nullable=False),
        Column("pending_review", String),
        _shown("review"),
        Column("lane", String, nullable=False),
        Column("pending_lane", String),
        _shown("lane"),
        Column("pending_stage", String),
    ]


FILTERED_UNITS = ("review_place", "count_place", "unit_class", "finding")
UNIT = Table(
    "unit",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("credit_code", String, nullable=False),
    Column("unit_class", String, nullable=False),
    Column("review_place", Integer, nullable=False),
    Column("count_place", Integer, nullable=False),
    Column("submitted_at", Integer),
    *_states(),
    Column("automatic", Integer, nullable=False),
    Column("spot", String, nullable=False),
    Column("pending_spot", String),
    _shown("spot"),
    Column("returning", Integer, nullable=False, quote=True),
    Column("resubmitted", Integer, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("persons_unsubmitted", Integer, nullable=False),
    Column("persons_unpaid", Integer, nullable=False),
    Column("persons_paid", Integer, nullable=False),
    Column("assigned_to", Integer),
    Column("assigned_name", Text, nullable=False),
    Column("finding", String, nullable=False),
    Column("risk", Integer, nullable=False),
    Index("unit_by_time", "shown_lane", "submitted_at", "id", *FILTERED_UNITS),
    Index("unit_by_name", "shown_lane", "sort", "id"),
    Index("unit_by_risk", "shown_lane", text("risk DESC"), "submitted_at", "id"),
    Index("unit_by_spot", "shown_spot", text("risk DESC"), "submitted_at", "id"),
    Index("unit_pending", "pending_stage", "id"),
    Index("unit_assigned", "assigned_to", "shown_lane", "submitted_at", "id"),
    Index("unit_by_place", "review_place", "sort", "id"),
    Index("unit_again", "resubmitted", "shown_lane", "submitted_at", "id"),
)

SHOWN_PHOTO = "coalesce(pending_photo, photo_verdict)"
PHOTO_LANE = """
CASE WHEN photo = '' THEN NULL
  WHEN shown_photo <> '' THEN 'done'
  WHEN shown_lane NOT IN ('to_review', 'first_passed') THEN NULL
  WHEN photo_checked = 1 AND photo_finding = '' THEN 'clean' ELSE 'open' END
"""
"""The list of the photo bench a person stands in: `done` once judged, before that `clean` where
the checker has looked and found nothing. NULL: no photo, or nobody waits for a verdict on it.
"""
FILTERED = (
    "review_place", "count_place", "label", "region_type", "entry_date", "reuse", "finding",
    "unit_id",
)  # fmt: skip
"""What filters look at, in every index that gives an order: each row that had to be looked up
beside its index would cost ten times as much (measured at 500,000).
"""
PERSON = Table(
    "person",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("unit_id", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("review_place", Integer, nullable=False),
    Column("count_place", Integer, nullable=False),
    Column("submitted_at", Integer),
    *_states(),
    Column("payment", String, nullable=False),
    Column("check", String, nullable=False),
    Column("badge", String, nullable=False),
    Column("label", String, nullable=False),
    Column("region_type", String, nullable=False),
    Column("entry_date", String, nullable=False),
    Column("reuse", Integer, nullable=False),
    Column("added_late", Integer, nullable=False),
    Column("resubmitted", Integer, nullable=False),
    Column("fee_fen", Integer, nullable=False),
    Column("assigned_to", Integer),
    Column("assigned_name", Text, nullable=False),
    Column("finding", String, nullable=False),
    Column("risk", Integer, nullable=False),
    Column("photo", String, nullable=False),
    Column("photo_before", String, nullable=False),
    Column("photo_former", String, nullable=False),
    Column("photo_verdict", String, nullable=False),
    Column("pending_photo", String),
    Column("shown_photo", String, Computed(SHOWN_PHOTO, persisted=False)),
    Column("photo_stage", String),
    Column("photo_finding", String, nullable=False),
    Column("photo_risk", Integer, nullable=False),
    Column("photo_checked", Integer, nullable=False),
    Column("photo_lane", String, Computed(PHOTO_LANE, persisted=False)),
    Column("eyes", String, nullable=False),
    Column("number_masked", String, nullable=False),
    Column("free_place", String, nullable=False),
    Column("quota", Integer),
    Column("rank", Integer, nullable=False),
    Index("person_of_quota", "quota", "free_place", "id", sqlite_where=_few("quota")),
    Index("person_by_time", "shown_lane", "submitted_at", "id", *FILTERED),
    Index("person_by_name", "shown_lane", "sort", "id", *FILTERED),
    Index("person_by_risk", "shown_lane", text("risk DESC"), "submitted_at", "id", *FILTERED),
    Index("person_by_unit", "unit_id", "shown_lane"),
    Index("person_pending", "pending_stage", "id", sqlite_where=_few("pending_stage")),
    Index(
        "person_assigned",
        *("assigned_to", "shown_lane", "submitted_at", "id"),
        sqlite_where=_few("assigned_to"),
    ),
    Index(
        "person_photo",
        *("photo_lane", text("photo_risk DESC"), "submitted_at", "id", *FILTERED),
        sqlite_where=_few("photo_lane"),
    ),
    Index("person_photo_stage", "photo_stage", "id", sqlite_where=_few("photo_stage")),
    Index("person_again", "resubmitted", "shown_lane", "submitted_at", "id"),
)

REASON = Table(
    "reason",
    mirror,
    Column("kind", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("id", Integer, primary_key=True),
    Index("reason_by_record", "kind", "id"),
    sqlite_with_rowid=False,
)
"""Which reasons a record was ever given, each once."""

UNIT_BODY = Table(
    "unit_body",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
PERSON_BODY = Table(
    "person_body",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
PLACE = Table(
    "place",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
EDITION = Table(
    "edition",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
PROGRESS = Table(
    "progress",
    mirror,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""cursor, head, epoch, grants, remaining, time (high-water mark of server time, ISO)."""
THUMBNAIL = Table(
    "thumbnail",
    mirror,
    Column("digest", String, primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
)
ORIGINAL = Table(
    "original",
    mirror,
    Column("digest", String, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("key", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Index("original_by_use", "used", "size"),
)
"""The sealed file of a photo as it was uploaded; `used` numbers each use, the latest highest."""

SEARCH = {
    kind: TableClause(f"{kind}_search", column("rowid", Integer), column("said", Text))
    for kind in ("unit", "person")
}
SEARCH_DDL = tuple(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {index.name} USING fts5(said, content='', "
    "contentless_delete=1, detail=none, tokenize='unicode61')"
    for index in SEARCH.values()
)
"""Tokens are made by models.spelling: characters, pairs of them, pinyin and initials."""
NARROW = {"unit": UNIT, "person": PERSON}
BODY = {"unit": UNIT_BODY, "person": PERSON_BODY}
