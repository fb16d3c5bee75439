"""The latest messages to one unit, found without reading everybody's."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("ix_notice_unit", "notice", ["unit_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_notice_unit", "notice")
