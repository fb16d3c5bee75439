"""Each record of one act: where it has come to, from the draft to the server's word."""

from datetime import UTC, datetime

from ciie_admin.domain.next_step import pass_command
from ciie_admin.models import batches
from ciie_admin.models.batches import RowOutcome
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.models.scopes import Scope
from ciie_admin.sync.cycle import cycle, drain
from tests.fixtures.client import Enter
from tests.fixtures.records import edit_unit, plant_unit
from tests.fixtures.server import Server


def test_rows_are_followed_to_the_end(server: Server, entering: Enter) -> None:
    with server.engine.begin() as db:
        good, edited, third, other = (plant_unit(db, number) for number in range(1, 5))
    clerk = entering("jinpu.clerk")
    now = datetime.now(UTC)
    wanted = [good, edited, third, 999, good]
    done = record(clerk.cache, "unit", wanted, pass_command, clerk.actor, at=now)
    record(clerk.cache, "unit", [other], pass_command, clerk.actor, at=now)

    def stages() -> list[tuple[int, str]]:
        return [(one.subject, one.stage) for one in batches.outcomes(clerk.cache, done.batch)]

    impossible = (999, "not_possible")
    assert stages() == [*((n, "drafted") for n in (good, edited, third)), impossible]
    release(clerk.cache, clerk.actor, Scope(done.batch))
    assert stages() == [*((n, "released") for n in (good, edited, third)), impossible]
    assert batches.unanswered(clerk.cache, done.batch) == 3
    with server.engine.begin() as db:
        edit_unit(db, edited, address="大连市中山区2号")
    cycle(clerk.cache, clerk.office(), clerk.actor)
    drain(clerk.cache, clerk.office(), clerk.actor)
    assert batches.unanswered(clerk.cache, done.batch) == 0
    assert batches.outcomes(clerk.cache, done.batch) == [
        RowOutcome(good, "accepted"),
        RowOutcome(edited, "conflict", "judged_changed"),
        RowOutcome(third, "accepted"),
        RowOutcome(999, "not_possible", "no_such_record"),
    ]


def test_a_draft_says_what_keeps_it_back(server: Server, entering: Enter) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = entering("jinpu.clerk")
    now = datetime.now(UTC)
    done = record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=now)
    with server.engine.begin() as db:
        edit_unit(db, unit, address="大连市中山区2号")
    drain(clerk.cache, clerk.office(), clerk.actor)
    assert release(clerk.cache, clerk.actor, Scope(done.batch)).stayed == 1
    (row,) = batches.outcomes(clerk.cache, done.batch)
    assert row == RowOutcome(unit, "drafted", "judged_changed")
