"""The photo in front and, when asked for, another one beside it, eyes on one line and as far apart.

The one in front stays as it is; the other is scaled to it, and moved up or down.
"""

from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ciie_admin.photos.measured import Measured
from ciie_admin.views.bench_photo import BenchPhoto, Faced
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.photo_marks import picture_in
from ciie_admin.views.components.photo_words import Below
from ciie_admin.views.desk import Desk
from ciie_admin.views.photo_beside import Beside
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.text import DOT

GAP = 8
SMALLEST, LARGEST = 0.4, 2.5
"""Of the size at which all of it fits: what would have to be scaled further is not aligned."""


class PhotoPair(QWidget):
    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        super().__init__()
        self._desk = desk
        self.photo = BenchPhoto(desk, pictures)
        self.other = ComparedPhoto(desk, pictures, self.photo)
        self._row = row = QHBoxLayout(self)
        fill(row, (self.photo, self.other), GAP, (0, 0, 0, 0))
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        self.other.hide()

    def lay_beside(self, beside: Beside | None) -> None:
        """None: the photo in front has all the room again."""
        faced = self.photo.faced
        self.photo.say_below(Below(self.tr("Photo now")) if beside is not None else None)
        if beside is None:
            self.other.hide()
            self.other.face(Faced(0, "", ""))
        else:
            self.other.say_below(
                Below(beside.title, beside.said, beside.sign, DOT.join(beside.facts))
            )
            self.other.face(Faced(faced.number, beside.digest, beside.title + DOT + faced.name))
            self.other.show()

        self._even()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._even()

    def _even(self) -> None:
        """Both have the same size, to the px."""
        odd = 0 if self.other.isHidden() else (self.width() - GAP) % 2
        self._row.setContentsMargins(0, 0, odd, 0)

    def hold(self, on: bool) -> None:
        for one in (self.photo, self.other):
            one.hold(on)


class ComparedPhoto(BenchPhoto):
    """Without marks: nobody judges it."""

    def __init__(self, desk: Desk, pictures: Pictures, front: BenchPhoto) -> None:
        super().__init__(desk, pictures)
        self._front = front
        self.turn_marks(False)
        front.measured.connect(self._look)
        front.placed.connect(self.update)

    @property
    def is_aligned(self) -> bool:
        return self._aligned(self.frame()) is not None

    def picture_at(self, frame: QRectF) -> QRectF:
        return self._aligned(frame) or frame

    def _aligned(self, frame: QRectF) -> QRectF | None:
        """Where the eyes lie as in front; None while they are not known of both."""
        here, there = self._measured_of(self), self._measured_of(self._front)
        if here is None or there is None:
            return None
        own, wanted = _eyes(frame, here), _eyes(self._front.frame(), there)
        if own is None or wanted is None:
            return None
        scale = _apart(wanted) / max(_apart(own), 1.0)
        if not SMALLEST <= scale <= LARGEST:
            return None
        size = QSizeF(frame.width() * scale, frame.height() * scale)
        middle = _middle(own) * scale
        left = _beginning(frame.width(), size.width(), middle.x())
        return QRectF(QPointF(left, _middle(wanted).y() - middle.y()), size)

    def _measured_of(self, photo: BenchPhoto) -> Measured | None:
        return self._desk.measuring.of(photo.faced.digest) if photo.faced.digest else None

    def _measure(self) -> None:
        self._desk.measuring.wish_beside(self.faced.digest)

    def _lacking(self) -> str:
        if not self._is_live():
            return self.tr("Offline, and the original is not on this computer: the small picture.")
        if self._late.isActive():
            return ""
        if self.originals.has_failed(self.faced.digest):
            return self.tr("The original could not be fetched: the small picture.")
        return self.tr("The original is being fetched.")


Eyes = tuple[QPointF, QPointF]


def _eyes(frame: QRectF, found: Measured) -> Eyes | None:
    """On the screen, where the whole picture stands in its frame."""
    if len(found.eyes) != 4:
        return None
    picture = picture_in(frame, found.size)
    scale = picture.width() / max(found.size[0], 1.0)
    x1, y1, x2, y2 = found.eyes
    return (
        picture.topLeft() + QPointF(x1, y1) * scale,
        picture.topLeft() + QPointF(x2, y2) * scale,
    )


def _apart(eyes: Eyes) -> float:
    return hypot(*(eyes[1] - eyes[0]).toTuple())


def _beginning(room: float, wide: float, eyes: float) -> float:
    """All of its width is shown where there is room, else the eyes come to the middle."""
    if wide <= room:
        return (room - wide) / 2
    return min(max(room / 2 - eyes, room - wide), 0.0)


def _middle(eyes: Eyes) -> QPointF:
    return (eyes[0] + eyes[1]) / 2
