"""Thumbnails for lists and cards: from the cache, else the server, always off the UI thread."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from ciie_admin.errors import Mishap
from ciie_admin.models import thumbnails
from ciie_admin.models.engine import Snapshot
from ciie_admin.sync.loop import Told
from ciie_admin.views.desk import Desk
from ciie_admin.views.portraits import whole
from ciie_admin.views.work import Failed

Use = Literal["row", "card"]
PIXELS: Mapping[Use, int] = {"row": 64, "card": 256}
"""Of the longer side: a row's at 200 %, and a thumbnail as it is stored."""
KEPT: Mapping[Use, int] = {"row": 2_000, "card": 200}
"""Pixmaps in memory, 12 kB and 196 kB each."""
ASKED_TOGETHER = 100
Wish = tuple[str, Use]
"""A photo's digest, and what its picture is for."""


class Pictures(QObject):
    """`thumb(digest)` answers at once with what there is; `arrived` tells when more is there."""

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[Use, OrderedDict[str, QPixmap | None]]
        self._known = {"row": OrderedDict(), "card": OrderedDict()}
        self._wanted: dict[Wish, None] = {}
        self._was_offline = not desk.entered.online
        self._timer = QTimer(self, singleShot=True, interval=10)
        self._timer.timeout.connect(self._ask)
        desk.told.connect(self._hear)

    def thumb(self, digest: str, use: Use = "card") -> QPixmap | None:
        """The pixmap, or None while it is not there (a placeholder keeps its place)."""
        if not digest:
            return None
        if digest not in self._known[use]:
            self._wanted[digest, use] = None
            if not self._timer.isActive():
                self._timer.start()
            return None
        self._known[use].move_to_end(digest)
        return self._known[use][digest]

    def _ask(self) -> None:
        """The latest wishes first: they are what is on the screen now."""
        wanted = list(self._wanted)[-ASKED_TOGETHER:]
        for digest, use in wanted:
            del self._wanted[digest, use]
            self._known[use][digest] = None
        if self._wanted:
            self._timer.start()
        show = partial(self._show, wanted)
        self._desk.read(partial(_read, wanted), show, asker=self, lane="pictures")

    def _show(self, wanted: Sequence[Wish], got: Mapping[Wish, QImage]) -> None:
        self._take(got)
        missing = [one for one in wanted if one not in got]
        if missing and self._desk.entered.online:
            digests = list(dict.fromkeys(digest for digest, _ in missing))
            then = partial(self._unpack, missing)
            fetch(self._desk, digests, then, asker=self, failed=self._fail)

    def _fail(self, _mishap: Mishap) -> None:
        self._was_offline = True

    def _hear(self, told: Told) -> None:
        """What could not be had is asked for once the server has answered again."""
        if told.state == "online" and self._was_offline:
            for known in self._known.values():
                for digest in [one for one, pixmap in known.items() if pixmap is None]:
                    del known[digest]
            self.arrived.emit()
        if told.state in {"online", "offline"}:
            self._was_offline = told.state == "offline"

    def _unpack(self, wanted: Sequence[Wish], got: Mapping[str, bytes]) -> None:
        self._desk.files.run(partial(_scaled, wanted, got), self._take, asker=self)

    def _take(self, got: Mapping[Wish, QImage]) -> None:
        for (digest, use), image in got.items():
            self._known[use][digest] = QPixmap.fromImage(image)
        for use, known in self._known.items():
            while len(known) > KEPT[use]:
                known.popitem(last=False)
        if got:
            self.arrived.emit()


def _read(wanted: Sequence[Wish], db: Snapshot) -> dict[Wish, QImage]:
    digests = sorted({digest for digest, _ in wanted})
    return _scaled(wanted, thumbnails.read(db, digests))


def _scaled(wanted: Iterable[Wish], jpegs: Mapping[str, bytes]) -> dict[Wish, QImage]:
    """On a lane. Of those that are there and can be read."""
    made = {
        (digest, use): whole(jpegs[digest], PIXELS[use])
        for digest, use in wanted
        if digest in jpegs
    }
    return {wish: image for wish, image in made.items() if image is not None}


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
