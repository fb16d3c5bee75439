"""A revoked computer: its key first, then its files; the reason is said and the journal stays."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from ciie_admin.config import Profile
from ciie_admin.errors import CacheUnreadable, NotAllowed, Offline
from ciie_admin.models import journal, opening, vault
from ciie_admin.server import devices, signin
from ciie_admin.server.recovery import Recovered, recover
from ciie_admin.sync import wiping
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter
from tests.fixtures.client import Enter, decided
from tests.fixtures.records import plant_unit
from tests.fixtures.server import PASSWORD, Server

NOW = datetime(2024, 9, 20, tzinfo=UTC)


@pytest.fixture
def unit(server: Server) -> int:
    with server.engine.begin() as db:
        return plant_unit(db)


def revoked(server: Server, clerk: Entered) -> None:
    with clerk.cache.read() as db:
        device = opening.device(db)
    with server.engine.begin() as db:
        devices.revoke(db, device, NOW)


def left(place: Profile) -> list[str]:
    return sorted(one.name for one in place.folder.iterdir())


def code(clerk: Entered, server: Server, folder: Path, *, ask: bool = True) -> str:
    with pytest.raises(NotAllowed) as caught:
        enter(server.url, clerk.login, PASSWORD, folder, ask=ask)
    return caught.value.code


def test_I27_at_the_next_contact_the_key_goes_first_then_the_files(
    server: Server, entering: Enter, unit: int, key_store: Path, tmp_path: Path
) -> None:
    clerk = entering("jinpu.clerk")
    assert clerk.in_keyring
    assert '"ciie-admin ' in key_store.read_text()
    decided(clerk, unit)
    revoked(server, clerk)
    with pytest.raises(NotAllowed) as caught, closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    assert wiping.is_revoked(caught.value)
    clerk.leave()
    assert code(clerk, server, tmp_path / "one") == "device_revoked"
    assert left(clerk.profile) == ["lock", "outbox.jnl"]
    assert set(key_store.read_text().split('"')[3::4]) <= {""}, "the half of the key is gone"
    lines = journal.path_of(clerk.cache).read_bytes().splitlines()
    assert recover(server.engine, server.secret, lines, NOW) == Recovered(delivered=1)


def test_the_key_is_gone_before_anything_else_is_touched(
    server: Server, entering: Enter, unit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed right after: what is left is noise, and the next start clears it away."""
    clerk = entering("jinpu.clerk")
    decided(clerk, unit)
    clerk.leave()
    revoked_by_sql(server)
    seen: list[list[str]] = []

    def killed(place: Profile) -> None:
        if place.revoked.exists():
            seen.append(left(place))
            raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(wiping, "remove_files", killed)
        with pytest.raises(KeyboardInterrupt):
            enter(server.url, clerk.login, PASSWORD, tmp_path / "one")
    assert seen == [["cache.db", "lock", "outbox.jnl", "revoked"]]
    again = enter(server.url, clerk.login, PASSWORD, tmp_path / "one")
    assert not clerk.profile.revoked.exists()
    with again.cache.read() as db:
        assert opening.progress(db) == {}, "another computer, from the start"
    again.leave()
    assert "outbox.jnl" in left(clerk.profile) or "outbox-1.jnl" in left(clerk.profile)


def revoked_by_sql(server: Server) -> None:
    with server.engine.begin() as db:
        (device,) = db.execute(text("SELECT id FROM device")).scalars()
        devices.revoke(db, device, NOW)


def test_without_contact_nothing_is_destroyed(
    server: Server, entering: Enter, unit: int, tmp_path: Path
) -> None:
    clerk = entering("jinpu.clerk")
    clerk.leave()
    server.stop()
    for _ in range(2):
        enter(server.url, clerk.login, PASSWORD, tmp_path / "one").leave()
    assert vault.exists(clerk.profile.vault)
    server.start()


def test_no_other_refusal_destroys_anything(
    server: Server, entering: Enter, tmp_path: Path
) -> None:
    clerk = entering("jinpu.clerk")
    clerk.leave()
    for refusal in ("wrong_password", "session_ended", "device_of_another", "account_disabled"):
        assert not wiping.is_revoked(NotAllowed(refusal))
    assert not wiping.is_revoked(Offline("unreachable"))
    assert not wiping.is_revoked(None)
    with server.engine.begin() as db:
        changed = text("UPDATE account SET password_hash = :hash WHERE login = 'jinpu.clerk'")
        db.execute(changed, {"hash": signin.hash_password("another")})
    assert code(clerk, server, tmp_path / "one") == "wrong_password"
    assert {"cache.db", "vault.json"} <= set(left(clerk.profile))


def test_what_was_not_in_the_journal_yet_is_sealed_before_the_files_go(
    server: Server, entering: Enter, unit: int
) -> None:
    clerk = entering("jinpu.clerk")
    decided(clerk, unit)
    journal.path_of(clerk.cache).unlink()
    wiping.destroy_key(clerk.profile, clerk.cache)
    clerk.leave()
    wiping.remove_files(clerk.profile)
    lines = journal.path_of(clerk.cache).read_bytes().splitlines()
    assert recover(server.engine, server.secret, lines, NOW) == Recovered(delivered=1)
    with pytest.raises(CacheUnreadable), clerk.cache.read():
        pytest.fail("opened")


def test_a_vault_that_is_gone_already_is_no_mishap(tmp_path: Path) -> None:
    vault.destroy(tmp_path / "vault.json")
    damaged = tmp_path / "vault.json"
    damaged.write_text("{")
    vault.destroy(damaged)
    assert not damaged.exists()
