"""Cases given to clerks, who reviews at a place, and what its office shares."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

PEOPLE = """
UPDATE place SET version = version + 1, people = found.people FROM (
  SELECT place_id, jsonb_agg(jsonb_build_object('id', id, 'name', name, 'role', role) ORDER BY id)
    AS people
  FROM account WHERE active AND role IN ('reviewer', 'head', 'admin') GROUP BY place_id) found
WHERE place.id = found.place_id
"""


def upgrade() -> None:
    for column in ("people", "queries"):
        op.add_column("place", _list(column))
    for table in ("unit", "person"):
        op.add_column(table, sa.Column("assigned_to", sa.BigInteger()))
        op.add_column(
            table, sa.Column("assigned_name", sa.Text(), nullable=False, server_default="")
        )
    op.execute(PEOPLE)


def downgrade() -> None:
    for table in ("unit", "person"):
        op.drop_column(table, "assigned_to")
        op.drop_column(table, "assigned_name")
    for column in ("people", "queries"):
        op.drop_column("place", column)


def _list(name: str) -> sa.Column[Any]:
    empty = sa.text("'[]'::jsonb")
    return sa.Column(name, JSONB(), nullable=False, server_default=empty)
