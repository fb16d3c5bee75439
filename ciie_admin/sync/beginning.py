"""Beginning again where the key of a cache is lost: what was released stays, for the server."""

from pathlib import Path

from ciie_admin.config import Profile
from ciie_admin.errors import BadFile, KeyLost, NotAllowed
from ciie_admin.models import journal, vault
from ciie_admin.sync import wiping
from ciie_admin.wire.journal import NAME


def is_needed(place: Profile, password: str) -> bool:
    """False while anything can still open the cache: a key store that is back, a password that
    was only mistyped.
    """
    if not vault.exists(place.vault):
        return False
    try:
        vault.open_vault(place.vault, password)
    except KeyLost:
        return True
    except NotAllowed:
        return False
    return False


def make_room(place: Profile) -> Path | None:
    """For a first sign-in: the journal gets a name of its own, which is returned; then what is
    left of the key goes, then the cache. Killed in between nothing sealed is lost.

    Raises BadFile("folder_unwritable").
    """
    written = place.folder / NAME
    try:
        kept = journal.set_aside(written) if written.exists() else None
        vault.destroy(place.vault)
        place.revoked.touch(mode=0o600)
        wiping.remove_files(place)
    except OSError:
        raise BadFile("folder_unwritable", {"folder": str(place.folder)}) from None
    return kept
