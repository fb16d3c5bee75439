"""Who is at which record now: forgotten by a crash, and nobody would miss it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base


class PresenceRow(Base):
    """One row a device at most: opening 100,000 cases leaves nothing behind."""

    __tablename__ = "presence"
    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    edition_id: Mapped[int]
    account_id: Mapped[int]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    seen_at: Mapped[list[int]]
    """Ids of all places from which the record is in sight."""
    since: Mapped[datetime]
    until: Mapped[datetime]
    mark: Mapped[int]
    """At random with each record opened; their sum tells whether anything moved."""
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012 - as SQLAlchemy wants it
