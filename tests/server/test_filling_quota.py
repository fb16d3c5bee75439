"""Free places of a made-up fair come by the same operations as everybody's."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.server.filling_plans import Present
from ciie_admin.server.filling_quota import give_quota
from tests.fixtures.editions import CENTRE, DALIAN, EDITION, JINPU, SHANGHAI, ZHONGSHAN
from tests.fixtures.records import plant_unit, plant_units

PLACES = {CENTRE: 100, DALIAN: 40, SHANGHAI: 30, JINPU: 20, ZHONGSHAN: 10}
NOW = datetime.now(UTC)
PRESENT = Present(edition=EDITION, now=NOW, secret=b"key")


def test_places_go_down_as_wanted(database: Engine) -> None:
    with database.begin() as db:
        units = [plant_unit(db, 4, ZHONGSHAN)]
    units += plant_units(database, 3)
    wanted = {quota_id(QuotaNode.PLACE, one, 1): count for one, count in PLACES.items()}
    wanted |= {quota_id(QuotaNode.UNIT, one, 1): 4 for one in units}
    wanted |= {quota_id(QuotaNode.PLACE, CENTRE, 2): 7}
    give_quota(database, PRESENT, wanted, NOW - timedelta(days=9))
    with database.connect() as db:
        rows = db.execute(text("SELECT id, received, allotted FROM quota")).all()
        assert {row.id: row.received for row in rows} == wanted
        assert sorted(row.allotted for row in rows)[-3:] == [12, 30, 70]
        acts = db.execute(text("SELECT DISTINCT kind, actor FROM audit")).all()
        assert [tuple(one) for one in acts] == [("move_quota", "account")]
        given = (
            "SELECT DISTINCT e.by_name FROM quota_entry e JOIN operation o ON o.id = e.operation"
        )
        names = db.execute(text(f"{given} WHERE e.account % 2 = 1")).scalars().all()
        assert set(names) == {"孙经办", "王负责"}, "by who is nearest"
        latest = db.execute(text("SELECT max(at) FROM quota_entry")).scalar_one()
        assert latest < NOW, "in a made-up past"


def test_more_than_there_is_cannot_be_wanted(database: Engine) -> None:
    wanted = {quota_id(QuotaNode.PLACE, CENTRE, 1): 5, quota_id(QuotaNode.PLACE, DALIAN, 1): 6}
    with pytest.raises(ValueError, match="quota_short"):
        give_quota(database, PRESENT, wanted)
