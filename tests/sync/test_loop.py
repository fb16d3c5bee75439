"""The loop: goes on by itself after any fault of the line, hears of colleagues, ends when told."""

import threading
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from sqlalchemy import text

from ciie_admin.errors import CacheUnreadable
from ciie_admin.models import digests, reading
from ciie_admin.sync import loop as loops
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.http import Office
from ciie_admin.sync.loop import Loop, Told
from ciie_admin.wire.messages import Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.client import Enter, decided
from tests.fixtures.records import plant_units
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced

SECONDS = 30.0
"""Generous, and still less than the minute after which a loop looks by itself."""


class Heard:
    """What a loop told; `until` returns once something fits, counted from the last `forget`."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self._news = threading.Condition()

    def __call__(self, told: Told) -> None:
        with self._news:
            self.told.append(told)
            self._news.notify_all()

    def forget(self) -> None:
        with self._news:
            self.told.clear()

    def until(self, fits: Callable[[Told], bool]) -> Told:
        def found() -> Told | None:
            return next((one for one in self.told if fits(one)), None)

        with self._news:
            assert self._news.wait_for(lambda: found() is not None, SECONDS), self.told
            one = found()
            assert one is not None
            return one

    def state(self, state: str) -> Told:
        return self.until(lambda told: told.state == state)


Run = Callable[[Entered], tuple[Loop, Heard]]


@pytest.fixture
def running() -> Iterator[Run]:
    started: list[Loop] = []

    def go(client: Entered) -> tuple[Loop, Heard]:
        heard = Heard()
        loop = Loop(client.cache, client.actor, client.office, heard)
        started.append(loop)
        loop.start()
        return loop, heard

    yield go
    for loop in started:
        loop.stop()


def test_what_one_office_decides_the_other_sees_at_once(
    server: Server, entering: Enter, running: Run
) -> None:
    """The waiter wakes the loop: nobody asks, and the next look by itself is a minute away."""
    (unit,) = plant_units(server.engine)
    clerk, head = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    _, heard = running(head)
    heard.state("online")
    heard.forget()
    decided(clerk, unit)
    office = clerk.office()
    began = monotonic()
    drain(clerk.cache, office, clerk.actor)
    office.close()
    news = heard.until(lambda told: told.cycled is not None and unit in told.cycled.touched.units)
    took = monotonic() - began
    assert news.cycled is not None
    assert took < loops.IDLE_SECONDS / 4
    with head.cache.read() as db:
        assert reading.unit_rows(db, [unit])[unit].review == "first_passed"


def test_offline_and_online_again_by_itself(
    server: Server, entering: Enter, running: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "FIRST_PAUSE", 0.05)
    (unit,) = plant_units(server.engine)
    clerk = entering("jinpu.clerk")
    server.stop()
    loop, heard = running(clerk)
    away = heard.state("offline")
    assert away.mishap is not None
    assert away.mishap.code == "unreachable"
    decided(clerk, unit)
    loop.wake()
    heard.forget()
    heard.state("offline")
    server.start()
    heard.state("online")
    assert_synced(server.engine, [clerk])
    with server.engine.connect() as db:
        assert db.execute(text("SELECT review FROM unit")).scalar() == "first_passed"


def test_a_release_goes_out_when_the_loop_is_woken(
    server: Server, entering: Enter, running: Run
) -> None:
    (unit,) = plant_units(server.engine)
    clerk = entering("jinpu.clerk")
    loop, heard = running(clerk)
    heard.state("online")
    decided(clerk, unit)
    heard.forget()
    loop.wake()
    sent = heard.until(lambda told: told.cycled is not None and told.cycled.sent == 1)
    assert sent.state == "syncing", "the effect of what was sent is asked for at once"
    heard.state("online")
    assert_synced(server.engine, [clerk])


def test_stopping_ends_the_thread_and_leaves_the_cache_usable(
    server: Server, entering: Enter, running: Run
) -> None:
    (unit,) = plant_units(server.engine)
    clerk = entering("jinpu.clerk")
    loop, heard = running(clerk)
    heard.state("online")
    loop.stop()
    assert not loop._exchanging.is_alive()
    heard.forget()
    loop.wake()
    decided(clerk, unit)
    with clerk.cache.read() as db:
        assert reading.unit_rows(db, [unit])[unit].stage == "pending"
    assert heard.told == []


def test_stopping_does_not_wait_for_a_pause_or_for_the_waiter(
    server: Server, entering: Enter, running: Run
) -> None:
    clerk = entering("jinpu.clerk")
    server.stop()
    loop, heard = running(clerk)
    heard.state("offline")
    began = monotonic()
    loop.stop()
    assert monotonic() - began < loops.LONGEST_PAUSE
    assert not loop._exchanging.is_alive()


class Rests(threading.Event):
    """Tells when the waiter lets colleagues' steps gather."""

    def __init__(self) -> None:
        super().__init__()
        self.lull = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        if timeout == loops.LULL:
            self.lull.set()
        return super().wait(timeout)


def test_colleagues_steps_gather_and_the_end_does_not_wait_for_them(
    server: Server, entering: Enter, running: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "LULL", 600.0)
    units = plant_units(server.engine, 3)
    colleague, clerk = Clerk(server, "dalian.second"), entering("jinpu.clerk")
    digests.note_checked(clerk.cache)
    loop, heard = running(clerk)
    stopping = loop._stopping = Rests()
    heard.state("online")
    heard.forget()
    for unit in units:
        colleague.opens(Subject(kind="unit", id=unit))
        assert stopping.lull.wait(SECONDS)
    loop.wake()
    told = heard.state("online")
    assert [one for one in heard.told if one.cycled is not None] == [told], "three steps, one look"
    assert told.cycled is not None
    assert told.cycled.around is not None
    assert [one.id for one in told.cycled.around.others] == units[-1:]
    loop.stop()
    loop._waiting.join(SECONDS)
    assert not loop._waiting.is_alive()


def test_a_session_that_ended_stops_the_loop_and_keeps_everything(
    server: Server, entering: Enter, running: Run
) -> None:
    (unit,) = plant_units(server.engine)
    clerk = entering("jinpu.clerk")
    decided(clerk, unit)
    with server.engine.begin() as db:
        db.execute(text("DELETE FROM session"))
    loop, heard = running(clerk)
    told = heard.state("stopped")
    assert told.mishap is not None
    assert told.mishap.code == "session_ended"
    loop._exchanging.join(SECONDS)
    assert not loop._exchanging.is_alive()
    with clerk.cache.read() as db:
        assert reading.unit_rows(db, [unit])[unit].stage == "pending"


def test_a_fault_of_the_cache_is_told_and_tried_again(
    server: Server, entering: Enter, running: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is locked by a stranger for longer than we wait; afterwards all is as ever."""
    monkeypatch.setattr(loops, "FIRST_PAUSE", 0.05)
    (unit,) = plant_units(server.engine)
    clerk = entering("jinpu.clerk")
    decided(clerk, unit)
    with clerk.cache.write() as db:
        db.exec_driver_sql("PRAGMA busy_timeout = 1")
        others = [clerk.cache.engine.connect() for _ in range(4)]
        for other in others:
            other.exec_driver_sql("PRAGMA busy_timeout = 1")
            other.rollback()
            other.close()
        _, heard = running(clerk)
        told = heard.state("offline")
    assert isinstance(told.mishap, CacheUnreadable)
    assert told.mishap.code == "cache_locked"
    heard.state("online")
    assert_synced(server.engine, [clerk])


def test_each_thread_opens_its_own_line(server: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    opened: list[tuple[int, Office]] = []
    both = threading.Barrier(2)

    def open_office() -> Office:
        office = clerk.office()
        opened.append((threading.get_ident(), office))
        both.wait(SECONDS)
        return office

    loop = Loop(clerk.cache, clerk.actor, open_office, Heard())
    loop.start()
    loop.stop(SECONDS)
    assert len({thread for thread, _ in opened}) == len({id(one) for _, one in opened}) == 2
