"""The large photo of a card: from its sealed file, else the server, always off the UI thread."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from ciie_admin.errors import CacheUnreadable, Offline
from ciie_admin.models import originals
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.loop import Told
from ciie_admin.views.desk import Desk
from ciie_admin.views.portraits import portrait

KEPT = 24
"""Pixmaps in memory, 60 to 250 kB each."""
LIVE = frozenset({"online", "syncing"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A photo in so many pixels of the screen."""

    digest: str
    width: int
    height: int
    ratio: float

    def opened(self, content: bytes) -> QImage | None:
        return portrait(content, QSize(self.width, self.height))


@dataclass(frozen=True, slots=True)
class Got:
    """`here` tells a picture that nobody can read from one that has to be fetched."""

    here: bool
    image: QImage | None = None


class Originals(QObject):
    """`sharp()` answers at once with what there is; `arrived` tells when it is there.

    One download at a time: the card's goes before those fetched ahead, and ends them.
    """

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wish = Wish("", 0, 0, 1.0)
        self._lacking = ""
        """Digest the card waits for. Also read on the download lane."""
        self._known: dict[Wish, QPixmap] = {}
        self._ahead: list[str] = []
        self._under_way = ""
        self._failed: set[str] = set()
        self._was_live = self._is_live()
        desk.told.connect(self._hear)

    def sharp(self, digest: str, place: QSize, ratio: float) -> QPixmap | None:
        """The pixmap for this place on the card, or None while it is not there."""
        pixels = place * ratio
        wish = Wish(digest, pixels.width(), pixels.height(), ratio)
        if wish != self._wish:
            self._wish, self._lacking = wish, ""
            if digest and wish not in self._known:
                self._look(wish)
        return self._known.get(wish)

    def fetch_ahead(self, digests: Sequence[str]) -> None:
        """These may be asked for next; others that were are forgotten."""
        self._ahead = list(digests)
        self._go_on()

    def has_failed(self, digest: str) -> bool:
        """It could not be fetched, and is not asked for before the line was lost and is back."""
        return digest in self._failed

    def _look(self, wish: Wish) -> None:
        work = partial(_read, self._desk.entered, wish)
        self._desk.files.run(work, partial(self._take, wish), asker=self, key="look")

    def _take(self, wish: Wish, got: Got) -> None:
        if got.image is not None:
            while len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            pixmap = QPixmap.fromImage(got.image)
            pixmap.setDevicePixelRatio(wish.ratio)
            self._known[wish] = pixmap
        if wish == self._wish:
            self._lacking = "" if got.here else wish.digest
            if got.image is not None:
                self.arrived.emit()
        self._go_on()

    # ---- fetching

    def _go_on(self) -> None:
        """Begin the next download, if none is under way."""
        wanted = [one for one in (self._lacking, *self._ahead) if one and one not in self._failed]
        if self._under_way or not wanted or not self._is_live():
            return
        digest = self._under_way = wanted[0]
        self._ahead = [one for one in self._ahead if one != digest]
        self._desk.downloads.run(
            partial(self._download, self._desk.entered, digest),
            partial(self._keep, digest),
            asker=self,
            failed=lambda _mishap: self._end(digest, failed=True),
        )

    def _download(self, entered: Entered, digest: str) -> bytes | None:
        """On the download lane. None if it was let go: the card had come to wait for another."""
        let_go = False

        def wanted() -> bool:
            nonlocal let_go
            let_go = not entered.online or self._lacking not in ("", digest)
            return not let_go

        with closing(entered.office()) as office:
            try:
                return office.original(digest, wanted)
            except Offline:
                if let_go:
                    return None
                raise

    def _keep(self, digest: str, content: bytes | None) -> None:
        if content is None:
            self._end(digest)
            return
        wish = self._wish if self._wish.digest == digest else None
        work = partial(_keep_and_open, self._desk.entered, digest, content, wish)

        def kept(got: Got) -> None:
            if self._lacking == digest and got.here:
                self._lacking = ""
            if wish is not None and got.here:
                self._take(wish, got)
            self._end(digest, failed=not got.here)

        failed = partial(self._end, digest, failed=True)
        self._desk.files.run(work, kept, asker=self, failed=lambda _mishap: failed())

    def _end(self, digest: str, *, failed: bool = False) -> None:
        """What failed is not asked for again before the line was lost and is back."""
        self._under_way = ""
        if failed:
            self._failed.add(digest)
        self._go_on()

    def _is_live(self) -> bool:
        return self._desk.entered.online and self._desk.last_told.state in LIVE

    def _hear(self, told: Told) -> None:
        del told
        live = self._is_live()
        if live and not self._was_live:
            self._failed.clear()
            self._go_on()
        self._was_live = live


def _read(entered: Entered, wish: Wish) -> Got:
    content = originals.read(entered.cache, wish.digest)
    return Got(here=False) if content is None else Got(here=True, image=wish.opened(content))


def _keep_and_open(entered: Entered, digest: str, content: bytes, wish: Wish | None) -> Got:
    """On a full disk it is shown all the same; out of sight by now, it is not."""
    here = True
    with suppress(CacheUnreadable):
        here = originals.keep(entered.cache, digest, content)
    return Got(here=here, image=wish.opened(content) if wish is not None and here else None)
