"""Records of a batch whose own checks propose no reason for a verdict."""

from collections.abc import Sequence

from sqlalchemy import Connection

from ciie_admin.domain.proposed import proposed
from ciie_admin.models import reading
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
        for one in reading.records(db, kind, ids[start : start + CHUNK]).values():
            found += not proposed(edition, kind, fixable, one.findings)
    return found
