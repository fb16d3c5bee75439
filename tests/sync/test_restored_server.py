"""A server restored from a backup has forgotten numbers this computer has already used."""

from datetime import UTC, datetime

from sqlalchemy import text

from ciie_admin.domain.next_step import pass_command
from ciie_admin.models import reading, trays
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

FORGET = """
DELETE FROM operation WHERE n > 1;
UPDATE device SET last_n = 1;
UPDATE head SET epoch = 'restored';
UPDATE unit SET review = 'waiting', version = 1, history = '[]', decided_by = NULL WHERE id = :unit
"""
"""As after a backup taken between the first and the second decision."""


def decided(clerk: Entered, unit: int) -> None:
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=datetime.now(UTC))
    release(clerk.cache, clerk.actor)


def test_what_was_not_answered_is_numbered_anew(server: Server, entering: Enter) -> None:
    with server.engine.begin() as db:
        first, second, third, fourth = (plant_unit(db, number) for number in range(1, 5))
    clerk = entering("jinpu.clerk")
    for unit in (first, second):
        decided(clerk, unit)
        drain(clerk.cache, clerk.office(), clerk.actor)
    with server.engine.begin() as db:
        for statement in FORGET.strip().split(";\n"):
            db.execute(text(statement), {"unit": second})
    for unit in (third, fourth):
        decided(clerk, unit)
    drain(clerk.cache, clerk.office(), clerk.actor)
    with server.engine.connect() as db:
        told = db.execute(text("SELECT n, subject_id FROM operation ORDER BY n")).all()
    assert told == [(1, first), (2, third), (3, fourth)]
    with clerk.cache.read() as db:
        lanes = {row.id: row.lane for row in reading.unit_rows(db, [second, third]).values()}
        assert trays.open_count(db) == 0
    assert lanes == {second: "to_review", third: "first_passed"}
