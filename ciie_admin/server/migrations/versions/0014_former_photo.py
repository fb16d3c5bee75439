"""Which photo the badge of an earlier edition had, beside each person."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

FIND = """
UPDATE person SET former_photo = former.photo FROM (
  SELECT DISTINCT ON (new.id) new.id, badge.photo
  FROM person badge
  JOIN unit brought ON brought.id = badge.unit_id
  JOIN person new ON new.number_key = badge.number_key AND new.edition_id > badge.edition_id
  JOIN unit ON unit.id = new.unit_id AND unit.registrant_id = brought.registrant_id
  JOIN edition ON edition.id = new.edition_id
  WHERE badge.submitted_at IS NOT NULL AND (
    NOT (new.form ->> 'reuse')::boolean
    OR edition.body -> 'reuse' -> 'full' @> to_jsonb(badge.edition_id)
    OR edition.body -> 'reuse' -> 'reduced' @> to_jsonb(badge.edition_id))
  ORDER BY new.id, badge.edition_id DESC, badge.id DESC) former
WHERE former.id = person.id AND former.photo <> ''
"""
"""As server/card_faces.py does it from now on."""


def upgrade() -> None:
    photo = sa.Column("former_photo", sa.Text(), nullable=False, server_default="")
    op.add_column("person", photo)
    op.execute(FIND)
    op.create_index(
        "ix_person_former_photo",
        "person",
        ["former_photo"],
        postgresql_where=sa.text("former_photo <> ''"),
    )


def downgrade() -> None:
    op.drop_index("ix_person_former_photo", "person")
    op.drop_column("person", "former_photo")
