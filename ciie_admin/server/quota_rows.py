"""Rows of free-badge accounts, their leases and their ledger: set-wise, however many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, Text, cast, delete, func, insert, select, text

from ciie_admin.domain.quotas import Quota, QuotaLease, QuotaNode
from ciie_admin.server.quota_tables import QuotaEntryRow, QuotaLeaseRow, QuotaRow
from ciie_admin.server.records import PERSONS, Stored, among

QUOTAS: Table = QuotaRow.__table__  # type: ignore[assignment]
LEASES: Table = QuotaLeaseRow.__table__  # type: ignore[assignment]
ENTRIES: Table = QuotaEntryRow.__table__  # type: ignore[assignment]
COLUMNS = [one for one in QUOTAS.c if one.name != "edition_id"]
HOLD = text("""
INSERT INTO quota (edition_id, id, version, label, node, node_id, parent, place,
  received, allotted, reserved, used, leased, waiting)
SELECT :edition, wanted.id, 0, '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0
FROM unnest(CAST(:ids AS bigint[])) AS wanted (id)
WHERE NOT EXISTS (SELECT 1 FROM quota WHERE edition_id = :edition AND quota.id = wanted.id)
ORDER BY wanted.id
ON CONFLICT DO NOTHING RETURNING id
""")
WRITTEN = ("version", "label", "node", "node_id", "parent", "place", "received", "allotted",
           "reserved", "used", "leased", "waiting")  # fmt: skip
TEXTS = ("label", "node")
ARRAYS = ", ".join(
    f"CAST(:{name} AS {'text' if name in TEXTS else 'bigint'}[])" for name in ("id", *WRITTEN)
)
UPDATE = text(f"""
UPDATE quota SET {", ".join(f"{name} = n.{name}" for name in WRITTEN)}
FROM unnest({ARRAYS}) AS n ({", ".join(("id", *WRITTEN))})
WHERE quota.edition_id = :edition AND quota.id = n.id
""")  # noqa: S608 - names of our own columns
OPEN_LEASES = text("""
CASE WHEN quota.leased = 0 THEN '[]' ELSE (
  SELECT jsonb_agg(jsonb_build_object('id', l.id, 'by', l.account_id, 'by_name', l.by_name,
    'count', l.count, 'until', l.until) ORDER BY l.until, l.id)
  FROM quota_lease l WHERE l.edition_id = quota.edition_id AND l.quota = quota.id) END AS leases
""")


def hold(db: Connection, edition_id: int, ids: Sequence[int]) -> frozenset[int]:
    """Make an empty row for each that has none; `ids` sorted. Those that were made."""
    made = db.execute(HOLD, {"edition": edition_id, "ids": list(ids)})
    return frozenset(made.scalars())


def locked(db: Connection, edition_id: int, ids: Collection[int]) -> dict[int, Quota]:
    """Accounts locked by id, then read with their leases as they stand once the locks are held."""
    mine = (QUOTAS.c.edition_id == edition_id, among(QUOTAS.c.id, ids))
    rows = db.execute(select(*COLUMNS).where(*mine).order_by(QUOTAS.c.id).with_for_update()).all()
    leased = [row.id for row in rows if row.leased]
    open_leases = _leases(db, edition_id, leased) if leased else {}
    return {row.id: _quota(row, open_leases.get(row.id, ())) for row in rows}


def _quota(row: Row[Any], leases: tuple[QuotaLease, ...]) -> Quota:
    """A row that only holds an id has no node: what it says is not read."""
    said = dict(row._mapping)  # noqa: SLF001 - its public name for a mapping
    node = QuotaNode(said.pop("node") or QuotaNode.PLACE)
    return Quota(**said, node=node, leases=leases)


def _leases(
    db: Connection, edition_id: int, ids: Collection[int]
) -> dict[int, tuple[QuotaLease, ...]]:
    mine = (LEASES.c.edition_id == edition_id, among(LEASES.c.quota, ids))
    found: dict[int, tuple[QuotaLease, ...]] = {}
    for row in db.execute(select(LEASES).where(*mine).order_by(LEASES.c.until, LEASES.c.id)):
        one = QuotaLease(
            id=row.id,
            by=row.account_id,
            by_name=row.by_name,
            count=row._mapping["count"],  # noqa: SLF001 - a row has a method of this name
            until=row.until,
        )
        found[row.quota] = (*found.get(row.quota, ()), one)
    return found


def devices(db: Connection, leases: Collection[UUID]) -> dict[UUID, UUID]:
    """Which device each open lease is of."""
    if not leases:
        return {}
    query = select(LEASES.c.id, LEASES.c.device_id).where(among(LEASES.c.id, leases))
    return {row.id: row.device_id for row in db.execute(query)}


def update(db: Connection, edition_id: int, quotas: Sequence[Quota]) -> None:
    if quotas:
        columns = {name: [getattr(one, name) for one in quotas] for name in ("id", *WRITTEN)}
        db.execute(UPDATE, {"edition": edition_id, **columns})


def write_leases(
    db: Connection,
    edition_id: int,
    before: Iterable[Quota],
    after: Iterable[Quota],
    of: Mapping[UUID, UUID],
) -> None:
    """Those that ended go; spent ones keep what is left of them; new ones come."""
    were = {one.id: one for quota in before for one in quota.leases}
    now = {one.id: (quota.id, one) for quota in after for one in quota.leases}
    touched = [key for key, one in were.items() if key not in now or now[key][1] != one]
    if touched:
        db.execute(delete(LEASES).where(among(LEASES.c.id, touched)))
    rows = [
        {
            "id": key,
            "edition_id": edition_id,
            "quota": number,
            "device_id": of[key],
            "account_id": one.by,
            "by_name": one.by_name,
            "count": one.count,
            "until": one.until,
        }
        for key, (number, one) in now.items()
        if were.get(key) != one
    ]
    if rows:
        db.execute(insert(LEASES), rows)


def append(db: Connection, edition_id: int, lines: Sequence[Mapping[str, Any]]) -> None:
    """Lines of the ledger, in the order they came about."""
    if lines:
        db.execute(insert(ENTRIES), [{"edition_id": edition_id, **one} for one in lines])


def drop(db: Connection, edition_id: int, ids: Collection[int]) -> None:
    """Rows that held an id nothing was done with."""
    if ids:
        mine = (QUOTAS.c.edition_id == edition_id, among(QUOTAS.c.id, ids))
        db.execute(delete(QUOTAS).where(*mine))


def of_persons(db: Connection, units: Iterable[int]) -> set[int]:
    """Accounts the persons of these units have a place of, or wait at."""
    ids = list(units)
    if not ids:
        return set()
    mine = (among(PERSONS.c.unit_id, ids), PERSONS.c.quota != 0)
    return set(db.execute(select(PERSONS.c.quota).where(*mine).distinct()).scalars())


def stored(db: Connection, edition_id: int, ids: Iterable[int]) -> dict[int, Stored]:
    """By id, as its JSON on the wire: with its open leases, without their devices."""
    wanted = list(ids)
    if not wanted:
        return {}
    mine = (QUOTAS.c.edition_id == edition_id, among(QUOTAS.c.id, wanted), QUOTAS.c.version > 0)
    one = select(*COLUMNS, OPEN_LEASES).where(*mine).subquery()
    said = cast(func.row_to_json(one.table_valued()), Text)
    found = db.execute(select(one.c.id, one.c.place, said))
    return {number: Stored(place, place, body) for number, place, body in found}
