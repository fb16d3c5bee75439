"""On whose word releases were made, and the papers that were signed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "basis",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("edition_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("scan", sa.Text(), nullable=False),
    )
    op.create_table(
        "scan",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("scan")
    op.drop_table("basis")
