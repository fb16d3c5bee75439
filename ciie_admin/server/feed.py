"""The change index: where each record last changed, and one page of it for one caller."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select, text, update

from ciie_admin.server import quota_rows, records
from ciie_admin.server.access import Sight
from ciie_admin.server.records import Stored, among
from ciie_admin.server.tables import ChangeRow, HeadRow
from ciie_admin.wire.codec import dump
from ciie_admin.wire.messages import (
    Change,
    EditionChange,
    PlaceChange,
    RecordKind,
    Removal,
)

CHANGES: Table = ChangeRow.__table__  # type: ignore[assignment]
HEADS: Table = HeadRow.__table__  # type: ignore[assignment]
ALL_SEE = ("edition", "place")
MOVE = text("""
INSERT INTO change (edition_id, place_id, kind, record_id, gone, seq)
SELECT :edition, moved.* FROM unnest(
  CAST(:places AS bigint[]), CAST(:kinds AS text[]), CAST(:ids AS bigint[]),
  CAST(:gone AS boolean[]), CAST(:seqs AS bigint[])) AS moved
ON CONFLICT (edition_id, place_id, kind, record_id)
DO UPDATE SET seq = excluded.seq, gone = excluded.gone
""")
"""Arrays: a statement with a parameter a value took longer to put together than to run."""


class Moved(NamedTuple):
    """A record changed at, or left, one leaf place."""

    place: int
    kind: RecordKind
    id: int
    gone: bool = False


class Entry(NamedTuple):
    """A line of the index."""

    seq: int
    kind: RecordKind
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    changes: tuple[str, ...]
    """Each as JSON text of a wire Change, in order of `seq`."""
    cursor: int
    head: int
    epoch: str
    remaining: int


def announce(db: Connection, edition_id: int, moved: Sequence[Moved]) -> int:
    """Give each change its own number and return the new head.

    Must be the transaction's last write: the counter row stays locked until commit, which makes
    commit order equal number order, so that no reader ever steps over a late commit.
    """
    entries = list(dict.fromkeys(moved))
    head: int = db.execute(
        update(HEADS)
        .where(HEADS.c.edition_id == edition_id)
        .values(head=HEADS.c.head + len(entries))
        .returning(HEADS.c.head)
    ).scalar_one()
    if entries:
        numbered = {"edition": edition_id, "seqs": [*range(head - len(entries) + 1, head + 1)]}
        places, kinds, ids, gone = map(list, zip(*entries, strict=True))
        moves = {"places": places, "kinds": kinds, "ids": ids, "gone": gone}
        db.execute(MOVE, numbered | moves)
    return head


def page(
    db: Connection, edition_id: int, seen: Sight, cursor: int, limit: int, known: int = 0
) -> Page:
    """Changes after `cursor` in the caller's sight; `db` must be one REPEATABLE READ snapshot.

    `known` is what was to come at `cursor`. Counting 600,000 changes again for each page of a
    first download took the database longer than reading them (measured).
    """
    head, epoch = db.execute(
        select(HEADS.c.head, HEADS.c.epoch).where(HEADS.c.edition_id == edition_id)
    ).one()
    visible = _visible(edition_id, seen)
    rows = db.execute(
        select(CHANGES.c.seq, CHANGES.c.kind, CHANGES.c.record_id)
        .where(visible, CHANGES.c.seq > cursor)
        .order_by(CHANGES.c.seq)
        .limit(limit)
    )
    entries = [Entry(*row) for row in rows.all()]
    if len(entries) < limit:
        return Page(_join(db, edition_id, seen, entries), head, head, epoch, 0)
    last = entries[-1].seq
    left = known - limit
    if left <= 0:
        left = to_come(db, edition_id, seen, last)
    return Page(_join(db, edition_id, seen, entries), last, head, epoch, left)


def to_come(db: Connection, edition_id: int, seen: Sight, cursor: int) -> int:
    """How many entries in the caller's sight lie behind `cursor`."""
    behind = (_visible(edition_id, seen), CHANGES.c.seq > cursor)
    number: int = db.execute(select(func.count()).select_from(CHANGES).where(*behind)).scalar_one()
    return number


def leaving(db: Connection, edition_id: int, seen: Sight, cursor: int) -> int:
    """How many entries behind `cursor` are removals for this caller."""
    mine = list(seen.places)
    behind = (_visible(edition_id, seen), CHANGES.c.seq > cursor)
    number = 0
    for kind, table, places in (
        ("unit", records.UNITS, ("review_place", "count_place")),
        ("person", records.PERSONS, ("review_place", "count_place")),
        ("quota", quota_rows.QUOTAS, ("place",)),
    ):
        there = select(table.c.id).where(
            table.c.id == CHANGES.c.record_id,
            table.c.edition_id == edition_id,
            or_(*(among(table.c[name], mine) for name in places)),
        )
        gone = select(func.count()).where(*behind, CHANGES.c.kind == kind, ~there.exists())
        number += db.execute(gone).scalar_one()
    return number


def _visible(edition_id: int, seen: Sight) -> ColumnElement[bool]:
    mine = CHANGES.c.place_id.in_(seen.places)
    shared = and_(CHANGES.c.place_id.in_(seen.above), CHANGES.c.kind.in_(ALL_SEE))
    return and_(CHANGES.c.edition_id == edition_id, or_(mine, shared))


def nothing_of(page: Page, cursor: int) -> Page:
    """For a program too old to read records: it stays where it is, and is told there are more."""
    return replace(page, changes=(), cursor=cursor, remaining=max(1, page.remaining))


def _join(
    db: Connection, edition_id: int, seen: Sight, entries: Sequence[Entry]
) -> tuple[str, ...]:
    """Each entry with its record as it stands now, judged again by the caller's grants."""
    wanted: dict[str, list[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, []).append(entry.id)
    cases = {
        "unit": records.stored_units(db, wanted.get("unit", ()), seen.places),
        "person": records.stored_persons(db, wanted.get("person", ()), seen.places),
        "quota": quota_rows.stored(db, edition_id, wanted.get("quota", ())),
    }
    places = records.places(db, wanted.get("place", ()))
    mine = frozenset(seen.places)
    changes: list[str] = []
    for entry in entries:
        seq, kind, number = entry
        if kind == "edition":
            body = records.edition(db, edition_id)
            changes.append(_text(EditionChange(seq=seq, id=number, record=body)))
        elif kind == "place":
            shown = seen.shown(places[number])
            changes.append(_text(PlaceChange(seq=seq, id=number, record=shown)))
        else:
            changes.append(_case(entry, cases[kind].get(number), mine))
    return tuple(changes)


def _case(entry: Entry, case: Stored | None, mine: frozenset[int]) -> str:
    """The record as a change of its kind, or the Removal of what is not in sight any more."""
    seq, kind, number = entry
    if case is None or not {case.review_place, case.count_place} & mine:
        return _text(Removal(seq=seq, id=number, of=kind))
    return f'{{"seq":{seq},"id":{number},"record":{case.text},"kind":"{kind}"}}'


def _text(change: Change) -> str:
    return dump(change).decode()
