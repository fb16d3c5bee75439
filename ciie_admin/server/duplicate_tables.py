"""Which records look alike, and which of these pairs people have told apart."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base


class DuplicateRow(Base):
    """`record_id` looks like `other_id`; each pair stands here in both directions.

    Kept beside the records, whose rows belong to other units and are not held. `key` says by what:
    all rows of one key are written together, under its lock.
    """

    __tablename__ = "duplicate"
    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    other_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    same: Mapped[str] = mapped_column(primary_key=True)
    """`number`, `birth`, `picture`, `code`, `name` or `licence`."""
    rule: Mapped[str]
    edition_id: Mapped[int]
    key: Mapped[str]
    __table_args__ = (Index("ix_duplicate_key", "edition_id", "key"),)


class ApartRow(Base):
    """两条记录不是同一个: `low` and `high` look alike and are two (NotDuplicate)."""

    __tablename__ = "apart"
    kind: Mapped[str] = mapped_column(primary_key=True)
    low: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    high: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int]
    at: Mapped[datetime]
    __table_args__ = (Index("ix_apart_high", "kind", "high"),)
