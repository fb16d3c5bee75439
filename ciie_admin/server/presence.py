"""某某正在办理: which record a device has open, told to everybody who has it in sight.

A row lives for 90 seconds unless it is renewed, so that a computer that was switched off lets go by
itself. Nothing here is an operation, moves the feed or is kept.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, any_, delete, select, text

from ciie_admin.domain.actors import REVIEWERS
from ciie_admin.server.account_tables import AccountRow
from ciie_admin.server.deciding import Caller
from ciie_admin.server.presence_tables import PresenceRow
from ciie_admin.wire.messages import PRESENT_MOST, Present, Subject

PRESENCE: Table = PresenceRow.__table__  # type: ignore[assignment]
ACCOUNTS: Table = AccountRow.__table__  # type: ignore[assignment]
LASTS = timedelta(seconds=90)
STAND = """
INSERT INTO presence AS old (device_id, edition_id, account_id, subject_kind, subject_id,
                             seen_at, since, until, mark)
SELECT :device, :edition, :account, :kind, record.id,
       ARRAY(SELECT DISTINCT unnest(reviewing.path || counting.path)), :now, :until, :mark
FROM {table} record
JOIN place reviewing ON reviewing.id = record.review_place
JOIN place counting ON counting.id = record.count_place
WHERE record.id = :id AND record.edition_id = :edition AND :own = ANY(reviewing.path)
ON CONFLICT (device_id) DO UPDATE SET
  edition_id = excluded.edition_id, subject_kind = excluded.subject_kind,
  subject_id = excluded.subject_id, seen_at = excluded.seen_at, until = excluded.until,
  since = CASE WHEN {same} THEN old.since ELSE excluded.since END,
  mark = CASE WHEN {same} THEN old.mark ELSE excluded.mark END
"""
SAME = (
    "(old.subject_kind, old.subject_id, old.edition_id) = "
    "(excluded.subject_kind, excluded.subject_id, excluded.edition_id) AND old.until > :now"
)
STANDS = {kind: text(STAND.format(table=kind, same=SAME)) for kind in ("unit", "person")}
LARGEST_MARK = 2**62


class Around(NamedTuple):
    """What one caller is told; `stamp` as the poller of the heads makes it for that place."""

    present: tuple[Present, ...]
    stamp: str


def stand(db: Connection, caller: Caller, at: Subject | None, now: datetime) -> None:
    """The device has that record open, and no other. Only who may decide there is at work."""
    found = 0
    if at is not None and at.kind in STANDS and caller.actor.role in REVIEWERS:
        row = {
            "device": caller.device,
            "edition": caller.edition,
            "account": caller.actor.account,
            "kind": at.kind,
            "id": at.id,
            "own": caller.actor.path[-1],
            "now": now,
            "until": now + LASTS,
            "mark": secrets.randbelow(LARGEST_MARK),
        }
        found = db.execute(STANDS[at.kind], row).rowcount
    if not found:
        leave(db, caller.device)


def leave(db: Connection, device: UUID) -> None:
    db.execute(delete(PRESENCE).where(PRESENCE.c.device_id == device))


def around(db: Connection, caller: Caller, now: datetime) -> Around:
    """Newest first, without the caller's own device."""
    here = any_(PRESENCE.c.seen_at) == caller.actor.path[-1]
    query = (
        select(PRESENCE, ACCOUNTS.c.name)
        .join(ACCOUNTS, ACCOUNTS.c.id == PRESENCE.c.account_id)
        .where(PRESENCE.c.edition_id == caller.edition, here, PRESENCE.c.until > now)
        .order_by(PRESENCE.c.since.desc(), PRESENCE.c.device_id)
    )
    rows = db.execute(query).all()
    others = [row for row in rows if row.device_id != caller.device]
    told = tuple(
        Present(
            subject=Subject(kind=row.subject_kind, id=row.subject_id),
            name=row.name,
            since=row.since,
        )
        for row in others[:PRESENT_MOST]
    )
    return Around(told, stamp([row.mark for row in rows]))


def stamp(marks: Sequence[int]) -> str:
    """Another one whenever somebody came, moved on or let go; empty for nobody."""
    return f"{sum(marks):x}" if marks else ""
