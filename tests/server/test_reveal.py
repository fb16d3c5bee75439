"""A full document number: for who reviews the person, and never without an entry."""

import pytest
import requests
from sqlalchemy import text

from ciie_admin.domain.revealing import RevealPurpose
from ciie_admin.server import audit
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, INDUSTRY, JINPU
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import fault
from tests.fixtures.server import Server

NUMBER = "TEST00000000000001"


def planted(server: Server, **places: int) -> int:
    with server.engine.begin() as db:
        return plant_person(db, plant_unit(db, 1, **places), 1)


def asked(clerk: Clerk, person: int, purpose: str = "call_back") -> requests.Response:
    body = {"person": person, "purpose": purpose}
    url = f"{clerk.server.url}/reveal"
    return requests.post(url, json=body, headers=clerk.headers, timeout=30)


def looks(server: Server) -> list[tuple[int | None, int | None, str]]:
    with server.engine.connect() as db:
        found = [act for _, _, act in audit.newest(db, 100)]
    return [(one.account, one.subject, one.detail) for one in found if one.kind == "reveal"]


@pytest.mark.parametrize("login", ["jinpu.clerk", "dalian.clerk", "dalian.head", "centre.admin"])
def test_who_reviews_at_or_above_the_place_sees_it(server: Server, login: str) -> None:
    person = planted(server)
    clerk = Clerk(server, login)
    said = asked(clerk, person, "check_document")
    assert said.json() == {"number": NUMBER}
    assert said.headers["Cache-Control"] == "no-store"
    assert looks(server) == [(server.account(login).id, person, "check_document")]


@pytest.mark.parametrize("login", ["dalian.viewer", "centre", "centre.finance"])
def test_other_roles_do_not(server: Server, login: str) -> None:
    person = planted(server)
    clerk = Clerk(server, login)
    assert fault(asked(clerk, person)) == (403, "not_allowed")
    assert looks(server) == []


def test_out_of_sight_it_does_not_exist(server: Server) -> None:
    person = planted(server)
    stranger = Clerk(server, "shanghai.head")
    assert fault(asked(stranger, person)) == (404, "no_such_record")
    assert fault(asked(stranger, 10**12)) == (404, "no_such_record")
    assert looks(server) == []


def test_who_only_counts_the_person_does_not(server: Server) -> None:
    """Reviewed by an industrial mission, counted at home: home sees it, masked."""
    with server.engine.begin() as db:
        unit = plant_unit(db, 1, place=JINPU, review_place=INDUSTRY)
        person = plant_person(db, unit, 1)
    assert fault(asked(Clerk(server, "jinpu.clerk"), person)) == (403, "not_allowed")
    assert asked(Clerk(server, "industry.head"), person).json() == {"number": NUMBER}


def test_a_person_of_another_edition_does_not_exist(server: Server) -> None:
    person = planted(server)
    with server.engine.begin() as db:
        db.execute(text("INSERT INTO edition VALUES (:id, false, '{}')"), {"id": EDITION - 1})
        db.execute(text("UPDATE person SET edition_id = :id"), {"id": EDITION - 1})
    assert fault(asked(Clerk(server, "dalian.head"), person)) == (404, "no_such_record")


def test_without_the_entry_there_is_no_number(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = planted(server)
    clerk = Clerk(server, "dalian.head")

    def failing(*_any: object) -> None:
        raise OSError

    monkeypatch.setattr(audit, "append", failing)
    said = asked(clerk, person)
    assert fault(said) == (500, "server_fault")
    assert NUMBER not in said.text


@pytest.mark.parametrize("purpose", ["", "curiosity", 7, None])
def test_a_purpose_is_one_of_a_few(server: Server, purpose: str) -> None:
    person = planted(server)
    assert fault(asked(Clerk(server, "dalian.head"), person, purpose)) == (422, "malformed")


def test_every_purpose_is_written_down(server: Server) -> None:
    person = planted(server)
    clerk = Clerk(server, "dalian.head")
    for purpose in RevealPurpose:
        assert asked(clerk, person, purpose).ok
    assert {detail for *_, detail in looks(server)} == set(RevealPurpose)
