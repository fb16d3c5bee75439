"""操作日志 that only grows; sessions with short and rotating tokens; devices; tries at sign-in."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

GUARD = """
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$
"""
TRIGGER = """
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()
"""


def upgrade() -> None:
    _audit()
    _sessions()
    op.add_column("device", _time("revoked_at", nullable=True))
    op.create_index("ix_device_account_id", "device", ["account_id"])
    op.create_table(
        "attempt",
        sa.Column("key", sa.Text(), primary_key=True),
        _number("failures"),
        _time("last_at"),
        _time("not_before", nullable=True),
    )
    op.create_index("ix_attempt_last_at", "attempt", ["last_at"])


def downgrade() -> None:
    """An audit is not taken back."""


def _audit() -> None:
    op.create_table(
        "audit",
        _number("edition_id", primary_key=True, autoincrement=False),
        _number("n", primary_key=True, autoincrement=False),
        _time("at"),
        _text("actor"),
        _number("account_id", nullable=True),
        sa.Column("device_id", sa.Uuid()),
        sa.Column("operation_id", sa.Uuid()),
        _text("kind"),
        _text("subject_kind"),
        _number("subject_id", nullable=True),
        _text("detail"),
        _text("previous"),
        _text("hash"),
    )
    op.execute(GUARD)
    op.execute(TRIGGER)
    op.add_column("head", _number("audit_n", server_default="0"))
    op.add_column("head", _text("audit_hash", server_default="0" * 64))
    for column in ("audit_n", "audit_hash"):
        op.alter_column("head", column, server_default=None)


def _sessions() -> None:
    """Whoever is signed in signs in again: tokens of the former kind had no end."""
    op.drop_table("session")
    op.create_table(
        "session",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        _number("account_id"),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("access_hash", sa.LargeBinary(), nullable=False, unique=True),
        _time("access_until"),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        _time("created_at"),
        _time("renewed_at"),
        _time("ended_at", nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"]),
    )
    op.create_table(
        "refresh",
        sa.Column("token_hash", sa.LargeBinary(), primary_key=True),
        _number("session_id"),
        _text("standing"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
    )
    for table, column in (
        ("session", "account_id"),
        ("session", "device_id"),
        ("refresh", "session_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _number(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), **{"nullable": False, **more})


def _text(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False, **more})


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
