"""Opening the profile a command works on, and going online from it."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path

import keyring
from keyring.errors import KeyringError

from ciie_admin.cli.speech import phrase
from ciie_admin.errors import BadFile, BadInput, Mishap, NotAllowed, Offline
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.sync import wiping
from ciie_admin.sync.entering import Entered, enter, try_refresh, try_sign_in
from ciie_admin.sync.http import Office
from ciie_admin.sync.line import server_url
from ciie_admin.words import Language

SERVICE = "ciie-admin-login"
"""Under this name the system's key store may keep the password of `login@address`."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A profile, and what it takes to sign in once more when the server is back."""

    entered: Entered
    login: str
    password: str = field(repr=False)

    @property
    def cache(self) -> Cache:
        return self.entered.cache


@contextmanager
def opened(args: Namespace, *, ask: bool, anew: bool = False) -> Iterator[Opened]:
    """The profile, closed again at the end.

    Without `ask` the server is left alone unless this computer does not know the login yet.
    With `anew` it is begun anew if its key is lost.
    Raises what enter() raises, and BadInput("password_missing") or BadFile for the password.
    """
    password = _password(args.server, args.login, args.password_file, args.lang)
    entered = enter(args.server, args.login, password, args.profile_root, ask=ask, anew=anew)
    try:
        yield Opened(entered, args.login, password)
    except NotAllowed as refusal:
        if wiping.is_revoked(refusal):
            wiping.destroy_key(entered.profile, entered.cache)
        raise
    finally:
        entered.leave()
        wiping.remove_files(entered.profile)


@contextmanager
def line(profile: Opened) -> Iterator[Office]:
    """A line to the server. Raises Offline with the reason while there is none."""
    entered = profile.entered
    if not entered.online:
        with closing(Office(entered.url)) as asking:
            asking.hello()
        if not try_refresh(entered) and not try_sign_in(entered, profile.login, profile.password):
            raise Offline("unreachable")
    with closing(entered.office()) as office:
        yield office


def need_all_records(cache: Cache) -> None:
    """Lists, counts and decisions must not be made on half a mirror. Raises Mishap."""
    with cache.read() as db:
        if not opening.is_whole(db):
            raise Mishap("not_synced")


def _password(server: str, login: str, file: Path | None, language: Language) -> str:
    if file is not None:
        return _password_in(file)
    kept = _kept_password(server, login)
    if kept:
        return kept
    if not sys.stdin.isatty():
        raise BadInput("password_missing")
    return getpass(phrase("password_prompt", language, login=login), sys.stderr)


def _password_in(file: Path) -> str:
    """The first line. Raises BadFile, and BadInput if there is nothing on it."""
    try:
        first = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except FileNotFoundError:
        raise BadFile("file_missing", {"file": file.name}) from None
    except (OSError, UnicodeDecodeError):
        raise BadFile("file_unreadable", {"file": file.name}) from None
    if not first:
        raise BadInput("password_missing")
    return first


def _kept_password(server: str, login: str) -> str | None:
    """A key store that is locked, broken or missing simply does not know it."""
    address = server_url(server).partition("://")[2]
    with suppress(KeyringError, RuntimeError):
        return keyring.get_password(SERVICE, f"{login}@{address}")
    return None
