"""A profile that was copied, or came back from a backup: two computers with one identity."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from ciie_admin.domain.commands import ReturnUnit, WithdrawUnit
from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import NotAllowed
from ciie_admin.models import forking, opening, trays
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter, decided, synced
from tests.fixtures.local import always
from tests.fixtures.records import plant_units
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced

RETURN = always(ReturnUnit(reasons=("address_differs",)))


def turned_away(client: Entered) -> str:
    with pytest.raises(NotAllowed) as caught:
        synced(client)
    return caught.value.code


def device(client: Entered) -> str:
    with client.cache.read() as db:
        return str(opening.device(db))


def arrived(server: Server) -> dict[str, tuple[str, int]]:
    """Operation -> device and number."""
    rows = text("SELECT id::text, device_id::text, n FROM operation")
    with server.engine.connect() as db:
        return {key: (who, n) for key, who, n in db.execute(rows)}


@pytest.fixture
def copies(entering: Enter, tmp_path: Path) -> tuple[Entered, Entered]:
    """The same profile twice, both signed in."""
    entering("jinpu.clerk", "one").leave()
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    one, copy = (entering("jinpu.clerk", name, synced=False) for name in ("one", "copy"))
    return one, copy


def test_I13_a_copy_goes_on_as_a_computer_of_its_own(
    server: Server, entering: Enter, copies: tuple[Entered, Entered]
) -> None:
    one, copy = copies
    units = plant_units(server.engine, 5)
    for client in copies:
        synced(client)
    assert device(one) == device(copy)
    theirs = decided(one, *units[:2])
    mine = decided(copy, *units[2:])
    synced(one)
    assert turned_away(copy) == "device_forked"
    with copy.cache.read() as db:
        waiting = db.execute(OUTBOX.select()).mappings().all()
        assert trays.open_count(db) == 0, "nothing went wrong with the decisions"
    assert [row["id"] for row in waiting] == mine
    assert {(row["n"], row["sent_at"]) for row in waiting} == {(None, None)}

    copy.leave()
    copy = entering("jinpu.clerk", "copy")
    assert device(copy) != device(one)
    synced(one)
    assert_synced(server.engine, [one, copy])
    found = arrived(server)
    assert found == {
        **{key: (device(one), n) for n, key in enumerate(theirs, 1)},
        **{key: (device(copy), n) for n, key in enumerate(mine, 1)},
    }, "the same ids, each once, every device without a gap"


def test_I13_nothing_of_a_copys_page_is_kept_so_its_order_stays(
    server: Server, entering: Enter, copies: tuple[Entered, Entered]
) -> None:
    """The copy's numbers run past the original's: its later ones rest on those that were used."""
    one, copy = copies
    first, second = plant_units(server.engine, 2)
    for client in copies:
        synced(client)
    decided(one, first)
    synced(one)
    mine = decided(copy, second, choose=RETURN)
    mine += decided(copy, second, choose=always(WithdrawUnit()))
    mine += decided(copy, second)
    assert turned_away(copy) == "device_forked"
    assert set(arrived(server)) & set(mine) == set()
    copy.leave()
    copy = entering("jinpu.clerk", "copy")
    synced(one)
    assert_synced(server.engine, [one, copy])
    with server.engine.connect() as db:
        reviews = db.execute(text("SELECT review FROM unit ORDER BY id")).scalars().all()
    assert reviews == ["first_passed", "first_passed"]
    assert [arrived(server)[key][1] for key in mine] == [1, 2, 3]


def test_what_had_arrived_before_the_copy_was_made_is_not_sent_twice(
    server: Server, entering: Enter, tmp_path: Path
) -> None:
    """Copied between sending and answer: the same operations, under the same numbers."""
    first, second, third = plant_units(server.engine, 3)
    one = entering("jinpu.clerk", "one")
    sent = decided(one, first, second)
    one.leave()
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    one = entering("jinpu.clerk", "one")
    copy = entering("jinpu.clerk", "copy")
    assert set(arrived(server)) == set(sent)
    sent += decided(copy, third)
    synced(copy)
    assert_synced(server.engine, [copy])
    synced(one)
    assert_synced(server.engine, [one, copy])
    assert set(arrived(server)) == set(sent)


def test_a_draft_that_was_copied_and_released_twice_is_one_decision(
    server: Server, entering: Enter, tmp_path: Path
) -> None:
    """The copy released it later, on another state of the case: still the same wish."""
    (unit,) = plant_units(server.engine, 1)
    one = entering("jinpu.clerk", "one")
    record(one.cache, "unit", [unit], pass_command, one.actor, at=datetime.now(UTC))
    one.leave()
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    one = entering("jinpu.clerk", "one")
    sent = [str(key) for key in release(one.cache, one.actor).sent]
    synced(one)
    copy = entering("jinpu.clerk", "copy", synced=False)
    assert [str(key) for key in release(copy.cache, copy.actor).sent] == sent
    synced(copy)
    assert_synced(server.engine, [one, copy])
    with copy.cache.read() as db:
        assert trays.open_count(db) == 0
    assert set(arrived(server)) == set(sent)


def test_without_the_server_a_copy_stays_what_it_is(
    server: Server, entering: Enter, copies: tuple[Entered, Entered]
) -> None:
    one, copy = copies
    units = plant_units(server.engine, 2)
    for client in copies:
        synced(client)
    decided(one, units[0])
    synced(one)
    mine = decided(copy, units[1])
    assert turned_away(copy) == "device_forked"
    before = device(copy)
    copy.leave()
    server.stop()
    copy = entering("jinpu.clerk", "copy", synced=False)
    assert device(copy) == before
    with copy.cache.read() as db:
        assert forking.is_copy(db)
    server.start()
    copy.leave()
    copy = entering("jinpu.clerk", "copy")
    assert device(copy) != before
    assert arrived(server)[mine[0]] == (device(copy), 1)
