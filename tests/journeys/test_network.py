"""A real client, the real server, and a line between them that does everything lines do."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from threading import Condition

import pytest
from sqlalchemy import text

from ciie_admin.errors import Offline
from ciie_admin.models import opening
from ciie_admin.models.precious import OUTBOX
from ciie_admin.sync.cycle import cycle
from ciie_admin.sync.entering import Entered, enter
from ciie_admin.sync.http import Office
from ciie_admin.sync.loop import Loop, Told
from ciie_admin.wire.messages import Answer, Exchange
from ciie_admin.words import word
from tests.fixtures.client import decided, synced
from tests.fixtures.proxy import SECONDS, Mode, Proxy
from tests.fixtures.records import edit_unit, plant_units
from tests.fixtures.server import PASSWORD, Server
from tests.journeys.oracle import assert_each_once, assert_synced
from tests.journeys.worker import there_and_back

LOGIN = "jinpu.clerk"
UNITS = 40
PAGE = 12


@pytest.fixture
def units(server: Server) -> list[int]:
    """Associations wait for one step."""
    return plant_units(server.engine, UNITS, unit_class="association")


@pytest.fixture
def entering(proxy: Proxy, tmp_path: Path) -> Iterator[Callable[[], Entered]]:
    opened: list[Entered] = []

    def go() -> Entered:
        opened.append(enter(proxy.url, LOGIN, PASSWORD, tmp_path / "one"))
        return opened[-1]

    yield go
    for client in opened:
        client.leave()


def decides(client: Entered, units: list[int]) -> set[str]:
    return {*decided(client, *units, choose=there_and_back)}


def failure(client: Entered) -> str:
    """Code of the mishap a sync ended with, if it did."""
    try:
        synced(client)
    except Offline as mishap:
        return mishap.code
    return ""


def received(server: Server) -> int:
    with server.engine.connect() as db:
        found: int = db.execute(text("SELECT count(*) FROM operation")).scalar_one()
    return found


def unanswered(client: Entered) -> int:
    with client.cache.read() as db:
        return len(db.execute(OUTBOX.select().where(OUTBOX.c.verdict.is_(None))).all())


def assert_once(server: Server, client: Entered, released: set[str]) -> None:
    """Synced, every operation answered once, and its effect in one line of one history."""
    assert_synced(server.engine, [client])
    assert_each_once(server.engine, client, released)
    with server.engine.connect() as db:
        lines = "SELECT sum(jsonb_array_length(history)) FROM unit"
        assert db.execute(text(lines)).scalar_one() == len(released)


@pytest.mark.parametrize(
    ("mode", "code", "reached"),
    [
        ("cut_request", "unreachable", 0),
        ("cut_reply", "unreachable", UNITS),
        ("cut_body", "cut_off", UNITS),
        ("portal", "not_our_server", 0),
    ],
)
def test_I10_a_line_that_fails_costs_nothing_and_doubles_nothing(
    server: Server,
    proxy: Proxy,
    entering: Callable[[], Entered],
    units: list[int],
    mode: Mode,
    code: str,
    reached: int,
) -> None:
    client = entering()
    synced(client)
    released = decides(client, units)
    proxy.mode = mode
    for _ in range(2):
        with pytest.raises(Offline) as caught:
            synced(client)
        assert caught.value.code == code
    assert word("mishap", code, "zh")
    assert word("mishap", code, "en")
    assert (received(server), unanswered(client)) == (reached, UNITS)
    proxy.mode = "pass"
    synced(client)
    assert_once(server, client, released)


def test_a_slow_line_is_only_slow(
    server: Server, proxy: Proxy, entering: Callable[[], Entered], units: list[int]
) -> None:
    """A first download and its decisions at 20 KB/s."""
    proxy.mode = "trickle"
    client = entering()
    synced(client)
    released = decides(client, units)
    synced(client)
    assert_once(server, client, released)


def test_a_line_that_flaps_gets_everything_through(
    server: Server, proxy: Proxy, entering: Callable[[], Entered], units: list[int]
) -> None:
    client = entering()
    synced(client)
    released = decides(client, units)
    proxy.mode = "flap"
    before, codes = proxy.answered, [failure(client)]
    while codes[-1]:
        assert codes[-1] == "unreachable"
        assert len(codes) < 10
        codes.append(failure(client))
    assert proxy.connections > proxy.answered, "some were refused"
    assert proxy.answered - before <= 2 * len(codes), "no answer is fetched over and over"
    proxy.mode = "pass"
    synced(client)
    assert_once(server, client, released)


class SmallPages(Office):
    """The real line, asking for a dozen changes at a time."""

    def exchange(self, request: Exchange) -> Answer:
        return super().exchange(replace(request, limit=PAGE))


def cursor(client: Entered) -> int:
    with client.cache.read() as db:
        return int(opening.progress(db).get("cursor", "0"))


def test_I28_a_cut_costs_a_first_download_no_more_than_one_page(
    server: Server, proxy: Proxy, entering: Callable[[], Entered], units: list[int]
) -> None:
    client = entering()
    reached, pages, cuts = [0], 0, 0
    whole = False
    while not whole:
        proxy.mode = "cut_body" if pages > cuts else "pass"
        with closing(SmallPages(client.url, client.token)) as office:
            try:
                whole = not cycle(client.cache, office, client.actor).remaining
                pages += 1
            except Offline:
                cuts += 1
                assert cursor(client) == reached[-1], "half an answer moved the cursor"
                continue
        reached.append(cursor(client))
    assert cuts >= 3
    assert reached == sorted(set(reached)), "every page is stored once"
    assert pages <= (len(units) + 20) // PAGE + 1
    proxy.mode = "pass"
    synced(client)
    assert_synced(server.engine, [client])


class Heard:
    """What a loop told; `until` waits for it."""

    def __init__(self) -> None:
        self._told: list[Told] = []
        self._news = Condition()

    def __call__(self, told: Told) -> None:
        with self._news:
            self._told.append(told)
            self._news.notify_all()

    def until(self, state: str, code: str = "") -> None:
        """Once; what came before it is forgotten."""

        def found() -> bool:
            return any(
                one.state == state and (one.mishap.code if one.mishap else "") == code
                for one in self._told
            )

        with self._news:
            assert self._news.wait_for(found, SECONDS), [one.state for one in self._told]
            self._told.clear()


def test_the_program_goes_through_all_of_it_by_itself(
    server: Server, proxy: Proxy, entering: Callable[[], Entered], units: list[int]
) -> None:
    client = entering()
    heard = Heard()
    loop = Loop(client.cache, client.actor, client.office, heard)
    loop.start()
    heard.until("online")
    released: set[str] = set()
    faults: tuple[tuple[Mode, str], ...] = (
        ("portal", "not_our_server"),
        ("cut_body", "cut_off"),
        ("cut_reply", "unreachable"),
    )
    for mode, code in faults:
        proxy.mode = mode
        released |= decides(client, units)
        loop.wake()
        heard.until("offline", code)
        with server.engine.begin() as db:
            edit_unit(db, units[0], address=mode)
        proxy.mode = "pass"
        loop.wake()
        heard.until("online")
    loop.stop()
    with suppress(Offline):
        synced(client)
    assert_synced(server.engine, [client])
    assert_each_once(server.engine, client, released)
