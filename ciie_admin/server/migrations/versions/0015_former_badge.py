"""The number on a badge, which badge a person had at an earlier edition, and likenesses that go
with their pictures.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"

FIND = """
UPDATE person SET former_badge = former.badge FROM (
  SELECT DISTINCT ON (new.id) new.id, jsonb_build_object(
    'edition', badge.edition_id, 'number', badge.badge_number, 'label', badge.form -> 'label'
  ) AS badge
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
WHERE former.id = person.id
"""
"""As server/card_faces.py does it from now on."""
GONE = """
DELETE FROM photo_likeness WHERE NOT EXISTS (
  SELECT FROM picture WHERE picture.digest = photo_likeness.digest)
"""
BELONGS = "fk_photo_likeness_digest"


def upgrade() -> None:
    number = sa.Column("badge_number", sa.Text(), nullable=False, server_default="")
    op.add_column("person", number)
    op.add_column("person", sa.Column("former_badge", JSONB(), nullable=True))
    op.execute(FIND)
    op.execute(GONE)
    op.create_foreign_key(
        BELONGS, "photo_likeness", "picture", ["digest"], ["digest"], ondelete="CASCADE"
    )
    op.create_index("ix_photo_likeness_likeness", "photo_likeness", ["likeness"])


def downgrade() -> None:
    op.drop_index("ix_photo_likeness_likeness", "photo_likeness")
    op.drop_constraint(BELONGS, "photo_likeness")
    op.drop_column("person", "former_badge")
    op.drop_column("person", "badge_number")
