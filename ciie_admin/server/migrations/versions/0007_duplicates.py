"""Records that look alike: by what they are known, in which pairs, and who told them apart.

What was stored in a record's own findings goes: the server finds it anew when it starts
(former_duplicates.py), as only it has the key.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

OWN_FINDINGS = """
UPDATE person SET findings = (
  SELECT coalesce(jsonb_agg(one ORDER BY place), '[]')
  FROM jsonb_array_elements(findings) WITH ORDINALITY AS found (one, place)
  WHERE one ->> 'rule' <> 'duplicate_number')
WHERE findings @> '[{"rule": "duplicate_number"}]'
"""


def upgrade() -> None:
    op.add_column("unit", sa.Column("name_key", sa.Text()))
    op.add_column("person", sa.Column("birth_key", sa.Text()))
    op.create_index("ix_unit_credit_code", "unit", ["credit_code"])
    op.create_index("ix_unit_name_key", "unit", ["name_key"])
    op.create_index("ix_person_birth_key", "person", ["birth_key"])
    op.create_table(
        "duplicate",
        *_pair("record_id", "other_id"),
        sa.Column("same", sa.Text(), primary_key=True),
        sa.Column("rule", sa.Text(), nullable=False),
        _number("edition_id"),
        sa.Column("key", sa.Text(), nullable=False),
    )
    op.create_index("ix_duplicate_key", "duplicate", ["edition_id", "key"])
    op.create_table(
        "apart",
        *_pair("low", "high"),
        _number("account_id"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_apart_high", "apart", ["kind", "high"])
    op.execute(OWN_FINDINGS)


def downgrade() -> None:
    op.drop_table("apart")
    op.drop_table("duplicate")
    op.drop_column("person", "birth_key")
    op.drop_column("unit", "name_key")
    op.drop_index("ix_unit_credit_code", "unit")


def _pair(one: str, other: str) -> list[sa.Column[Any]]:
    return [
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column(one, sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column(other, sa.BigInteger(), primary_key=True, autoincrement=False),
    ]


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)
