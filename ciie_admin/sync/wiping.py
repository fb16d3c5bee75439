"""A revoked computer: its key goes first, then its files; what was released stays, sealed."""

import shutil
from contextlib import suppress
from itertools import count

from ciie_admin.config import Profile
from ciie_admin.errors import Mishap
from ciie_admin.models import journal, vault
from ciie_admin.models.engine import Cache

REVOKED = "device_revoked"
BESIDE = ("", "-wal", "-shm")
"""The files of one cache."""


def is_revoked(mishap: Mishap | None) -> bool:
    return mishap is not None and mishap.code == REVOKED


def destroy_key(place: Profile, cache: Cache) -> None:
    """From here on no password opens the cache. It is still open in this process: whatever is
    released and not in the journal yet is sealed now. Then close it and call remove_files().
    """
    vault.destroy(place.vault)
    place.revoked.touch(mode=0o600)
    journal.keep_up(cache)


def remove_files(place: Profile) -> None:
    """Finish what destroy_key() or beginning anew began; also at a later start. Raises OSError."""
    if place.revoked.exists():
        for name in BESIDE:
            place.cache.with_name(place.cache.name + name).unlink(missing_ok=True)
        if place.originals.exists():
            shutil.rmtree(place.originals)
        place.revoked.unlink()


def set_aside(place: Profile) -> None:
    """A cache without its vault cannot be opened; should the vault turn up again, here it is."""
    if place.cache.exists():
        free = (place.cache.with_name(f"cache-{n}.db") for n in count(1))
        kept = next(one for one in free if not one.exists())
        for name in BESIDE:
            with suppress(FileNotFoundError):
                place.cache.with_name(place.cache.name + name).rename(
                    kept.with_name(kept.name + name)
                )
