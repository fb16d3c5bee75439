"""A lost key: nothing opens the old cache; what was released is delivered, once, all the same."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from ciie_admin.config import Profile
from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import BadFile, CacheUnreadable, KeyLost, Mishap
from ciie_admin.models import journal, vault
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.models.tallies import tally
from ciie_admin.server import signin
from ciie_admin.server.recovery import Recovered, recover
from ciie_admin.sync import beginning, wiping
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_units
from tests.fixtures.server import PASSWORD, Server
from tests.journeys.oracle import assert_synced

NOW = datetime(2024, 9, 20, tzinfo=UTC)
LOGIN = "jinpu.clerk"
Anew = Callable[..., Entered]


@pytest.fixture
def units(server: Server) -> list[int]:
    return plant_units(server.engine, 5)


@pytest.fixture
def lost(entering: Enter, units: list[int], key_store: Path) -> Profile:
    """Two decisions released, one of them delivered; a draft; then the key store forgets."""
    clerk = entering(LOGIN)
    decided(clerk, units[0])
    release(clerk.cache, clerk.actor)
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    decided(clerk, units[1])
    release(clerk.cache, clerk.actor)
    decided(clerk, units[2])
    clerk.leave()
    key_store.write_text("{}")
    return clerk.profile


@pytest.fixture
def anew(server: Server, tmp_path: Path) -> Anew:
    def go(password: str = PASSWORD, *, anew: bool = True) -> Entered:
        return enter(server.url, LOGIN, password, tmp_path / "one", anew=anew)

    return go


def decided(clerk: Entered, unit: int) -> None:
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=NOW)


def left(place: Profile) -> list[str]:
    return sorted(one.name for one in place.folder.iterdir())


def contents(place: Profile) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in place.folder.iterdir()}


def delivered(server: Server, sealed: Path) -> Recovered:
    return recover(server.engine, server.secret, sealed.read_bytes().splitlines(), NOW)


def code(go: Callable[[], Entered]) -> str:
    with pytest.raises(Mishap) as caught:
        go()
    return caught.value.code


def operations(server: Server) -> tuple[int, int]:
    with server.engine.connect() as db:
        query = text("SELECT count(*), count(DISTINCT id) FROM operation")
        return tuple(db.execute(query).one())


def test_without_being_asked_nothing_is_touched(lost: Profile, anew: Anew) -> None:
    before = left(lost)
    with pytest.raises(KeyLost) as caught:
        anew(anew=False)
    assert (caught.value.code, caught.value.facts) == (
        "keyring_lost",
        {"folder": str(lost.folder)},
    )
    assert left(lost) == before == ["cache.db", "lock", "outbox.jnl", "vault.json"]


def test_I33_begun_anew_the_list_is_there_and_what_was_released_arrives_once(
    server: Server, lost: Profile, anew: Anew, units: list[int]
) -> None:
    old = lost.vault.read_bytes()
    clerk = anew()
    assert clerk.sealed == lost.folder / "outbox-1.jnl"
    assert clerk.in_keyring
    assert lost.vault.read_bytes() != old
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    assert_synced(server.engine, [clerk])
    with clerk.cache.read() as db:
        assert tally(db).to_do.units == len(units)
    decided(clerk, units[3])
    release(clerk.cache, clerk.actor)
    sealed = clerk.sealed.read_bytes()
    assert journal.path_of(clerk.cache).exists(), "the new cache writes one of its own"
    assert delivered(server, clerk.sealed) == Recovered(delivered=1)
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    assert operations(server) == (3, 3)
    assert clerk.sealed.read_bytes() == sealed, "nobody writes on in it, nobody deletes it"
    assert delivered(server, clerk.sealed) == Recovered(known=1)
    assert operations(server) == (3, 3)
    assert_synced(server.engine, [clerk])
    clerk.leave()
    again = anew(anew=False)
    assert again.sealed is None
    again.leave()


def test_of_the_old_records_no_file_stays(lost: Profile, anew: Anew) -> None:
    old = lost.cache.read_bytes()
    anew().leave()
    assert left(lost) == ["cache.db", "lock", "outbox-1.jnl", "vault.json"]
    assert old[:64] not in lost.cache.read_bytes()


def test_before_the_server_has_let_us_in_nothing_is_touched(
    server: Server, lost: Profile, anew: Anew
) -> None:
    kept = contents(lost)
    assert code(lambda: anew("not the password")) == "wrong_password"
    server.stop()
    assert code(anew) == "unreachable"
    server.start()
    assert contents(lost) == kept


def test_what_can_be_opened_is_opened(
    entering: Enter, units: list[int], key_store: Path, anew: Anew
) -> None:
    """The key store was only locked, and is back: nothing is begun anew, nothing lost."""
    clerk = entering(LOGIN)
    decided(clerk, units[0])
    clerk.leave()
    assert code(lambda: anew("not the password")) == "wrong_password"
    again = anew()
    assert again.sealed is None
    with again.cache.read() as db:
        assert tally(db).drafted == 1
    again.leave()


def test_a_password_changed_on_the_server_throws_nothing_away(
    server: Server, entering: Enter, units: list[int], anew: Anew
) -> None:
    """The old one still opens the records: they are not lost."""
    clerk = entering(LOGIN)
    decided(clerk, units[0])
    clerk.leave()
    with server.engine.begin() as db:
        changed = text("UPDATE account SET password_hash = :hash WHERE login = :login")
        db.execute(changed, {"hash": signin.hash_password("a new one 7"), "login": LOGIN})
    kept = contents(clerk.profile)
    assert code(lambda: anew("a new one 7")) == "wrong_password"
    assert contents(clerk.profile) == kept


def test_a_damaged_key_file_is_as_good_as_none(server: Server, lost: Profile, anew: Anew) -> None:
    lost.vault.write_text("{")
    assert code(lambda: anew(anew=False)) == "vault_damaged"
    clerk = anew()
    assert clerk.sealed is not None
    assert delivered(server, clerk.sealed) == Recovered(delivered=1)
    clerk.leave()


def test_twice_begun_anew_both_journals_stay(
    server: Server, lost: Profile, anew: Anew, units: list[int], key_store: Path
) -> None:
    clerk = anew()
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    decided(clerk, units[4])
    release(clerk.cache, clerk.actor)
    clerk.leave()
    key_store.write_text("{}")
    again = anew()
    assert again.sealed == lost.folder / "outbox-2.jnl"
    again.leave()
    for name in ("outbox-1.jnl", "outbox-2.jnl"):
        assert delivered(server, lost.folder / name) == Recovered(delivered=1)
    assert operations(server) == (3, 3)


@pytest.mark.parametrize(("part", "step"), [(vault, "destroy"), (wiping, "remove_files")])
def test_killed_in_between_it_is_done_at_the_next_start(
    server: Server,
    lost: Profile,
    anew: Anew,
    monkeypatch: pytest.MonkeyPatch,
    part: object,
    step: str,
) -> None:
    def killed(place: object) -> None:
        if (lost.folder / "outbox-1.jnl").exists():
            raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(part, step, killed)
        with pytest.raises(KeyboardInterrupt):
            anew()
    clerk = anew()
    clerk.leave()
    assert delivered(server, lost.folder / "outbox-1.jnl") == Recovered(delivered=1)
    assert "outbox-2.jnl" not in left(lost)
    assert not lost.revoked.exists()


def test_a_folder_that_cannot_be_written_is_said(
    lost: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> Path:
        raise PermissionError(path)

    monkeypatch.setattr(journal, "set_aside", full)
    with pytest.raises(BadFile) as caught:
        beginning.make_room(lost)
    assert caught.value.code == "folder_unwritable"
    assert left(lost) == ["cache.db", "lock", "outbox.jnl", "vault.json"]


def test_there_is_no_lost_key_where_there_is_no_key(tmp_path: Path) -> None:
    assert not beginning.is_needed(Profile(folder=tmp_path), PASSWORD)
    assert issubclass(KeyLost, CacheUnreadable)
