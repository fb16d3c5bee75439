"""Photos of who waits for review, fetched while nothing else is to do: a trip may begin now."""

from PySide6.QtCore import QObject, QTimer

from ciie_admin.models import thumbnails
from ciie_admin.sync.loop import Told
from ciie_admin.views import pictures
from ciie_admin.views.desk import Desk

QUIET_MS = 1_500
"""After an exchange; a first list fetches what it shows by itself and goes first."""
TOGETHER = 100
MOST = 10_000
"""Pictures of one run, about 10 kB each."""


class PicturesAhead(QObject):
    """Works while the desk is online. A picture that does not come is not asked for again."""

    def __init__(self, desk: Desk, parent: QObject, quiet_ms: int = QUIET_MS) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tried: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=quiet_ms)
        self._timer.timeout.connect(self._look)
        desk.told.connect(self._hear)

    def _hear(self, told: Told) -> None:
        if told.state == "online":
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        if len(self._tried) >= MOST:
            return
        most = len(self._tried) + TOGETHER
        self._desk.read(
            lambda db: thumbnails.missing(db, most), self._fetch, asker=self, lane="whole"
        )

    def _fetch(self, digests: list[str]) -> None:
        wanted = [one for one in digests if one not in self._tried][:TOGETHER]
        if wanted:
            self._tried.update(wanted)
            pictures.fetch(self._desk, wanted, lambda _got: self._timer.start(), asker=self)
