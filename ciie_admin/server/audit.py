"""操作日志: entries are chained and written in the transaction of what they tell of."""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, select, text

from ciie_admin.server.audit_tables import AuditRow
from ciie_admin.server.feed import HEADS

AUDIT: Table = AuditRow.__table__  # type: ignore[assignment]
FIRST = "0" * 64
"""What the first entry of an edition names as the one before it."""
STORED = (AUDIT.c.at, AUDIT.c.actor, AUDIT.c.account_id, AUDIT.c.device_id, AUDIT.c.operation_id,
          AUDIT.c.kind, AUDIT.c.subject_kind, AUDIT.c.subject_id, AUDIT.c.detail)  # fmt: skip
APPEND = text("""
WITH written AS (
  INSERT INTO audit (edition_id, n, at, actor, account_id, device_id, operation_id, kind,
    subject_kind, subject_id, detail, previous, hash)
  SELECT :edition, entry.* FROM unnest(
    CAST(:n AS bigint[]), CAST(:at AS timestamptz[]), CAST(:actor AS text[]),
    CAST(:account AS bigint[]), CAST(:device AS uuid[]), CAST(:operation AS uuid[]),
    CAST(:kind AS text[]), CAST(:subject_kind AS text[]), CAST(:subject AS bigint[]),
    CAST(:detail AS text[]), CAST(:previous AS text[]), CAST(:hash AS text[])) AS entry)
UPDATE head SET audit_n = :last_n, audit_hash = :last_hash WHERE edition_id = :edition
""")
NAMES = ("at", "actor", "account", "device", "operation", "kind", "subject_kind", "subject",
         "detail")  # fmt: skip


class Act(NamedTuple):
    """What an entry says, in the order of its columns."""

    at: datetime
    actor: str
    account: int | None
    device: UUID | None
    operation: UUID | None
    kind: str
    subject_kind: str = ""
    subject: int | None = None
    detail: str = ""


class Flaw(NamedTuple):
    """The first bad entry. `code`: changed, missing, moved, cut or beyond."""

    edition: int
    n: int
    code: str


class Verified(NamedTuple):
    """One edition's chain as far as it holds; `head` is the hash of its last good entry."""

    edition: int
    entries: int
    head: str
    flaw: Flaw | None


class _Entry(NamedTuple):
    n: int
    previous: str
    hash: str
    act: Act


def append(db: Connection, edition: int, acts: Sequence[Act]) -> None:
    """Add these entries to the edition's chain, in two statements however many there are.

    Takes the edition's counter row and keeps it until commit, so that the chain has one order:
    must stand, like feed.announce, behind all other locks of the transaction.
    """
    if not acts:
        return
    query = select(HEADS.c.audit_n, HEADS.c.audit_hash).where(HEADS.c.edition_id == edition)
    n, previous = db.execute(query.with_for_update()).one()
    chained = [*_chained(edition, n, previous, acts)]
    columns = dict(zip(NAMES, map(list, zip(*acts, strict=True)), strict=True))
    links = [previous, *(mark for _, mark in chained)]
    db.execute(
        APPEND,
        {
            **columns,
            "edition": edition,
            "n": [number for number, _ in chained],
            "previous": links[:-1],
            "hash": links[1:],
            "last_n": chained[-1][0],
            "last_hash": links[-1],
        },
    )


def verify(db: Connection) -> list[Verified]:
    """Every edition's chain from its first entry on, in one snapshot: must be the first thing its
    transaction does.
    """
    db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    heads = select(HEADS.c.edition_id, HEADS.c.audit_n, HEADS.c.audit_hash)
    known = db.execute(heads.order_by(HEADS.c.edition_id)).all()
    return [_verified(db, *row) for row in known]


def newest(db: Connection, many: int) -> list[tuple[int, int, Act]]:
    """(edition, n, entry) of the last ones, newest first."""
    query = select(AUDIT.c.edition_id, AUDIT.c.n, *STORED)
    last = query.order_by(AUDIT.c.at.desc(), AUDIT.c.n.desc()).limit(many)
    return [(row[0], row[1], Act(*row[2:])) for row in db.execute(last)]


def _verified(db: Connection, edition: int, count: int, head: str) -> Verified:
    n, previous = 0, FIRST
    with closing(_entries(db, edition)) as entries:
        for entry in entries:
            code = "beyond" if entry.n > count else _fault_of(edition, n + 1, previous, entry)
            if code:
                bad = n + 1 if code == "missing" else entry.n
                return Verified(edition, n, previous, Flaw(edition, bad, code))
            n, previous = entry.n, entry.hash
    if (n, previous) != (count, head):
        return Verified(edition, n, previous, Flaw(edition, n + 1, "cut"))
    return Verified(edition, n, previous, None)


def _fault_of(edition: int, expected: int, previous: str, entry: _Entry) -> str:
    """Why the entry cannot be the next of the chain; empty if it is."""
    if entry.n != expected:
        return "missing"
    if entry.hash != _hash(edition, entry.n, entry.previous, entry.act):
        return "changed"
    return "moved" if entry.previous != previous else ""


def _entries(db: Connection, edition: int) -> Generator[_Entry, None, None]:
    query = select(AUDIT.c.n, AUDIT.c.previous, AUDIT.c.hash, *STORED)
    mine = query.where(AUDIT.c.edition_id == edition).order_by(AUDIT.c.n)
    with db.execute(mine, execution_options={"yield_per": 5_000}) as rows:
        for row in rows:
            yield _Entry(row[0], row[1], row[2], Act(*row[3:]))


def _chained(edition: int, n: int, previous: str, acts: Iterable[Act]) -> Iterator[tuple[int, str]]:
    for number, act in enumerate(acts, n + 1):
        previous = _hash(edition, number, previous, act)
        yield number, previous


def _hash(edition: int, n: int, previous: str, act: Act) -> str:
    said = {
        **act._asdict(),
        "at": act.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "device": str(act.device or ""),
        "operation": str(act.operation or ""),
        "edition": edition,
        "n": n,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous.encode() + canonical.encode()).hexdigest()
