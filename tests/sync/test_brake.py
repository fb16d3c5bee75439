"""The brake: a server that takes far too much away is asked about before anything goes."""

import pytest
from sqlalchemy import text

from ciie_admin.errors import Paused
from ciie_admin.models import brake
from ciie_admin.models.pending import count
from ciie_admin.models.tables import PERSON, UNIT
from ciie_admin.server import feed, records
from ciie_admin.server.feed import Moved
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.loop import Loop
from tests.fixtures.client import Enter, synced
from tests.fixtures.editions import DALIAN, EDITION, JINPU, SHANGHAI
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced
from tests.sync.test_loop import Heard

MANY = 620
"""Above LEAST, so that a catch-up takes more than one page."""


def planted(server: Server, number: int = MANY) -> list[int]:
    """Copies of one unit, made in the database: quicker than planting each."""
    with server.engine.begin() as db:
        first = plant_unit(db, 1)
        names = [c.name for c in records.UNITS.c if c.name not in ("id", "credit_code")]
        copied = ", ".join(f'"{name}"' for name in names)
        copy = "INSERT INTO unit (credit_code, {0}) SELECT 'C' || n, {0} FROM unit,"
        copy += " generate_series(2, :count) n WHERE id = :id RETURNING id"
        made = db.execute(text(copy.format(copied)), {"count": number, "id": first})
        units = [first, *made.scalars()]
        feed.announce(db, EDITION, [Moved(JINPU, "unit", number) for number in units])
    return units


def taken_out_of_sight(server: Server, units: list[int]) -> None:
    """A fault of the server: the units are somebody else's, and nobody's rights have changed."""
    with server.engine.begin() as db:
        away = "UPDATE unit SET review_place = :to, count_place = :to WHERE id = ANY(:ids)"
        db.execute(text(away), {"to": SHANGHAI, "ids": units})
        feed.announce(db, EDITION, [Moved(JINPU, "unit", n, gone=True) for n in units])


def held(client: Entered) -> int:
    with client.cache.read() as db:
        return sum(count(db, table) for table in (UNIT, PERSON))


def progress(client: Entered) -> list[tuple[object, ...]]:
    with client.cache.read() as db:
        return [tuple(row) for row in db.execute(text("SELECT * FROM progress ORDER BY name"))]


def asked(client: Entered) -> Paused:
    with pytest.raises(Paused) as caught:
        synced(client)
    return caught.value


def test_too_much_at_once_is_asked_about_and_nothing_of_it_is_stored(
    server: Server, entering: Enter
) -> None:
    units = planted(server)
    clerk = entering("jinpu.clerk")
    before = progress(clerk)
    taken_out_of_sight(server, units[:600])
    for _ in range(2):
        question = asked(clerk)
        assert (question.code, question.facts) == ("mass_removal", {"count": "600"})
        assert held(clerk) == MANY
        assert progress(clerk) == before, "not even the first page of several"
    brake.accept(clerk.cache, 600)
    synced(clerk)
    assert held(clerk) == MANY - 600
    assert_synced(server.engine, [clerk])


def test_consent_is_for_once_and_for_so_many(server: Server, entering: Enter) -> None:
    units = planted(server, 1_300)
    clerk = entering("jinpu.clerk")
    taken_out_of_sight(server, units[:600])
    brake.accept(clerk.cache, int(asked(clerk).facts["count"]))
    taken_out_of_sight(server, units[600:602])
    assert asked(clerk).facts == {"count": "602"}
    brake.accept(clerk.cache, 602)
    synced(clerk)
    taken_out_of_sight(server, units[602:1_203])
    assert asked(clerk).facts == {"count": "601"}
    assert held(clerk) == 1_300 - 602


def test_what_offices_do_every_day_is_not_asked_about(server: Server, entering: Enter) -> None:
    units = planted(server)
    clerk = entering("jinpu.clerk")
    taken_out_of_sight(server, units[:500])
    synced(clerk)
    assert held(clerk) == MANY - 500
    taken_out_of_sight(server, units[500:])
    synced(clerk)
    assert held(clerk) == 0


def test_a_change_of_rights_is_not_asked_about(server: Server, entering: Enter) -> None:
    """The stamp says why so much goes."""
    units = planted(server)
    clerk = entering("dalian.clerk")
    taken_out_of_sight(server, units[:600])
    with server.engine.begin() as db:
        narrower = "UPDATE account SET place_id = :to WHERE login = 'dalian.clerk'"
        db.execute(text(narrower), {"to": JINPU})
    synced(clerk)
    assert held(clerk) == MANY - 600


def test_a_server_that_does_not_announce_them_is_counted_page_by_page(
    server: Server, entering: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = planted(server)
    clerk = entering("jinpu.clerk")
    taken_out_of_sight(server, units[:600])
    monkeypatch.setattr(feed, "leaving", lambda *_: 0)
    assert asked(clerk).facts == {"count": "600"}
    assert held(clerk) == MANY - 500, "one page of 500 is within what goes unasked"
    assert asked(clerk).facts == {"count": "600"}, "and stays counted"


def test_units_moved_within_the_mission_are_no_removals(server: Server, entering: Enter) -> None:
    units = planted(server)
    head = entering("dalian.head")
    with server.engine.begin() as db:
        inside = "UPDATE unit SET review_place = :to, count_place = :to, version = version + 1"
        db.execute(text(inside), {"to": DALIAN})
        left = [Moved(JINPU, "unit", n, gone=True) for n in units]
        feed.announce(db, EDITION, [*left, *(Moved(DALIAN, "unit", n) for n in units)])
    synced(head)
    assert held(head) == MANY


def test_the_loop_waits_for_a_person_and_goes_on_when_woken(
    server: Server, entering: Enter
) -> None:
    units = planted(server)
    clerk = entering("jinpu.clerk")
    taken_out_of_sight(server, units[:600])
    heard = Heard()
    loop = Loop(clerk.cache, clerk.actor, clerk.office, heard)
    loop.start()
    try:
        told = heard.state("paused")
        assert told.mishap is not None
        assert told.mishap.code == "mass_removal"
        heard.forget()
        brake.accept(clerk.cache, 600)
        loop.wake()
        heard.state("online")
    finally:
        loop.stop()
    assert held(clerk) == MANY - 600
