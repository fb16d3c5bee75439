"""Where the eyes are in each photo, whether it was checked, and which pictures are alike."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, BIT

revision = "0013"
down_revision = "0012"

NOBODY = sa.text("'{}'")


def eyes() -> sa.Column[list[int]]:
    return sa.Column("eyes", ARRAY(sa.BigInteger()), nullable=False, server_default=NOBODY)


def upgrade() -> None:
    op.add_column("photo_result", eyes())
    op.create_table(
        "photo_likeness",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("likeness", BIT(256), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
    )
    op.add_column(
        "person",
        sa.Column("photo_checked", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("person", eyes())
    picture = sa.Column("picture", sa.Text(), nullable=False, server_default="")
    op.add_column("person", picture)
    op.execute("UPDATE person SET picture = photo WHERE photo <> ''")
    op.create_index("ix_person_picture", "person", ["picture"])


def downgrade() -> None:
    op.drop_index("ix_person_picture", "person")
    op.drop_column("person", "picture")
    op.drop_column("person", "eyes")
    op.drop_column("person", "photo_checked")
    op.drop_table("photo_likeness")
    op.drop_column("photo_result", "eyes")
