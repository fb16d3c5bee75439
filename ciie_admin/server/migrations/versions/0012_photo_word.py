"""The mission's word on a badge photo, beside that on its person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("person", sa.Column("photo_word", JSONB()))


def downgrade() -> None:
    op.drop_column("person", "photo_word")
