"""How long a computer may work without its server, whatever is done to its clock."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import NotAllowed
from ciie_admin.models import lease
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.models.tallies import tally
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter
from tests.fixtures.local import Local
from tests.fixtures.records import plant_unit
from tests.fixtures.server import PASSWORD, Server

LOGIN = "jinpu.clerk"
DAY, DAYS = timedelta(days=1), lease.LEASE.days


@dataclass(slots=True)
class Clock:
    """The computer's own: anybody may turn it."""

    now: datetime = datetime(2024, 9, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


Open = Callable[..., Entered]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(server: Server, clock: Clock, tmp_path: Path) -> Open:
    """Opens the profile by this clock."""

    def go(*, ask: bool = True) -> Entered:
        return enter(server.url, LOGIN, PASSWORD, tmp_path / "one", ask=ask, clock=clock)

    return go


@pytest.fixture
def offline(server: Server, opened: Open) -> Server:
    """One decision was released; since then the server is away."""
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = opened()
    drain(clerk.cache, clerk.office(), clerk.actor)
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=datetime.now(UTC))
    release(clerk.cache, clerk.actor)
    clerk.leave()
    server.stop()
    return server


def opens(opened: Open, *, ask: bool = True) -> bool:
    with suppress(NotAllowed):
        opened(ask=ask).leave()
        return True
    with pytest.raises(NotAllowed) as caught:
        opened(ask=ask)
    assert (caught.value.code, caught.value.facts) == ("offline_lease_over", {"days": "14"})
    return False


def test_it_is_fourteen_days_and_no_longer() -> None:
    assert timedelta(days=14) == lease.LEASE


def test_after_too_long_the_records_stay_closed_and_nothing_is_lost(
    offline: Server, opened: Open, clock: Clock
) -> None:
    clock.now += DAYS * DAY
    assert opens(opened)
    clock.now += timedelta(minutes=1)
    for ask in (True, False):
        assert not opens(opened, ask=ask)
    offline.start()
    clerk = opened(ask=False)
    assert clerk.online, "asked all the same: it has to be"
    with clerk.cache.read() as db:
        assert tally(db).pending == 1
    drain(clerk.cache, clerk.office(), clerk.actor)
    with clerk.cache.read() as db:
        assert (tally(db).pending, tally(db).tray) == (0, 0)
    clerk.leave()
    offline.stop()
    clock.now += DAYS * DAY
    assert opens(opened), "the lease began anew"
    offline.start()


@pytest.mark.parametrize("back", [DAY, 13 * DAY, 400 * DAY])
def test_I35_turning_the_clock_back_does_not_stretch_it(
    offline: Server, opened: Open, clock: Clock, back: timedelta
) -> None:
    clock.now += 13 * DAY
    assert opens(opened)
    clock.now -= back
    assert opens(opened), "one day is left"
    clock.now += DAY
    assert opens(opened)
    clock.now -= back
    assert opens(opened)
    clock.now += timedelta(minutes=1)
    assert not opens(opened)
    clock.now -= 400 * DAY
    assert not opens(opened)
    offline.start()


def test_many_short_days_are_added_up(offline: Server, opened: Open, clock: Clock) -> None:
    for _ in range(DAYS):
        assert opens(opened)
        clock.now += DAY
        assert opens(opened)
        clock.now -= DAY
    assert opens(opened)
    clock.now += timedelta(minutes=1)
    assert not opens(opened)
    offline.start()


def test_a_wrong_clock_at_the_contact_shortens_and_stretches_nothing(
    server: Server, opened: Open, clock: Clock
) -> None:
    clock.now -= 3_000 * DAY
    opened().leave()
    server.stop()
    clock.now += DAYS * DAY
    assert opens(opened)
    clock.now += DAY
    assert not opens(opened)
    server.start()


def test_only_a_later_time_of_the_server_begins_it_anew(local: Local, clock: Clock) -> None:
    served = datetime(2024, 9, 10, tzinfo=UTC)
    lease.meet(local.cache, served, clock())
    clock.now += 10 * DAY
    assert not lease.is_over(local.cache, clock())
    for old in (served, served - DAY, served + lease.OFTEN / 2):
        lease.meet(local.cache, old, clock())
    clock.now += 5 * DAY
    assert lease.is_over(local.cache, clock())
    lease.meet(local.cache, served + 15 * DAY, clock())
    assert not lease.is_over(local.cache, clock())


def test_a_profile_from_before_there_were_leases_gets_one(local: Local, clock: Clock) -> None:
    local.start()
    assert not lease.is_over(local.cache, clock())
    clock.now += (DAYS + 1) * DAY
    assert lease.is_over(local.cache, clock())
