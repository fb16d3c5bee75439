"""Records leave our sight, many at once: rows, bodies and search entries go together."""

import pytest
from sqlalchemy import text

from ciie_admin.models import reading
from ciie_admin.models.queries import Query
from ciie_admin.models.tables import PERSON_BODY
from ciie_admin.server.feed import Moved, announce
from ciie_admin.sync.cycle import drain
from tests.fixtures.client import Enter
from tests.fixtures.editions import EDITION, JINPU, SHANGHAI
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server


@pytest.mark.parametrize("many", [1, 3, 120])
def test_a_unit_that_moves_takes_its_persons_along(
    server: Server, entering: Enter, many: int
) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
        people = [plant_person(db, unit, number) for number in range(many)]
    clerk = entering("jinpu.clerk")
    wanted = Query(kind="person", text="王")
    with clerk.cache.read() as db:
        assert sorted(reading.ids(db, wanted)) == sorted(people)
    move = "UPDATE {} SET review_place = :to, count_place = :to, version = version + 1"
    with server.engine.begin() as db:
        for table in ("unit", "person"):
            db.execute(text(move.format(table)), {"to": SHANGHAI})
        gone = [Moved(JINPU, "person", number, gone=True) for number in people]
        announce(db, EDITION, [Moved(JINPU, "unit", unit, gone=True), *gone])
    drain(clerk.cache, clerk.office(), clerk.actor)
    with clerk.cache.read() as db:
        assert list(reading.ids(db, wanted)) == []
        assert db.execute(PERSON_BODY.select()).all() == []
        assert db.execute(text("SELECT count(*) FROM person_search")).scalar() == 0
