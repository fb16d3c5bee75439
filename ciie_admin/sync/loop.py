"""The thread that exchanges, and the one that waits to be woken."""

import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Literal

from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap, NotAllowed, Offline, Paused
from ciie_admin.models import digests, losing
from ciie_admin.models.engine import Cache
from ciie_admin.models.touched import Touched
from ciie_admin.sync.checking import check
from ciie_admin.sync.cycle import Cycled, exchanges
from ciie_admin.sync.http import Office
from ciie_admin.sync.standing import Standing

log = logging.getLogger("ciie.sync")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between tries while offline: doubled each time, with jitter."""
IDLE_SECONDS = 60.0
"""An exchange at least this often, even if the waiter hears nothing."""
LULL = 1.5
"""Seconds in which colleagues' steps gather before one exchange asks who is where."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the loop tells its listener, on the loop's thread."""

    state: Literal["syncing", "online", "offline", "paused", "stopped"]
    """`paused` until somebody wakes the loop: a person has to look first."""
    cycled: Cycled | None = None
    mishap: Mishap | None = None


Listener = Callable[[Told], None]


class Loop:
    """Exchanges whenever woken. `open_office` is called once on each thread that needs a line."""

    def __init__(
        self,
        cache: Cache,
        actor: Actor,
        open_office: Callable[[], Office],
        listener: Listener,
        standing: Standing | None = None,
    ) -> None:
        self._cache = cache
        self._actor = actor
        self._open_office = open_office
        self._tell = listener
        self._standing = standing if standing is not None else Standing()
        self._standing.woken = self.wake
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._head = 0
        self._presence: str | None = None
        self._live = threading.Event()
        self._exchanging = threading.Thread(target=self._run, name="sync", daemon=True)
        self._waiting = threading.Thread(target=self._wait, name="waiter", daemon=True)

    def start(self) -> None:
        self._wake.set()
        self._exchanging.start()
        self._waiting.start()

    def wake(self) -> None:
        """Ask for an exchange now; from any thread."""
        self._wake.set()

    def stop(self, seconds: float = 10.0) -> None:
        """Ends after the exchange in hand. The waiter is not waited for: it holds nothing."""
        self._stopping.set()
        self._wake.set()
        if self._exchanging.is_alive():
            self._exchanging.join(seconds)

    def _run(self) -> None:
        office, pause = self._open_office(), FIRST_PAUSE
        rest: float | None
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._exchange_all(office)
                self._check_if_due(office)
                pause, rest = FIRST_PAUSE, IDLE_SECONDS
            except NotAllowed as refusal:
                emptied = self._anew() if refusal.code == losing.DISABLED else None
                self._tell(Told("stopped", emptied, refusal))
                break
            except Paused as question:
                self._live.clear()
                self._tell(Told("paused", mishap=question))
                rest = None
            except Mishap as mishap:
                self._live.clear()
                self._tell(Told("offline", mishap=mishap))
                rest = pause * (0.7 + secrets.randbelow(61) / 100)
                pause = min(pause * 2, LONGEST_PAUSE)
            self._wake.wait(rest)
        self._let_go(office)
        self._live.set()
        office.close()

    def _let_go(self, office: Office) -> None:
        """What is open here is nobody's concern any more; if that gets lost it lapses by itself."""
        if self._standing.at is not None and self._live.is_set():
            with suppress(Mishap):
                office.leave()

    def _exchange_all(self, office: Office) -> None:
        with closing(exchanges(self._cache, office, self._actor, self._standing)) as pages:
            for done in pages:
                self._head = done.head
                if done.around is not None:
                    self._presence = done.around.stamp
                self._live.set()
                self._tell(Told("syncing" if done.more else "online", done))
                if self._stopping.is_set():
                    break

    def _check_if_due(self, office: Office) -> None:
        """After a first download, and daily: what differs from the server is put right."""
        with self._cache.read() as db:
            if not digests.is_due(db) or self._stopping.is_set():
                return
        done = check(self._cache, office, self._actor, lambda: self._exchange_all(office))
        if done.touched:
            self._tell(Told("online", self._anew()))

    def _anew(self) -> Cycled:
        """Nothing was exchanged, but everything on screen may be out of date."""
        return Cycled(Touched(everything=True), 0, 0, 0, self._head, more=False)

    def _wait(self) -> None:
        """Wakes the loop when the server has something; says nothing and stores nothing."""
        office = self._open_office()
        while not self._stopping.is_set():
            self._live.wait()
            if self._stopping.is_set():
                break
            try:
                self._hear(office)
            except NotAllowed:
                break
            except Offline:
                self._wake.set()
                self._stopping.wait(FIRST_PAUSE)
            except Mishap:
                log.warning("wait refused")
                self._stopping.wait(LONGEST_PAUSE)
        office.close()

    def _hear(self, office: Office) -> None:
        """Who merely opened another record is asked for after a lull, so that many steps make one
        exchange; what an exchange has brought meanwhile is not asked for again.
        """
        known = (self._head, self._presence)
        said = office.wait(*known)
        if said.head == self._head and said.presence != self._presence:
            self._stopping.wait(LULL)
        if (said.head, said.presence) != known == (self._head, self._presence):
            self._wake.set()
            self._stopping.wait(0.05)
