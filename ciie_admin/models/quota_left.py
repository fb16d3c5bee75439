"""What is left of the free places that one person draws on, for whoever decides about them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, QuotaNode, drawn_on, left
from ciie_admin.models.quota_mirror import READ, read
from ciie_admin.models.quota_tables import QUOTA, QUOTA_OVERLAY


@dataclass(frozen=True, slots=True)
class LeftFor:
    """The account as the server says it; `added` is what one's own moves under way bring it."""

    account: Quota
    added: int = 0

    @property
    def left(self) -> int:
        return left(self.account) + self.added

    @property
    def received(self) -> int:
        return self.account.received + max(self.added, 0)


def left_for(db: Connection, person: Person) -> LeftFor | None:
    """None for a label that is paid for, and where nothing was ever moved. Read lane."""
    label = person.form.label
    place = and_(QUOTA.c.node == QuotaNode.PLACE.value, QUOTA.c.node_id == person.review_place)
    own = QUOTA.c.id == person.quota
    found = _accounts(db, and_(QUOTA.c.label == label, or_(place, own)))
    named = [one for one in found if one.account.id == person.quota]
    if named or not found:
        return named[0] if named else None
    of_place = found[0]
    of_unit = _accounts(
        db,
        and_(
            QUOTA.c.parent == of_place.account.id,
            QUOTA.c.node == QuotaNode.UNIT.value,
            QUOTA.c.node_id == person.unit_id,
        ),
    )
    chosen = drawn_on(of_unit[0].account if of_unit else None, of_place.account)
    return next(one for one in (*of_unit, of_place) if one.account.id == chosen.id)


def _accounts(db: Connection, condition: Any) -> list[LeftFor]:
    query = (
        select(*READ, QUOTA_OVERLAY.c.received, QUOTA_OVERLAY.c.allotted)
        .outerjoin(QUOTA_OVERLAY, QUOTA_OVERLAY.c.id == QUOTA.c.id)
        .where(condition)
    )
    return [
        LeftFor(read(tuple(row[: len(READ)])), (row[-2] or 0) - (row[-1] or 0))
        for row in db.execute(query)
    ]
