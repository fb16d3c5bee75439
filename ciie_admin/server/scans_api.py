"""Signed papers: handed in by whoever released on them, read by whoever sees the record."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from ciie_admin.server import access, audit, bases
from ciie_admin.server.audit import Act
from ciie_admin.server.exchange import Call, Db
from ciie_admin.wire import transport
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.wire.scans import HandIn, scan_type

router = APIRouter()
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.post(transport.SCANS, status_code=204)
def hand_in(body: HandIn, caller: Call, db: Db) -> Response:
    """Once for each basis that announces one; the same again changes nothing."""
    bases.take(db, caller.actor.account, body.basis, body.content, datetime.now(UTC))
    return Response(status_code=204)


@router.get(transport.SCANS + "/{kind}/{number}/{basis}", response_class=Response)
def paper(kind: SubjectKind, number: Number, basis: UUID, caller: Call, db: Db) -> Response:
    """Who looked is written down: a paper names more people than this record."""
    content = bases.paper(db, access.sight(db, caller.actor), kind, number, basis)
    looked = Act(
        at=datetime.now(UTC),
        actor="account",
        account=caller.actor.account,
        device=caller.device,
        operation=None,
        kind="open_scan",
        subject_kind=kind,
        subject=number,
        detail=str(basis),
    )
    audit.append(db, caller.edition, [looked])
    kept = {"Cache-Control": "private, no-store"}
    return Response(content, media_type=scan_type(content), headers=kept)
