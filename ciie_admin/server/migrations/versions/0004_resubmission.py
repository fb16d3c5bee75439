"""What a verdict's reasons rest on, and the record as it was when last returned."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
TABLES = ("unit", "person")
PICTURE = {
    "unit": "(((before -> 'form'::text) -> 'licence'::text) ->> 'digest'::text)",
    "person": "(before ->> 'photo'::text)",
}


def upgrade() -> None:
    for table in TABLES:
        empty = sa.text("'[]'::jsonb")
        op.add_column(table, sa.Column("evidence", JSONB(), nullable=False, server_default=empty))
        op.add_column(table, sa.Column("before", JSONB()))
        op.create_index(
            f"ix_{table}_picture_before",
            table,
            [sa.text(PICTURE[table])],
            postgresql_where=sa.text("before IS NOT NULL"),
        )


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_picture_before", table)
        op.drop_column(table, "before")
        op.drop_column(table, "evidence")
