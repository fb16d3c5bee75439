"""The running server of the fixtures: it answers, it stops, it comes back on the same port."""

from uuid import uuid4

import pytest
import requests

from tests.fixtures.editions import CENTRE, DALIAN, JINPU, SHANGHAI
from tests.fixtures.server import Server


def exchange(server: Server, login: str) -> dict[str, object]:
    device = str(uuid4())
    who = server.account(login)
    body = {"login": login, "password": who.password, "device": device}
    token = requests.post(f"{server.url}/sign-in", json=body, timeout=10).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    said = requests.post(
        f"{server.url}/exchange", json={"device": device}, headers=headers, timeout=10
    )
    assert said.status_code == 200, said.text
    answer: dict[str, object] = said.json()
    return answer


def changes(answer: dict[str, object]) -> set[tuple[str, int]]:
    found = answer["changes"]
    assert isinstance(found, list)
    return {(one["kind"], one["id"]) for one in found}


def test_everybody_sees_the_edition_and_the_missions(server: Server) -> None:
    jinpu = changes(exchange(server, "jinpu.clerk"))
    assert {("edition", 7), ("place", CENTRE), ("place", SHANGHAI), ("place", JINPU)} <= jinpu


def test_a_sub_mission_is_seen_from_its_own_branch_only(server: Server) -> None:
    assert ("place", JINPU) in changes(exchange(server, "dalian.head"))
    assert ("place", JINPU) not in changes(exchange(server, "shanghai.head"))
    assert ("place", DALIAN) in changes(exchange(server, "shanghai.head"))


def test_the_server_comes_back_on_the_same_port(server: Server) -> None:
    before = server.url
    server.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.url}/hello", timeout=10)
    server.start()
    assert server.url == before
    assert requests.get(f"{server.url}/hello", timeout=10).json()["protocol"] == 1


def test_a_stopping_server_lets_waiting_clients_go(server: Server) -> None:
    answer = exchange(server, "dalian.head")
    assert answer["head"]
