"""Short tokens, refresh tokens that are shown once, one's own sessions, and how each ends."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import Engine, text

from ciie_admin.server import devices, sessions
from ciie_admin.server.faults import Fault
from ciie_admin.server.sessions import ACCESS, IDLE
from tests.fixtures.clerks import Clerk
from tests.fixtures.registrants import fault
from tests.fixtures.server import PASSWORD, Account, Server

NOW = datetime(2024, 9, 10, 2, tzinfo=UTC)
LATER = NOW + ACCESS


@dataclass(slots=True)
class Held:
    """What a client holds; `shows` acts in a transaction of its own."""

    engine: Engine
    device: UUID
    tokens: sessions.Tokens

    def is_known(self, at: datetime = NOW, token: str = "") -> sessions.Known:
        with self.engine.begin() as db:
            row = sessions.find(db, token or self.tokens.access, at)
        return sessions.Known(row.id, row.account_id, row.device_id)

    def renews(self, token: str = "", at: datetime = LATER, device: UUID | None = None) -> bool:
        with self.engine.begin() as db:
            shown = token or self.tokens.refresh
            found = sessions.renew(db, shown, device or self.device, at)
        self.tokens = found or self.tokens
        return found is not None


@pytest.fixture
def held(database: Engine, accounts: dict[str, Account]) -> Held:
    account, device = accounts["dalian.clerk"].id, uuid4()
    enrol = text("INSERT INTO device (id, account_id, last_n) VALUES (:device, :account, 0)")
    with database.begin() as db:
        db.execute(enrol, {"device": device, "account": account})
        _, tokens = sessions.open_session(db, account, device, NOW)
    return Held(database, device, tokens)


def refused(code: str) -> Any:
    return pytest.raises(Fault, match=f"^{code}$")


def test_an_access_token_ends_by_itself(held: Held) -> None:
    assert held.is_known(LATER - timedelta(seconds=1)).device == held.device
    with refused("session_expired"):
        held.is_known(LATER)


def test_new_tokens_take_the_place_of_the_old(held: Held) -> None:
    before = held.tokens
    session = held.is_known().session
    assert held.renews()
    assert {held.tokens.access, held.tokens.refresh}.isdisjoint({before.access, before.refresh})
    assert held.is_known(LATER).session == session
    with refused("session_ended"):
        held.is_known(LATER, before.access)


def test_a_refresh_token_shown_again_ends_the_whole_family(held: Held) -> None:
    """A thief came first, or comes now: who of the two is right nobody can tell."""
    old = held.tokens.refresh
    assert held.renews()
    held.is_known(LATER)
    thief = Held(held.engine, held.device, held.tokens)
    assert not thief.renews(old)
    for act in (held.is_known, held.renews):
        with refused("session_ended"):
            act(at=LATER)


def test_an_old_token_from_further_back_ends_it_too(held: Held) -> None:
    first = held.tokens.refresh
    assert held.renews()
    assert held.renews()
    assert not held.renews(first)
    with refused("session_ended"):
        held.is_known(LATER)


def test_an_answer_that_never_came_can_be_asked_for_again(held: Held) -> None:
    old, lost = held.tokens.refresh, held.tokens
    assert held.renews()
    lost = held.tokens
    assert held.renews(old), "nobody has shown the new tokens yet"
    assert held.is_known(LATER)
    assert not held.renews(lost.refresh), "the lost answer was heard by somebody after all"
    with refused("session_ended"):
        held.is_known(LATER)


def test_a_refresh_token_is_bound_to_its_device(held: Held) -> None:
    assert not held.renews(device=uuid4())
    with refused("session_ended"):
        held.is_known()


def test_a_session_nobody_renews_ends(held: Held) -> None:
    assert held.renews(at=NOW + IDLE - timedelta(seconds=1))
    with refused("session_ended"):
        held.renews(at=NOW + IDLE + IDLE)


def test_no_token_is_kept_in_the_clear(held: Held) -> None:
    query = "SELECT s::text || r::text FROM session s JOIN refresh r ON r.session_id = s.id"
    with held.engine.connect() as db:
        said = db.execute(text(query)).scalar_one()
    for token in (held.tokens.access, held.tokens.refresh):
        assert token not in said
        assert token.encode().hex() not in said


def test_signing_in_again_clears_what_a_device_left_behind(held: Held) -> None:
    account = held.is_known().account
    with held.engine.begin() as db:
        _, alive = sessions.open_session(db, account, held.device, NOW)
        held.tokens, old = alive, held.tokens
    assert held.is_known(token=old.access), "a copied profile goes on for now"
    with held.engine.begin() as db:
        sessions.open_session(db, account, held.device, LATER)
    with refused("session_ended"):
        held.renews(old.refresh)


def asked(clerk: Clerk, method: str, path: str) -> requests.Response:
    return requests.request(method, clerk.server.url + path, headers=clerk.headers, timeout=30)


def listed(clerk: Clerk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asked(clerk, "GET", "/sessions").json()["sessions"]
    return found


def test_ones_own_sessions_are_listed_and_ended(server: Server) -> None:
    one, other = Clerk(server, "dalian.clerk"), Clerk(server, "dalian.clerk")
    Clerk(server, "dalian.head")
    found = listed(one)
    assert [(each["device"], each["own"]) for each in found] == [
        (str(other.device), False),
        (str(one.device), True),
    ]
    assert asked(one, "POST", f"/sessions/{found[0]['id']}/end").status_code == 204
    assert fault(asked(other, "GET", "/sessions")) == (401, "session_ended")
    assert len(listed(one)) == 1


def test_sessions_of_others_do_not_exist(server: Server) -> None:
    clerk, head = Clerk(server, "dalian.clerk"), Clerk(server, "dalian.head")
    (mine,) = listed(clerk)
    for number in (mine["id"], 10**9):
        assert fault(asked(head, "POST", f"/sessions/{number}/end")) == (404, "no_such_record")
    assert len(listed(clerk)) == 1


def test_signing_out_ends_the_session(server: Server) -> None:
    clerk = Clerk(server, "dalian.clerk")
    assert asked(clerk, "POST", "/sign-out").status_code == 204
    assert fault(asked(clerk, "GET", "/sessions")) == (401, "session_ended")


def test_new_tokens_over_http(server: Server) -> None:
    device = str(uuid4())
    body = {"login": "dalian.clerk", "password": PASSWORD, "device": device}
    signed = requests.post(f"{server.url}/sign-in", json=body, timeout=30).json()
    wish = {"device": device, "refresh": signed["refresh"]}
    fresh = requests.post(f"{server.url}/refresh", json=wish, timeout=30)
    assert fresh.json()["seconds"] == ACCESS.total_seconds()
    header = {"Authorization": f"Bearer {fresh.json()['token']}"}
    assert requests.get(f"{server.url}/sessions", headers=header, timeout=30).ok
    again = requests.post(f"{server.url}/refresh", json=wish, timeout=30)
    assert fault(again) == (401, "session_ended")
    ended = requests.get(f"{server.url}/sessions", headers=header, timeout=30)
    assert fault(ended) == (401, "session_ended"), "the replay was committed, not only answered"


def test_disabling_an_account_ends_all_it_has(server: Server) -> None:
    clerks = [Clerk(server, "dalian.clerk") for _ in range(2)]
    with server.engine.begin() as db:
        devices.disable(db, "dalian.clerk", datetime.now(UTC))
    for clerk in clerks:
        assert fault(asked(clerk, "GET", "/wait?after=0")) == (403, "account_disabled")
    body = {"login": "dalian.clerk", "password": PASSWORD, "device": str(clerks[0].device)}
    said = requests.post(f"{server.url}/sign-in", json=body, timeout=30)
    assert fault(said) == (403, "account_disabled")
    wrong = requests.post(f"{server.url}/sign-in", json={**body, "password": "x"}, timeout=30)
    assert fault(wrong) == (401, "wrong_password"), "only who knows the password is told"
    query = "SELECT count(*) FROM session WHERE ended_at IS NULL"
    with server.engine.connect() as db:
        assert db.execute(text(query)).scalar_one() == 0
