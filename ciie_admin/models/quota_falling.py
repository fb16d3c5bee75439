"""When the overlay of an accepted operation on an account falls: with the rows that show it.

Both accounts of a move change in one transaction of the server, but a page may end between them,
and either may have moved on in the feed since. So each is asked by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.models import opening
from ciie_admin.models.pending import among, load_pending
from ciie_admin.models.quota_tables import QUOTA, QUOTA_TOLD
from ciie_admin.models.setwise import write_all
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Verdict, VerdictAccepted

Row = tuple[int, int, int]
"""Version, place in the feed, and the account that gives."""


def tell(db: Connection, accepted: Sequence[str]) -> None:
    """In the transaction that stores these verdicts, before the cursor moves."""
    cursor = int(opening.progress(db).get("cursor", "0"))
    new = insert(QUOTA_TOLD).prefix_with("OR REPLACE")
    write_all(db, new, [{"id": key, "cursor": cursor} for key in accepted])


def rows_of(db: Connection, ids: Iterable[int]) -> dict[int, Row]:
    columns = select(QUOTA.c.id, QUOTA.c.version, QUOTA.c.seq, QUOTA.c.parent)
    rows = db.execute(columns.where(among(QUOTA.c.id, ids)))
    return {number: (version, seq, parent) for number, version, seq, parent in rows}


def has_come(number: int, subject: int, version: int, cursor: int, rows: Mapping[int, Row]) -> bool:
    """Whether the row of an account shows an operation accepted with this version of its subject:
    of the subject itself by version, of another one because the row came with the verdict or
    later; it was read after the operation had been committed.
    """
    known, seq, _ = rows.get(number, (0, 0, 0))
    return seq > cursor or (number == subject and known >= version)


def shown(
    db: Connection, accepted: Sequence[Mapping[Any, Any]], at: int | None
) -> list[dict[str, Any]]:
    """Of these rows of the outbox those whose every account is here; `at` is the cursor of a
    mirror that has all there is.
    """
    if not accepted:
        return []
    cursors = {row.id: row.cursor for row in db.execute(select(QUOTA_TOLD))}
    wishes = {row["id"]: load_pending(row["body"]) for row in accepted}
    moves = [one.command for one in wishes.values() if isinstance(one.command, MoveQuota)]
    others = [one.other for one in moves if one.other is not None]
    rows = rows_of(db, [*(one.subject.id for one in wishes.values()), *others])
    rows |= rows_of(db, {parent for _, _, parent in rows.values()})
    found = []
    for row in accepted:
        verdict: VerdictAccepted = adapter(Verdict).validate_json(row["verdict"])
        subject, command = wishes[row["id"]].subject.id, wishes[row["id"]].command
        cursor = cursors.get(row["id"], 0)
        concerned = _concerned(subject, command, rows)
        here = all(has_come(n, subject, verdict.version, cursor, rows) for n in concerned)
        if here or (at is not None and at >= verdict.seq):
            found.append(dict(row))
    return found


def forget(db: Connection, fallen: Iterable[str]) -> None:
    db.execute(delete(QUOTA_TOLD).where(among(QUOTA_TOLD.c.id, fallen)))


def _concerned(subject: int, command: object, rows: Mapping[int, Row]) -> set[int]:
    """The accounts an operation changed. One at the root has no giver; of one that is not here the
    giver does not matter yet.
    """
    if not isinstance(command, MoveQuota):
        return {subject}
    beside = rows.get(subject, (0, 0, 0))[2] if command.other is None else command.other
    return {subject, beside} - {0}
