"""Persons of free labels offline: who may be passed, on whose place, and what is promised."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ciie_admin.domain.commands import ReturnPerson
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quota_commands import LeaseQuota
from ciie_admin.domain.quotas import QuotaLease
from ciie_admin.domain.states import FreePlace
from ciie_admin.models import quota_acts, quota_applicants, quota_cards, reading, trays
from ciie_admin.models.consequences import consequences
from ciie_admin.models.queries import Query
from ciie_admin.models.releasing import discard, release, undo
from ciie_admin.wire.messages import VerdictRefused
from tests.domain.samples import person
from tests.fixtures.local import ACTOR, CLICK, Local, accepted
from tests.fixtures.local_quotas import AT_JINPU, at_jinpu, jinpu, of_unit, own, types
from tests.fixtures.records import person_form

FULL = {"received": 5, "allotted": 0, "used": 5}
NIGHT = CLICK + timedelta(days=2)


def applicant(number: int, place: FreePlace = FreePlace.WAITING, **changes: Any) -> Person:
    said = {"form": person_form(number, label="vip"), "free_place": place, "quota": AT_JINPU}
    return person(id=number, **{**said, **changes})


@pytest.fixture
def full(local: Local) -> Local:
    """Three wait at Jinpu, which has no place left; a fourth holds one."""
    reserved = applicant(14, FreePlace.RESERVED)
    waiting = [applicant(number) for number in (11, 12, 13)]
    local.start(at_jinpu(1, "金普商会"), *waiting, reserved, own(), jinpu(**FULL, waiting=3))
    return local


def why(local: Local, *ids: int) -> dict[int, str]:
    done = local.passes(*ids, kind="person")
    return {number: refused.code for number, refused in done.not_possible}


def stuck(local: Local) -> dict[int, str]:
    with local.cache.read() as db:
        lines = consequences(db, ACTOR).lines
    return {one.wish.subject.id: one.why for one in lines if one.state == "stuck"}


def asks(local: Local, lease: LeaseQuota) -> str:
    asked = quota_acts.ask(local.cache, AT_JINPU, lease, ACTOR, at=CLICK)
    return asked.refused.code if asked.refused is not None else ""


def promise(local: Local, number: int) -> tuple[str, int, int]:
    with local.cache.read() as db:
        found = quota_cards.beside_person(db, number, ACTOR)
    assert found is not None
    return found.promise, found.left, found.lease_left


def test_who_waits_is_passed_only_on_a_place_that_is_there(full: Local) -> None:
    assert why(full, 11, 14) == {11: "quota_full"}
    assert full.person(14) == ("passed", "draft"), "holds a place"
    assert promise(full, 11) == ("none", 0, 0)
    assert promise(full, 14)[0] == "held"
    types(full, {AT_JINPU: 7})
    assert promise(full, 11) == ("tentative", 2, 0), "by one's own move under way"
    assert why(full, 11) == {}
    assert why(full, 11, 12, 13) == {13: "quota_full"}, "two for three, and one has a turn already"
    assert promise(full, 13) == ("none", 0, 0)
    types(full, {AT_JINPU: 6})
    assert stuck(full) == {12: "quota_full"}, "the first who was drafted has the place"
    assert full.person(12) == ("waiting", None)
    full.decides(ReturnPerson(reasons=("photo_unfit",)), 11, kind="person")
    assert (stuck(full), full.person(12)) == ({}, ("passed", "draft")), "decided otherwise"
    undo(full.cache, ACTOR)
    assert stuck(full) == {12: "quota_full"}
    discard(full.cache, ACTOR, "person", [11])
    assert (stuck(full), full.person(12)) == ({}, ("passed", "draft"))
    release(full.cache, ACTOR)
    kinds = [one.subject.kind for one in full.sends()]
    assert kinds == ["quota", "person", "person"], "the move goes out before whom it serves"


def test_another_s_move_at_the_server_frees_a_draft_and_takes_it_away(full: Local) -> None:
    full.hears(jinpu(**{**FULL, "received": 6}, version=2, waiting=3))
    assert why(full, 12) == {}
    touched = full.hears(jinpu(**{**FULL, "received": 6, "used": 6}, version=3, waiting=2))
    assert (stuck(full), [*touched.persons]) == ({12: "quota_full"}, [12])
    full.hears(of_unit(1, received=2), own(version=2, allotted=22))
    assert (stuck(full), full.person(12)[0]) == ({}, "passed"), "the unit has places of its own now"


def test_a_lease_is_promised_to_this_computer_alone(full: Local) -> None:
    full.hears(jinpu(**{**FULL, "used": 3}, version=2, waiting=3))
    lease = LeaseQuota(count=2, until=NIGHT)
    asked = quota_acts.ask(full.cache, AT_JINPU, lease, ACTOR, at=CLICK)
    assert (asked.refused, [*asked.touched.quotas]) == (None, [AT_JINPU])
    assert asks(full, lease) == "lease_open", "one is on its way"
    (one,) = full.sends()
    mine = QuotaLease(id=one.id, by=5, by_name="王负责", count=2, until=NIGHT)
    strange = replace(mine, id=UUID(int=9), count=1)
    set_aside = jinpu(**{**FULL, "used": 2}, leased=3, leases=(strange, mine), version=3, waiting=3)
    full.hears(set_aside, verdicts=[accepted(one.id, full.seq + 1, 3)])
    assert full.numbers()["delivered"] == 1
    with full.cache.read() as db:
        (held,) = quota_cards.own_leases(db)
    assert (held.label, held.name.name, held.count, held.left, held.until) == (
        *("vip", "金普新区分团", 2, 2),
        NIGHT,
    )
    assert promise(full, 11) == ("guaranteed", 0, 2)
    assert why(full, 11, 12, 13) == {13: "quota_full"}, "another's lease is not ours"
    with full.cache.read() as db:
        assert [one.left for one in quota_cards.own_leases(db)] == [0]
        (beside,) = quota_cards.beside_unit(db, 1, ACTOR)
    assert (beside.left, beside.lease_left, beside.applied) == (0, 0, 4)
    assert asks(full, lease) == "lease_open"
    full.time = NIGHT
    full.hears()
    with full.cache.read() as db:
        assert quota_cards.own_leases(db) == [], "it has ended"
    assert stuck(full) == {}, "what was decided in time is still taken"
    full.time += timedelta(hours=49)
    full.hears(set_aside)
    assert stuck(full) == {11: "quota_full", 12: "quota_full"}


def test_a_lease_that_was_refused_stands_in_the_tray_and_is_asked_for_again(full: Local) -> None:
    full.hears(jinpu(**{**FULL, "used": 3}, version=2))
    quota_acts.ask(full.cache, AT_JINPU, LeaseQuota(count=2, until=NIGHT), ACTOR, at=CLICK)
    (one,) = full.sends()
    refused = VerdictRefused(id=one.id, code="quota_short", facts={"left": "1", "wanted": "2"})
    full.hears(verdicts=[refused])
    trays.redo(full.cache, one.id, ACTOR, CLICK)
    with full.cache.read() as db:
        assert trays.open_count(db) == 0
    (again,) = full.sends()
    assert (again.command, again.id != one.id) == (one.command, True)


def test_who_asks_for_a_place_is_listed_as_the_server_serves_and_found_by_filter(
    full: Local,
) -> None:
    early = applicant(15, submitted_at=CLICK - timedelta(days=9), rank=2)
    full.hears(early, applicant(16, rank=1), applicant(17, FreePlace.USED))
    full.passes(14, kind="person")
    with full.cache.read() as db:
        found = quota_applicants.applicants(db, AT_JINPU)
        query = Query(kind="person", free_place=("waiting", "reserved"))
        listed = set(reading.ids(db, query))
        row = reading.person_rows(db, [17])[17]
        plain = set(reading.ids(db, Query(kind="person", free_place=("none",))))
    assert [one.id for one in found] == [14, 16, 15, 11, 12, 13]
    assert (found[0].stage, found[0].unit_name, found[1].rank) == ("draft", "金普商会", 1)
    assert (listed, plain, row.free_place) == ({11, 12, 13, 14, 15, 16}, set(), "used")
