"""What a unit is told of its free badges: places of each label (seed 000, step 4)."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from ciie_admin.domain.edition import Label, free_labels
from ciie_admin.domain.free_places import TAKING
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, QuotaNode, left, quota_id
from ciie_admin.domain.states import FreePlace
from ciie_admin.server import quota_rows, records
from ciie_admin.server.records import UNITS
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.intake import OwnQuota


def of_unit(db: Connection, unit: int, persons: Iterable[Person]) -> tuple[OwnQuota, ...]:
    """`persons` are all of the unit's."""
    query = select(UNITS.c.edition_id).where(UNITS.c.id == unit)
    edition = records.edition(db, db.execute(query).scalar_one())
    labels = free_labels(edition)
    ids = {one.number: quota_id(QuotaNode.UNIT, unit, one.number) for one in labels}
    stored = quota_rows.stored(db, edition.id, ids.values())
    read = adapter(Quota).validate_json
    accounts = {number: read(one.text) for number, one in stored.items()}
    everyone = list(persons)
    return tuple(_said(one, accounts.get(ids[one.number]), everyone) for one in labels)


def _said(label: Label, account: Quota | None, persons: Iterable[Person]) -> OwnQuota:
    places = [one.free_place for one in persons if one.form.label == label.id]
    return OwnQuota(
        label=label.id,
        total=account.received if account else 0,
        applied=sum(1 for one in places if one in TAKING),
        left=left(account) if account else 0,
        waiting=sum(1 for one in places if one is FreePlace.WAITING),
    )
