"""A rejection never blocks a credit code; reopening may then come too late."""

from datetime import UTC, datetime

from sqlalchemy import text

from ciie_admin.domain.commands import ReopenUnit
from ciie_admin.models import trays
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import drain
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server


def test_a_unit_whose_code_was_registered_anew_cannot_be_reopened(
    server: Server, entering: Enter
) -> None:
    with server.engine.begin() as db:
        rejected = plant_unit(db, 1, review="rejected")
        plant_unit(db, 1)
        other = plant_unit(db, 2, review="rejected")
    head = entering("dalian.head")
    again = ReopenUnit(why="单位补交了材料")
    record(
        head.cache,
        "unit",
        [rejected, other],
        lambda _case, _edition: again,
        head.actor,
        at=datetime.now(UTC),
    )
    release(head.cache, head.actor)
    drain(head.cache, head.office(), head.actor)
    with head.cache.read() as db:
        (entry,) = trays.entries(db)
    assert entry.wish.subject.id == rejected
    assert getattr(entry.verdict, "code", "") == "code_taken_since"
    with server.engine.connect() as db:
        said = db.execute(text("SELECT review FROM unit WHERE id = :id"), {"id": other}).scalar()
    assert said == "waiting"
