"""Persons at the registration desk, over HTTP."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, text

from ciie_admin.domain.commands import PassPerson, ReturnPerson
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Check, FreePlace, Payment, PersonReview, Step
from ciie_admin.server.feed import HEADS
from ciie_admin.server.records import PERSONS
from tests.fixtures.clerks import Clerk
from tests.fixtures.quotas import give
from tests.fixtures.registrants import (
    Registrant,
    act,
    credit_code,
    entry,
    fault,
    id_card,
    licence,
    person_form,
    photo,
    unit_form,
)
from tests.fixtures.server import Server


def rules(person: Person) -> set[str]:
    return {one.rule for one in person.findings}


def filled(server: Server, number: int) -> Registrant:
    """Registered and filled in, without persons."""
    unit = Registrant(server)
    unit.register(credit_code(number))
    unit.save(unit_form(credit_code(number)), licence())
    return unit


def test_a_person_is_kept_masked_and_keyed(server: Server) -> None:
    number = id_card(1)
    (person,) = filled(server, 1).add(entry(f" {number.lower()} "), submit=False)
    assert person.number_masked == f"{number[:3]}{'*' * 11}{number[-4:]}"
    assert rules(person) == set()
    assert person.submitted_at is None
    with server.engine.connect() as db:
        stored = db.execute(select(PERSONS.c.number, PERSONS.c.number_key)).one()
    assert stored.number == number
    assert stored.number_key == person.number_key != number


def test_no_answer_says_a_whole_number(server: Server) -> None:
    unit = filled(server, 2)
    body = {"persons": [entry(id_card(2))], "submit": True}
    assert id_card(2) not in unit.act("POST", "persons", body).text
    assert id_card(2) not in unit.act("GET", "unit").text


def test_equal_numbers_have_equal_keys(server: Server) -> None:
    first = filled(server, 3).add(entry(id_card(3)))[0]
    second = filled(server, 4).add(entry(id_card(3)))[0]
    third = filled(server, 5).add(entry(id_card(4)))[0]
    assert first.number_key == second.number_key != third.number_key


def test_a_number_on_file_is_noticed(server: Server) -> None:
    first = filled(server, 6)
    assert rules(first.add(entry(id_card(6)))[0]) == set()
    again = filled(server, 7).add(entry(id_card(6)), entry(id_card(7), 2))
    assert [rules(person) for person in again] == [{"duplicate_number"}, set()]
    assert rules(first.own().persons[0]) == {"duplicate_number"}, "the older record says so too"


def test_a_number_twice_in_one_go_is_noticed(server: Server) -> None:
    pair = filled(server, 8).add(entry(id_card(8)), entry(id_card(8), 2))
    assert [rules(person) for person in pair] == [{"duplicate_number"}] * 2


def test_a_cancelled_person_does_not_count_as_a_duplicate(server: Server) -> None:
    first = filled(server, 9).add(entry(id_card(9)))[0]
    act(server, "check", {"persons": [first.id], "judgement": "cancelled"})
    assert rules(filled(server, 10).add(entry(id_card(9)))[0]) == set()


def test_of_two_at_the_same_time_both_are_noticed(server: Server) -> None:
    """The feed's counter is held, so that both are on their way before either has committed."""
    units = [filled(server, number) for number in (11, 12)]
    bodies = [{"persons": [entry(id_card(11), shade)], "submit": True} for shade in (1, 2)]
    with ThreadPoolExecutor(2) as pool:
        with server.engine.begin() as db:
            db.execute(select(HEADS).with_for_update())
            answers = []
            for number, unit in enumerate(units):
                answers.append(pool.submit(unit.act, "POST", "persons", bodies[number]))
                until_waiting(server, number + 1)
        assert [one.result().status_code for one in answers] == [200, 200]
    found = [rules(one.own().persons[0]) for one in units]
    assert found == [{"duplicate_number"}] * 2


def test_correcting_the_number_takes_the_finding_away(server: Server) -> None:
    filled(server, 14).add(entry(id_card(14)))
    unit = filled(server, 15)
    (person,) = unit.add(entry(id_card(14)), submit=False)
    assert rules(person) == {"duplicate_number"}
    body = {"form": person_form(), "number": id_card(15)}
    after = unit.read(unit.act("PUT", f"persons/{person.id}", body)).persons[0]
    assert rules(after) == set()
    assert after.photo == person.photo
    with server.engine.connect() as db:
        kept = select(PERSONS.c.number).where(PERSONS.c.id == person.id)
        assert db.execute(kept).scalar() == id_card(15)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"title": "ms"}, {"title_mismatch"}),
        ({"label": "nobody"}, {"label_unknown"}),
        ({"region_type": "overseas"}, {"id_kind_mismatch", "express_not_mainland"}),
        ({"reuse": True}, {"reuse_not_possible"}),
    ],
)
def test_faults_of_the_form_are_noted(
    server: Server, changes: dict[str, Any], found: set[str]
) -> None:
    assert rules(filled(server, 16).add(entry(id_card(16), **changes))[0]) == found


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (photo(1, (300, 400)), {"pixels"}),
        (photo(1, (640, 640)), {"aspect"}),
        (photo(1, kind="PNG"), {"format"}),
        (photo(1) + b"\0" * 1_100_000, {"file_size", "trailing_data"}),
        (None, {"photo_missing"}),
    ],
)
def test_faults_of_the_photo_are_noted_not_refused(
    server: Server, picture: bytes | None, found: set[str]
) -> None:
    said = b64encode(picture).decode() if picture else None
    body = {"form": person_form(), "number": id_card(17), "photo": said}
    assert rules(filled(server, 17).add(body)[0]) == found


def test_what_is_no_picture_is_refused(server: Server) -> None:
    body = {"persons": [{**entry(id_card(18)), "photo": "bm8gcGljdHVyZQ=="}]}
    assert fault(filled(server, 18).act("POST", "persons", body)) == (422, "photo_no_image")


def test_the_photo_is_part_of_what_is_judged(server: Server) -> None:
    unit = filled(server, 19)
    (person,) = unit.add(entry(id_card(19), 76), submit=False)
    path = f"persons/{person.id}"
    same = unit.read(unit.act("PUT", path, entry(id_card(19), 76))).persons[0]
    other = unit.read(unit.act("PUT", path, entry(id_card(19), 77))).persons[0]
    assert same.seen == person.seen != other.seen


def test_a_person_added_after_the_approval_is_payable_at_once(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(20)
    late = unit.add(entry(id_card(21), 3))[-1]
    assert late.added_late
    assert (late.payment, late.fee_fen) == (Payment.UNPAID, 20_000)
    assert [one.what for one in late.history] == ["added_late", "submitted", "payment_opened"]
    own = unit.own()
    assert (own.unit.persons, own.unit.persons_unpaid) == (2, 2)
    assert not own.persons[0].added_late


def test_a_free_label_needs_no_payment(server: Server) -> None:
    """But a place of the quota, which the mission gives."""
    unit = Registrant(server)
    unit.whole(22)
    give(server.engine, 1)
    late = unit.add(entry(id_card(23), label="vip"))[-1]
    assert (late.payment, late.free_place) == (Payment.NONE, FreePlace.RESERVED)
    Clerk(server, "jinpu.clerk").insists("person", late.id, PassPerson(step=Step.FINAL))
    late = unit.own().persons[-1]
    assert (late.payment, late.check, late.fee_fen) == (Payment.FREE, Check.WAITING, 0)
    assert late.history[-1].what == "free_granted"


def test_an_unsubmitted_person_is_not_asked_to_pay(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(24)
    late = unit.add(entry(id_card(25)), submit=False)[-1]
    assert late.payment is Payment.NONE
    assert unit.own().unit.persons_unsubmitted == 1
    unit.read(unit.act("POST", "persons/submit", {"persons": [late.id]}))
    assert unit.own().persons[-1].payment is Payment.UNPAID


def test_a_submitted_person_stays_as_it_is(server: Server) -> None:
    unit = filled(server, 26)
    (person,) = unit.add(entry(id_card(26)))
    answer = unit.act("PUT", f"persons/{person.id}", entry(id_card(26)))
    assert fault(answer) == (409, "already_submitted")
    again = unit.act("POST", "persons/submit", {"persons": [person.id]})
    assert fault(again) == (409, "already_submitted")


def test_a_returned_person_is_corrected_and_waits_again(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(27)
    (person,) = unit.own().persons
    returned(server, person.id)
    unit.read(unit.act("PUT", f"persons/{person.id}", entry(id_card(27), entry_date="9-10")))
    after = unit.read(unit.act("POST", "persons/submit", {"persons": [person.id]})).persons[0]
    assert (after.review, after.reasons) == (PersonReview.WAITING, ())
    assert (after.payment, after.fee_fen) == (Payment.UNPAID, 10_000)
    assert after.seen != person.seen
    assert "resubmitted" in [one.what for one in after.history]


def test_what_was_paid_for_stays(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(28)
    (person,) = unit.own().persons
    act(server, "paid", {"persons": [person.id]})
    returned(server, person.id)
    path, submit = f"persons/{person.id}", {"persons": [person.id]}
    unit.read(unit.act("PUT", path, entry(id_card(28), entry_date="9-10")))
    assert fault(unit.act("POST", "persons/submit", submit)) == (409, "fee_is_paid")
    unit.read(unit.act("PUT", path, entry(id_card(28), 99, name="王二")))
    after = unit.read(unit.act("POST", "persons/submit", submit)).persons[0]
    assert (after.payment, after.check) == (Payment.PAID, Check.WAITING)


def test_after_the_organiser_judged_nothing_changes(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(29)
    (person,) = unit.own().persons
    act(server, "paid", {"persons": [person.id]})
    returned(server, person.id)
    act(server, "check", {"persons": [person.id], "judgement": "passed"})
    answer = unit.act("PUT", f"persons/{person.id}", entry(id_card(29)))
    assert fault(answer) == (409, "organiser_has_judged")


def test_persons_of_others_do_not_exist(server: Server) -> None:
    stranger = filled(server, 30).add(entry(id_card(30)), submit=False)[0].id
    unit = filled(server, 31)
    for answer in (
        unit.act("PUT", f"persons/{stranger}", entry(id_card(31))),
        unit.act("POST", "persons/submit", {"persons": [stranger]}),
        unit.try_submit(persons=(stranger,)),
    ):
        assert fault(answer) == (404, "no_such_record")


def test_an_empty_number_is_no_number(server: Server) -> None:
    body = {"persons": [{**entry(id_card(32)), "number": "   "}]}
    assert fault(filled(server, 32).act("POST", "persons", body)) == (422, "bad_number")


def returned(server: Server, person: int) -> None:
    Clerk(server, "jinpu.clerk").insists("person", person, ReturnPerson(reasons=("photo_unfit",)))


def until_waiting(server: Server, many: int) -> None:
    """Asks PostgreSQL until so many transactions wait for a lock."""
    waiting = text("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
    count = 0
    while count < many:
        with server.engine.connect() as db:
            count = db.execute(waiting).scalar_one()
