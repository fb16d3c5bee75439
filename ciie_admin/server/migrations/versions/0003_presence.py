"""Who is at which record now; not written to the log, as nobody needs it after a crash."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column("device_id", sa.Uuid(), primary_key=True),
        _number("edition_id"),
        _number("account_id"),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        _number("subject_id"),
        sa.Column("seen_at", sa.ARRAY(sa.BigInteger()), nullable=False),
        _time("since"),
        _time("until"),
        _number("mark"),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("presence")


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
