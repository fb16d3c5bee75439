"""Records of a batch whose own checks propose no reason for a verdict."""

from collections.abc import Sequence

from sqlalchemy import Connection

from ciie_admin.domain.persons import Person
from ciie_admin.domain.proposed import proposed
from ciie_admin.models import reading
from ciie_admin.models.photo_words import shown_words
from ciie_admin.wire.messages import SubjectKind

CHUNK = 500
"""Whole records in memory at a time."""


def without_own(db: Connection, kind: SubjectKind, ids: Sequence[int], fixable: bool | None) -> int:
    """How many of these; read lane. A record out of sight is not counted."""
    edition = reading.edition(db)
    if edition is None:
        return 0
    found = 0
    for start in range(0, len(ids), CHUNK):
        records = reading.records(db, kind, ids[start : start + CHUNK])
        words = shown_words(db, [one for one in records.values() if isinstance(one, Person)])
        for one in records.values():
            word = words.get(one.id) if kind == "person" else None
            found += not proposed(edition, kind, fixable, one.findings, word)
    return found
