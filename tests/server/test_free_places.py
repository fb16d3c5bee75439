"""Places of the quota over the wire: taken, used by a pass, given back, waited for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ciie_admin.domain.commands import (
    PassPerson,
    PassUnit,
    RejectUnit,
    ReopenUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawPerson,
)
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, RankApplicants
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.domain.states import Check, FreePlace, Payment, Step
from ciie_admin.server import waiting_list
from ciie_admin.wire.intake import OwnQuota
from tests.domain.samples import NOW
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import SHANGHAI
from tests.fixtures.quotas import JINPU_VIP, VIP, check_places, give, line, unit_account
from tests.fixtures.records import person_form as form
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import (
    Registrant,
    act,
    credit_code,
    entry,
    fault,
    id_card,
    unit_form,
)
from tests.fixtures.server import Server

NONE, WAITING, RESERVED, USED = FreePlace
PASS = PassPerson(step=Step.FINAL)
RETURN = ReturnPerson(reasons=("photo_unfit",))


@pytest.fixture
def fair(server: Server) -> Iterator[Server]:
    """Whatever a test does: in the end every counter is what the persons say."""
    yield server
    with server.engine.connect() as db:
        check_places(db)


def applied(server: Server, number: int, *cards: int, unit_class: str = "enterprise") -> Registrant:
    """A unit with one paying visitor and so many who want a VIP badge, submitted one by one."""
    unit = Registrant(server)
    unit.whole(number, unit_class)
    for card in cards:
        unit.add(entry(id_card(card), label="vip"))
    return unit


def free(unit: Registrant) -> list[Person]:
    return [one for one in unit.own().persons if one.form.label == "vip"]


def places(unit: Registrant) -> list[FreePlace]:
    return [one.free_place for one in free(unit)]


def code(verdict: Any) -> str:
    return str(getattr(verdict, "code", verdict.kind))


def test_who_comes_first_has_a_place_and_who_is_passed_is_free(fair: Server) -> None:
    """And the next one has it as soon as it comes back, by whichever way."""
    give(fair.engine, 2)
    unit, clerk = applied(fair, 1, 11, 12, 13, 14), Clerk(fair, "jinpu.clerk")
    first, second, third, fourth = free(unit)
    assert places(unit) == [RESERVED, RESERVED, WAITING, WAITING]
    assert [one.history[-1].what for one in (first, third)] == ["place_reserved", "place_waiting"]
    assert (first.payment, first.check, first.quota) == (Payment.NONE, Check.NONE, 0)
    assert unit.own().quotas[0] == OwnQuota(label="vip", total=0, applied=2, left=0, waiting=2)
    clerk.insists("person", first.id, PASS)
    passed = free(unit)[0]
    assert (passed.free_place, passed.payment, passed.check) == (USED, Payment.FREE, Check.WAITING)
    assert code(clerk.decide("person", fourth.id, PASS)) == "quota_full"
    clerk.insists("person", first.id, RETURN)
    assert places(unit) == [NONE, RESERVED, RESERVED, WAITING], "who waited longest"
    told = [one.what for one in free(unit)[0].history[-3:]]
    assert told == ["return_person", "place_released", "free_ended"]
    assert free(unit)[2].history[-1].what == "place_reserved"
    clerk.insists("person", first.id, WithdrawPerson())
    assert places(unit) == [WAITING, RESERVED, RESERVED, WAITING]
    act(fair, "check", {"persons": [second.id], "judgement": "cancelled"})
    assert places(unit) == [RESERVED, NONE, RESERVED, WAITING], "the first had come before"
    clerk.insists("person", third.id, PASS)
    act(fair, "check", {"persons": [third.id], "judgement": "failed"})
    assert places(unit) == [RESERVED, NONE, NONE, RESERVED]
    assert free(unit)[2].payment is Payment.NONE


def test_a_rejected_units_places_go_to_others_and_it_may_ask_again(fair: Server) -> None:
    """Whom the mission had passed before needs no second pass."""
    give(fair.engine, 1)
    head = Clerk(fair, "dalian.head")
    one = applied(fair, 2, 21, unit_class="association")
    head.insists("person", free(one)[0].id, PASS)
    other = applied(fair, 3, 22)
    assert (places(one), places(other)) == ([USED], [WAITING])
    number = one.own().unit.id
    head.insists("unit", number, RejectUnit(reasons=("not_eligible",)))
    assert (places(one), places(other)) == ([NONE], [RESERVED])
    head.insists("unit", number, ReopenUnit(why="材料已补齐"))
    assert (places(one), places(other)) == ([WAITING], [RESERVED])
    head.insists("unit", number, PassUnit(step=Step.FINAL))
    assert free(one)[0].payment is Payment.NONE, "no place, no free badge"
    head.insists("person", free(other)[0].id, RETURN)
    assert (places(one), places(other)) == ([USED], [NONE])
    assert free(one)[0].payment is Payment.FREE


def test_a_unit_with_places_of_its_own_draws_on_them(fair: Server) -> None:
    unit = applied(fair, 4, 31, 32)
    number = unit.own().unit.id
    assert places(unit) == [WAITING, WAITING]
    own = give(fair.engine, 1, unit=number)
    waiting_list.sweep(fair.engine, NOW)
    assert waiting_list.sweep(fair.engine, NOW) == 0, "after a crash the next look serves them"
    with fair.engine.connect() as db:
        assert line(db, JINPU_VIP) == []
        assert [place for _, place, _ in line(db, own)] == ["reserved", "waiting"]
    assert own == unit_account(number)
    assert unit.own().quotas[0] == OwnQuota(label="vip", total=1, applied=1, left=0, waiting=1)


def test_what_a_computer_has_set_aside_is_its_own_to_give(fair: Server) -> None:
    give(fair.engine, 2)
    clerk, head = Clerk(fair, "jinpu.clerk"), Clerk(fair, "dalian.head")
    until = datetime.now(UTC) + timedelta(days=1)
    clerk.insists("quota", JINPU_VIP, LeaseQuota(count=1, until=until))
    unit = applied(fair, 9, 61, 62)
    second = free(unit)[1].id
    assert places(unit) == [RESERVED, WAITING]
    assert code(head.decide("person", second, PASS)) == "quota_full"
    clerk.insists("person", second, PASS)
    assert places(unit) == [RESERVED, USED]
    third = unit.add(entry(id_card(63), label="vip"))[-1].id
    assert code(clerk.decide("person", third, PASS)) == "quota_full", "and spent"


def test_an_older_servers_persons_stand_in_line(fair: Server) -> None:
    """Those who asked before there were places; nobody twice, and no others."""
    with fair.engine.begin() as db:
        unit = plant_unit(db, 1)
        asks = [plant_person(db, unit, n, form=form(n, label="vip")) for n in (1, 2, 3)]
        plant_person(db, unit, 4, form=form(4, label="vip"), review="returned")
        plant_person(db, unit, 5, form=form(5, label="vip"), submitted_at=None)
        plant_person(db, unit, 6)
    waiting_list.catch_up(fair.engine, NOW)
    waiting_list.catch_up(fair.engine, NOW)
    with fair.engine.connect() as db:
        assert line(db, JINPU_VIP) == [(one, "waiting", 0) for one in asks]


def test_applicants_are_served_in_the_order_they_are_given(fair: Server) -> None:
    """Who is not named keeps the place, or waits behind all who are."""
    give(fair.engine, 2)
    unit, head = applied(fair, 8, 51, 52, 53, 54, 55), Clerk(fair, "dalian.head")
    one, two, three, four, five = (person.id for person in free(unit))
    ranked = RankApplicants(persons=(four, one, three, two))
    head.insists("quota", JINPU_VIP, ranked)
    assert places(unit) == [RESERVED, WAITING, WAITING, RESERVED, WAITING]
    with fair.engine.connect() as db:
        ranks = {number: rank for number, _, rank in line(db, JINPU_VIP)}
    assert ranks == {one: 0, two: 2, three: 1, four: 0, five: 0}
    told = free(unit)[1]
    assert (told.history[-1].what, told.history[-1].by, told.rank) == ("place_waiting", "", 0)
    assert getattr(head.sees("person")[two], "rank", 0) == 2
    give(fair.engine, 1)
    waiting_list.sweep(fair.engine, NOW)
    assert places(unit) == [RESERVED, WAITING, RESERVED, RESERVED, WAITING], "by rank"
    head.insists("person", one, PASS)
    for persons in ((one, two), (two, unit.own().persons[0].id)):
        wrong = head.decide("quota", JINPU_VIP, RankApplicants(persons=persons))
        assert code(wrong) == "not_an_applicant"
    far = Clerk(fair, "shanghai.head").decide("quota", JINPU_VIP, ranked)
    assert code(far) == "no_such_record"


@pytest.mark.parametrize("reuse", [False, True])
def test_another_label_is_another_account_and_another_fee(fair: Server, *, reuse: bool) -> None:
    """A badge that was free before, used again: it takes a place like any other (seed 000)."""
    give(fair.engine, 1)
    unit, clerk = applied(fair, 5), Clerk(fair, "jinpu.clerk")
    paying = unit.own().persons[0]
    clerk.insists("person", paying.id, RETURN)
    path, again = f"persons/{paying.id}", {"persons": [paying.id]}
    unit.act("PUT", path, entry(id_card(5), label="vip", reuse=reuse))
    asked = unit.read(unit.act("POST", "persons/submit", again)).persons[0]
    assert (asked.free_place, asked.payment) == (RESERVED, Payment.NONE)
    clerk.insists("person", paying.id, PASS)
    assert unit.own().persons[0].payment is Payment.FREE
    clerk.insists("person", paying.id, RETURN)
    unit.act("PUT", path, entry(id_card(5)))
    pays = unit.read(unit.act("POST", "persons/submit", again)).persons[0]
    assert (pays.free_place, pays.payment, pays.check) == (NONE, Payment.UNPAID, Check.NONE)
    act(fair, "paid", again)
    clerk.insists("person", paying.id, RETURN)
    unit.act("PUT", path, entry(id_card(5), label="vip"))
    assert fault(unit.act("POST", "persons/submit", again)) == (409, "fee_is_paid")


def test_who_goes_to_another_mission_leaves_the_places_behind(fair: Server) -> None:
    unit = applied(fair, 6, unit_class="association")
    number = unit.own().unit.id
    own = give(fair.engine, 3, unit=number)
    give(fair.engine, 1)
    unit.add(entry(id_card(41), label="vip"))
    other, clerk = applied(fair, 7, 42, 43), Clerk(fair, "jinpu.clerk")
    clerk.insists("quota", own, MoveQuota(count=-1, was=3))
    assert (places(unit), places(other)) == ([RESERVED], [RESERVED, RESERVED]), "served at once"
    clerk.insists("unit", number, ReturnUnit(reasons=("licence_unclear",)))
    standing = {"unit_class": "association", "place": SHANGHAI}
    unit.save(unit_form(credit_code(6, "association")), standing=standing)
    assert (places(unit), places(other)) == ([WAITING], [RESERVED, RESERVED])
    assert free(unit)[0].history[-1].what == "place_waiting"
    assert unit.own().quotas[0] == OwnQuota(label="vip", total=0, applied=0, left=0, waiting=1)
    with fair.engine.connect() as db:
        assert line(db, quota_id(QuotaNode.PLACE, SHANGHAI, VIP)) == [
            (free(unit)[0].id, "waiting", 0)
        ]
