"""Who has this document number: ids in one's sight, an entry each time, the number nowhere."""

import logging

import pytest
import requests
from sqlalchemy import text

from ciie_admin.server import audit
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import JINPU, SHANGHAI
from tests.fixtures.registrants import Registrant, fault, id_card
from tests.fixtures.server import Server


def asked(clerk: Clerk, number: str) -> requests.Response:
    url = f"{clerk.server.url}/find"
    return requests.post(url, json={"number": number}, headers=clerk.headers, timeout=30)


def entries(server: Server) -> list[tuple[int | None, int | None, str]]:
    with server.engine.connect() as db:
        found = [act for _, _, act in audit.newest(db, 100)]
    return [(one.account, one.subject, one.detail) for one in found if one.kind == "find_number"]


@pytest.fixture
def person(server: Server) -> int:
    """Of 金普, with the first card's number."""
    made = Registrant(server).whole(1, place=JINPU)
    Registrant(server).whole(2, place=SHANGHAI)
    return made.persons[0].id


@pytest.mark.parametrize("login", ["jinpu.clerk", "dalian.head", "centre.admin"])
def test_who_reviews_finds_exactly_this_number(server: Server, person: int, login: str) -> None:
    clerk = Clerk(server, login)
    number = id_card(1)
    assert asked(clerk, f" {number[:6]} {number[6:].lower()}").json() == {"persons": [person]}
    assert asked(clerk, number[:-1]).json() == {"persons": []}, "no part of it"
    account = server.account(login).id
    assert entries(server) == [(account, None, "0"), (account, None, "1")]


def test_out_of_sight_it_is_nobodys(server: Server, person: int) -> None:
    shanghai = Clerk(server, "shanghai.head")
    assert asked(shanghai, id_card(1)).json() == {"persons": []}
    assert entries(server) == [(server.account("shanghai.head").id, None, "0")]
    with server.engine.begin() as db:
        db.execute(text("UPDATE person SET count_place = :p WHERE id = :i"), at(person))
    assert asked(shanghai, id_card(1)).json() == {"persons": [person]}, "who counts it sees it"


def at(person: int) -> dict[str, int]:
    return {"p": SHANGHAI, "i": person}


@pytest.mark.parametrize("login", ["dalian.viewer", "centre", "centre.finance"])
def test_other_roles_may_not_ask(server: Server, person: int, login: str) -> None:
    del person
    assert fault(asked(Clerk(server, login), id_card(1))) == (403, "not_allowed")
    assert entries(server) == []


def test_the_number_is_written_down_nowhere(
    server: Server, person: int, caplog: pytest.LogCaptureFixture
) -> None:
    del person
    clerk, number = Clerk(server, "dalian.head"), id_card(1)
    with caplog.at_level(logging.DEBUG):
        asked(clerk, number)
        refused = asked(clerk, number * 5)
    assert refused.status_code == 422
    assert number not in refused.text + caplog.text
    with server.engine.connect() as db:
        told = db.execute(text("SELECT string_agg(a::text, '') FROM audit a")).scalar_one()
    assert number not in told
