"""Free-badge accounts with leases and a ledger that only grows; whose place a person holds."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

COUNTERS = ("received", "allotted", "reserved", "used", "leased")
COUNTED = (
    "received >= 0 AND allotted >= 0 AND reserved >= 0 AND used >= 0 AND leased >= 0"
    " AND waiting >= 0"
)
KEPT = "allotted + reserved + used + leased <= received"
GUARD = """
CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$
"""
TRIGGER = """
CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON quota_entry
FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()
"""


def upgrade() -> None:
    op.add_column("person", _text("free_place", server_default="none"))
    op.add_column("person", _number("quota", server_default="0"))
    op.add_column("person", _number("rank", server_default="0"))
    op.create_index("ix_person_quota", "person", ["quota"], postgresql_where=sa.text("quota <> 0"))
    waiting = sa.text("free_place = 'waiting'")
    line = ["edition_id", "quota"]
    op.create_index("ix_person_waiting", "person", line, postgresql_where=waiting)
    _accounts()
    _leases()
    _entries()


def downgrade() -> None:
    """A ledger is not taken back."""


def _accounts() -> None:
    op.create_table(
        "quota",
        _number("edition_id", primary_key=True, autoincrement=False),
        _number("id", primary_key=True, autoincrement=False),
        _number("version"),
        *(_text(name) for name in ("label", "node")),
        *(_number(name) for name in ("node_id", "parent", "place", *COUNTERS, "waiting")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"]),
        sa.CheckConstraint(COUNTED, name="counted"),
        sa.CheckConstraint(KEPT, name="kept"),
    )
    op.create_index("ix_quota_place", "quota", ["edition_id", "place"])


def _leases() -> None:
    op.create_table(
        "quota_lease",
        sa.Column("id", sa.Uuid(), primary_key=True),
        *(_number(name) for name in ("edition_id", "quota")),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        _number("account_id"),
        _text("by_name"),
        _number("count"),
        _time("until"),
        sa.ForeignKeyConstraint(["edition_id", "quota"], ["quota.edition_id", "quota.id"]),
        sa.CheckConstraint("count > 0", name="count"),
    )
    device = ["edition_id", "quota", "device_id"]
    op.create_index("uq_quota_lease_device", "quota_lease", device, unique=True)
    op.create_index("ix_quota_lease_device_id", "quota_lease", ["device_id"])
    op.create_index("ix_quota_lease_until", "quota_lease", ["until"])


def _entries() -> None:
    op.create_table(
        "quota_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        *(_number(name) for name in ("edition_id", "account")),
        _time("at"),
        _text("act"),
        *(_number(name) for name in ("change", "left_after", *COUNTERS, "count")),
        *(_number(name, nullable=True) for name in ("other", "by_account")),
        *(_text(name) for name in ("by_name", "why")),
        sa.Column("operation", sa.Uuid()),
        *(_number(name, nullable=True) for name in ("person_id", "unit_id")),
    )
    op.create_index("ix_quota_entry_account", "quota_entry", ["edition_id", "account", "id"])
    op.execute(GUARD)
    op.execute(TRIGGER)


def _number(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), **{"nullable": False, **more})


def _text(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False, **more})


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
