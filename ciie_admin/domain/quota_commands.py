"""What can be wanted of a quota account (额度账户)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveQuota:
    """下达, 分配, 收回, 调剂: free places into an account, or back out of it."""

    count: int
    """Above 0 into the account, below 0 out of it; never 0."""
    was: int
    """What the account had received as its author saw it: after another move this one is void."""
    other: int | None = None
    """调剂: the account of the same giver that they come from or go to; None: the giver itself."""
    note: str = ""
    """Why; it stands in the ledger."""
    kind: Literal["move_quota"] = "move_quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseQuota:
    """额度预留: so many places of an account for this computer alone, until a moment. At once."""

    count: int
    until: datetime
    kind: Literal["lease_quota"] = "lease_quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnQuota:
    """What is not spent of a lease goes back. At once."""

    lease: UUID
    kind: Literal["return_quota"] = "return_quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankApplicants:
    """超额排序: the persons of an account who have no used place, in the order they are to be
    served. The first of them hold the places there are, the others wait. At once.
    """

    persons: tuple[int, ...]
    kind: Literal["rank_applicants"] = "rank_applicants"


QuotaCommand = MoveQuota | LeaseQuota | ReturnQuota | RankApplicants
