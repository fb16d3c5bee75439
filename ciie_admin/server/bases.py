"""On whose word decisions were made: kept once, named by many; the signed papers beside them."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.basis import Basis
from ciie_admin.domain.commands import NameBasis
from ciie_admin.server import records
from ciie_admin.server.access import Sight
from ciie_admin.server.basis_tables import BasisRow, ScanRow
from ciie_admin.server.faults import Fault
from ciie_admin.wire.messages import Operation, SubjectKind
from ciie_admin.wire.scans import scan_type
from ciie_admin.wire.transport import MAX_SCAN

if TYPE_CHECKING:  # it decides with what stands here
    from ciie_admin.server.deciding import Caller

BASES: Table = BasisRow.__table__  # type: ignore[assignment]
NUMBER = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SCANS: Table = ScanRow.__table__  # type: ignore[assignment]


def basis_of(number: UUID, named: NameBasis) -> Basis:
    return Basis(
        id=str(number),
        approver=named.approver.strip(),
        on=named.on,
        sheet=named.sheet.strip(),
        scan=named.scan,
    )


def known(db: Connection, account: int, operations: Sequence[Operation]) -> dict[UUID, Basis]:
    """Those these operations name and this account named earlier: nobody uses another's word."""
    wanted = {one.basis for one in operations if one.basis is not None}
    if not wanted:
        return {}
    mine = BASES.c.account_id == account
    return {UUID(one.id): one for one in _read(db, wanted, mine)}


def named(db: Connection, details: Sequence[str]) -> dict[str, Basis]:
    """Those that entries of the 操作日志 name, by their ids as text."""
    wanted = {UUID(one) for one in details if NUMBER.fullmatch(one)}
    return {one.id: one for one in _read(db, wanted)}


def _read(
    db: Connection, wanted: Collection[UUID], *conditions: ColumnElement[bool]
) -> list[Basis]:
    rows = select(BASES).where(records.among(BASES.c.id, wanted), *conditions)
    return [
        Basis(
            id=str(row.id),
            approver=row.approver,
            on=row.approved_on,
            sheet=row.sheet,
            scan=row.scan,
        )
        for row in db.execute(rows)
    ]


def keep(
    db: Connection, caller: "Caller", fresh: Sequence[Operation], found: Mapping[UUID, Basis]
) -> None:
    """What these operations have named."""
    rows = [
        {
            "id": one.id,
            "edition_id": caller.edition,
            "account_id": caller.actor.account,
            "approver": found[one.id].approver,
            "approved_on": found[one.id].on,
            "sheet": found[one.id].sheet,
            "scan": found[one.id].scan,
        }
        for one in fresh
        if one.id in found
    ]
    if rows:
        db.execute(insert(BASES), rows)


def take(db: Connection, account: int, basis: UUID, content: bytes, now: datetime) -> None:
    """Keep a signed paper; the same once more changes nothing.

    Raises Fault(404, "no_such_record") unless the account named that basis with this very paper,
    Fault(422, "scan_unfit") for what is no paper.
    """
    digest = hashlib.sha256(content).hexdigest()
    mine = (BASES.c.id == basis) & (BASES.c.account_id == account) & (BASES.c.scan == digest)
    if db.execute(select(BASES.c.id).where(mine)).first() is None:
        raise Fault(404, "no_such_record")
    if len(content) > MAX_SCAN or not scan_type(content):
        raise Fault(422, "scan_unfit")
    row = {"digest": digest, "content": content, "taken_at": now}
    db.execute(upsert(SCANS).values(row).on_conflict_do_nothing())


def paper(db: Connection, seen: Sight, kind: SubjectKind, number: int, basis: UUID) -> bytes:
    """The signed paper on whose word something was decided on a record in sight.

    Raises Fault(404, "no_such_record") if the record is out of sight or does not rest on it, and
    Fault(404, "scan_not_here") as long as the paper has not been handed in.
    """
    table = records.UNITS if kind == "unit" else records.PERSONS
    places = list(seen.places)
    in_sight = table.c.review_place.in_(places) | table.c.count_place.in_(places)
    resting = table.c.history.contains([{"basis": {"id": str(basis)}}])
    if (
        db.execute(select(table.c.id).where(table.c.id == number, in_sight, resting)).first()
        is None
    ):
        raise Fault(404, "no_such_record")
    kept = select(SCANS.c.content).join(BASES, BASES.c.scan == SCANS.c.digest)
    content = db.execute(kept.where(BASES.c.id == basis)).scalar_one_or_none()
    if content is None:
        raise Fault(404, "scan_not_here")
    return bytes(content)
