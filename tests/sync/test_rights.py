"""Decided under rights one no longer has: judged by the rights of the moment it arrives."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from ciie_admin.domain.actors import Role
from ciie_admin.domain.next_step import pass_command
from ciie_admin.models import trays
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.wire.messages import VerdictRefused
from tests.fixtures.client import Enter, synced
from tests.fixtures.editions import JINPU, SHANGHAI
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

LOGIN = "jinpu.clerk"


def regrant(server: Server, place: int, role: Role) -> None:
    rights = text("UPDATE account SET place_id = :place, role = :role WHERE login = :login")
    with server.engine.begin() as db:
        db.execute(rights, {"place": place, "role": str(role), "login": LOGIN})


def reviews(server: Server) -> list[str]:
    with server.engine.connect() as db:
        return list(db.execute(text("SELECT review FROM unit ORDER BY id")).scalars())


@pytest.mark.parametrize(
    ("place", "role", "code"),
    [
        (SHANGHAI, Role.REVIEWER, "no_such_record"),
        (JINPU, Role.VIEWER, "role_may_not"),
    ],
)
def test_I18_what_waits_is_judged_by_the_rights_of_the_moment(
    server: Server, entering: Enter, place: int, role: Role, code: str
) -> None:
    with server.engine.begin() as db:
        units = [plant_unit(db, number) for number in (1, 2)]
    clerk = entering(LOGIN)
    record(clerk.cache, "unit", units, pass_command, clerk.actor, at=datetime.now(UTC))
    assert len(release(clerk.cache, clerk.actor).sent) == 2
    regrant(server, place, role)
    synced(clerk)
    with clerk.cache.read() as db:
        said = [one.verdict for one in trays.entries(db)]
    assert [one.code for one in said if isinstance(one, VerdictRefused)] == [code] * 2
    assert reviews(server) == ["waiting", "waiting"]


def test_I18_rights_that_come_back_make_nothing_of_what_was_refused(
    server: Server, entering: Enter
) -> None:
    """The verdict stands; the decision has to be made again."""
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = entering(LOGIN)
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=datetime.now(UTC))
    release(clerk.cache, clerk.actor)
    regrant(server, JINPU, Role.VIEWER)
    synced(clerk)
    regrant(server, JINPU, Role.REVIEWER)
    synced(clerk)
    assert reviews(server) == ["waiting"]
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
    trays.redo(clerk.cache, entry.wish.id, clerk.actor, datetime.now(UTC))
    release(clerk.cache, clerk.actor)
    synced(clerk)
    assert reviews(server) == ["first_passed"]
