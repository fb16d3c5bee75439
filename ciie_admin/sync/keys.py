"""The tokens of one signed-in device, shared by all its lines and threads."""

from collections.abc import Callable
from threading import Lock
from uuid import UUID

from ciie_admin.errors import NotAllowed
from ciie_admin.wire.sessions import Refresh, Refreshed

Ask = Callable[[Refresh], Refreshed]


class Keys:
    """`access` is empty offline. `keep` stores each new refresh token before the tokens are used.

    A token that was kept but never used can be asked for again with the one before it: that is
    what a crash between answer and file leaves behind.
    """

    def __init__(
        self, device: UUID, access: str, refresh: str, keep: Callable[[str], None]
    ) -> None:
        self.access = access
        self._device = device
        self._refresh = refresh
        self._keep = keep
        self._renewing = Lock()
        self._storing = Lock()
        self._ended = False

    @property
    def renewable(self) -> bool:
        return bool(self._refresh) and not self._ended

    def renew(self, stale: str, ask: Ask) -> str:
        """A token in place of this one, asked for once however many threads want it.

        Raises what `ask` raises, and NotAllowed("session_ended") if nothing is left to ask with.
        """
        with self._renewing:
            if self.access != stale:
                return self.access
            if not self.renewable:
                raise NotAllowed("session_ended")
            fresh = ask(Refresh(device=self._device, refresh=self._refresh))
            self._store(fresh.refresh)
            self.access, self._refresh = fresh.token, fresh.refresh
            return self.access

    def end(self) -> None:
        """Nothing is stored any more: the cache is about to be closed. Does not wait for a line."""
        with self._storing:
            self._ended = True

    def _store(self, refresh: str) -> None:
        with self._storing:
            if self._ended:
                raise NotAllowed("session_ended")
            self._keep(refresh)
