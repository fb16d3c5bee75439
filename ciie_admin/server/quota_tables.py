"""Free-badge accounts, what is set aside of them, and their ledger (decisions/0019)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base

COUNTED = (
    "received >= 0 AND allotted >= 0 AND reserved >= 0 AND used >= 0 AND leased >= 0"
    " AND waiting >= 0"
)
KEPT = "allotted + reserved + used + leased <= received"


class QuotaRow(Base):
    """One account; the columns are those of domain.quotas.Quota.

    A row of version 0 is never committed: it only holds the id against others who open it too.
    """

    __tablename__ = "quota"
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    label: Mapped[str]
    node: Mapped[str]
    node_id: Mapped[int]
    parent: Mapped[int]
    place: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    allotted: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)
    used: Mapped[int] = mapped_column(default=0)
    leased: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        CheckConstraint(COUNTED, name="counted"),
        CheckConstraint(KEPT, name="kept"),
        Index("ix_quota_place", "edition_id", "place"),
    )


class QuotaLeaseRow(Base):
    """An open 额度预留: gone as soon as nothing of it is left to spend. One a device."""

    __tablename__ = "quota_lease"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    """Of the operation that took it."""
    edition_id: Mapped[int]
    quota: Mapped[int]
    device_id: Mapped[UUID]
    """Never leaves the server."""
    account_id: Mapped[int]
    by_name: Mapped[str]
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)
    __table_args__ = (
        ForeignKeyConstraint(["edition_id", "quota"], ["quota.edition_id", "quota.id"]),
        CheckConstraint("count > 0", name="count"),
        Index("uq_quota_lease_device", "edition_id", "quota", "device_id", unique=True),
        Index("ix_quota_lease_device_id", "device_id"),
    )


class QuotaEntryRow(Base):
    """A line of the 额度台账: the database itself refuses to change or remove one.

    Refers to nothing by foreign key, as the 操作日志. The sums of an account's lines are its
    counters.
    """

    __tablename__ = "quota_entry"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    """In the order of one account; between accounts it says nothing."""
    edition_id: Mapped[int]
    account: Mapped[int]
    at: Mapped[datetime]
    act: Mapped[str]
    change: Mapped[int]
    """Of what is left."""
    left_after: Mapped[int]
    received: Mapped[int]
    """This and the next four: by how much the counter has changed."""
    allotted: Mapped[int]
    reserved: Mapped[int]
    used: Mapped[int]
    leased: Mapped[int]
    count: Mapped[int]
    """Places the act was about, whichever way they went."""
    other: Mapped[int | None]
    """The account on the other side of a move."""
    by_account: Mapped[int | None]
    by_name: Mapped[str]
    """Empty: the server by itself, or a registrant."""
    why: Mapped[str]
    operation: Mapped[UUID | None]
    person_id: Mapped[int | None]
    unit_id: Mapped[int | None]
    """Of the person."""
    __table_args__ = (Index("ix_quota_entry_account", "edition_id", "account", "id"),)
