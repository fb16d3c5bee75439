"""某某正在办理: who may be named, to whom, for how long, and who is woken by it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import requests
from sqlalchemy import func, select, text

from ciie_admin.server import presence, signin
from ciie_admin.server.presence import PRESENCE
from ciie_admin.wire import transport
from ciie_admin.wire.messages import PAGE_FIRST, Answer, Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import DALIAN, INDUSTRY, JINPU
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server
from tests.server.test_waiting import wait

SOON = 30
"""Seconds; far more than it takes, and less than a wait lasts."""
UNIT, PERSON = Subject(kind="unit", id=1), Subject(kind="person", id=1)


@pytest.fixture
def office(server: Server) -> Server:
    """A unit of 金普 with a person, and one that 大连 counts and an industry's mission reviews."""
    with server.engine.begin() as db:
        plant_unit(db, 1)
        plant_person(db, 1)
        plant_unit(db, 2, INDUSTRY, count_place=DALIAN)
    return server


@pytest.fixture
def lane() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


def named(answer: Answer) -> list[tuple[str, str, int]]:
    return sorted((one.name, one.subject.kind, one.subject.id) for one in answer.present)


def rows(server: Server) -> int:
    with server.engine.connect() as db:
        return int(db.execute(select(func.count()).select_from(PRESENCE)).scalar_one())


def test_whoever_has_it_in_sight_is_told_until_it_is_let_go(office: Server) -> None:
    clerk, head = Clerk(office, "jinpu.clerk"), Clerk(office, "dalian.head")
    mine = clerk.opens(UNIT)
    assert (mine.present, bool(mine.presence)) == ((), True), "nobody is told of oneself"
    first = head.opens(None)
    assert named(first) == [("孙经办", "unit", 1)]
    assert first.present[0].since <= first.time
    assert named(Clerk(office, "shanghai.head").opens(None)) == []
    clerk.opens(UNIT)
    again = head.opens(None)
    assert (again.present, again.presence) == (first.present, first.presence), "only renewed"
    clerk.opens(PERSON)
    moved = head.opens(None)
    assert named(moved) == [("孙经办", "person", 1)]
    assert moved.presence != first.presence
    clerk.opens(None)
    assert head.opens(None).presence == ""
    assert rows(office) == 0


def test_signing_out_and_leaving_let_go(office: Server) -> None:
    for path in (transport.LEAVE, transport.SIGN_OUT):
        clerk = Clerk(office, "jinpu.clerk")
        clerk.opens(UNIT)
        assert rows(office) == 1
        said = requests.post(f"{office.url}{path}", headers=clerk.headers, timeout=30)
        assert said.status_code == 204
        assert rows(office) == 0


def test_a_computer_that_died_lets_go_by_itself(office: Server) -> None:
    clerk, head = Clerk(office, "jinpu.clerk"), Clerk(office, "dalian.head")
    clerk.opens(UNIT)
    with office.engine.connect() as db:
        caller = signin.caller(db, head.token, datetime.now(UTC))
        until = db.execute(select(PRESENCE.c.until)).scalar_one()
        just_before = presence.around(db, caller, until - timedelta(microseconds=1))
        assert [one.name for one in just_before.present] == ["孙经办"]
        assert presence.around(db, caller, until) == presence.Around((), "")
    lasts = until - datetime.now(UTC)
    assert timedelta(0) < lasts <= presence.LASTS


def test_only_who_may_decide_there_is_at_work(office: Server) -> None:
    for login, at in (
        ("dalian.viewer", UNIT),
        ("centre", UNIT),
        ("shanghai.clerk", UNIT),
        ("dalian.head", Subject(kind="unit", id=2)),
        ("dalian.head", Subject(kind="unit", id=99)),
        ("dalian.head", Subject(kind="edition", id=1)),
    ):
        Clerk(office, login).opens(at)
        assert rows(office) == 0, (login, at)
    Clerk(office, "industry.head").opens(Subject(kind="unit", id=2))
    assert named(Clerk(office, "dalian.clerk").opens(None)) == [("郑负责", "unit", 2)]


def test_a_first_download_neither_claims_nor_asks(office: Server) -> None:
    Clerk(office, "jinpu.clerk").opens(UNIT)
    answer = Clerk(office, "dalian.second").opens(UNIT, limit=PAGE_FIRST)
    assert (answer.present, answer.presence, rows(office)) == ((), "", 1)


def test_who_waits_is_woken_by_those_in_sight_only(
    office: Server, lane: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By one who comes and one who is gone, long before time is up; the head stays where it was."""
    monkeypatch.setattr(transport, "WAIT_SECONDS", 10 * SOON)
    clerk, head = Clerk(office, "jinpu.clerk"), Clerk(office, "dalian.head")
    far = Clerk(office, "shanghai.head")
    nobody, elsewhere = head.opens(None), far.opens(None)
    waiting, unconcerned = lane.submit(wait, head, nobody), lane.submit(wait, far, elsewhere)
    clerk.opens(UNIT)
    number, stamp = waiting.result(SOON)
    assert (number, stamp) == (nobody.head, head.opens(None).presence)
    assert stamp != ""
    there = head.opens(None)
    waiting = lane.submit(wait, head, there)
    with office.engine.begin() as db:
        db.execute(text("UPDATE presence SET until = now() - interval '1 second'"))
    assert waiting.result(SOON) == (there.head, "")
    assert not unconcerned.done()
    with office.engine.begin() as db:
        plant_unit(db, 3)
    assert unconcerned.result(SOON) > (elsewhere.head, "")


def test_a_record_of_two_missions_is_seen_from_both(office: Server) -> None:
    Clerk(office, "industry.head").opens(Subject(kind="unit", id=2))
    with office.engine.connect() as db:
        seen_at = set(db.execute(select(PRESENCE.c.seen_at)).scalar_one())
    assert seen_at >= {INDUSTRY, DALIAN}
    assert JINPU not in seen_at
