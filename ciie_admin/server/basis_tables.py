"""On whose word releases were made, and the papers that were signed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base


class BasisRow(Base):
    """审批依据. The operation of this id named it; others of the same account may rest on it."""

    __tablename__ = "basis"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition_id: Mapped[int]
    account_id: Mapped[int]
    approver: Mapped[str]
    approved_on: Mapped[date]
    sheet: Mapped[str]
    scan: Mapped[str]
    """SHA-256 of the signed paper, empty where none was announced; it may still be on its way."""


class ScanRow(Base):
    """A signed paper as it was handed in; the address alone gives no right to read."""

    __tablename__ = "scan"
    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    taken_at: Mapped[datetime]
