"""Accounts of secretariats, their devices and sessions; registrants; pictures; notices."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base


class AccountRow(Base):
    """A person of a secretariat, of the organiser or of central finance, at one place."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    """Argon2id."""
    name: Mapped[str]
    role: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    active: Mapped[bool] = mapped_column(default=True)


class DeviceRow(Base):
    """A client installation of one account; `last_n` is the last operation number it used."""

    __tablename__ = "device"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    last_n: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]
    """From here on every request of this device is refused."""


class SessionRow(Base):
    """A signed-in device: a family of tokens, of which only hashes are kept."""

    __tablename__ = "session"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), index=True)
    access_hash: Mapped[bytes] = mapped_column(unique=True)
    access_until: Mapped[datetime]
    confirmed: Mapped[bool] = mapped_column(default=False)
    """The newest tokens have arrived: one of them has been shown."""
    created_at: Mapped[datetime]
    renewed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RefreshRow(Base):
    """Every refresh token a session ever had: one that was used before gives a thief away."""

    __tablename__ = "refresh"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), index=True
    )
    standing: Mapped[str]
    """`newest`, `last` (the one before it) or `spent`."""


class AttemptRow(Base):
    """Wrong passwords of late, per login, device or address: the next try has to wait."""

    __tablename__ = "attempt"
    key: Mapped[str] = mapped_column(primary_key=True)
    """What was tried, hashed: people type passwords into the field of the login."""
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
    not_before: Mapped[datetime | None]


class RegistrantRow(Base):
    """The unit's own account: one per credit code (seed 000), carried over between editions.

    Registering anew (lost account, or a code used by somebody else) replaces the account: the old
    one keeps its records, can no longer sign in, and its login goes to the new one.
    """

    __tablename__ = "registrant"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    login: Mapped[str]
    """Credit code, or a made-up login for individuals and overseas units."""
    replaced_at: Mapped[datetime | None]
    phone: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str]
    consent: Mapped[str] = mapped_column(default="")
    """Version of the privacy text agreed to."""
    consent_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq_registrant_login",
            "login",
            unique=True,
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )


class RegistrantSessionRow(Base):
    __tablename__ = "registrant_session"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    registrant_id: Mapped[int] = mapped_column(ForeignKey("registrant.id"))
    created_at: Mapped[datetime]


class PhoneCodeRow(Base):
    """A simulated SMS or e-mail code, valid for a few minutes and for one use."""

    __tablename__ = "phone_code"
    address: Mapped[str] = mapped_column(primary_key=True)
    """A phone number or an e-mail address."""
    code: Mapped[str]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    """Wrong guesses so far; after a few the code is void."""


class ReferralRow(Base):
    """推荐码: an industrial one moves the review, partner ones only say who brought the unit."""

    __tablename__ = "referral"
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    kind: Mapped[str]
    """`industry`, `partner` or `regional_partner`."""
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(default=True)


class PictureRow(Base):
    """Photos and licence images by SHA-256; the address alone gives no right to read."""

    __tablename__ = "picture"
    digest: Mapped[str] = mapped_column(primary_key=True)
    original: Mapped[bytes]
    thumbnail: Mapped[bytes]
    """JPEG, 96 x 128 px."""


class NoticeRow(Base):
    """A message to a registrant, queued in the transaction of its cause; sending is simulated."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    edition_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int | None]
    channel: Mapped[str]
    """`sms` or `email` (seed 003 IX)."""
    template: Mapped[str]
    facts: Mapped[dict[str, Any]]
    queued_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    operation_id: Mapped[UUID | None]
    __table_args__ = (
        Index("ix_notice_unsent", "sent_at", "id"),
        Index("ix_notice_unit", "unit_id", "id"),
    )
