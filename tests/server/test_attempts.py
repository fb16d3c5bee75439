"""Guessing gets slower and slower; nobody is locked out, no office is held up by strangers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import Engine, text

from ciie_admin.server import attempts, signin
from ciie_admin.server.attempts import FORGOTTEN, FREE, LONGEST
from ciie_admin.server.faults import Fault
from ciie_admin.wire.messages import SignIn
from tests.fixtures.server import PASSWORD, Server

NOW = datetime(2024, 9, 10, 2, tzinfo=UTC)
Try = Callable[..., str]


@pytest.fixture
def tries(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Try:
    """What comes of a try: empty, or the code, with the seconds to wait. Looks at no hash: what is
    counted here is not what a password costs.
    """
    plain = lambda stored, password: stored is not None and password == PASSWORD  # noqa: E731
    monkeypatch.setattr(signin, "password_fits", plain)

    def go(
        password: str = "wrong",
        login: str = "dalian.clerk",
        after: float = 0,
        address: str = "198.51.100.7",
        device: UUID | None = None,
    ) -> str:
        request = SignIn(login=login, password=password, device=device or uuid4())
        try:
            signin.sign_in(database, request, address, NOW + timedelta(seconds=after))
        except Fault as refusal:
            return f"{refusal.code} {refusal.facts.get('seconds', '')}".strip()
        return ""

    return go


def used_up(tries: Try, **more: str) -> None:
    for _ in range(FREE["login"]):
        assert tries(**more) == "wrong_password"


def test_the_wait_doubles_up_to_its_limit(tries: Try) -> None:
    used_up(tries)
    at, waits = 0.0, []
    for _ in range(12):
        assert tries(after=at) == "wrong_password"
        said = tries(after=at)
        code, _, seconds = said.partition(" ")
        assert code == "too_many_tries"
        waits.append(int(seconds))
        at += waits[-1]
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits[-1] == LONGEST.total_seconds()


def test_the_right_password_has_to_wait_too_and_then_clears_it(tries: Try) -> None:
    used_up(tries)
    assert tries() == "wrong_password"
    assert tries(PASSWORD) == "too_many_tries 1"
    assert tries(PASSWORD, after=1) == ""
    for _ in range(FREE["login"]):
        assert tries(after=1) == "wrong_password"


def test_being_told_to_wait_does_not_make_it_longer(tries: Try) -> None:
    used_up(tries)
    assert tries() == "wrong_password"
    for _ in range(20):
        assert tries() == "too_many_tries 1"


def test_an_unknown_login_waits_like_a_known_one(tries: Try) -> None:
    used_up(tries, login="nobody")
    assert tries(login="nobody") == "wrong_password"
    assert tries(login="nobody") == "too_many_tries 1"


def test_who_comes_at_the_same_moment_does_not_wait(tries: Try) -> None:
    """Two requests may reach the row in another order than they came in."""
    assert tries(after=1) == "wrong_password"
    assert tries(PASSWORD, login="dalian.head", after=0.5) == ""
    assert tries(after=0) == "wrong_password"


def test_other_logins_and_addresses_are_not_held_up(tries: Try) -> None:
    used_up(tries)
    assert tries() == "wrong_password"
    assert tries(login="dalian.head", address="203.0.113.9") == "wrong_password"
    assert tries(address="203.0.113.9") == "too_many_tries 1", "from anywhere"


def test_who_tries_many_logins_waits_by_address(tries: Try) -> None:
    for number in range(FREE["address"]):
        assert tries(login=f"somebody {number}") == "wrong_password"
    assert tries(login="the next") == "wrong_password"
    assert tries(PASSWORD) == "too_many_tries 1"
    assert tries(PASSWORD, address="203.0.113.9") == ""


def test_right_passwords_take_the_slips_of_an_office_back(tries: Try, database: Engine) -> None:
    for number in range(6):
        tries(login=f"somebody {number}")
    for _ in range(4):
        assert tries(PASSWORD) == ""
    with database.connect() as db:
        there = {"key": attempts._key("address", "198.51.100.7")}
        query = text("SELECT failures FROM attempt WHERE key = :key")
        assert db.execute(query, there).scalar_one() == 2


def test_the_accounts_own_computer_is_not_held_up_by_strangers(tries: Try) -> None:
    own = uuid4()
    assert tries(PASSWORD, device=own) == ""
    used_up(tries)
    assert tries() == "wrong_password"
    assert tries(PASSWORD, device=uuid4()).startswith("too_many_tries")
    assert tries(PASSWORD, device=own) == ""


def test_a_device_of_another_account_gains_nothing(tries: Try) -> None:
    other = uuid4()
    assert tries(PASSWORD, login="dalian.head", device=other) == ""
    used_up(tries)
    assert tries(device=other) == "wrong_password"
    assert tries(device=other) == "too_many_tries 1"


def test_a_day_later_nothing_is_held_against_anybody(tries: Try, database: Engine) -> None:
    used_up(tries)
    late = FORGOTTEN.total_seconds() + 1
    assert tries(PASSWORD, after=late) == ""
    with database.connect() as db:
        rows = db.execute(text("SELECT failures FROM attempt")).scalars().all()
    assert rows == [0], "only the address, which has just been right"


def test_no_login_and_no_address_is_kept(tries: Try, database: Engine) -> None:
    tries(login="a password typed in the wrong field")
    with database.connect() as db:
        said = "".join(db.execute(text("SELECT a::text FROM attempt a")).scalars())
    assert "password" not in said
    assert "198.51" not in said


def test_many_at_once_gain_nothing(tries: Try) -> None:
    """All look before any has failed; they are counted one after the other all the same."""
    with ThreadPoolExecutor(8) as threads:
        said = [one.result() for one in [threads.submit(tries) for _ in range(24)]]
    assert said.count("wrong_password") == FREE["login"] + 1
    assert {one for one in said if one != "wrong_password"} == {"too_many_tries 1"}


def test_it_survives_a_restart_of_the_server(server: Server) -> None:
    body = {"login": "dalian.clerk", "password": "wrong", "device": str(uuid4())}
    for _ in range(FREE["login"] + 1):
        requests.post(f"{server.url}/sign-in", json=body, timeout=30)
    with server.engine.begin() as db:
        later = text("UPDATE attempt SET not_before = now() + interval '100 seconds'")
        db.execute(later)
    server.stop()
    server.start()
    said = requests.post(f"{server.url}/sign-in", json={**body, "password": PASSWORD}, timeout=30)
    assert (said.status_code, said.json()["code"]) == (429, "too_many_tries")
    assert 0 < int(said.json()["facts"]["seconds"]) <= 100


def test_the_address_is_the_one_the_proxy_names_last(server: Server) -> None:
    """What a client claims stands before it; each address gets its own row."""
    body = {"login": "dalian.clerk", "password": "wrong", "device": str(uuid4())}
    for claimed in ("192.0.2.1", "192.0.2.2"):
        header = {"X-Forwarded-For": f"{claimed}, 203.0.113.9"}
        requests.post(f"{server.url}/sign-in", json=body, headers=header, timeout=30)
    with server.engine.connect() as db:
        keys = set(db.execute(text("SELECT key FROM attempt")).scalars())
    named = {attempts._key("address", "203.0.113.9"), attempts._key("login", "dalian.clerk")}
    assert keys == named
