"""Opening a profile: lock, vault, cache, and the server if it can be reached."""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from ciie_admin.config import Profile, profile
from ciie_admin.domain.actors import Actor
from ciie_admin.errors import BadFile, KeyLost, Mishap, NotAllowed, Offline
from ciie_admin.models import forking, journal, lease, losing, opening, vault
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.sync import beginning, wiping
from ciie_admin.sync.http import Office
from ciie_admin.sync.keys import Keys
from ciie_admin.sync.line import server_url
from ciie_admin.wire.codec import dump, load
from ciie_admin.wire.messages import SignedIn, SignIn

REFRESH = "refresh"
"""Name of the preference that holds the token for new tokens."""
Clock = Callable[[], datetime]
local_clock: Clock = partial(datetime.now, UTC)


@dataclass(slots=True)
class Entered:
    """An opened profile. `token` is empty offline, `in_keyring` says how the key is kept.

    `sealed` is the journal of the cache before, if this one was just begun anew.
    """

    profile: Profile
    cache: Cache
    actor: Actor
    url: str
    login: str
    keys: Keys
    in_keyring: bool
    _lock: FileLock
    sealed: Path | None = None

    @property
    def token(self) -> str:
        return self.keys.access

    @property
    def online(self) -> bool:
        return bool(self.token)

    def office(self) -> Office:
        """A new line to the server; each thread opens its own."""
        return Office(self.url, self.token, self.keys)

    def leave(self) -> None:
        """Close the cache and let other programs have the profile."""
        self.keys.end()
        self.cache.close()
        self._lock.release()

    def part(self) -> None:
        """Tell the server that this sign-in ends, in a thread of its own: nobody waits for it, and
        without a line the sign-in ends by itself.
        """
        if self.online:
            Thread(target=_end_session, args=(self.url, self.token), daemon=True).start()


def enter(
    server: str,
    login: str,
    password: str,
    root: Path | None = None,
    *,
    ask: bool = True,
    anew: bool = False,
    clock: Clock = local_clock,
) -> Entered:
    """Sign in, online if the server answers, else with what the cache knows.

    Without `ask` the server is only asked if this computer does not know the login yet, or has
    worked too long without it. With `anew` a cache whose key is lost gives way to a new one, once
    the server has let us in. Raises Mishap("profile_in_use") when the window or another command
    has the profile, NotAllowed("wrong_password", "offline_lease_over", "device_revoked"), Offline
    on a first sign-in without a server, CacheUnreadable (KeyLost with the folder among its facts),
    BadFile("folder_unwritable").
    """
    url = server_url(server)
    place = profile(url, login, root)
    lock = _locked(place)
    try:
        wiping.remove_files(place)
        if vault.exists(place.vault) and not (anew and beginning.is_needed(place, password)):
            return _again(place, url, login, password, lock, ask=ask, clock=clock)
        return _first(place, url, login, password, lock, clock)
    except BaseException as error:
        if isinstance(error, KeyLost):
            error.facts["folder"] = str(place.folder)
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
    device = _device(entered.cache)
    signed = _asked(entered.url, login, password, device)
    if signed is not None:
        _keep(entered.cache, signed, device, local_clock())
        entered.keys = _keys(entered.cache, device, signed)
    return signed is not None


def try_refresh(entered: Entered) -> bool:
    """Become online without the password, by the token this computer kept.

    A copied profile has to sign in: it becomes another computer by that.
    """
    with entered.cache.read() as db:
        if not entered.keys.renewable or forking.is_copy(db):
            return False
    with closing(entered.office()) as office, suppress(Offline, NotAllowed):
        office.resume()
    return entered.online


def _first(
    place: Profile, url: str, login: str, password: str, lock: FileLock, clock: Clock
) -> Entered:
    device = uuid4()
    signed = _ask(url, login, password, device)
    sealed = beginning.make_room(place) if vault.exists(place.vault) else None
    wiping.set_aside(place)
    opened = vault.create(place.vault, password)
    cache = open_cache(place.cache, opened.key)
    _prepare(cache)
    with cache.write() as db:
        opening.set_preference(db, "device", str(device))
    _keep(cache, signed, device, clock())
    keys = _keys(cache, device, signed)
    return Entered(place, cache, signed.actor, url, login, keys, opened.in_keyring, lock, sealed)


def _again(
    place: Profile,
    url: str,
    login: str,
    password: str,
    lock: FileLock,
    *,
    ask: bool,
    clock: Clock,
) -> Entered:
    opened = vault.open_vault(place.vault, password)
    cache = open_cache(place.cache, opened.key)
    try:
        _prepare(cache)
        device = _device(cache)
        with cache.read() as db:
            known = opening.preference(db, "actor")
        ask = ask or known is None or lease.is_over(cache, clock())
        signed = _asked(url, login, password, device) if ask else None
        if signed is not None:
            known = _keep(cache, signed, device, clock())
        if known is None:
            raise NotAllowed("sign_in_online_first")
        if lease.is_over(cache, clock()):
            raise NotAllowed("offline_lease_over", {"days": str(lease.LEASE.days)})
        journal.keep_up(cache)
    except NotAllowed as refusal:
        if wiping.is_revoked(refusal):
            wiping.destroy_key(place, cache)
        elif refusal.code == losing.DISABLED:
            losing.forget_everything(cache)
        cache.close()
        wiping.remove_files(place)
        raise
    except BaseException:
        cache.close()
        raise
    keys = _keys(cache, device, signed)
    return Entered(place, cache, load(Actor, known), url, login, keys, opened.in_keyring, lock)


def _prepare(cache: Cache) -> None:
    """Tables in shape, and nothing left of what an earlier run had begun to remove."""
    opening.prepare(cache)
    losing.sweep(cache)
    losing.wipe(cache)


def _keys(cache: Cache, device: UUID, signed: SignedIn | None) -> Keys:
    """The refresh token lives in the encrypted cache and nowhere else."""

    def keep(refresh: str) -> None:
        with cache.write() as db:
            opening.set_preference(db, REFRESH, refresh)

    with cache.read() as db:
        kept = opening.preference(db, REFRESH) or ""
    return Keys(device, signed.token if signed else "", kept, keep)


def _device(cache: Cache) -> UUID:
    """As what this computer signs in; a copied profile as a computer of its own."""
    with cache.read() as db:
        return uuid4() if forking.is_copy(db) else opening.device(db)


def _keep(cache: Cache, signed: SignedIn, device: UUID, now: datetime) -> str:
    """What a sign-in says that is needed without the server; returns the actor."""
    actor = dump(signed.actor).decode()
    with cache.write() as db:
        if forking.is_copy(db):
            forking.become(db, device)
        opening.set_preference(db, "actor", actor)
        opening.set_preference(db, REFRESH, signed.refresh)
        journal.meet(db, signed)
        lease.begin(db, signed.time, now)
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


def _end_session(url: str, token: str) -> None:
    office = Office(url, token)
    try:
        with suppress(Mishap):
            office.sign_out()
    finally:
        office.close()
