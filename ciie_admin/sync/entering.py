"""Opening a profile: lock, vault, cache, and the server if it can be reached."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from ciie_admin.config import Profile, profile
from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap, NotAllowed, Offline
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


def enter(server: str, login: str, password: str, root: Path | None = None) -> Entered:
    """Sign in, online if the server answers, else with what the cache knows.

    Raises Mishap("profile_in_use") when the window or another command has the profile,
    NotAllowed("wrong_password"), Offline on a first sign-in without a server, CacheUnreadable.
    """
    url = server_url(server)
    place = profile(url, login, root)
    place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(place.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Mishap("profile_in_use") from None
    try:
        if vault.exists(place.vault):
            return _again(place, url, login, password, lock)
        return _first(place, url, login, password, lock)
    except BaseException:
        lock.release()
        raise


def try_sign_in(entered: Entered, login: str, password: str) -> bool:
    """Become online if the server answers by now. Raises NotAllowed."""
    with entered.cache.read() as db:
        device = opening.device(db)
    with suppress(Offline):
        signed = _ask(entered.url, login, password, device)
        entered.token = signed.token
        return True
    return False


def _first(place: Profile, url: str, login: str, password: str, lock: FileLock) -> Entered:
    device = uuid4()
    signed = _ask(url, login, password, device)
    opened = vault.create(place.vault, password)
    cache = open_cache(place.cache, opened.key)
    opening.prepare(cache)
    with cache.write() as db:
        opening.set_preference(db, "device", str(device))
        opening.set_preference(db, "actor", dump(signed.actor).decode())
    return Entered(place, cache, signed.actor, url, signed.token, opened.in_keyring, lock)


def _again(place: Profile, url: str, login: str, password: str, lock: FileLock) -> Entered:
    opened = vault.open_vault(place.vault, password)
    cache = open_cache(place.cache, opened.key)
    try:
        opening.prepare(cache)
        return _resume(place, url, login, password, lock, cache, opened.in_keyring)
    except BaseException:
        cache.close()
        raise


def _resume(
    place: Profile,
    url: str,
    login: str,
    password: str,
    lock: FileLock,
    cache: Cache,
    in_keyring: bool,
) -> Entered:
    with cache.read() as db:
        device, known = opening.device(db), opening.preference(db, "actor")
    token = ""
    with suppress(Offline):
        signed = _ask(url, login, password, device)
        token, known = signed.token, dump(signed.actor).decode()
        with cache.write() as db:
            opening.set_preference(db, "actor", known)
    if known is None:
        raise NotAllowed("sign_in_online_first")
    return Entered(place, cache, load(Actor, known), url, token, in_keyring, lock)


def _ask(url: str, login: str, password: str, device: UUID) -> SignedIn:
    office = Office(url)
    try:
        return office.sign_in(SignIn(login=login, password=password, device=device))
    finally:
        office.close()
