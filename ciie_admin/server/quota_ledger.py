"""The ledger of a free-badge account, for whoever sees the account."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection, select

from ciie_admin.server import access, quota_nodes
from ciie_admin.server.deciding import Caller
from ciie_admin.server.exchange import Call, Db
from ciie_admin.server.faults import Fault
from ciie_admin.server.packing import reply
from ciie_admin.server.quota_rows import ENTRIES, QUOTAS
from ciie_admin.wire import transport
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Id
from ciie_admin.wire.quotas import PAGE_LEDGER, QuotaEntry, QuotaLedger

router = APIRouter()
Number = Annotated[Id, Path()]
Before = Annotated[Id | None, Query()]
Limit = Annotated[int, Query(ge=1, le=PAGE_LEDGER)]
HIDDEN = {"edition_id", "account"}
COLUMNS = [one for one in ENTRIES.c if one.name not in HIDDEN]


@router.get(transport.QUOTAS + "/{number}/ledger", response_model=QuotaLedger)
def ledger(
    request: Request,
    number: Number,
    caller: Call,
    db: Db,
    before: Before = None,
    limit: Limit = PAGE_LEDGER,
) -> Response:
    _check_seen(db, caller, number)
    return reply(request, lines(db, caller.edition, number, before, limit))


def lines(
    db: Connection, edition_id: int, account: int, before: int | None, limit: int
) -> QuotaLedger:
    """Newest first; those older than the line `before`."""
    mine = [ENTRIES.c.edition_id == edition_id, ENTRIES.c.account == account]
    if before is not None:
        mine.append(ENTRIES.c.id < before)
    newest = select(*COLUMNS).where(*mine).order_by(ENTRIES.c.id.desc()).limit(limit + 1)
    read = adapter(QuotaEntry).validate_python
    found = [read(dict(row)) for row in db.execute(newest).mappings()]
    return QuotaLedger(entries=tuple(found[:limit]), more=len(found) > limit)


def _check_seen(db: Connection, caller: Caller, account: int) -> None:
    """An account nothing was moved at yet has an empty ledger. Raises Fault no_such_record."""
    mine = access.sight(db, caller.actor).places
    there = select(QUOTAS.c.place).where(
        QUOTAS.c.edition_id == caller.edition, QUOTAS.c.id == account
    )
    place = db.execute(there).scalar()
    if place is None:
        node = quota_nodes.nodes(db, caller.edition, (account,)).get(account)
        place = node.place if node else None
    if place not in mine:
        raise Fault(404, "no_such_record")
