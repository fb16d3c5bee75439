"""Free places beside a decision and in the status bar: what is left, and what is promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import PersonCase
from ciie_admin.domain.edition import free_labels
from ciie_admin.domain.free_places import TAKING
from ciie_admin.domain.quotas import Quota, QuotaLease, QuotaNode, drawn_on, left, quota_id
from ciie_admin.models import opening, quota_leases, quota_persons, reading
from ciie_admin.models.cases import cases
from ciie_admin.models.ground import Ground, ground
from ciie_admin.models.naming import Named, named
from ciie_admin.models.quota_mirror import READ, read
from ciie_admin.models.quota_persons import Turns
from ciie_admin.models.quota_tables import QUOTA

Promise = Literal["held", "guaranteed", "tentative", "none"]
"""Of a person's place: there already; inside one's own lease; as known here; none is left."""


@dataclass(frozen=True, slots=True)
class PlaceBeside:
    """A free label beside a decision: the account that is drawn on, as one's own moves and passes
    under way leave it. `applied` (已申请) is reserved and used together.
    """

    label: str
    account: Quota
    name: Named
    left: int
    lease_left: int
    """Of one's own lease, once every pass under way has taken of it; 0 without one."""
    promise: Promise

    @property
    def applied(self) -> int:
        return self.account.reserved + self.account.used


@dataclass(frozen=True, slots=True)
class OwnLease:
    """额度预留 of this computer: `left` of `count` places are not spent by what is under way."""

    id: UUID
    account: int
    label: str
    name: Named
    count: int
    left: int
    until: datetime


def beside_person(db: Connection, person: int, actor: Actor) -> PlaceBeside | None:
    """None for a label that is paid for, and for somebody out of sight. Read lane."""
    on = ground(db, actor)
    case = cases(db, "person", [person], on).get(person)
    if not isinstance(case, PersonCase) or case.quota is None:
        return None
    turns = quota_persons.turns(db)
    lease_left = _lease_left(case.quota.id, turns.before(case.quota.id, person), db, on)
    names = named(db, "quota", [case.quota.id])
    return PlaceBeside(
        case.person.form.label,
        case.quota,
        names.get(case.quota.id, Named("", "")),
        left(case.quota),
        lease_left,
        _promise(case, lease_left),
    )


def beside_unit(db: Connection, unit: int, actor: Actor) -> list[PlaceBeside]:
    """Each free label of the edition that anything was given of, for the unit's persons."""
    on = ground(db, actor)
    found = reading.unit(db, unit)
    if found is None:
        return []
    turns = quota_persons.turns(db)
    beside = (
        _of_unit(db, on, unit, found.review_place, one.number) for one in free_labels(on.edition)
    )
    drawn = [one for one in beside if one is not None]
    names = named(db, "quota", [one.id for one in drawn])
    return [_beside(db, on, one, turns, names) for one in drawn]


def own_leases(db: Connection) -> list[OwnLease]:
    """Those that have not ended, by when they do; `now` is server time."""
    mine = quota_leases.own(db)
    if not mine:
        return []
    now, turns = opening.server_time(db), quota_persons.turns(db)
    rows = db.execute(select(*READ).where(QUOTA.c.leased > 0)).all()
    accounts = [read(row) for row in rows]
    open_still = [
        (quota, one)
        for quota in accounts
        for one in quota.leases
        if one.id in mine and one.until > now
    ]
    names = named(db, "quota", [quota.id for quota, _ in open_still])
    made = [_own(quota, one, turns, names) for quota, one in open_still]
    return sorted(made, key=lambda one: (one.until, one.account))


def _own(quota: Quota, lease: QuotaLease, turns: Turns, names: Mapping[int, Named]) -> OwnLease:
    uses = len(turns.users.get(quota.id, ()))
    rest = max(0, lease.count - uses)
    name = names.get(quota.id, Named("", ""))
    return OwnLease(lease.id, quota.id, quota.label, name, lease.count, rest, lease.until)


def _promise(case: PersonCase, lease_left: int) -> Promise:
    if case.person.free_place in TAKING:
        return "held"
    if lease_left > 0:
        return "guaranteed"
    return "tentative" if case.quota is not None and left(case.quota) > 0 else "none"


def _lease_left(account: int, uses: int, db: Connection, on: Ground) -> int:
    """Of one's own lease that has not ended, once `uses` passes have taken of it: others may have
    taken all that was left besides.
    """
    found = quota_persons.standing(db, on, [account]).get(account)
    mine = quota_leases.own(db)
    leases = found.leases if found is not None else ()
    kept = sum(one.count for one in leases if one.id in mine and one.until > on.now)
    return max(0, kept - uses)


def _of_unit(db: Connection, on: Ground, unit: int, place: int, label: int) -> Quota | None:
    of_unit = quota_id(QuotaNode.UNIT, unit, label)
    of_place = quota_id(QuotaNode.PLACE, place, label)
    found = quota_persons.standing(db, on, [of_unit, of_place])
    above = found.get(of_place)
    if above is None:
        return found.get(of_unit)
    return drawn_on(found.get(of_unit), above)


def _beside(
    db: Connection, on: Ground, quota: Quota, turns: Turns, names: Mapping[int, Named]
) -> PlaceBeside:
    uses = len(turns.users.get(quota.id, ()))
    lease = quota_leases.usable(quota, quota_leases.own(db), on.edition, on.now)
    after = quota_persons.after_uses(quota, uses, lease)
    lease_left = _lease_left(quota.id, uses, db, on)
    rest = left(after)
    promise: Promise = "guaranteed" if lease_left else "tentative" if rest else "none"
    name = names.get(quota.id, Named("", ""))
    return PlaceBeside(quota.label, after, name, rest, lease_left, promise)
