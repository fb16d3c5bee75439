"""A page of the feed: the database's own JSON, no more and no less than the record."""

import json
from dataclasses import fields
from datetime import UTC, datetime

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import access, feed, records
from ciie_admin.server.signin import caller
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Change
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server


def page(server: Server, login: str) -> feed.Page:
    """Everything in sight of this clerk."""
    clerk = Clerk(server, login)
    with server.engine.connect() as db:
        seen = access.sight(db, caller(db, clerk.token, datetime.now(UTC)).actor)
        return feed.page(db, EDITION, seen, 0, 500)


def test_a_change_holds_the_fields_of_its_record_and_no_others(server: Server) -> None:
    with server.engine.begin() as db:
        plant_person(db, 1, plant_unit(db, 1))
    told = [json.loads(one) for one in page(server, "jinpu.clerk").changes]
    for kind, record in (("unit", Unit), ("person", Person)):
        (one,) = (change for change in told if change["kind"] == kind)
        assert set(one) == {"seq", "id", "record", "kind"}
        assert set(one["record"]) == {field.name for field in fields(record)}


def test_a_change_reads_as_the_record_the_rules_know(server: Server) -> None:
    with server.engine.begin() as db:
        plant_person(db, 1, plant_unit(db, 1))
        known = records.units(db, [1])[1], records.persons(db, [1])[1]
    read = adapter(Change).validate_json
    told = [read(one) for one in page(server, "jinpu.clerk").changes]
    assert [one.record for one in told if one.kind in ("unit", "person")] == [*known]
    assert [one.seq for one in told] == sorted(one.seq for one in told)


def test_what_is_to_come_is_counted_once_and_at_the_end(server: Server) -> None:
    with server.engine.begin() as db:
        for number in range(1, 6):
            plant_unit(db, number)
    whole = len(page(server, "jinpu.clerk").changes)
    clerk = Clerk(server, "jinpu.clerk")
    with server.engine.connect() as db:
        seen = access.sight(db, caller(db, clerk.token, datetime.now(UTC)).actor)
        first = feed.page(db, EDITION, seen, 0, 2)
        assert first.remaining == whole - 2
        trusting = feed.page(db, EDITION, seen, first.cursor, 2, known=1_000)
        assert trusting.remaining == 998, "as told, less what was sent"
        doubting = feed.page(db, EDITION, seen, first.cursor, 2, known=2)
        assert doubting.remaining == whole - 4, "more there than was known: counted"
        assert feed.page(db, EDITION, seen, first.head, 2, known=9).remaining == 0
