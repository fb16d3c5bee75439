"""Tokens run out while people work: nobody notices, and nothing of them lies about in the clear."""

import threading
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from ciie_admin.domain.revealing import RevealPurpose
from ciie_admin.errors import Mishap, NotAllowed, Offline
from ciie_admin.models import opening
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import REFRESH, Entered, enter, try_refresh
from ciie_admin.sync.http import Office
from ciie_admin.sync.keys import Keys
from ciie_admin.wire.sessions import Refresh, Refreshed
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import PASSWORD, Server

EXPIRE = "UPDATE session SET access_until = now() - interval '1 second'"


def run_out(server: Server) -> None:
    with server.engine.begin() as db:
        db.execute(text(EXPIRE))


def kept(client: Entered) -> str | None:
    with client.cache.read() as db:
        return opening.preference(db, REFRESH)


def count(server: Server, query: str) -> int:
    with server.engine.connect() as db:
        return int(db.execute(text(query)).scalar_one())


def test_a_line_fetches_new_tokens_by_itself(server: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    before, token = kept(clerk), clerk.token
    with closing(clerk.office()) as office:
        run_out(server)
        drain(clerk.cache, office, clerk.actor)
    assert clerk.token != token
    assert kept(clerk) not in (None, "", before)


def test_lines_of_one_device_share_what_one_has_fetched(server: Server, entering: Enter) -> None:
    """Both were opened with the old token; only one of them asks for a new one."""
    clerk = entering("jinpu.clerk")
    with closing(clerk.office()) as one, closing(clerk.office()) as other:
        run_out(server)
        assert one.sessions()
        assert other.sessions()
    assert count(server, "SELECT count(*) FROM refresh") == 2


def test_many_threads_at_once_ask_once(server: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    run_out(server)
    together = threading.Barrier(6)
    said: list[int] = []

    def ask() -> None:
        with closing(clerk.office()) as office:
            together.wait(30)
            said.append(len(office.sessions()))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert said == [1] * 6
    assert count(server, "SELECT count(*) FROM refresh") == 2


def test_when_the_session_has_ended_the_person_is_asked(server: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    with server.engine.begin() as db:
        db.execute(text("UPDATE session SET ended_at = now()"))
    with closing(clerk.office()) as office, pytest.raises(NotAllowed, match="session_ended"):
        office.sessions()


def test_a_lost_answer_does_not_sign_anybody_out(server: Server, entering: Enter) -> None:
    """The server has given new tokens, the line broke before they came."""
    clerk = entering("jinpu.clerk")
    run_out(server)
    with closing(clerk.office()) as office, closing(LossyOffice(clerk)) as lossy:
        with pytest.raises(Offline):
            lossy.sessions()
        assert office.sessions()
    assert count(server, "SELECT count(*) FROM session WHERE ended_at IS NULL") == 1


class LossyOffice(Office):
    """Its answer about new tokens never arrives."""

    def __init__(self, client: Entered) -> None:
        super().__init__(client.url, client.token, client.keys)

    def _refresh(self, wish: Refresh) -> Refreshed:
        super()._refresh(wish)
        raise Offline("cut_off")


def test_the_refresh_token_lies_only_in_the_encrypted_cache(
    server: Server, entering: Enter, tmp_path: Path
) -> None:
    clerk = entering("jinpu.clerk")
    run_out(server)
    with closing(clerk.office()) as office:
        office.sessions()
    secrets = [(kept(clerk) or "").encode(), clerk.token.encode()]
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert any(one.name == "cache.db" for one in files)
    for one in files:
        content = one.read_bytes()
        assert not [secret for secret in secrets if secret in content], one.name


def test_a_kept_token_goes_online_without_the_password(
    server: Server, entering: Enter, tmp_path: Path
) -> None:
    entering("jinpu.clerk").leave()
    again = enter(server.url, "jinpu.clerk", PASSWORD, tmp_path / "one", ask=False)
    try:
        assert not again.online
        assert try_refresh(again)
        with closing(again.office()) as office:
            assert len(office.sessions()) == 1
    finally:
        again.leave()


def test_without_a_server_or_with_a_dead_token_it_just_stays_offline(
    server: Server, entering: Enter, tmp_path: Path
) -> None:
    entering("jinpu.clerk").leave()
    again = enter(server.url, "jinpu.clerk", PASSWORD, tmp_path / "one", ask=False)
    try:
        server.stop()
        assert not try_refresh(again)
        server.start()
        with server.engine.begin() as db:
            db.execute(text("DELETE FROM session"))
        assert not try_refresh(again)
    finally:
        again.leave()


def test_nothing_is_stored_once_the_profile_is_left(server: Server, entering: Enter) -> None:
    """A line that still waits must not open the cache again."""
    clerk = entering("jinpu.clerk")
    with closing(clerk.office()) as office:
        run_out(server)
        clerk.leave()
        with pytest.raises(NotAllowed, match="session_ended"):
            office.sessions()


def test_tokens_that_arrive_after_the_profile_was_left_are_not_stored() -> None:
    """Left while the answer was on its way; the server takes the old token again."""
    stored: list[str] = []
    keys = Keys(uuid4(), "stale", "first", stored.append)

    def ask(_wish: Refresh) -> Refreshed:
        keys.end()
        return Refreshed(token="fresh", refresh="second", seconds=900)

    with pytest.raises(NotAllowed, match="session_ended"):
        keys.renew("stale", ask)
    assert (stored, keys.access) == ([], "stale")


def test_signing_out_and_ending_other_sessions(server: Server, entering: Enter) -> None:
    one, other = entering("jinpu.clerk", "one"), entering("jinpu.clerk", "two")
    with closing(one.office()) as office, closing(other.office()) as there:
        found = office.sessions()
        office.end_session(next(each.id for each in found if not each.own))
        with pytest.raises(NotAllowed, match="session_ended"):
            there.sessions()
        with pytest.raises(Mishap, match="no_such_record"):
            office.end_session(10**9)
        office.sign_out()
        with pytest.raises(NotAllowed, match="session_ended"):
            office.sessions()


def test_too_many_tries_are_no_reason_to_stop_working(server: Server, entering: Enter) -> None:
    """The local password is right: work goes on offline until the server takes it again."""
    entering("jinpu.clerk").leave()
    with server.engine.begin() as db:
        db.execute(text("UPDATE attempt SET not_before = now() + interval '1 hour'"))
    again = entering("jinpu.clerk", synced=False)
    assert not again.online


def test_a_reveal_brings_the_number(server: Server, entering: Enter) -> None:
    with server.engine.begin() as db:
        person = plant_person(db, plant_unit(db, 1), 1)
    clerk = entering("jinpu.clerk")
    with closing(clerk.office()) as office:
        assert office.reveal(person, RevealPurpose.CALL_BACK) == "TEST00000000000001"
        with pytest.raises(Mishap, match="no_such_record"):
            office.reveal(person + 1, RevealPurpose.CALL_BACK)
