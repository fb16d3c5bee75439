"""The made-up fair comes out the same, whether its registrants come over HTTP or in process."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, text

from ciie_admin.demo.allotted import allotted
from ciie_admin.demo.by_http import HttpDoor
from ciie_admin.demo.fates import PersonFate
from ciie_admin.demo.plan import UnitPlan, plan
from ciie_admin.domain.quotas import whose
from ciie_admin.domain.states import UnitReview
from ciie_admin.errors import Mishap
from ciie_admin.server.filling import fill
from ciie_admin.server.filling_plans import Allotment, is_late
from ciie_admin.server.postgres import PrivatePostgres
from ciie_admin.server.serve import run_in_thread
from ciie_admin.sync.registrant import IntakeLine
from tests.fixtures.counts import COUNTS
from tests.fixtures.fairs import FAIR, FAIR_PLACES, HOME, MATERIAL, empty_fair
from tests.fixtures.server import SECRET, _fresh

SEED = 515
NOW = datetime.now(UTC)
VIP, STAFF = 1, 2


def with_badges(planned: UnitPlan) -> UnitPlan:
    """Every third person who may wants a free badge, and nobody has decided that yet."""
    open_ = planned.fate.review not in (UnitReview.REJECTED, UnitReview.CANCELLED)
    persons = list(planned.persons)
    for turn, one in enumerate(persons):
        free = one.form.label != "visitor"
        asks = open_ and one.fate.submitted and turn % 3 == 0 and not free
        if free or asks:
            form = replace(one.form, label="vip" if free or turn % 2 else "staff")
            persons[turn] = replace(one, form=form, fate=one.fate if free else PersonFate(True))
    return replace(planned, persons=tuple(persons))


PLANS = [
    with_badges(one) for one in plan(FAIR, FAIR_PLACES, units=25, persons=80, seed=SEED, home=HOME)
]
ALL = allotted(FAIR, FAIR_PLACES, PLANS, HOME)
QUOTA = Allotment(
    {account: count for account, count in ALL.places.items() if whose(account)[2] == VIP},
    {key: count for key, count in ALL.units.items() if key[1] == VIP},
)
"""None for staff: they all wait."""
Rows = list[dict[str, Any]]
Fair = Callable[[], AbstractContextManager[Engine]]
SAME: dict[str, str] = {
    "units": "SELECT * FROM unit ORDER BY id",
    "persons": "SELECT * FROM person ORDER BY id",
    "pictures": "SELECT * FROM picture ORDER BY digest",
    "registrants": "SELECT * FROM registrant ORDER BY id",
    "notices": """
        SELECT edition_id, unit_id, person_id, channel, template, facts, sent_at, count(*)
        FROM notice GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 2, 3, 4, 5, 6""",
    "changes": """
        SELECT edition_id, place_id, kind, record_id, gone FROM change ORDER BY 1, 2, 3, 4""",
    "duplicates": "SELECT * FROM duplicate ORDER BY kind, record_id, other_id, same",
    "codes left": "SELECT * FROM phone_code",
    "accounts": """
        SELECT id, label, node, node_id, parent, place, received, allotted, reserved, used, waiting
        FROM quota ORDER BY edition_id, id""",
    "ledger": """
        SELECT account, at, act, change, left_after, by_name, person_id, unit_id
        FROM quota_entry ORDER BY edition_id, account, id""",
}
"""What both ways must leave; the feed's numbers and the versions of accounts alone depend on how
much went into one go."""
LOST = """
SELECT kind, record_id FROM change, head
WHERE head.edition_id = change.edition_id AND (seq > head.head OR seq < 1)
UNION ALL SELECT 'unit', id FROM unit WHERE NOT EXISTS (SELECT FROM change
  WHERE kind = 'unit' AND record_id = unit.id AND place_id = review_place AND NOT gone)
UNION ALL SELECT 'person', id FROM person WHERE NOT EXISTS (SELECT FROM change
  WHERE kind = 'person' AND record_id = person.id AND place_id = count_place AND NOT gone)
"""


@pytest.fixture
def fair(cluster: PrivatePostgres) -> Fair:
    """A server's database without registrants, as often as a test wants."""

    @contextmanager
    def make() -> Iterator[Engine]:
        for url in _fresh(cluster, "template0"):
            with empty_fair(url) as engine:
                yield engine

    return make


@contextmanager
def http_door(engine: Engine) -> Iterator[HttpDoor]:
    running = run_in_thread(engine, SECRET, simulate=True)
    line = IntakeLine(running.url)
    try:
        yield HttpDoor(line, FAIR, NOW, MATERIAL)
    finally:
        line.close()
        running.stop()


def found(engine: Engine, query: str) -> Rows:
    """Without what is made by chance: hashes of passwords, logins where there is no code."""
    with engine.connect() as db:
        rows = [dict(row) for row in db.execute(text(query)).mappings()]
    for row in rows:
        row.pop("password_hash", None)
        if str(row.get("login", "")).startswith("V"):
            row["login"] = "V"
    return rows


FORMER = """
SELECT count(*) FROM person WHERE former_photo <> '' AND former_badge ->> 'number' LIKE '0%'
"""


def test_the_plans_hold_what_could_come_out_differently() -> None:
    numbers = [{one.number for one in planned.persons} for planned in PLANS]
    assert sum(len(one) for one in numbers) > len(set.union(*numbers))
    assert sum(is_late(one, person) for one in PLANS for person in one.persons) >= 2
    assert {bool(one.form.credit_code) for one in PLANS if one.returning} == {True, False}
    assert {one.returning for one in PLANS if not one.form.credit_code} == {True, False}
    reviews = {one.fate.review for one in PLANS}
    assert {UnitReview.PASSED, UnitReview.REJECTED, UnitReview.CANCELLED} <= reviews
    assert {one.fate.submitted for one in PLANS} == {True, False}
    assert QUOTA.units
    assert sum(one.form.label != "visitor" for planned in PLANS for one in planned.persons) > 7
    had = [one for planned in PLANS for one in planned.persons if one.former_kind]
    assert {one.form.reuse for one in had} == {True, False}


def test_both_ways_leave_the_same_rows(fair: Fair) -> None:
    with fair() as inside, fair() as over_http:
        assert fill(inside, SECRET, PLANS, NOW, MATERIAL, allotment=QUOTA) == 80
        with http_door(over_http) as door:
            said = fill(over_http, SECRET, PLANS, NOW, MATERIAL, door=door, allotment=QUOTA)
            assert said == 80
        for what, query in SAME.items():
            rows = found(inside, query)
            assert rows or what == "codes left"
            assert different(found(over_http, query), rows) == [], what
        with inside.connect() as db:
            assert db.execute(text(FORMER)).scalar(), "photo and number of an earlier badge"
            past = text("SELECT count(*) FROM person WHERE quota <> 0 AND edition_id <> :id")
            assert db.execute(past, {"id": FAIR.id}).scalar() == 0, "of a fair that is over"
            query = "SELECT DISTINCT free_place FROM person WHERE free_place <> 'none'"
            places = set(db.execute(text(query)).scalars())
            assert places == {"waiting", "reserved", "used"}
        for engine in (inside, over_http):
            assert found(engine, LOST) == []
            assert all(row["right"] for row in found(engine, str(COUNTS)))


def different(these: Rows, those: Rows) -> list[str]:
    """Names of columns only, for a failing test must not print document numbers."""
    if len(these) != len(those):
        return [f"{len(these)} rows, {len(those)} rows"]
    pairs = zip(these, those, strict=True)
    return sorted({name for one, two in pairs for name in one if one[name] != two[name]})


def test_a_plan_the_server_refuses_ends_the_filling(fair: Fair) -> None:
    refused: UnitPlan = replace(PLANS[0], referral_code="NOSUCH", returning=False)
    with fair() as engine, http_door(engine) as door, pytest.raises(Mishap, match="referral"):
        fill(engine, SECRET, [refused], NOW, MATERIAL, door=door)
