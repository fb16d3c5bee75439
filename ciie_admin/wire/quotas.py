"""The ledger of a free-badge account (额度台账), asked for by hand and never mirrored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ciie_admin.domain.quotas import QuotaAct
from ciie_admin.wire.messages import Id

PAGE_LEDGER = 200
"""Lines one answer may have."""
Number = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaEntry:
    """A line of the ledger. Names of persons and units are not in it."""

    id: Id
    at: datetime
    act: QuotaAct
    change: Number
    """Of what is left."""
    left_after: Number
    received: Number = 0
    """This and the next four: by how much the counter changed."""
    allotted: Number = 0
    reserved: Number = 0
    used: Number = 0
    leased: Number = 0
    count: Number = 0
    """Places the act was about, whichever way they went."""
    other: Id | None = None
    """The account on the other side of a move."""
    by_account: Id | None = None
    by_name: Annotated[str, Field(max_length=200)] = ""
    """Empty: the server by itself, or a registrant."""
    why: Annotated[str, Field(max_length=2_000)] = ""
    operation: UUID | None = None
    """Of a lease's lines the one that took it."""
    person_id: Id | None = None
    unit_id: Id | None = None
    """Of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLedger:
    """Newest first. `more`: there are older ones, asked for with the id of the last one here."""

    entries: Annotated[tuple[QuotaEntry, ...], Field(max_length=PAGE_LEDGER)]
    more: bool = False
