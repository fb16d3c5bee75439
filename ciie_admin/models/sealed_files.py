"""Files beside the cache that only a key kept in the cache opens: each has one of its own.

Names are random: a folder of them tells how many there are and how large, nothing else.
"""

import hashlib
import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ciie_admin.config import ORIGINALS
from ciie_admin.models.engine import Cache
from ciie_admin.wire.transport import MAX_PICTURE

KEY_BITS, NONCE_BYTES, TAG_BYTES = 256, 12, 16
FRESH = ".new"
"""Ending of a file that is still being written."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the cache remembers of a file; without the key its content is lost for ever."""

    name: str
    key: bytes = field(repr=False)
    size: int
    """Bytes on the disk."""


def folder_of(cache: Cache) -> Path:
    return cache.path.with_name(ORIGINALS)


def write(folder: Path, digest: str, content: bytes) -> Sealed:
    """A new file, whole and on the disk when this returns. Raises OSError, then there is none."""
    key, nonce = AESGCM.generate_key(KEY_BITS), os.urandom(NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, content, digest.encode())
    made = folder / secrets.token_hex(16)
    fresh = made.with_suffix(FRESH)
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        with open(fresh, "wb", opener=_private) as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(made)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
    return Sealed(made.name, key, len(sealed))


def read(folder: Path, digest: str, sealed: Sealed) -> bytes | None:
    """None for a file that is gone, cut, changed, or not what the digest was made from."""
    most = NONCE_BYTES + MAX_PICTURE + TAG_BYTES
    try:
        with (folder / sealed.name).open("rb") as file:
            raw = file.read(most + 1)
        nonce, rest = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        content = AESGCM(sealed.key).decrypt(nonce, rest, digest.encode())
    except (OSError, ValueError, InvalidTag):
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def remove(folder: Path, names: Collection[str]) -> bool:
    """Whether all of them are gone; one that somebody is reading may stay (Windows)."""
    gone = True
    for name in names:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError:
            gone = False
    return gone


def remove_others(folder: Path, kept: Collection[str]) -> bool:
    """Everything in the folder but these. As remove()."""
    try:
        names = {one.name for one in folder.iterdir()}
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return remove(folder, names - set(kept))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
