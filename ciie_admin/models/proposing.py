"""Records of a batch whose own checks propose no reason for a verdict."""

from collections.abc import Sequence

from sqlalchemy import Connection

from ciie_admin.domain.proposed import proposed
from ciie_admin.models import reading
from ciie_admin.wire.messages import DecidedKind, record_kind

CHUNK = 500
"""Whole records in memory at a time."""


def without_own(db: Connection, kind: DecidedKind, ids: Sequence[int], fixable: bool | None) -> int:
    """How many of these; read lane. A record out of sight is not counted."""
    edition = reading.edition(db)
    if edition is None:
        return 0
    found, of = 0, record_kind(kind)
    for start in range(0, len(ids), CHUNK):
        for one in reading.records(db, of, ids[start : start + CHUNK]).values():
            found += not proposed(edition, kind, fixable, one.findings)
    return found
