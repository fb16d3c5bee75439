"""Thumbnails for lists and cards: from the cache, else the server, always off the UI thread."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from ciie_admin.models import thumbnails
from ciie_admin.views.desk import Desk
from ciie_admin.views.work import Failed

KEPT = 2_000
"""Pixmaps in memory, 36 kB each."""
ASKED_TOGETHER = 100


class Pictures(QObject):
    """`thumb(digest)` answers at once with what there is; `arrived` tells when more is there."""

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[str, QPixmap | None] = {}
        self._wanted: list[str] = []
        self._timer = QTimer(self, singleShot=True, interval=10)
        self._timer.timeout.connect(self._ask)

    def thumb(self, digest: str) -> QPixmap | None:
        """The pixmap, or None while it is not there (a placeholder keeps its place)."""
        if not digest:
            return None
        if digest not in self._known and digest not in self._wanted:
            self._wanted.append(digest)
            if not self._timer.isActive():
                self._timer.start()
        return self._known.get(digest)

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted[-ASKED_TOGETHER:], self._wanted[:-ASKED_TOGETHER]
        if self._wanted:
            self._timer.start()
        for digest in wanted:
            self._known[digest] = None
        self._desk.read(
            lambda db: thumbnails.read(db, wanted), lambda got: self._show(got, wanted), asker=self
        )

    def _show(self, got: dict[str, bytes], wanted: Sequence[str]) -> None:
        self._take(got)
        missing = [digest for digest in wanted if digest not in got]
        if missing and self._desk.entered.online:
            fetch(self._desk, missing, self._take, asker=self)

    def _take(self, got: dict[str, bytes]) -> None:
        if not got:
            return
        if len(self._known) > KEPT:
            self._known.clear()
        for digest, jpeg in got.items():
            pixmap = QPixmap()
            pixmap.loadFromData(jpeg, "JPEG")
            self._known[digest] = pixmap
        self.arrived.emit()


def fetch(
    desk: Desk,
    digests: Sequence[str],
    then: Callable[[dict[str, bytes]], None],
    *,
    asker: QObject,
    failed: Failed = lambda _mishap: None,
) -> None:
    """From the server, kept in the cache. Failing only means placeholders."""
    wanted = tuple(digests)

    def work() -> dict[str, bytes]:
        office = desk.entered.office()
        try:
            return office.thumbnails(wanted)
        finally:
            office.close()

    def keep(got: dict[str, bytes]) -> None:
        desk.keep(lambda cache: thumbnails.keep(cache, got), _nothing)
        then(got)

    desk.files.run(work, keep, asker=asker, failed=failed)


def _nothing(_kept: object) -> None:
    """Nobody waits for it."""
