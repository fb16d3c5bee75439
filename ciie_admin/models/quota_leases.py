"""额度预留: what this computer has set aside for itself."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select, union_all

from ciie_admin.domain.quotas import Quota, QuotaLease
from ciie_admin.models.precious import DELIVERED, OUTBOX


def own(db: Connection) -> frozenset[UUID]:
    """Operations of this computer that took a lease and were not refused."""
    taken = [
        select(table.c.id).where(
            table.c.subject_kind == "quota",
            func.json_extract(table.c.body, "$.command.kind") == "lease_quota",
        )
        for table in (OUTBOX, DELIVERED)
    ]
    return frozenset(map(UUID, db.execute(union_all(*taken)).scalars()))


def usable(quota: Quota, mine: Collection[UUID], now: datetime) -> UUID | None:
    """One's own lease of the account that ends first and still has places; `now` is server time."""
    open_still = [one for one in quota.leases if _is_usable(one, mine, now)]
    return min(open_still, key=lambda one: one.until).id if open_still else None


def _is_usable(lease: QuotaLease, mine: Collection[UUID], now: datetime) -> bool:
    return lease.id in mine and lease.count > 0 and lease.until > now
