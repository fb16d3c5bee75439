"""Opening a profile: lock, vault, cache, and the server if it can be reached."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from ciie_admin.config import Profile, profile
from ciie_admin.domain.actors import Actor
from ciie_admin.errors import BadFile, Mishap, NotAllowed, Offline
from ciie_admin.models import opening, vault
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.sync.http import Office, server_url
from ciie_admin.wire.codec import dump, load
from ciie_admin.wire.messages import SignedIn, SignIn


@dataclass(slots=True)
class Entered:
    """An opened profile. `token` is empty offline; `in_keyring` says how the key is kept."""

    profile: Profile
    cache: Cache
    actor: Actor
    url: str
    token: str
    in_keyring: bool
    _lock: FileLock

    @property
    def online(self) -> bool:
        return bool(self.token)

    def office(self) -> Office:
        """A new line to the server; each thread opens its own."""
        return Office(self.url, self.token)

    def leave(self) -> None:
        """Close the cache and let other programs have the profile."""
        self.cache.close()
        self._lock.release()


def enter(
    server: str, login: str, password: str, root: Path | None = None, *, ask: bool = True
) -> Entered:
    """Sign in, online if the server answers, else with what the cache knows.

    Without `ask` the server is only asked if this computer does not know the login yet. Raises
    Mishap("profile_in_use") when the window or another command has the profile,
    NotAllowed("wrong_password"), Offline on a first sign-in without a server, CacheUnreadable,
    BadFile("folder_unwritable").
    """
    url = server_url(server)
    place = profile(url, login, root)
    lock = _locked(place)
    try:
        if vault.exists(place.vault):
            return _again(place, url, login, password, lock, ask=ask)
        return _first(place, url, login, password, lock)
    except BaseException:
        lock.release()
        raise


def _locked(place: Profile) -> FileLock:
    lock = FileLock(place.lock, timeout=0, thread_local=False)  # taken on a lane, freed by the UI
    try:
        place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except Timeout:
        raise Mishap("profile_in_use") from None
    except OSError:
        raise BadFile("folder_unwritable", {"folder": str(place.folder.parent)}) from None
    return lock


def try_sign_in(entered: Entered, login: str, password: str) -> bool:
    """Become online if the server answers by now. Raises NotAllowed."""
    with entered.cache.read() as db:
        device = opening.device(db)
    signed = _asked(entered.url, login, password, device)
    if signed is not None:
        entered.token = signed.token
    return signed is not None


def _first(place: Profile, url: str, login: str, password: str, lock: FileLock) -> Entered:
    device = uuid4()
    signed = _ask(url, login, password, device)
    opened = vault.create(place.vault, password)
    cache = open_cache(place.cache, opened.key)
    opening.prepare(cache)
    with cache.write() as db:
        opening.set_preference(db, "device", str(device))
    _keep_actor(cache, signed)
    return Entered(place, cache, signed.actor, url, signed.token, opened.in_keyring, lock)


def _again(
    place: Profile, url: str, login: str, password: str, lock: FileLock, *, ask: bool
) -> Entered:
    opened = vault.open_vault(place.vault, password)
    cache = open_cache(place.cache, opened.key)
    try:
        opening.prepare(cache)
        with cache.read() as db:
            device, known = opening.device(db), opening.preference(db, "actor")
        signed = _asked(url, login, password, device) if ask or known is None else None
        if signed is not None:
            known = _keep_actor(cache, signed)
        if known is None:
            raise NotAllowed("sign_in_online_first")
    except BaseException:
        cache.close()
        raise
    token = signed.token if signed else ""
    return Entered(place, cache, load(Actor, known), url, token, opened.in_keyring, lock)


def _keep_actor(cache: Cache, signed: SignedIn) -> str:
    actor = dump(signed.actor).decode()
    with cache.write() as db:
        opening.set_preference(db, "actor", actor)
    return actor


def _asked(url: str, login: str, password: str, device: UUID) -> SignedIn | None:
    """None while the server cannot be reached."""
    with suppress(Offline):
        return _ask(url, login, password, device)
    return None


def _ask(url: str, login: str, password: str, device: UUID) -> SignedIn:
    office = Office(url)
    try:
        return office.sign_in(SignIn(login=login, password=password, device=device))
    finally:
        office.close()
