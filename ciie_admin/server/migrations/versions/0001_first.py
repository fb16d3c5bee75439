"""The first schema: places, editions, units, persons, their feed, accounts and pictures."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

EMPTY_LIST = sa.text("'[]'::jsonb")
EMPTY_ARRAY = sa.text("'{}'")
LIVE_CODE = sa.text("credit_code <> '' AND review NOT IN ('rejected', 'cancelled')")
LICENCE = sa.text("((form -> 'licence'::text) ->> 'digest'::text)")
LIVE_LOGIN = sa.text("replaced_at IS NULL")


def upgrade() -> None:
    _places()
    _feed()
    _accounts()
    _registrants()
    _units()
    _persons()
    _operations()
    _intake()


def downgrade() -> None:
    """There is nothing before the first schema."""


def _places() -> None:
    op.create_table(
        "edition",
        _number("id", primary_key=True, autoincrement=False),
        _flag("signs_in"),
        _json("body"),
    )
    op.create_table(
        "place",
        _number("id", primary_key=True, autoincrement=False),
        _number("version"),
        sa.Column("path", sa.ARRAY(sa.BigInteger()), nullable=False),
        _text("kind"),
        _text("name_zh"),
        _text("name_en"),
        _number("order"),
        _text("region"),
        _json("contact"),
    )


def _feed() -> None:
    op.create_table("head", _refers("edition", primary_key=True), _text("epoch"), _number("head"))
    op.create_table(
        "change",
        _number("edition_id", primary_key=True),
        _number("place_id", primary_key=True),
        _text("kind", primary_key=True),
        _number("record_id", primary_key=True),
        _number("seq"),
        _flag("gone"),
    )
    op.create_index("ix_change_place_seq", "change", ["edition_id", "place_id", "seq"])
    op.create_index("uq_change_seq", "change", ["edition_id", "seq"], unique=True)


def _accounts() -> None:
    op.create_table(
        "account",
        _identity(),
        sa.Column("login", sa.Text(), nullable=False, unique=True),
        _text("password_hash"),
        _text("name"),
        _text("role"),
        _refers("place"),
        _flag("active"),
    )
    op.create_table("device", _uuid("id", primary_key=True), _refers("account"), _number("last_n"))
    op.create_table(
        "session",
        _bytes("token_hash", primary_key=True),
        _refers("account"),
        sa.Column("device_id", sa.Uuid(), sa.ForeignKey("device.id"), nullable=False),
        _time("created_at"),
        _time("ended_at", nullable=True),
    )


def _registrants() -> None:
    op.create_table(
        "registrant",
        _identity(),
        _text("login"),
        _time("replaced_at", nullable=True),
        _text("phone"),
        _text("email"),
        _text("password_hash"),
        _text("consent"),
        _time("consent_at", nullable=True),
    )
    op.create_index(
        "uq_registrant_login", "registrant", ["login"], unique=True, postgresql_where=LIVE_LOGIN
    )
    held = (_bytes("token_hash", primary_key=True), _refers("registrant"), _time("created_at"))
    op.create_table("registrant_session", *held)
    op.create_table(
        "phone_code",
        _text("address", primary_key=True),
        _text("code"),
        _time("expires_at"),
        _number("tries"),
    )


def _units() -> None:
    op.create_table(
        "unit",
        _identity(),
        _refers("edition"),
        _number("version"),
        _text("seen"),
        _text("credit_code"),
        _refers("registrant", nullable=True),
        _text("unit_class"),
        _refers("place", "review_place"),
        _refers("place", "count_place"),
        _text("referral_code"),
        _flag("returning"),
        _time("created_at"),
        _time("submitted_at", nullable=True),
        _text("review"),
        _flag("automatic"),
        *_verdict(),
        _number("persons"),
        _number("persons_unsubmitted"),
        _number("persons_unpaid"),
        _number("persons_paid"),
        _number("persons_passed"),
        _number("persons_failed"),
        *_texts(),
        sa.CheckConstraint("version > 0", name="version"),
    )
    op.create_index("ix_unit_registrant_id", "unit", ["registrant_id"])
    op.create_index("ix_unit_licence", "unit", [LICENCE])
    op.create_index("ix_unit_review_place", "unit", ["review_place"])
    op.create_index("ix_unit_count_place", "unit", ["count_place"])
    op.create_index(
        "uq_unit_code",
        "unit",
        ["edition_id", "credit_code"],
        unique=True,
        postgresql_where=LIVE_CODE,
    )


def _persons() -> None:
    op.create_table(
        "person",
        _identity(),
        _refers("edition"),
        _number("version"),
        _text("seen"),
        _refers("unit"),
        _number("review_place"),
        _number("count_place"),
        _time("created_at"),
        _time("submitted_at", nullable=True),
        _text("review"),
        _text("payment"),
        _text("check"),
        _text("badge"),
        *_verdict(),
        _flag("added_late"),
        _number("fee_fen"),
        _text("number"),
        _text("number_masked"),
        _text("number_key"),
        _text("photo"),
        *_texts(),
        sa.CheckConstraint("version > 0", name="version"),
    )
    op.create_index("ix_person_unit_id", "person", ["unit_id"])
    op.create_index("ix_person_photo", "person", ["photo"])
    op.create_index("ix_person_number_key", "person", ["number_key"])


def _operations() -> None:
    op.create_table(
        "operation",
        _uuid("id", primary_key=True),
        _refers("edition"),
        _number("account_id"),
        _uuid("device_id"),
        _number("n"),
        _text("subject_kind"),
        _number("subject_id"),
        _json("body"),
        _text("fingerprint"),
        _time("received_at"),
        _json("verdict"),
        _number("seq", nullable=True),
    )
    op.create_index("ix_operation_subject", "operation", ["subject_kind", "subject_id"])
    op.create_index("uq_operation_n", "operation", ["device_id", "n"], unique=True)


def _intake() -> None:
    op.create_table(
        "picture", _text("digest", primary_key=True), _bytes("original"), _bytes("thumbnail")
    )
    op.create_table(
        "referral",
        _refers("edition", primary_key=True),
        _text("code", primary_key=True),
        _text("issuer"),
        _text("kind"),
        _refers("place", nullable=True),
        _time("valid_from", nullable=True),
        _time("valid_until", nullable=True),
        _flag("active"),
    )
    op.create_table(
        "notice",
        _identity(),
        _number("edition_id"),
        _refers("unit"),
        _number("person_id", nullable=True),
        _text("channel"),
        _text("template"),
        _json("facts"),
        _time("queued_at"),
        _time("sent_at", nullable=True),
        sa.Column("operation_id", sa.Uuid()),
    )
    op.create_index("ix_notice_unsent", "notice", ["sent_at", "id"])


def _verdict() -> tuple[sa.Column[Any], ...]:
    """Who decided last on a unit or person, when and why."""
    return (
        _number("first_by", nullable=True),
        _number("decided_by", nullable=True),
        _text("decided_name"),
        _time("decided_at", nullable=True),
        sa.Column("reasons", sa.ARRAY(sa.Text()), server_default=EMPTY_ARRAY, nullable=False),
    )


def _texts() -> tuple[sa.Column[Any], ...]:
    return (
        _json("findings", server_default=EMPTY_LIST),
        _json("history", server_default=EMPTY_LIST),
        _json("form"),
    )


def _identity() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True)


def _refers(
    table: str, column: str = "", *, nullable: bool = False, primary_key: bool = False
) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{table}.id")
    name = column or f"{table}_id"
    return sa.Column(name, sa.BigInteger(), key, nullable=nullable, primary_key=primary_key)


def _number(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), **{"nullable": False, **more})


def _text(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False, **more})


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, JSONB(), **{"nullable": False, **more})


def _bytes(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), **{"nullable": False, **more})


def _uuid(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), **{"nullable": False, **more})
