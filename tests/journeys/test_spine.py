"""Approve, release, verdict, repaint: the shortest day, on the real server."""

from datetime import UTC, datetime

from sqlalchemy import text

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.next_step import pass_command
from ciie_admin.models import reading
from ciie_admin.models.queries import Query
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import drain
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server


def test_a_unit_passes_both_steps_and_its_person_becomes_payable(
    server: Server, entering: Enter
) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
        person = plant_person(db, unit)
    first, second = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    for entered, lane in ((first, Lane.FIRST_PASSED), (second, Lane.APPROVED)):
        drain(entered.cache, entered.office(), entered.actor)
        done = record(
            entered.cache, "unit", [unit], pass_command, entered.actor, at=datetime.now(UTC)
        )
        assert done.drafted == (unit,)
        with entered.cache.read() as db:
            assert reading.unit_rows(db, [unit])[unit].stage == "draft"
            assert reading.counts(db, Query(kind="unit")) == {lane: 1}
        assert len(release(entered.cache, entered.actor).sent) == 1
        drain(entered.cache, entered.office(), entered.actor)
        with entered.cache.read() as db:
            row = reading.unit_rows(db, [unit])[unit]
        assert (row.stage, row.lane) == (None, lane)
    with server.engine.connect() as db:
        said = db.execute(text("SELECT review, persons_unpaid FROM unit")).one()
        assert said == ("passed", 1)
        assert db.execute(text("SELECT payment FROM person")).scalar() == "unpaid"
        assert db.execute(text("SELECT count(*) FROM notice")).scalar() == 2
    with second.cache.read() as db:
        assert reading.person_rows(db, [person])[person].lane == Lane.TO_REVIEW
