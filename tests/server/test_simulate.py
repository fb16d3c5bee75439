"""Bank, finance and organiser: what their stand-ins may do, and what follows."""

from dataclasses import replace
from typing import Any

import pytest
import requests

from ciie_admin.domain.commands import PassUnit, ReturnUnit
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Badge, Check, Payment, Step, UnitReview
from ciie_admin.server import seeding
from ciie_admin.server.serve import run_in_thread
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import open_deadlines, small_edition
from tests.fixtures.registrants import Registrant, act, entry, fault, id_card, unit_form
from tests.fixtures.server import SECRET, Server


def tried(server: Server, what: str, body: dict[str, Any]) -> tuple[int, str]:
    said = requests.post(f"{server.url}/simulate/{what}", json=body, timeout=30)
    return fault(said)


def payable(server: Server, number: int) -> tuple[Registrant, dict[str, list[int]]]:
    unit = Registrant(server)
    persons = [one.id for one in unit.whole(number).persons]
    return unit, {"persons": persons}


def only(unit: Registrant) -> Person:
    (person,) = unit.own().persons
    return person


def test_a_payment_starts_the_organisers_check(server: Server) -> None:
    unit, person = payable(server, 1)
    act(server, "paid", person)
    after = only(unit)
    assert (after.payment, after.check) == (Payment.PAID, Check.WAITING)
    assert after.history[-1].what == "paid"
    own = unit.own().unit
    assert (own.persons_unpaid, own.persons_paid) == (0, 1)


def test_paying_twice_changes_nothing(server: Server) -> None:
    unit, person = payable(server, 2)
    act(server, "paid", person)
    before = only(unit)
    act(server, "paid", person)
    assert only(unit) == before


def test_finance_confirms_a_voucher(server: Server) -> None:
    unit, person = payable(server, 3)
    act(server, "voucher", person)
    assert only(unit).payment is Payment.FINANCE
    assert unit.own().unit.persons_unpaid == 1
    act(server, "paid", person)
    assert only(unit).payment is Payment.PAID
    assert only(unit).history[-1].what == "payment_confirmed"


def test_overdue_persons_cannot_pay(server: Server) -> None:
    unit, person = payable(server, 4)
    act(server, "overdue", person)
    assert only(unit).payment is Payment.OVERDUE
    assert tried(server, "paid", person) == (409, "not_payable")
    assert tried(server, "voucher", person) == (409, "not_payable")


def test_nobody_pays_before_the_unit_has_passed(server: Server) -> None:
    unit = Registrant(server)
    person = {"persons": [unit.whole(5, "government").persons[0].id]}
    assert tried(server, "paid", person) == (409, "not_payable")


def test_two_people_pass_a_government_body_and_then_it_may_pay(server: Server) -> None:
    unit = Registrant(server)
    number = unit.whole(6, "government").unit.id
    Clerk(server, "jinpu.clerk").insists("unit", number, PassUnit(step=Step.FIRST))
    assert only(unit).payment is Payment.NONE
    Clerk(server, "dalian.head").insists("unit", number, PassUnit(step=Step.FINAL))
    assert only(unit).payment is Payment.UNPAID
    assert only(unit).history[-1].what == "payment_opened"
    act(server, "paid", {"persons": [only(unit).id]})


def test_returning_a_unit_closes_its_payment(server: Server) -> None:
    unit, _ = payable(server, 7)
    number = unit.own().unit.id
    command = ReturnUnit(reasons=("licence_unclear",))
    Clerk(server, "jinpu.clerk").insists("unit", number, command)
    assert only(unit).payment is Payment.NONE
    assert unit.own().unit.persons_unpaid == 0


@pytest.mark.parametrize(("what", "channel"), [("pay_online", "paid"), ("pay_transfer", "voucher")])
def test_payment_has_a_last_moment(server: Server, what: str, channel: str) -> None:
    _, person = payable(server, 8)
    times = replace(open_deadlines(), **{what: open_deadlines().opens})
    with server.engine.begin() as db:
        seeding.install(db, small_edition(deadlines=times), ())
    assert tried(server, channel, person) == (409, "payment_closed")


@pytest.mark.parametrize("judgement", ["passed", "failed"])
def test_the_organiser_judges_who_has_paid(server: Server, judgement: str) -> None:
    unit, person = payable(server, 9)
    said = {**person, "judgement": judgement}
    assert tried(server, "check", said) == (409, "not_submitted")
    act(server, "paid", person)
    act(server, "check", said)
    assert only(unit).check == judgement
    own = unit.own().unit
    assert (own.persons_passed, own.persons_failed) == ((1, 0) if judgement == "passed" else (0, 1))
    other = {**person, "judgement": "failed" if judgement == "passed" else "passed"}
    assert tried(server, "check", other) == (409, "organiser_has_judged")


def test_a_cancelled_person_no_longer_counts(server: Server) -> None:
    unit, person = payable(server, 10)
    unit.add(entry(id_card(11), 11))
    act(server, "check", {**person, "judgement": "cancelled"})
    own = unit.own()
    assert own.persons[0].check is Check.CANCELLED
    assert own.persons[0].payment is Payment.NONE
    assert (own.unit.persons, own.unit.persons_unpaid) == (1, 1)


def test_badges_go_their_way_in_order(server: Server) -> None:
    unit, person = payable(server, 12)
    act(server, "paid", person)
    assert tried(server, "badge", {**person, "badge": "production"}) == (409, "badge_not_next")
    act(server, "check", {**person, "judgement": "passed"})
    assert tried(server, "badge", {**person, "badge": "collected"}) == (409, "badge_not_next")
    assert tried(server, "badge", {**person, "badge": "reused"}) == (409, "badge_not_next")
    for badge in ("production", "ready", "collected"):
        act(server, "badge", {**person, "badge": badge})
    assert only(unit).badge is Badge.COLLECTED
    cancelled = {**person, "judgement": "cancelled"}
    assert tried(server, "check", cancelled) == (409, "organiser_has_judged")


def test_a_cancelled_unit_takes_its_persons_along(server: Server) -> None:
    unit, _ = payable(server, 13)
    number = unit.own().unit.id
    act(server, "cancel-unit", {"unit": number})
    assert unit.own().unit.review is UnitReview.CANCELLED
    assert only(unit).check is Check.CANCELLED
    assert tried(server, "cancel-unit", {"unit": number}) == (409, "unit_not_open")
    more = {"persons": [entry(id_card(14))]}
    assert fault(unit.act("POST", "persons", more)) == (409, "unit_not_open")


def test_a_unit_with_paid_persons_is_not_cancelled(server: Server) -> None:
    unit, person = payable(server, 15)
    act(server, "paid", person)
    number = unit.own().unit.id
    assert tried(server, "cancel-unit", {"unit": number}) == (409, "persons_have_paid")


def test_one_wrong_person_stops_the_whole_act(server: Server) -> None:
    first, one = payable(server, 16)
    _, two = payable(server, 17)
    act(server, "overdue", two)
    both = {"persons": [*one["persons"], *two["persons"]]}
    assert tried(server, "paid", both) == (409, "not_payable")
    assert only(first).payment is Payment.UNPAID
    assert tried(server, "paid", {"persons": [999_999]}) == (404, "no_such_record")


def test_a_server_without_simulators_has_none(server: Server) -> None:
    plain = run_in_thread(server.engine, SECRET)
    said = requests.post(f"{plain.url}/simulate/paid", json={"persons": [1]}, timeout=30)
    plain.stop()
    assert fault(said) == (404, "no_such_page")


def test_registrants_are_told(server: Server) -> None:
    unit, person = payable(server, 18)
    act(server, "overdue", person)
    clerk = Clerk(server, "jinpu.clerk")
    number = unit.own().unit.id
    clerk.insists("unit", number, ReturnUnit(reasons=("licence_unclear",), message="请重拍"))
    sent = act(server, "send", {})["messages"]
    said = [(one["channel"], one["address"], one["text"]) for one in sent]
    name = "大连好运贸易有限公司"
    points = "1. 原因：licence_unclear：原因：licence_unclear\n2. 请重拍"
    assert said == [
        ("sms", unit.phone, f"{name}审核通过，请支付证件费。"),
        ("email", "unit@example.com", f"{name}审核通过，请支付证件费。"),
        ("sms", unit.phone, f"{name}须修改：{points}"),
        ("email", "unit@example.com", f"{name}须修改：{points}"),
    ]
    assert act(server, "send", {})["messages"] == []


def test_overseas_units_are_told_by_mail_in_english(server: Server) -> None:
    unit = Registrant(server)
    unit.register("", "overseas_other", email="far@example.com")
    unit.save(unit_form("", name_en="Far Away Ltd"))
    unit.add(entry("P1234567", id_kind="passport", region_type="overseas", delivery="on_site"))
    unit.submit()
    number = unit.own().unit.id
    centre = Clerk(server, "centre.admin")
    centre.insists("unit", number, PassUnit(step=Step.FINAL))
    sent = act(server, "send", {})["messages"]
    assert [(one["channel"], one["address"], one["text"]) for one in sent] == [
        ("email", "far@example.com", "Far Away Ltd was approved; please pay.")
    ]
