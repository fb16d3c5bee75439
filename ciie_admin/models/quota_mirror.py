"""Accounts into the mirror and out of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ciie_admin.domain.quotas import Quota, QuotaLease, QuotaNode
from ciie_admin.models.pending import among
from ciie_admin.models.quota_tables import QUOTA
from ciie_admin.models.setwise import write_all
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Change, QuotaChange, Removal

COLUMNS = (
    "version", "label", "node", "node_id", "parent", "place",
    "received", "allotted", "reserved", "used", "leased", "waiting",
)  # fmt: skip
READ = (QUOTA.c.id, *(QUOTA.c[name] for name in COLUMNS), QUOTA.c.leases)
NODES = {str(node): node for node in QuotaNode}
NO_LEASES = "[]"


def store(db: Connection, changes: Sequence[Change]) -> None:
    """The accounts among these changes."""
    gone = [one.id for one in changes if isinstance(one, Removal) and one.of == "quota"]
    if gone:
        db.execute(delete(QUOTA).where(among(QUOTA.c.id, gone)))
    rows = [_row(one) for one in changes if isinstance(one, QuotaChange)]
    if rows:
        new = upsert(QUOTA)
        given: dict[str, Any] = {name: new.excluded[name] for name in rows[0] if name != "id"}
        given["seq"] = func.max(QUOTA.c.seq, new.excluded.seq)
        write_all(db, new.on_conflict_do_update(index_elements=["id"], set_=given), rows)


def accounts(db: Connection, ids: Iterable[int]) -> dict[int, Quota]:
    """Those that have a row, as the server last said them."""
    rows = db.execute(select(*READ).where(among(QUOTA.c.id, ids)))
    return {row.id: read(row) for row in rows}


def read(row: Sequence[Any]) -> Quota:
    """From the columns READ."""
    number, version, label, node, node_id, parent, place, *counters, leases = row
    received, allotted, reserved, used, leased, waiting = counters
    return Quota(
        id=number,
        version=version,
        label=label,
        node=NODES[node],
        node_id=node_id,
        parent=parent,
        place=place,
        received=received,
        allotted=allotted,
        reserved=reserved,
        used=used,
        leased=leased,
        waiting=waiting,
        leases=() if leases == NO_LEASES else leases_of(leases),
    )


def leases_of(said: str) -> tuple[QuotaLease, ...]:
    found: tuple[QuotaLease, ...] = adapter(tuple[QuotaLease, ...]).validate_json(said)
    return found


def _row(change: QuotaChange) -> dict[str, Any]:
    one = change.record
    said = adapter(tuple[QuotaLease, ...]).dump_json(one.leases).decode()
    values = {name: getattr(one, name) for name in COLUMNS}
    return {"id": one.id, "seq": change.seq, **values, "node": str(one.node), "leases": said}
