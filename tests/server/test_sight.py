"""What leaves the server, measured by a policy of the test's own: plain Python over the tree."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import Connection, Engine, text

from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, QuotaLease, QuotaNode, quota_id
from ciie_admin.domain.units import Unit
from ciie_admin.server import feed, quota_book
from ciie_admin.server.feed import Moved
from ciie_admin.wire.digests import BUCKETS
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import (
    CENTRAL,
    DALIAN,
    EDITION,
    INDUSTRY,
    JINPU,
    PUDONG,
    SHANGHAI,
    ZHONGSHAN,
    small_edition,
    small_tree,
)
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.server import LOGINS, Server

Json = dict[str, Any]
PATHS = {place.id: place.path for place in small_tree()}
REVIEWED_ELSEWHERE = {"review_place": INDUSTRY}
PLACES = (JINPU, ZHONGSHAN, DALIAN, SHANGHAI, PUDONG, CENTRAL)
OPEN = {field.name for kind in (Unit, Person, Quota) for field in fields(kind)}
DEVICE = uuid4()
"""Of the leases: nobody is told."""


def may_see(login: str, review_place: int, count_place: int) -> bool:
    """One's own place stands on the way from the root to a place of the record."""
    own = LOGINS[login][2]
    return own in PATHS[review_place] or own in PATHS[count_place]


def filled(engine: Engine) -> None:
    """At every place one unit of its own and one that an industrial mission reviews."""
    with engine.begin() as db:
        for number, place in enumerate((*PLACES, *PLACES), 1):
            elsewhere = REVIEWED_ELSEWHERE if number > len(PLACES) else {}
            unit = plant_unit(db, number, place=place, **elsewhere)
            name = f"姓名{unit:03d}"
            person = plant_person(db, unit, number, form=person_form(number, name=name))
            feed.announce(db, EDITION, [Moved(place, "unit", unit), Moved(place, "person", person)])
        units = db.execute(text("SELECT id FROM unit")).scalars().all()
        leased(db, [quota_id(QuotaNode.UNIT, one, 1) for one in units])
        leased(db, [quota_id(QuotaNode.PLACE, one, 1) for one in PATHS])


def leased(db: Connection, accounts: list[int]) -> None:
    """Each with one place, set aside for some device."""
    now = datetime.now(UTC)
    book = quota_book.open_book(db, small_edition(), accounts, now)
    for quota in list(book.accounts.values()):
        lease = QuotaLease(id=uuid4(), by=1, by_name="某人", count=1, until=now)
        book.devices[lease.id] = DEVICE
        book.put(replace(quota, received=1, leased=1, leases=(lease,)))
    feed.announce(db, EDITION, sorted(book.write(db)))


def allowed(engine: Engine, login: str, kind: str) -> set[int]:
    places = "place, place" if kind == "quota" else "review_place, count_place"
    query = text(f"SELECT id, {places} FROM {kind}")  # noqa: S608 - names of our own
    with engine.connect() as db:
        return {number for number, *places in db.execute(query) if may_see(login, *places)}


def told(clerk: Clerk, path: str, **body: Any) -> Json:
    said = requests.post(clerk.server.url + path, json=body, headers=clerk.headers, timeout=30)
    assert said.status_code == 200, said.text
    found: Json = said.json()
    return found


@pytest.mark.parametrize("login", LOGINS)
def test_I23_no_answer_holds_a_row_or_a_field_out_of_sight(server: Server, login: str) -> None:
    filled(server.engine)
    clerk = Clerk(server, login)
    page = told(clerk, "/exchange", device=str(clerk.device), limit=1_500)
    kinds = ("unit", "person", "quota")
    standing = {name: page[name] for name in ("epoch", "grants", "cursor")} | {"kinds": kinds}
    sums = told(clerk, "/digests", **standing)
    for kind in kinds:
        wanted = allowed(server.engine, login, kind)
        fed = [one["record"] for one in page["changes"] if one["kind"] == kind]
        bucketed = [
            record
            for bucket in range(BUCKETS)
            for record in told(clerk, "/bucket", standing=standing, kind=kind, bucket=bucket)[
                f"{kind}s"
            ]
        ]
        for records in (fed, bucketed):
            assert {one["id"] for one in records} == wanted
            assert not {field for one in records for field in one} - OPEN
        (counted,) = (one["buckets"] for one in sums["kinds"] if one["kind"] == kind)
        assert sum(one["count"] for one in counted) == len(wanted)
    hidden = secrets(server.engine, login)
    said = json.dumps(page, ensure_ascii=False)
    assert not [secret for secret in (*hidden, str(DEVICE)) if secret in said]


def secrets(engine: Engine, login: str) -> set[str]:
    """Names of whoever is out of sight, and every full document number."""
    query = "SELECT form ->> 'name', number, review_place, count_place FROM person"
    with engine.connect() as db:
        rows = db.execute(text(query)).all()
    numbers = {row.number for row in rows}
    names = {row[0] for row in rows if not may_see(login, row.review_place, row.count_place)}
    return numbers | names


def test_I23_a_record_that_left_unannounced_is_not_shown(server: Server) -> None:
    """The index still names it at its old place; the record itself decides."""
    with server.engine.begin() as db:
        unit = plant_unit(db, 1, place=JINPU)
        db.execute(text("UPDATE unit SET review_place = :p, count_place = :p"), {"p": SHANGHAI})
    clerk = Clerk(server, "jinpu.clerk")
    page = told(clerk, "/exchange", device=str(clerk.device))
    (left,) = [one for one in page["changes"] if one["kind"] not in ("edition", "place")]
    assert (left["kind"], left["id"], left["of"]) == ("removal", unit, "unit")


@pytest.mark.parametrize("login", LOGINS)
def test_I23_places_above_and_below_but_no_others(server: Server, login: str) -> None:
    """Missions are known to everybody; what hangs below them only to those above or within."""
    own = LOGINS[login][2]
    clerk = Clerk(server, login)
    page = told(clerk, "/exchange", device=str(clerk.device), limit=1_500)
    found = {one["id"] for one in page["changes"] if one["kind"] == "place"}
    missions = {number for number, path in PATHS.items() if len(path) <= 2}
    within = {number for number, path in PATHS.items() if own in path}
    assert found == missions | within | set(PATHS[own])
