"""What the checker found in each photo, and by which rules each person's photo was judged.

Every person begins unjudged: the server comes to all of them in the background (photo_judge.py).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"

INDEX = "ix_person_photo_judged"


def upgrade() -> None:
    op.create_table(
        "photo_result",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("stamp", sa.Text(), primary_key=True),
        sa.Column("findings", JSONB(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
    )
    unjudged = sa.Column("photo_judged", sa.Text(), nullable=False, server_default="")
    op.add_column("person", unjudged)
    shown = sa.text("photo <> ''")
    columns = ["edition_id", "photo_judged", "id"]
    op.create_index(INDEX, "person", columns, postgresql_where=shown)


def downgrade() -> None:
    op.drop_index(INDEX, "person")
    op.drop_column("person", "photo_judged")
    op.drop_table("photo_result")
