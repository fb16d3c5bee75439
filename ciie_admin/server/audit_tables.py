"""操作日志: one hash chain an edition; the database itself refuses to change or remove an entry."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base


class AuditRow(Base):
    """Who did what to which record, by ids only: no name and no number ever stands here.

    Refers to nothing by foreign key: what it tells of may be gone one day, the entry stays.
    """

    __tablename__ = "audit"
    edition_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3... in each edition, in the order of commits."""
    at: Mapped[datetime]
    actor: Mapped[str]
    """`account`, `reception` (registrants, bank, finance, organiser) or `shell` of the server."""
    account_id: Mapped[int | None]
    device_id: Mapped[UUID | None]
    operation_id: Mapped[UUID | None]
    kind: Mapped[str]
    subject_kind: Mapped[str]
    """`unit`, `person`, `quota`, `edition`, `account`, `session`, or empty."""
    subject_id: Mapped[int | None]
    detail: Mapped[str]
    """A code, such as the purpose of a reveal, or the JSON of an Export; never free text."""
    previous: Mapped[str]
    """Hash of the entry before it."""
    hash: Mapped[str]
    """SHA-256 over `previous` and the entry's canonical JSON."""
