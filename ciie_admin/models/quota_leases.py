"""额度预留: what this computer has set aside for itself."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, select, union_all

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.quota_rules import over
from ciie_admin.domain.quotas import Quota
from ciie_admin.models.precious import DELIVERED, OUTBOX


def own(db: Connection) -> frozenset[UUID]:
    """Operations of this computer that took a lease and were not refused."""
    taken = [select(table.c.id).where(*_leases(table)) for table in (OUTBOX, DELIVERED)]
    return frozenset(map(UUID, db.execute(union_all(*taken)).scalars()))


def usable(quota: Quota, mine: Collection[UUID], edition: Edition, now: datetime) -> UUID | None:
    """One's own lease of the account, as long as the server takes what it was spent for: with the
    grace. A computer has one at most; `now` is server time.
    """
    found = (one for one in quota.leases if one.id in mine)
    return next((one.id for one in found if not over(one, edition, now, in_touch=False)), None)


def is_asked(db: Connection, account: int) -> bool:
    """Whether one of this account is on its way."""
    mine = select(OUTBOX.c.id).where(*_leases(OUTBOX), OUTBOX.c.subject_id == account)
    return db.execute(mine).first() is not None


def _leases(table: Table) -> tuple[Any, ...]:
    kind = func.json_extract(table.c.body, "$.command.kind")
    return table.c.subject_kind == "quota", kind == "lease_quota"
