"""The photo in front: as it was uploaded, measured, with the rule drawn on it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPaintEvent, QPixmap

from ciie_admin.domain.states import Sight
from ciie_admin.models import originals
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.loop import Told
from ciie_admin.views import measures_said
from ciie_admin.views.components.photo_stage import PhotoStage
from ciie_admin.views.desk import Desk
from ciie_admin.views.originals import Originals
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.portraits import whole

CLOSE = 4_000
"""px of the longer side, at most, of what is looked at closely."""
PATIENCE_MS = 1_000
"""A shorter wait for the original says nothing."""


@dataclass(frozen=True, slots=True)
class Faced:
    """Whose photo stands in front; no digest: there is none."""

    number: int
    digest: str
    name: str


class BenchPhoto(PhotoStage):
    """Never waits: the small picture first, then the original, then what was measured."""

    seen = Signal(int, str, str)
    """Record, digest and Sight, once it has been painted."""
    measured = Signal()
    """What is known of the photo in front has changed."""

    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        super().__init__()
        self._desk, self._pictures = desk, pictures
        self.originals = Originals(desk, self)
        self.faced = Faced(0, "", "")
        self._sight = Sight.NONE
        self._told: tuple[int, str, Sight] | None = None
        self._closed_up = ""
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(self._look)
        self.originals.arrived.connect(self._look)
        self.placed.connect(self._look)
        pictures.arrived.connect(self._look)
        desk.measuring.came.connect(self._measured)
        desk.told.connect(self._hear)

    def face(self, faced: Faced) -> None:
        """Another photo, or the same one anew."""
        if faced != self.faced:
            self.faced, self._closed_up = faced, ""
            self.show_close(None)
            self._late.start()
        self._look()

    @property
    def sight(self) -> Sight:
        """What of it stands here; on the screen it is once `seen` says so."""
        return self._sight

    # ---- looking

    def _look(self) -> None:
        digest = self.faced.digest
        if not self.faced.number:
            self._put(None, Sight.NONE, "")
            return
        if not digest:
            self.say_absent(self.tr("No photo was uploaded"))
            self._put(None, Sight.NONE, "")
            return
        sharp = self.originals.sharp(digest, self.place(), self.devicePixelRatioF())
        if sharp is not None:
            self._put(sharp, Sight.ORIGINAL, "")
            self._measure()
            self._fetch_close()
            return
        small = self._pictures.thumb(digest)
        self._put(small, Sight.SMALL if small is not None else Sight.NONE, self._lacking())

    def _hear(self, _told: Told) -> None:
        """The line was lost, or is back."""
        self._look()

    def _put(self, pixmap: QPixmap | None, sight: Sight, note: str) -> None:
        self._sight = sight
        if pixmap is None and self.faced.digest:
            self.say_absent("" if self._late.isActive() else self.tr("The photo is not here"))
        found = self._desk.measuring.of(self.faced.digest) if self.faced.digest else None
        language = self._desk.language
        self.show_marks(measures_said.marks(found, language) if found is not None else None)
        self.show_photo(pixmap, self.faced.name, note)

    def _lacking(self) -> str:
        """Why the original is not on the screen, once it has been waited for."""
        if not self._is_live():
            return self.tr("Offline, and the original is not on this computer: a verdict says so.")
        if self._late.isActive():
            return ""
        if self.originals.has_failed(self.faced.digest):
            return self.tr("The original could not be fetched: a verdict says so.")
        return self.tr("The original is being fetched.")

    def _is_live(self) -> bool:
        return self._desk.entered.online and self._desk.last_told.state in ("online", "syncing")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        said = (self.faced.number, self.faced.digest, self._sight)
        if self.pixmap is not None and said != self._told:
            self._told = said
            self.seen.emit(*said)

    # ---- what was measured

    def _measure(self) -> None:
        on = self._desk.ground
        if on is not None:
            self._desk.measuring.wish(self.faced.digest, on.edition.photo)

    def _measured(self, digest: str) -> None:
        if digest == self.faced.digest:
            self._look()
            self._aim()
            self.measured.emit()

    # ---- closely

    def _fetch_close(self) -> None:
        """So that it is there when the key goes down."""
        digest = self.faced.digest
        if self._closed_up != digest:
            self._closed_up = digest
            work = partial(_opened, self._desk.entered, digest)
            self._desk.files.run(work, partial(self._take_close, digest), asker=self, key="close")

    def _take_close(self, digest: str, image: QImage | None) -> None:
        if digest == self.faced.digest and image is not None:
            self.show_close(image)
            self._aim()

    def _aim(self) -> None:
        """Without a pointer over it, what is looked at closely is the eyes."""
        found = self._desk.measuring.of(self.faced.digest)
        if found is not None and found.eyes and self.close_up is not None:
            share = self.close_up.width() / max(found.size[0], 1)
            left, right = found.eyes[:2], found.eyes[2:]
            middle = ((left[0] + right[0]) / 2 * share, (left[1] + right[1]) / 2 * share)
            self.show_close(self.close_up, middle)


def _opened(entered: Entered, digest: str) -> QImage | None:
    content = originals.read(entered.cache, digest)
    return whole(content, CLOSE) if content is not None else None
