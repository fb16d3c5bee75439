"""Accounts of units: the ways back in, and what a new start sees."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.states import UnitReview
from ciie_admin.server import seeding
from ciie_admin.server.account_tables import RegistrantRow, RegistrantSessionRow
from ciie_admin.server.phone_codes import CODES, MAX_TRIES
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, JINPU, SHANGHAI, small_edition
from tests.fixtures.registrants import (
    PASSWORD,
    Registrant,
    credit_code,
    entry,
    fault,
    id_card,
    licence,
    person_form,
    unit_form,
)
from tests.fixtures.server import Server

NEW = "another one 2"


def open_next_edition(server: Server) -> Edition:
    """The eighth fair begins: accounts and units now work in it."""
    edition = small_edition(id=8, year=2025)
    with server.engine.begin() as db:
        seeding.install(db, edition, ())
    return edition


def come_back(unit: Registrant, way: str, **more: str) -> Registrant:
    back = Registrant(unit.server)
    body = {"login": unit.login, "way": way, "password": PASSWORD, **more}
    back.enter(back.act("POST", "sign-in", body))
    return back


def send_code(unit: Registrant, way: str) -> str:
    assert unit.act("POST", "code", {"login": unit.login, "way": way}).status_code == 204
    return unit.code_for(unit.phone if way == "phone" else "unit@example.com")


@pytest.mark.parametrize("way", ["phone", "email"])
def test_a_code_lets_a_unit_back_in_and_sets_a_password(server: Server, way: str) -> None:
    unit = Registrant(server)
    number = unit.register(credit_code(1)).unit.id
    back = come_back(unit, way, code=send_code(unit, way), password=NEW)
    assert back.own().unit.id == number
    assert fault(unit.act("GET", "unit")) == (401, "session_ended")
    old = unit.act("POST", "sign-in", {"login": unit.login, "password": PASSWORD})
    assert fault(old) == (401, "wrong_password")
    assert come_back(unit, "password", password=NEW).own().unit.id == number


def test_a_code_works_once(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(2))
    code = send_code(unit, "phone")
    come_back(unit, "phone", code=code, password=NEW)
    body = {"login": unit.login, "way": "phone", "code": code, "password": NEW}
    assert fault(unit.act("POST", "sign-in", body)) == (401, "wrong_code")


def test_a_code_ends_after_some_minutes(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(3))
    code = send_code(unit, "phone")
    with server.engine.begin() as db:
        db.execute(update(CODES).values(expires_at="2024-01-01T00:00:00Z"))
    body = {"login": unit.login, "way": "phone", "code": code, "password": NEW}
    assert fault(unit.act("POST", "sign-in", body)) == (401, "wrong_code")


def test_guessing_ends_with_the_code(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(4))
    code = send_code(unit, "phone")
    wrong = f"{(int(code) + 1) % 10**6:06}"
    body = {"login": unit.login, "way": "phone", "password": NEW}
    for _ in range(MAX_TRIES - 1):
        assert fault(unit.act("POST", "sign-in", {**body, "code": wrong})) == (401, "wrong_code")
    wide = {**body, "code": "１２３４５六"}
    assert fault(unit.act("POST", "sign-in", wide)) == (401, "wrong_code")
    late = unit.act("POST", "sign-in", {**body, "code": code})
    assert fault(late) == (401, "wrong_code")


def test_an_unknown_login_looks_like_a_known_one(server: Server) -> None:
    nobody = Registrant(server)
    asked = nobody.act("POST", "code", {"login": credit_code(5), "way": "phone"})
    assert (asked.status_code, asked.content) == (204, b"")
    body = {"login": credit_code(5), "password": PASSWORD}
    assert fault(nobody.act("POST", "sign-in", body)) == (401, "wrong_password")


def test_a_phone_must_be_verified_before_registering(server: Server) -> None:
    unit = Registrant(server)
    body = {**unit.registration(credit_code(6)), "phone_code": "000000x"}
    assert fault(unit.act("POST", "register", body)) == (401, "wrong_code")
    with server.engine.connect() as db:
        assert db.execute(select(RegistrantRow.id)).first() is None


def test_a_refused_registration_keeps_the_code_good(server: Server) -> None:
    unit = Registrant(server)
    body = unit.registration(credit_code(7))
    nowhere = {**body, "standing": {"unit_class": "enterprise", "place": 999}}
    assert fault(unit.act("POST", "register", nowhere)) == (422, "no_such_place")
    unit.enter(unit.act("POST", "register", body))


def test_a_returning_unit_brings_its_form_along(server: Server) -> None:
    unit = Registrant(server)
    before = unit.whole(8).unit
    open_next_edition(server)
    back = come_back(unit, "password")
    assert fault(back.act("GET", "unit")) == (404, "no_such_record")
    joining = {"unit_class": "enterprise", "place": SHANGHAI}
    own = back.read(back.act("POST", "join", joining))
    assert own.unit.id != before.id
    assert own.unit.form == before.form
    assert own.unit.returning
    assert (own.unit.submitted_at, own.unit.review_place) == (None, SHANGHAI)
    assert own.persons == ()
    assert fault(back.act("POST", "join", joining)) == (409, "code_taken")


def test_a_unit_without_a_code_joins_once_too(server: Server) -> None:
    unit = Registrant(server)
    unit.register("", "overseas_other")
    open_next_edition(server)
    back = come_back(unit, "password")
    joining = {"unit_class": "overseas_other"}
    back.read(back.act("POST", "join", joining))
    assert fault(back.act("POST", "join", joining)) == (409, "code_taken")


def test_a_returning_unit_may_reuse_badges(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(9)
    open_next_edition(server)
    back = come_back(unit, "password")
    back.read(back.act("POST", "join", {"unit_class": "enterprise", "place": JINPU}))
    (person,) = back.add(entry(id_card(9), reuse=True))
    assert person.findings == ()
    back.submit()
    assert back.own().persons[0].fee_fen == 5_000


def test_who_registers_anew_sees_earlier_orders_only_after_the_approval(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(10)
    open_next_edition(server)
    anew = Registrant(server)
    own = anew.register(credit_code(10))
    assert (own.unit.returning, own.earlier_orders, own.persons) == (False, False, ())
    anew.save(unit_form(credit_code(10)), licence())
    anew.add(entry(id_card(10)))
    assert anew.own().earlier_orders is False
    assert anew.submit().review is UnitReview.PASSED
    assert anew.own().earlier_orders is True
    refused = unit.act("POST", "sign-in", {"login": unit.login, "password": "long enough 9"})
    assert fault(refused) == (401, "wrong_password")


def test_a_first_registration_has_no_earlier_orders(server: Server) -> None:
    assert Registrant(server).whole(11).earlier_orders is False


def test_the_consent_is_kept_with_its_version_and_time(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(12)
    with server.engine.connect() as db:
        kept = db.execute(select(RegistrantRow.consent, RegistrantRow.consent_at)).one()
    assert kept.consent == "2024-1"
    assert kept.consent_at == unit.own().unit.submitted_at


def test_without_a_token_nothing_is_shown(server: Server) -> None:
    stranger = Registrant(server)
    assert fault(stranger.act("GET", "unit")) == (401, "session_ended")
    body = {"persons": [entry(id_card(13))]}
    assert fault(stranger.act("POST", "persons", body)) == (401, "session_ended")


def test_a_secretariats_token_is_no_registrants_token(server: Server) -> None:
    stranger = Registrant(server, token=Clerk(server, "dalian.head").token)
    assert fault(stranger.act("GET", "unit")) == (401, "session_ended")


def test_passwords_are_stored_as_hashes(server: Server) -> None:
    Registrant(server).register(credit_code(14))
    with server.engine.connect() as db:
        stored = db.execute(select(RegistrantRow.password_hash)).scalar_one()
    assert stored.startswith("$argon2id$")


def former(unit: Registrant) -> list[Any]:
    said = unit.act("GET", "former-persons")
    assert said.status_code == 200, said.text
    found: list[Any] = said.json()["persons"]
    return found


def test_persons_of_an_earlier_fair_are_taken_over_by_a_tick(server: Server) -> None:
    unit = Registrant(server)
    (before,) = unit.whole(12).persons
    assert former(unit) == []
    open_next_edition(server)
    back = come_back(unit, "password")
    back.read(back.act("POST", "join", {"unit_class": "enterprise", "place": JINPU}))
    (offered,) = former(back)
    assert (offered["edition"], offered["person"]["id"]) == (EDITION, before.id)
    assert offered["person"]["number_masked"] == before.number_masked
    (taken,) = back.add({"form": offered["person"]["form"], "former": before.id})
    assert (taken.number_key, taken.photo) == (before.number_key, before.photo)
    assert taken.findings == ()
    (corrected,) = back.add({**entry(id_card(13)), "former": before.id}, submit=False)[1:]
    assert corrected.number_key != before.number_key
    assert corrected.photo != before.photo


def test_persons_of_somebody_elses_fair_cannot_be_taken_over(server: Server) -> None:
    """Also not by whoever registers the same code anew (seed 000, part 2)."""
    unit = Registrant(server)
    (before,) = unit.whole(14).persons
    open_next_edition(server)
    anew, other = Registrant(server), Registrant(server)
    for one, code in ((anew, credit_code(14)), (other, credit_code(15))):
        one.register(code)
        assert former(one) == []
        body = {"persons": [{"form": person_form(), "former": before.id}]}
        assert fault(one.act("POST", "persons", body)) == (404, "no_such_record")


def test_a_registrant_never_sees_internal_notes_or_who_decided(server: Server) -> None:
    unit = Registrant(server)
    own = unit.whole(16)
    clerk = Clerk(server, "jinpu.clerk")
    note = ReturnUnit(reasons=("address_differs",), note="内部：电话不通")
    clerk.decide("unit", own.unit.id, note)
    seen = unit.act("GET", "unit")
    assert unit.read(seen).unit.review is UnitReview.RETURNED
    assert "内部" not in seen.text
    assert server.account("jinpu.clerk").name not in seen.text


def test_a_session_of_a_unit_ends_after_a_working_day(server: Server) -> None:
    unit = Registrant(server)
    unit.register(credit_code(1))

    def began(hours: float) -> None:
        at = datetime.now(UTC) - timedelta(hours=hours)
        with server.engine.begin() as db:
            db.execute(update(RegistrantSessionRow).values(created_at=at))

    began(hours=11.9)
    assert unit.act("GET", "unit").status_code == 200
    began(hours=12)
    assert fault(unit.act("GET", "unit")) == (401, "session_ended")
    back = come_back(unit, "password")
    assert back.act("GET", "unit").status_code == 200
    with server.engine.connect() as db:
        left = db.execute(select(RegistrantSessionRow.token_hash)).all()
    assert len(left) == 1, "what has ended is not kept"
