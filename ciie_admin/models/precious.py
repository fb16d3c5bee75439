"""What a person made and the server may not know yet. Never dropped, never altered in shape."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

precious = MetaData()

DRAFT = Table(
    "draft",
    precious,
    Column("id", String, primary_key=True),
    Column("act", Integer, nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("replaced", Text),
    Column("problem", Text),
    Index("draft_subject", "subject_kind", "subject_id", unique=True),
    Index("draft_act", "act"),
)
"""暂存. One a subject; `replaced` lists the drafts it took the place of, for undo.

`act` numbers what one click made; `problem` is set when it no longer applies.
"""
OUTBOX = Table(
    "outbox",
    precious,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("act", Integer, nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("n", Integer),
    Column("sent_at", String),
    Column("verdict", Text),
    Index("outbox_subject", "subject_kind", "subject_id"),
    Index("outbox_n", "n"),
)
"""待确认. `sent_at` is committed before bytes leave; an accepted row waits here for its change."""
DELIVERED = Table(
    "delivered",
    precious,
    Column("id", String, primary_key=True),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("at", String, nullable=False),
)
"""已生效: kept until the edition closes."""
TRAY = Table(
    "tray",
    precious,
    Column("id", String, primary_key=True),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("settled", String),
)
"""异常待处理: refused or conflicting operations, until a person has dealt with them."""
BATCH = Table(
    "batch",
    precious,
    Column("id", String, primary_key=True),
    Column("act", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("body", Text, nullable=False),
)
"""One act on many records: its scope in words, and the rows that were not possible and why."""
HELD = Table(
    "held",
    precious,
    Column("subject_kind", String, primary_key=True),
    Column("subject_id", Integer, primary_key=True),
    Column("act", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
"""搁置: put aside on this computer, with the review it had then. Never sent anywhere."""
PREFERENCE = Table(
    "preference",
    precious,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Also the device's id and its counter of operations."""
SCAN = Table(
    "scan",
    precious,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""The signed paper of a basis, by the wish that named it; gone once the server has taken it."""
SAVED_QUERY = Table(
    "saved_query",
    precious,
    Column("id", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
"""常用查询, in the person's own order."""
MARK = Table(
    "mark",
    precious,
    Column("subject_kind", String, primary_key=True),
    Column("subject_id", Integer, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
    Index("mark_name", "name", "subject_kind", "subject_id"),
)
"""本机标签, and with a value 自定义列. Never sent anywhere."""
