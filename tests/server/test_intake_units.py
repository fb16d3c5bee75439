"""Units at the registration desk, over HTTP."""

from base64 import b64encode
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
import requests
from sqlalchemy import func, select

from ciie_admin.domain.commands import RejectUnit, ReturnUnit
from ciie_admin.domain.history import Event
from ciie_admin.domain.states import Payment, UnitReview
from ciie_admin.server import seeding
from ciie_admin.server.records import UNITS
from ciie_admin.server.referrals import Referral, issue
from ciie_admin.wire.codec import adapter
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import (
    CENTRE,
    DALIAN,
    INDUSTRY,
    JINPU,
    SHANGHAI,
    open_deadlines,
    small_edition,
)
from tests.fixtures.registrants import (
    Registrant,
    act,
    credit_code,
    entry,
    fault,
    id_card,
    licence,
    unit_form,
)
from tests.fixtures.server import Server

RETURN = ReturnUnit(reasons=("licence_unclear",))


def whats(history: Iterable[Event]) -> list[str]:
    return [one.what for one in history]


def test_an_enterprise_passes_by_itself_and_its_person_may_pay(server: Server) -> None:
    own = Registrant(server).whole(1)
    assert own.unit.review is UnitReview.PASSED
    assert own.unit.automatic
    assert whats(own.unit.history) == ["registered", "saved", "submitted", "passed_automatically"]
    (person,) = own.persons
    assert (person.payment, person.fee_fen) == (Payment.UNPAID, 20_000)
    assert (own.unit.persons, own.unit.persons_unpaid) == (1, 1)


def test_a_government_body_waits_for_its_mission(server: Server) -> None:
    own = Registrant(server).whole(2, "government")
    assert own.unit.review is UnitReview.WAITING
    assert own.unit.submitted_at is not None
    assert own.persons[0].payment is Payment.NONE


@pytest.mark.parametrize(
    "recognised",
    [
        {"name": "别的公司", "code": credit_code(3), "address": "大连市金普新区金马路1号"},
        {"name": "大连好运贸易有限公司", "code": "", "address": ""},
    ],
)
def test_a_failed_automatic_check_goes_to_a_person(
    server: Server, recognised: dict[str, str]
) -> None:
    unit = Registrant(server)
    unit.register(credit_code(3))
    unit.save(unit_form(credit_code(3)), licence(**recognised))
    unit.add(entry(id_card(3)))
    assert unit.submit().review is UnitReview.WAITING


def test_without_a_licence_nothing_passes_by_itself(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(4))
    unit.save(unit_form(credit_code(4)))
    unit.add(entry(id_card(4)))
    after = unit.submit()
    assert after.review is UnitReview.WAITING
    assert "licence_missing" in {one.rule for one in after.findings}


def test_the_code_is_the_login(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(5).lower())
    assert unit.login == credit_code(5)
    back = Registrant(server)
    back.enter(back.act("POST", "sign-in", {"login": unit.login, "password": "long enough 1"}))
    assert back.own().unit.id == unit.own().unit.id


def test_a_wrong_check_digit_is_refused(server: Server) -> None:
    code = credit_code(6)
    wrong = code[:-1] + ("1" if code[-1] != "1" else "2")
    assert fault(Registrant(server).try_register(wrong)) == (422, "bad_credit_code")


def test_a_code_registers_once(server: Server) -> None:
    Registrant(server).register(credit_code(7))
    assert fault(Registrant(server).try_register(credit_code(7))) == (409, "code_taken")


def test_of_two_at_the_same_time_exactly_one_gets_the_code(server: Server) -> None:
    units = [Registrant(server) for _ in range(6)]
    bodies = [one.registration(credit_code(8)) for one in units]
    with ThreadPoolExecutor(6) as pool:
        pairs = zip(units, bodies, strict=True)
        answers = list(pool.map(lambda pair: pair[0].act("POST", "register", pair[1]), pairs))
    codes = sorted(one.status_code for one in answers)
    assert codes == [200, 409, 409, 409, 409, 409]
    with server.engine.connect() as db:
        mine = select(func.count()).where(UNITS.c.credit_code == credit_code(8))
        assert db.execute(mine).scalar() == 1


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_rejected_record_does_not_block_its_code(server: Server, cancelled: bool) -> None:
    first = Registrant(server)
    number = first.whole(9).unit.id
    if cancelled:
        act(server, "cancel-unit", {"unit": number})
    else:
        Clerk(server, "dalian.head").insists("unit", number, RejectUnit(reasons=("not_eligible",)))
    second = Registrant(server)
    own = second.register(credit_code(9))
    assert own.persons == ()
    assert fault(first.act("GET", "unit")) == (401, "session_ended")
    third = Registrant(server).try_register(credit_code(9))
    assert fault(third) == (409, "code_taken")


def test_the_code_never_changes(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(10))
    body = {"form": unit_form(credit_code(11))}
    assert fault(unit.act("PUT", "unit", body)) == (409, "code_fixed")


def test_an_industrial_code_moves_the_review_not_the_count(server: Server) -> None:
    _issue(server, "HY-1", "industry", INDUSTRY)
    own = Registrant(server).register(credit_code(12), referral_code="hy-1")
    assert (own.unit.review_place, own.unit.count_place) == (INDUSTRY, JINPU)
    assert own.unit.referral_code == "HY-1"


def test_a_partners_code_is_only_kept(server: Server) -> None:
    _issue(server, "P1", "partner", SHANGHAI)
    own = Registrant(server).register(credit_code(13), referral_code="P1")
    assert (own.unit.review_place, own.unit.count_place) == (JINPU, JINPU)
    assert own.unit.referral_code == "P1"


@pytest.mark.parametrize("code", ["NONE", "OLD", "OFF", "SOON"])
def test_a_code_must_hold(server: Server, code: str) -> None:
    _issue(server, "OLD", "industry", INDUSTRY, valid_until="2024-06-01T00:00:00Z")
    _issue(server, "OFF", "industry", INDUSTRY, active=False)
    _issue(server, "SOON", "industry", INDUSTRY, valid_from="2190-01-01T00:00:00Z")
    answer = Registrant(server).try_register(credit_code(14), referral_code=code)
    assert fault(answer) == (422, "referral_invalid")


@pytest.mark.parametrize("place", [CENTRE, INDUSTRY, 999, None])
def test_a_domestic_unit_joins_a_mission(server: Server, place: int | None) -> None:
    answer = Registrant(server).try_register(credit_code(15), place=place)
    assert fault(answer) == (422, "no_such_place")


def test_an_overseas_unit_is_in_no_mission(server: Server) -> None:
    unit = Registrant(server)
    own = unit.register("", "overseas_enterprise", place=JINPU)
    assert (own.unit.review_place, own.unit.count_place) == (CENTRE, CENTRE)
    assert own.unit.form.credit_code == ""
    assert unit.login.startswith("V")


def test_an_individual_is_one_person(server: Server) -> None:
    unit = Registrant(server)
    own = unit.register("", "individual", place=DALIAN)
    assert own.unit.review_place == DALIAN
    unit.add(entry(id_card(16)))
    more = {"persons": [entry(id_card(17))], "submit": True}
    assert fault(unit.act("POST", "persons", more)) == (409, "one_person_only")


def test_individuals_only_where_the_edition_has_them(server: Server) -> None:
    with server.engine.begin() as db:
        seeding.install(db, small_edition(individuals=False), ())
    answer = Registrant(server).try_register("", "individual")
    assert fault(answer) == (422, "no_individuals")


def test_a_submission_needs_a_submitted_person(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(18))
    unit.save(unit_form(credit_code(18)), licence())
    assert fault(unit.try_submit()) == (409, "nobody_submitted")
    (person,) = unit.add(entry(id_card(18)), submit=False)
    assert fault(unit.try_submit()) == (409, "nobody_submitted")
    after = unit.read(unit.try_submit(persons=(person.id,)))
    assert after.unit.submitted_at is not None
    assert after.persons[0].submitted_at is not None


def test_a_submission_needs_the_present_consent(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(19))
    unit.save(unit_form(credit_code(19)), licence())
    unit.add(entry(id_card(19)))
    assert fault(unit.try_submit(consent="2023-1")) == (422, "consent_missing")


def test_a_submission_needs_the_starred_fields(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(20))
    unit.save(unit_form(credit_code(20), address="", purposes=[]), licence())
    unit.add(entry(id_card(20)))
    answer = unit.try_submit()
    assert fault(answer) == (422, "form_incomplete")
    assert answer.json()["facts"]["fields"] == "address, purposes"


def test_what_is_under_review_stays_as_it_is(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(21, "government")
    body = {"form": unit_form(credit_code(21, "government"))}
    assert fault(unit.act("PUT", "unit", body)) == (409, "already_submitted")
    assert fault(unit.try_submit()) == (409, "already_submitted")


def test_a_returned_unit_is_corrected_and_waits_again(server: Server) -> None:
    unit = Registrant(server)
    before = unit.whole(22, "government").unit
    Clerk(server, "jinpu.clerk").insists("unit", before.id, RETURN)
    code = credit_code(22, "government")
    saved = unit.save(unit_form(code, address="大连市中山区人民路2号")).unit
    assert saved.review is UnitReview.RETURNED
    assert saved.seen != before.seen
    after = unit.submit()
    assert after.review is UnitReview.WAITING
    assert after.submitted_at is not None
    assert before.submitted_at is not None
    assert after.submitted_at > before.submitted_at
    assert (after.reasons, after.decided_by) == ((), None)
    assert whats(after.history)[-2:] == ["saved", "resubmitted"]


def test_a_corrected_enterprise_is_looked_at_by_a_person(server: Server) -> None:
    unit = Registrant(server)
    before = unit.whole(23).unit
    assert before.automatic
    Clerk(server, "jinpu.clerk").insists("unit", before.id, RETURN)
    assert unit.submit().review is UnitReview.WAITING


def test_saving_the_same_changes_no_fingerprint(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(24))
    first = unit.save(unit_form(credit_code(24)), licence()).unit
    again = unit.save(unit_form(credit_code(24))).unit
    assert again.seen == first.seen
    assert again.form.licence == first.form.licence
    assert whats(again.history).count("saved") == 1


def test_a_unit_moves_to_another_mission_before_it_is_submitted(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(25))
    unit.add(entry(id_card(25)))
    standing = {"unit_class": "enterprise", "place": SHANGHAI}
    own = unit.save(unit_form(credit_code(25)), licence(), standing=standing)
    assert (own.unit.review_place, own.unit.count_place) == (SHANGHAI, SHANGHAI)
    assert own.persons[0].review_place == SHANGHAI


@pytest.mark.parametrize("time", ["opens", "registration"])
def test_outside_its_time_registration_is_refused(server: Server, time: str) -> None:
    times = open_deadlines()
    moved = {"opens": times.registration} if time == "opens" else {"registration": times.opens}
    unit = Registrant(server)
    unit.register(credit_code(26))
    _set_deadlines(server, **moved)
    code = "registration_not_open" if time == "opens" else "registration_closed"
    assert fault(Registrant(server).try_register(credit_code(27))) == (409, code)
    assert fault(unit.act("PUT", "unit", {"form": unit_form(credit_code(26))})) == (409, code)
    more = {"persons": [entry(id_card(26))]}
    assert fault(unit.act("POST", "persons", more)) == (409, code)
    assert fault(unit.try_submit()) == (409, code)


@pytest.mark.parametrize("content", [b"", b"no picture at all", b"\xff\xd8\xff\xe0 cut"])
def test_a_licence_is_a_picture(server: Server, content: bytes) -> None:
    unit = Registrant(server)
    unit.register(credit_code(28))
    upload = {"picture": b64encode(content).decode()}
    body = {"form": unit_form(credit_code(28)), "licence": upload}
    assert fault(unit.act("PUT", "unit", body)) == (422, "licence_no_image")


def test_a_request_larger_than_any_picture_is_refused(server: Server) -> None:
    body = b"[" + b" " * (5 * 2**20) + b"]"
    answer = requests.post(
        f"{server.url}/intake/persons",
        data=body,
        headers={"Content-Type": "application/json"},
        timeout=30,
    )
    assert fault(answer) == (413, "body_refused")


def _set_deadlines(server: Server, **moved: datetime) -> None:
    times = replace(open_deadlines(), **moved)
    with server.engine.begin() as db:
        seeding.install(db, small_edition(deadlines=times), ())


def _issue(server: Server, code: str, kind: str, place: int | None, **more: object) -> None:
    said = {"code": code, "issuer": "某单位", "kind": kind, "place": place, **more}
    with server.engine.begin() as db:
        issue(db, 7, adapter(Referral).validate_python(said))
