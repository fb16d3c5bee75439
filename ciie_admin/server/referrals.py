"""推荐码: who brought a unit, and whether that moves its review (seeds 000 part 2, 003 II)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.server.account_tables import ReferralRow
from ciie_admin.server.faults import Fault

REFERRALS: Table = ReferralRow.__table__  # type: ignore[assignment]
ReferralKind = Literal["industry", "partner", "regional_partner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """`place` is the industrial mission an `industry` code leads to, else None."""

    code: str
    issuer: str
    kind: ReferralKind
    place: int | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    active: bool = True


def issue(db: Connection, edition_id: int, referral: Referral) -> None:
    """Add a code to an edition, or change it. Codes are compared without regard to case."""
    row = {
        "issuer": referral.issuer,
        "kind": referral.kind,
        "place_id": referral.place,
        "valid_from": referral.valid_from,
        "valid_until": referral.valid_until,
        "active": referral.active,
    }
    key = {"edition_id": edition_id, "code": spelled(referral.code)}
    entry = upsert(REFERRALS).values(**key, **row)
    db.execute(entry.on_conflict_do_update(index_elements=list(key), set_=row))


def review_place(db: Connection, edition_id: int, code: str, chosen: int, now: datetime) -> int:
    """The place that reviews a unit which chose `chosen` and gave this code.

    An industrial mission reviews its members while they count where they chose; a partner's code
    is only kept. Raises Fault(422, "referral_invalid") for unknown, expired and withdrawn codes.
    """
    if not code:
        return chosen
    query = select(REFERRALS).where(
        REFERRALS.c.edition_id == edition_id, REFERRALS.c.code == code, REFERRALS.c.active
    )
    found = db.execute(query).mappings().one_or_none()
    if found is None or not _holds(found["valid_from"], found["valid_until"], now):
        raise Fault(422, "referral_invalid")
    leads_to: int | None = found["place_id"] if found["kind"] == "industry" else None
    return chosen if leads_to is None else leads_to


def spelled(code: str) -> str:
    return "".join(code.split()).upper()


def _holds(start: datetime | None, end: datetime | None, now: datetime) -> bool:
    return (start is None or start <= now) and (end is None or now < end)
