"""Where things are: resources in the wheel or the checkout, profiles in the user's data folder."""

import gc
import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

PACKAGE = Path(__file__).parent
ORIGINALS = "originals"
"""Folder beside a cache, of the pictures it has the keys to."""
SELDOM = 30_000, 66, 100
"""New objects before the collector looks for cycles, and how often it looks at older ones."""
HAND_OVER = 0.000_2
"""Seconds."""


def collect_seldom() -> None:
    """For the whole process. Records are trees: they go when their last owner goes.

    Looking for cycles among a page of them doubled the time of a first download and stopped every
    thread, the windows' too, for 100 ms (measured).
    """
    gc.set_threshold(*SELDOM)


def hand_over_often() -> None:
    """For a process with windows: how long a thread at work keeps the interpreter from them.

    Painting one list asks for it anew some twenty times; at Python's own 5 ms each, a page of
    records stored meanwhile stopped the windows for 130 ms (measured).
    """
    sys.setswitchinterval(HAND_OVER)


def resource(name: str) -> Path:
    """A file below resources/, which the wheel carries inside the package."""
    inside = PACKAGE / "resources" / name
    return inside if inside.exists() else PACKAGE.parent / "resources" / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One person's data on this computer: one server, one login, one folder."""

    folder: Path

    @property
    def cache(self) -> Path:
        return self.folder / "cache.db"

    @property
    def originals(self) -> Path:
        return self.folder / ORIGINALS

    @property
    def vault(self) -> Path:
        return self.folder / "vault.json"

    @property
    def revoked(self) -> Path:
        """There while a cache that may not or cannot be opened any more is being deleted."""
        return self.folder / "revoked"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"


def profile(server: str, login: str, root: Path | None = None) -> Profile:
    """The folder for this server and login; `root` replaces the user's data folder."""
    base = root if root is not None else user_data_path("ciie-admin")
    safe = "".join(c if c.isalnum() else "_" for c in server.rsplit("://", maxsplit=1)[-1].lower())
    who = "".join(c if c.isalnum() else "_" for c in login.lower())
    return Profile(folder=base / f"{safe}-{who}")
