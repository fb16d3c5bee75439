"""Who has looked at a pass of the system's own, and when (抽查)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("unit", sa.Column("looked_at", sa.DateTime(timezone=True)))
    op.add_column("unit", sa.Column("looked_name", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in ("looked_at", "looked_name"):
        op.drop_column("unit", column)
