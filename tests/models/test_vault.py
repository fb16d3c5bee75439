"""The key: behind the password and the system's key store, whole on disk or not at all."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from ciie_admin.errors import CacheUnreadable, NotAllowed
from ciie_admin.models import vault

REAL_COST = dict(vault.COST)
"""As the program ships it: the tests themselves use a cheaper one."""
PASSWORD = "正确的密码 7"


class MemoryStore(KeyringBackend):
    """A key store of the system; `locked` as after a log-out."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.locked or self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def store(no_keyring: None) -> MemoryStore:
    del no_keyring
    found = MemoryStore()
    keyring.set_keyring(found)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "vault.json"


def code(file: Path, password: str = PASSWORD) -> str:
    with pytest.raises((CacheUnreadable, NotAllowed)) as caught:
        vault.open_vault(file, password)
    assert caught.value.facts == {}
    return caught.value.code


def test_the_right_password_opens(file: Path) -> None:
    made = vault.create(file, PASSWORD)
    assert (len(made.key), made.in_keyring) == (32, False)
    assert vault.open_vault(file, PASSWORD) == made
    assert vault.create(file, PASSWORD).key != made.key, "each key is new"


@pytest.mark.parametrize("wrong", ["", "正确的密码 8", PASSWORD + " ", PASSWORD.upper() + "x"])
def test_a_wrong_password_does_not(file: Path, wrong: str) -> None:
    vault.create(file, PASSWORD)
    before = file.read_bytes()
    assert code(file, wrong) == "wrong_password"
    assert file.read_bytes() == before


def test_the_file_is_for_its_owner_and_names_no_secret(file: Path) -> None:
    made = vault.create(file, PASSWORD)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    said = file.read_bytes()
    assert PASSWORD.encode() not in said
    assert made.key not in said
    assert made.key.hex().encode() not in said
    assert [one.name for one in file.parent.iterdir()] == ["vault.json"]


def test_the_cost_is_what_it_is_said_to_be() -> None:
    """At least twice what OWASP asks for at this memory; and any kept file may use it."""
    assert REAL_COST["memory_cost"] >= 64 * 1024
    assert REAL_COST["time_cost"] >= 3
    assert REAL_COST["parallelism"] >= 4
    assert all(REAL_COST[name] <= vault.MOST[name] for name in REAL_COST)


def test_a_vault_made_at_the_real_cost_says_so_and_opens(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "COST", REAL_COST)
    made = vault.create(file, PASSWORD)
    assert json.loads(file.read_text())["kdf"] == {"name": "argon2id", **REAL_COST}
    monkeypatch.setattr(vault, "COST", {**REAL_COST, "time_cost": 4})
    assert vault.open_vault(file, PASSWORD) == made, "a later program may do it differently"


def damaged(said: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "empty", b""
    yield "no json", b"{"
    yield "binary", bytes(range(256))
    yield "a list", b"[]"
    yield "null", b"null"
    for name in said:
        yield f"without {name}", {key: value for key, value in said.items() if key != name}
    for name in ("salt", "nonce", "sealed"):
        yield f"{name} cut", {**said, name: said[name][:5]}
        yield f"{name} empty", {**said, name: ""}
        yield f"{name} a number", {**said, name: 7}
    for name in REAL_COST:
        for value in (0, -1, 2**40, "many", None):
            yield f"{name} {value}", {**said, "kdf": {**said["kdf"], name: value}}
    yield (
        "memory below what the lanes need",
        {
            **said,
            "kdf": {**said["kdf"], "memory_cost": 8, "parallelism": 64},
        },
    )


def test_a_damaged_file_is_told_from_a_wrong_password(file: Path) -> None:
    vault.create(file, PASSWORD)
    for name, content in damaged(json.loads(file.read_text())):
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        file.write_bytes(raw)
        expected = {"without v": None}.get(name, "vault_damaged")
        if expected is not None:
            assert code(file) == expected, name


def test_a_missing_file_or_a_folder_in_its_place(file: Path) -> None:
    assert not vault.exists(file)
    assert code(file) == "vault_damaged"
    file.mkdir(parents=True)
    assert code(file) == "vault_damaged"


def test_a_flipped_byte_of_the_sealed_key_never_opens(file: Path) -> None:
    vault.create(file, PASSWORD)
    said = json.loads(file.read_text())
    for name in ("salt", "nonce", "sealed"):
        changed = ("B" if said[name][0] != "B" else "C") + said[name][1:]
        file.write_text(json.dumps({**said, name: changed}))
        assert code(file) == "wrong_password"


def test_with_a_key_store_the_password_alone_is_not_enough(file: Path, store: MemoryStore) -> None:
    made = vault.create(file, PASSWORD)
    assert made.in_keyring
    assert vault.open_vault(file, PASSWORD) == made
    (entry,) = store.kept
    store.kept[entry] = store.kept[entry][::-1].replace("=", "A")
    assert code(file) in ("wrong_password", "keyring_lost")
    store.kept.clear()
    assert code(file) == "keyring_lost"


def test_a_locked_key_store_is_no_wrong_password(file: Path, store: MemoryStore) -> None:
    vault.create(file, PASSWORD)
    store.locked = True
    assert code(file) == "keyring_lost"
    store.locked = False
    assert vault.open_vault(file, PASSWORD).in_keyring


def test_a_store_that_cannot_be_written_leaves_the_password_alone(
    file: Path, store: MemoryStore
) -> None:
    store.locked = True
    made = vault.create(file, PASSWORD)
    assert not made.in_keyring
    store.locked = False
    assert vault.open_vault(file, PASSWORD) == made


def test_a_computer_without_a_key_store(file: Path) -> None:
    assert not vault.create(file, PASSWORD).in_keyring
    assert json.loads(file.read_text())["keyring"] is None


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_vault_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "a file"
    place.write_text("not a folder")
    with pytest.raises(CacheUnreadable) as caught:
        vault.create(place / "vault.json", PASSWORD)
    assert caught.value.code == "cache_readonly"


@pytest.mark.parametrize("locked", [False, True])
def test_a_destroyed_vault_never_opens_again(file: Path, store: MemoryStore, locked: bool) -> None:
    vault.create(file, PASSWORD)
    copy = file.read_bytes()
    store.locked = locked
    vault.destroy(file)
    assert code(file) == "vault_damaged"
    assert bool(store.kept) is locked, "a locked store cannot be told; the wrapped key is gone"
    store.locked = False
    if not locked:
        file.write_bytes(copy)
        assert code(file) == "keyring_lost", "not even with a backup of the file"
