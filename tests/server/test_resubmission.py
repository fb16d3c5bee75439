"""Returned, corrected at the registrant's browser, submitted again: as every client is told it."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

import requests
from uuid6 import uuid7

from ciie_admin.domain.commands import PassUnit, ReturnPerson, ReturnUnit, WithdrawUnit
from ciie_admin.domain.letters import Matter, letter
from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import changed_fields, resubmitted
from ciie_admin.domain.states import Step
from ciie_admin.domain.units import Unit
from ciie_admin.server.deciding import _fingerprint as fingerprint
from ciie_admin.wire.codec import dump
from ciie_admin.wire.messages import Operation, Subject, Thumbnails
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import small_edition
from tests.fixtures.registrants import (
    act,
    credit_code,
    entry,
    handed_in,
    id_card,
    person_form,
    photo,
    unit_form,
)
from tests.fixtures.server import Server

NUMBER = 41
TYPED, READ = "大连市金普新区金马路2号", "大连市金普新区金马路1号"


def seen_unit(clerk: Clerk, number: int) -> Unit:
    found = clerk.sees("unit")[number]
    assert isinstance(found, Unit)
    return found


def seen_person(clerk: Clerk, number: int) -> Person:
    found = clerk.sees("person")[number]
    assert isinstance(found, Person)
    return found


def test_a_corrected_unit_comes_with_the_form_that_was_judged(server: Server) -> None:
    registrant, clerk = handed_in(server, NUMBER, TYPED, READ), Clerk(server, "jinpu.clerk")
    number = registrant.own().unit.id
    clerk.insists("unit", number, ReturnUnit(reasons=("address_differs", "licence_unclear")))
    returned = seen_unit(clerk, number)
    (proof,) = returned.evidence
    assert (proof.measured, proof.limit, proof.reason) == (TYPED, READ, "address_differs")
    assert returned.history[-1].evidence == (proof,)
    assert registrant.own().unit.evidence == (proof,), "the registrant reads what was measured"
    assert registrant.own().unit.before.by == "", "but not who of the office did it"  # type: ignore[union-attr]
    code = credit_code(NUMBER, "government")
    registrant.save(unit_form(code, address=READ))
    assert not resubmitted(seen_unit(clerk, number)), "saved is not submitted"
    registrant.submit()
    again = seen_unit(Clerk(server, "dalian.clerk"), number)
    assert resubmitted(again)
    assert changed_fields(again) == ("address",)
    assert again.before is not None
    assert (again.before.form.address, again.before.by) == (TYPED, "孙经办")
    assert (again.evidence, again.before.evidence) == ((), (proof,))
    clerk.insists("unit", number, PassUnit(step=Step.FIRST, rest=True))
    passed = seen_unit(clerk, number)
    assert passed.history[-1].changed == ("address",)
    again_returned = ReturnUnit(reasons=("licence_unclear",))
    clerk.insists("unit", number, again_returned)
    assert changed_fields(seen_unit(clerk, number)) == (), "each return begins anew"
    clerk.insists("unit", number, WithdrawUnit())
    assert not resubmitted(seen_unit(clerk, number))


def test_of_a_person_neither_number_nor_former_photo_goes_astray(server: Server) -> None:
    registrant, clerk = handed_in(server, NUMBER, TYPED, READ), Clerk(server, "jinpu.clerk")
    (person,) = registrant.own().persons
    clerk.insists("person", person.id, ReturnPerson(reasons=("number_wrong", "photo_unfit")))
    body = entry(id_card(NUMBER + 1), 77, **person_form(name="王二"))
    registrant.read(registrant.act("PUT", f"persons/{person.id}", body))
    registrant.read(registrant.act("POST", "persons/submit", {"persons": [person.id]}))
    again = seen_person(clerk, person.id)
    assert resubmitted(again)
    assert changed_fields(again) == ("name", "number", "photo")
    assert again.before is not None
    said = dump(again).decode()
    assert id_card(NUMBER) not in said
    assert id_card(NUMBER + 1) not in said
    digest = sha256(photo(NUMBER)).hexdigest()
    assert again.before.photo == digest
    assert shown(clerk, digest) == 1, "the photo as judged is still to be seen"
    assert shown(Clerk(server, "shanghai.clerk"), digest) == 0


def shown(clerk: Clerk, digest: str) -> int:
    said = requests.post(
        f"{clerk.server.url}/thumbnails",
        data=dump(Thumbnails(digests=(digest,))),
        headers=clerk.headers,
        timeout=30,
    )
    return len(said.json()["thumbnails"])


def test_a_unit_gets_one_message_for_itself_and_its_persons(server: Server) -> None:
    registrant, clerk = handed_in(server, NUMBER, TYPED, READ), Clerk(server, "jinpu.clerk")
    own = registrant.own()
    clerk.insists("person", own.persons[0].id, ReturnPerson(reasons=("photo_unfit",)))
    clerk.insists("unit", own.unit.id, ReturnUnit(reasons=("address_differs",)))
    sent = act(server, "send", {})["messages"]
    matters = (
        Matter(
            template="returned",
            reasons=("address_differs",),
            evidence=seen_unit(clerk, own.unit.id).evidence,
        ),
        Matter(template="person_returned", person="王一", reasons=("photo_unfit",)),
    )
    text = letter(small_edition(), own.unit.form.name_zh, matters, english=False)
    assert text is not None
    assert text.count("\n") == 1, "two points"
    assert [(one["channel"], one["text"]) for one in sent] == [("sms", text), ("email", text)]


def test_an_operation_an_older_server_took_in_is_known_again() -> None:
    """Its mark was made when the command had fewer fields; a note cannot stand for one of them."""
    note = ',"rest":false'
    before = '[3,{"kind":"unit","id":2},{"step":"final","note":"ok","kind":"pass_unit"}]'
    one = Operation(
        id=uuid7(),
        subject=Subject(kind="unit", id=2),
        command=PassUnit(step=Step.FINAL, note="ok"),
        author=3,
        device=uuid4(),
        n=1,
        at=datetime.now(UTC),
        seen="",
        batch=uuid7(),
    )
    assert fingerprint(one) == sha256(before.encode()).hexdigest()
    noted = replace(one, command=PassUnit(step=Step.FINAL, note=f"ok{note}"))
    assert fingerprint(noted) != fingerprint(one)
    assert fingerprint(replace(one, command=PassUnit(step=Step.FINAL, rest=True))) not in {
        fingerprint(one),
        fingerprint(noted),
    }
