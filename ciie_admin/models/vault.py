"""The key of the cache: random, and wrapped by the password and a secret of the system's keyring.

Without a keyring the password alone wraps it, and the caller is told so. Nothing on disk opens
the cache without the password.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import keyring
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from keyring.errors import KeyringError

from ciie_admin.errors import KeyLost, NotAllowed
from ciie_admin.models.engine import cache_unwritable

SERVICE = "ciie-admin"
COST = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}
"""Argon2id: 64 MiB, about 0.2 s on an office computer."""
MOST = {"time_cost": 64, "memory_cost": 1024 * 1024, "parallelism": 64}
"""No vault file makes this computer work harder than that."""
KEY_BYTES, SALT_BYTES, NONCE_BYTES = 32, 16, 12
SEALED_BYTES = KEY_BYTES + 16
"""The key and its tag."""


@dataclass(frozen=True, slots=True)
class Opened:
    """`in_keyring` is False when the password is the key's only protection."""

    key: bytes = field(repr=False)
    in_keyring: bool


def exists(path: Path) -> bool:
    return path.exists()


def create(path: Path, password: str) -> Opened:
    """Make a new random key and wrap it. The file appears whole or not at all.

    Raises CacheUnreadable where it cannot be written.
    """
    key, salt, nonce = os.urandom(KEY_BYTES), os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    name = secrets.token_hex(8)
    secret = _new_secret(name)
    wrapping = _wrapping_key(password, salt, secret, COST)
    sealed = AESGCM(wrapping).encrypt(nonce, key, b"ciie-vault-1")
    said = {
        "v": 1,
        "kdf": {"name": "argon2id", **COST},
        "salt": _text(salt),
        "nonce": _text(nonce),
        "sealed": _text(sealed),
        "keyring": name if secret else None,
    }
    _write(path, json.dumps(said))
    return Opened(key, in_keyring=bool(secret))


def open_vault(path: Path, password: str) -> Opened:
    """Raises NotAllowed("wrong_password") or KeyLost("vault_damaged" / "keyring_lost")."""
    try:
        said = json.loads(path.read_text())
        salt, nonce = b64decode(said["salt"]), b64decode(said["nonce"])
        sealed, name = b64decode(said["sealed"]), said["keyring"]
        cost = _kept_cost(said["kdf"])
        if (len(salt), len(nonce), len(sealed)) != (SALT_BYTES, NONCE_BYTES, SEALED_BYTES):
            raise ValueError(path)
    except (OSError, ValueError, KeyError, TypeError):
        raise KeyLost("vault_damaged") from None
    secret = _kept_secret(name) if name else b""
    if secret is None:
        raise KeyLost("keyring_lost")
    wrapping = _wrapping_key(password, salt, secret, cost)
    try:
        key = AESGCM(wrapping).decrypt(nonce, sealed, b"ciie-vault-1")
    except InvalidTag:
        raise NotAllowed("wrong_password") from None
    return Opened(key, in_keyring=bool(name))


def destroy(path: Path) -> None:
    """The wrapped key and its half in the keyring, for ever: no password opens the cache again."""
    name = _keyring_name(path)
    path.unlink(missing_ok=True)
    if name:
        with suppress(KeyringError, RuntimeError):
            keyring.delete_password(SERVICE, name)


def _keyring_name(path: Path) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads(path.read_text())["keyring"] or "")
    return ""


def _kept_cost(kdf: dict[str, int]) -> dict[str, int]:
    """What the key was made with, which a later program may do differently."""
    cost = {name: int(kdf[name]) for name in COST}
    enough = cost["memory_cost"] >= 8 * cost["parallelism"]
    if not enough or not all(1 <= cost[name] <= highest for name, highest in MOST.items()):
        raise ValueError(cost)
    return cost


def _wrapping_key(password: str, salt: bytes, secret: bytes, cost: dict[str, int]) -> bytes:
    stretched = hash_secret_raw(password.encode(), salt, hash_len=KEY_BYTES, type=Type.ID, **cost)
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"ciie-vault-1").derive(stretched + secret)


def _new_secret(name: str) -> bytes:
    """A second half of the lock in the system's keyring; empty where there is none."""
    secret = os.urandom(KEY_BYTES)
    with suppress(KeyringError, RuntimeError):
        keyring.set_password(SERVICE, name, _text(secret))
        if _kept_secret(name) == secret:
            return secret
    return b""


def _kept_secret(name: str) -> bytes | None:
    with suppress(KeyringError, RuntimeError, ValueError):
        kept = keyring.get_password(SERVICE, name)
        return b64decode(kept) if kept else None
    return None


def _write(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(text)
        fresh.chmod(0o600)
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise cache_unwritable(error) from None


def _text(data: bytes) -> str:
    return b64encode(data).decode()
