"""Records that are synced: editions, places, units, persons, and where each last changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base

EMPTY_LIST = text("'[]'::jsonb")
NOTHING = JSONB(none_as_null=True)
LICENCE = "((form -> 'licence'::text) ->> 'digest'::text)"
"""Of a unit. PostgreSQL uses an index on an expression only for the very same expression, so
queries take these words, too.
"""
LICENCE_BEFORE = "(((before -> 'form'::text) -> 'licence'::text) ->> 'digest'::text)"
PHOTO_BEFORE = "(before ->> 'photo'::text)"
"""Of a person."""


class EditionRow(Base):
    """One fair. `body` is a wire Edition; `signs_in` marks the one accounts work in."""

    __tablename__ = "edition"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    signs_in: Mapped[bool] = mapped_column(default=False)
    body: Mapped[dict[str, Any]]


class HeadRow(Base):
    """Feed counter of an edition; its row lock makes commit order equal number order.

    `epoch` changes exactly when history may have been lost (restore from a backup).
    """

    __tablename__ = "head"
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    epoch: Mapped[str]
    head: Mapped[int] = mapped_column(default=0)
    audit_n: Mapped[int] = mapped_column(default=0)
    """Entries of the edition's 操作日志; with the hash of the last one a cut tail is noticed."""
    audit_hash: Mapped[str] = mapped_column(default="0" * 64)


class PlaceRow(Base):
    """A node of the mission tree; `path` runs from the root to the node itself."""

    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=1)
    path: Mapped[list[int]]
    kind: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    order: Mapped[int]
    region: Mapped[str] = mapped_column(default="")
    contact: Mapped[dict[str, Any]]
    people: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    """Who reviews here, kept in step with the accounts."""
    queries: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    second_person: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    """What its office shares."""


class ChangeRow(Base):
    """Where a record last changed, per leaf place: an index, not a log. `seq` is never shared."""

    __tablename__ = "change"
    edition_id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    gone: Mapped[bool] = mapped_column(default=False)
    """The record has left this place."""
    __table_args__ = (
        Index("ix_change_place_seq", "edition_id", "place_id", "seq"),
        Index("uq_change_seq", "edition_id", "seq", unique=True),
    )


class UnitRow(Base):
    """A registered unit; the columns are those of domain.units.Unit."""

    __tablename__ = "unit"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    version: Mapped[int] = mapped_column(default=1)
    seen: Mapped[str]
    credit_code: Mapped[str]
    """Login of the unit's account; empty for individuals and overseas units without one."""
    name_key: Mapped[str | None] = mapped_column(default="")
    """The name as names are compared; null until the server has come to it."""
    registrant_id: Mapped[int | None] = mapped_column(ForeignKey("registrant.id"), index=True)
    """The account that may read and change the form; never leaves the server."""
    unit_class: Mapped[str]
    review_place: Mapped[int] = mapped_column(ForeignKey("place.id"))
    count_place: Mapped[int] = mapped_column(ForeignKey("place.id"))
    referral_code: Mapped[str] = mapped_column(default="")
    returning: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    review: Mapped[str]
    automatic: Mapped[bool] = mapped_column(default=False)
    looked_at: Mapped[datetime | None]
    looked_name: Mapped[str] = mapped_column(default="", server_default="")
    first_by: Mapped[int | None]
    decided_by: Mapped[int | None]
    decided_name: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    reasons: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    before: Mapped[dict[str, Any] | None] = mapped_column(NOTHING)
    assigned_to: Mapped[int | None]
    assigned_name: Mapped[str] = mapped_column(default="", server_default="")
    persons: Mapped[int] = mapped_column(default=0)
    persons_unsubmitted: Mapped[int] = mapped_column(default=0)
    persons_unpaid: Mapped[int] = mapped_column(default=0)
    persons_paid: Mapped[int] = mapped_column(default=0)
    persons_passed: Mapped[int] = mapped_column(default=0)
    persons_failed: Mapped[int] = mapped_column(default=0)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    history: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    form: Mapped[dict[str, Any]]
    __table_args__ = (
        Index(
            "uq_unit_code",
            "edition_id",
            "credit_code",
            unique=True,
            postgresql_where=text("credit_code <> '' AND review NOT IN ('rejected', 'cancelled')"),
        ),
        Index("ix_unit_licence", text(LICENCE)),
        Index(
            "ix_unit_picture_before",
            text(LICENCE_BEFORE),
            postgresql_where=text("before IS NOT NULL"),
        ),
        Index("ix_unit_credit_code", "credit_code"),
        Index("ix_unit_name_key", "name_key"),
        Index("ix_unit_review_place", "review_place"),
        Index("ix_unit_count_place", "count_place"),
        CheckConstraint("version > 0", name="version"),
    )


class PersonRow(Base):
    """One applicant; the columns are those of domain.persons.Person, plus the full number."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    version: Mapped[int] = mapped_column(default=1)
    seen: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    review_place: Mapped[int]
    count_place: Mapped[int]
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    review: Mapped[str]
    payment: Mapped[str]
    check: Mapped[str]
    badge: Mapped[str]
    badge_number: Mapped[str] = mapped_column(default="", server_default="")
    first_by: Mapped[int | None]
    decided_by: Mapped[int | None]
    decided_name: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    reasons: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    before: Mapped[dict[str, Any] | None] = mapped_column(NOTHING)
    assigned_to: Mapped[int | None]
    assigned_name: Mapped[str] = mapped_column(default="", server_default="")
    added_late: Mapped[bool] = mapped_column(default=False)
    fee_fen: Mapped[int] = mapped_column(default=0)
    free_place: Mapped[str] = mapped_column(default="none", server_default="none")
    quota: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rank: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    number: Mapped[str]
    """The full document number; leaves the server only by an audited reveal."""
    number_masked: Mapped[str]
    number_key: Mapped[str] = mapped_column(index=True)
    birth_key: Mapped[str | None] = mapped_column(default="", index=True)
    """Keyed hash of name and date of birth, empty where the document says none, null until the
    server has come to it; never leaves the server.
    """
    photo: Mapped[str] = mapped_column(default="", index=True)
    former_photo: Mapped[str] = mapped_column(default="", server_default="")
    former_badge: Mapped[dict[str, Any] | None] = mapped_column(NOTHING)
    photo_word: Mapped[dict[str, Any] | None] = mapped_column(NOTHING)
    photo_checked: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    eyes: Mapped[list[int]] = mapped_column(server_default=text("'{}'"))
    picture: Mapped[str] = mapped_column(default="", server_default="", index=True)
    """Equal where photos show the same picture (photo_tables.PhotoLikenessRow), as far as they have
    been compared: else the photo's own digest. Never leaves the server.
    """
    photo_judged: Mapped[str] = mapped_column(default="", server_default="")
    """Stamp of the rules its findings about the photo follow from, empty before; never leaves the
    server.
    """
    findings: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    history: Mapped[list[dict[str, Any]]] = mapped_column(server_default=EMPTY_LIST)
    form: Mapped[dict[str, Any]]
    __table_args__ = (
        Index(
            "ix_person_picture_before",
            text(PHOTO_BEFORE),
            postgresql_where=text("before IS NOT NULL"),
        ),
        Index(
            "ix_person_photo_judged",
            "edition_id",
            "photo_judged",
            "id",
            postgresql_where=text("photo <> ''"),
        ),
        Index(
            "ix_person_former_photo", "former_photo", postgresql_where=text("former_photo <> ''")
        ),
        Index("ix_person_quota", "quota", postgresql_where=text("quota <> 0")),
        Index(
            "ix_person_waiting",
            "edition_id",
            "quota",
            postgresql_where=text("free_place = 'waiting'"),
        ),
        CheckConstraint("version > 0", name="version"),
    )


class OperationRow(Base):
    """Every operation ever received, with its verdict: kept until the edition is closed."""

    __tablename__ = "operation"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    account_id: Mapped[int]
    device_id: Mapped[UUID]
    n: Mapped[int]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    body: Mapped[dict[str, Any]]
    fingerprint: Mapped[str]
    """Hash of the whole operation: the same id with other content is refused."""
    received_at: Mapped[datetime]
    verdict: Mapped[dict[str, Any]]
    seq: Mapped[int | None]
    __table_args__ = (
        Index("ix_operation_subject", "subject_kind", "subject_id"),
        Index("uq_operation_n", "device_id", "n", unique=True),
    )
