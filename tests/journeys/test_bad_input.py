"""Whatever goes wrong outside: one sentence that says what to do, and nothing is lost."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.outcome import Refused
from ciie_admin.errors import Mishap
from ciie_admin.models import reading, trays
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.server.database import connect
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter, try_sign_in
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import VerdictRefused
from ciie_admin.wire.transport import PACKED
from ciie_admin.words import Language, sentence, title
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_unit, plant_units
from tests.fixtures.server import PASSWORD, Server
from tests.journeys.oracle import assert_synced
from tests.sync.strangers import Talk, answering, sending, stranger

LOGIN = "jinpu.clerk"
PORTAL = answering("<html>请登录</html>".encode(), "text/html")
CUT = answering(b"(\xb5/\xfd", PACKED, length=4000)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TECHNICAL = re.compile(r"Traceback|Error|Exception|Errno|None|\{|\}|\bat 0x|—|http", re.ASCII)


def heard(act: Callable[[], object]) -> str:
    """The code of the mishap, whose words a person can read in both languages."""
    with pytest.raises(Mishap) as caught:
        act()
    for language in LANGUAGES:
        readable(title(caught.value.code, language), language)
        readable(sentence("mishap", caught.value.code, caught.value.facts, language), language)
    return caught.value.code


def readable(said: str, language: Language) -> None:
    """In its language, without anything only a programmer knows, and not too long to be read."""
    assert said.strip()
    assert not TECHNICAL.search(said), said
    assert bool(re.search("[\u4e00-\u9fff]", said)) is (language == "zh")
    assert len(said) <= (80 if language == "zh" else 160), said
    assert PASSWORD not in said


def kept(client: Entered) -> list[Any]:
    with client.cache.read() as db:
        return [
            sorted(map(tuple, db.execute(table.select())), key=repr)
            for table in (DRAFT, OUTBOX, DELIVERED, TRAY)
        ]


def syncs(client: Entered, url: str = "") -> None:
    with closing(Office(url or client.url, client.token)) as office:
        drain(client.cache, office, client.actor)


def entering_at(url: str, root: Path, password: str = PASSWORD) -> Callable[[], Entered]:
    return lambda: enter(url, LOGIN, password, root)


@pytest.fixture
def units(server: Server) -> list[int]:
    return plant_units(server.engine, 3)


@pytest.fixture
def clerk(units: list[int], entering: Enter) -> Entered:
    """With one decision released and not sent, and one drafted."""
    client = entering(LOGIN)
    passes(client, units[0])
    release(client.cache, client.actor)
    passes(client, units[1])
    return client


def passes(client: Entered, *units: int) -> tuple[tuple[int, Refused], ...]:
    done = record(client.cache, "unit", units, pass_command, client.actor, at=datetime.now(UTC))
    return done.not_possible


LINES: dict[str, tuple[Talk, str]] = {
    "a login page": (PORTAL, "not_our_server"),
    "a body cut short": (CUT, "cut_off"),
    "a line cut at once": (sending([]), "unreachable"),
    "a proxy without its server": (
        answering(b"<html>", "text/html", "504 Gateway Timeout"),
        "unreachable",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_costs_nothing_but_time(
    clerk: Entered, server: Server, units: list[int], name: str
) -> None:
    talk, code = LINES[name]
    with stranger(talk) as there:
        assert heard(lambda: syncs(clerk, there.url)) == code
    numbered = kept(clerk)
    assert [len(rows) for rows in numbered] == [1, 1, 0, 0]
    with stranger(talk) as there:
        heard(lambda: syncs(clerk, there.url))
    assert kept(clerk) == numbered, "a second failure changes nothing more"
    release(clerk.cache, clerk.actor)
    syncs(clerk)
    assert_synced(server.engine, [clerk])
    with server.engine.connect() as db:
        told = text("SELECT subject_id, n FROM operation ORDER BY n")
        assert db.execute(told).all() == [(units[0], 1), (units[1], 2)]


def test_the_server_is_away_and_the_day_goes_on(
    clerk: Entered, server: Server, units: list[int], tmp_path: Path
) -> None:
    server.stop()
    assert heard(lambda: syncs(clerk)) == "unreachable"
    clerk.leave()
    again = enter(server.url, LOGIN, PASSWORD, tmp_path / "one")
    assert not again.online
    assert passes(again, units[2]) == ()
    assert not try_sign_in(again, LOGIN, PASSWORD)
    server.start()
    assert try_sign_in(again, LOGIN, PASSWORD)
    release(again.cache, again.actor)
    syncs(again)
    assert_synced(server.engine, [again])
    again.leave()


def test_a_first_sign_in_that_fails_leaves_no_profile(server: Server, tmp_path: Path) -> None:
    """Else the next try would find a key that belongs to nothing."""
    for talk, code in ((PORTAL, "not_our_server"), (CUT, "cut_off")):
        with stranger(talk) as there:
            assert heard(entering_at(there.url, tmp_path)) == code
    assert heard(lambda: enter(server.url, LOGIN, "wrong", tmp_path)) == "wrong_password"
    assert heard(lambda: enter(server.url, "nobody", PASSWORD, tmp_path)) == "wrong_password"
    assert not list(tmp_path.glob("*/vault.json"))
    assert not list(tmp_path.glob("*/cache.db"))
    enter(server.url, LOGIN, PASSWORD, tmp_path).leave()


def test_a_wrong_password_on_a_known_computer(
    clerk: Entered, server: Server, tmp_path: Path
) -> None:
    before = kept(clerk)
    clerk.leave()
    for wrong in ("", "wrong", PASSWORD.upper()):
        assert heard(entering_at(server.url, tmp_path / "one", wrong)) == "wrong_password"
    server.stop()
    assert heard(entering_at(server.url, tmp_path / "one", "wrong")) == "wrong_password"
    again = enter(server.url, LOGIN, PASSWORD, tmp_path / "one")
    assert kept(again) == before
    again.leave()


def test_a_profile_whose_files_are_damaged(clerk: Entered, server: Server, tmp_path: Path) -> None:
    place = clerk.profile
    clerk.leave()
    again = entering_at(server.url, tmp_path / "one")
    for file, codes in (
        (place.vault, {"vault_damaged"}),
        (place.cache, {"cache_corrupt"}),
    ):
        good = file.read_bytes()
        for bad in (b"", b"x" * 10_000, good[: len(good) // 3]):
            file.write_bytes(bad)
            if bad or file is place.vault:
                assert heard(again) in codes
        file.write_bytes(good)
    client = again()
    assert [len(rows) for rows in kept(client)] == [1, 1, 0, 0]
    client.leave()


def test_the_profile_is_open_in_another_window(
    clerk: Entered, server: Server, tmp_path: Path
) -> None:
    before = kept(clerk)
    assert heard(lambda: enter(server.url, LOGIN, PASSWORD, tmp_path / "one")) == "profile_in_use"
    assert kept(clerk) == before
    syncs(clerk)
    assert_synced(server.engine, [clerk])


def test_a_disk_that_is_full_when_records_arrive(clerk: Entered, server: Server) -> None:
    before = kept(clerk)
    with server.engine.begin() as base:
        for number in range(10, 400):
            plant_unit(base, number)
    limited(clerk, None)
    assert heard(lambda: syncs(clerk)) == "cache_full"
    assert kept(clerk)[0] == before[0]
    assert [row[1] for row in kept(clerk)[1]] == [row[1] for row in before[1]]
    limited(clerk, 2**32 - 2)
    release(clerk.cache, clerk.actor)
    syncs(clerk)
    assert_synced(server.engine, [clerk])


def limited(client: Entered, pages: int | None) -> None:
    """Pages the cache may have; None for as many as it has."""
    with client.cache.engine.connect() as db:
        most = pages or db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count = {most}")


def test_a_record_that_moved_meanwhile(
    clerk: Entered, server: Server, units: list[int], entering: Enter
) -> None:
    """A colleague decided on another computer: told with the colleague's name, and kept."""
    head = entering("dalian.head", "two")
    for unit in units[:2]:
        passes(head, unit)
    release(head.cache, head.actor)
    syncs(head)
    syncs(clerk)
    with clerk.cache.read() as db:
        waiting = [one for one in trays.entries(db) if isinstance(one.verdict, VerdictRefused)]
        rows = reading.unit_rows(db, units)
    assert waiting == [], "the same step twice is no mishap"
    assert rows[units[1]].review == "first_passed"
    assert release(clerk.cache, clerk.actor).stayed == 1
    (why,) = (why for _, why in passes(clerk, units[0]))
    for language in LANGUAGES:
        readable(sentence("refused", why.code, why.facts, language), language)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite:///x.db", "not_postgres"),
        ("mysql://a:b@127.0.0.1/x", "not_postgres"),
        ("mongodb://127.0.0.1", "not_postgres"),
        ("not a url", "not_postgres"),
        ("", "not_postgres"),
        ("postgresql://ciie:geheim@127.0.0.1:1/none", "database_unreachable"),
    ],
)
def test_a_database_that_is_none_of_ours(url: str, code: str) -> None:
    assert heard(lambda: connect(url)) == code


def test_the_database_is_a_server_of_another_kind() -> None:
    with stranger(PORTAL, listens=False) as there:
        url = there.url.replace("http", "postgresql")
        assert heard(lambda: connect(f"{url}/x")) == "database_unreachable"
