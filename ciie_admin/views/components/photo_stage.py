"""PhotoStage: one photo as large as its place allows, with the rule drawn over it.

PhotoStage(): show_photo(QPixmap | None, name, note="")   note: a sentence over its lower edge
  show_marks(Marks | None), turn_marks(bool)              what is drawn over it
  show_close(QImage | None)                               its own pixels, for `hold`
  hold(bool)                                              100 % while a key is held: where the
                                                          pointer is, else `look_at` (px of it)
  say_below(Below | None)                                 words under it, where photos are compared
  place()                                                 QSize of the picture's place, logical px
  signal placed()                                         the place has another size
"""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.components.photo_marks import Marks, paint_marks, picture_in
from ciie_admin.views.components.photo_words import Below, paint_below
from ciie_admin.views.paint import draw_icon, draw_text, fill_round, text_width, wrapped
from ciie_admin.views.signs import SECTIONS
from ciie_admin.views.theme import current

USUAL = QSize(432, 576)
LEAST = QSize(216, 288)
LEAST_BESIDE = QSize(104, 138)
"""While two of them share the place of one."""
LINE = 18
NOTE_LINES = 3


class PhotoStage(QWidget):
    placed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pixmap: QPixmap | None = None
        self._marks: Marks | None = None
        self._marked = True
        self._close: QImage | None = None
        self._held = False
        self._look_at: QPointF | None = None
        self._note = self._absent = ""
        self._below: Below | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST)

    def sizeHint(self) -> QSize:
        return USUAL

    # ---- what is shown

    def show_photo(self, pixmap: QPixmap | None, name: str, note: str = "") -> None:
        self._pixmap, self._note = pixmap, note
        self.setAccessibleName(name)
        self.setAccessibleDescription(_heard(self._below) or note)
        self.update()

    def say_absent(self, text: str) -> None:
        """What stands in the place of a photo that is not there; empty: nothing yet."""
        self._absent = text
        self.update()

    def say_below(self, below: Below | None) -> None:
        """None: it is not compared."""
        if below == self._below:
            return
        self._below = below
        self.setMinimumSize(LEAST if below is None else LEAST_BESIDE)
        self.setAccessibleDescription(_heard(below) or self._note)
        self.updateGeometry()
        self.update()
        self.placed.emit()

    def show_marks(self, marks: Marks | None) -> None:
        self._marks = marks
        self.update()

    def turn_marks(self, on: bool) -> None:
        self._marked = on
        self.update()

    def show_close(self, image: QImage | None, look_at: tuple[float, float] | None = None) -> None:
        self._close = image
        self._look_at = QPointF(*look_at) if look_at is not None else None
        self.update()

    def hold(self, on: bool) -> None:
        self._held = on
        self.update()

    @property
    def pixmap(self) -> QPixmap | None:
        """What stands there now."""
        return self._pixmap

    @property
    def marks(self) -> Marks | None:
        """What is drawn over it now."""
        return self._marks if self._marked and self._pixmap is not None else None

    @property
    def close_up(self) -> QImage | None:
        """Its own pixels, if they are here."""
        return self._close

    @property
    def is_close(self) -> bool:
        """Whether its own pixels are on the screen."""
        return self._held and self._close is not None

    # ---- geometry

    def place(self) -> QSize:
        """The largest 3:4 that fits, in whole px."""
        fitted = QSize(3, 4).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QSize(fitted.width(), fitted.width() * 4 // 3)

    def frame(self) -> QRectF:
        """Where the place lies: at the left, at the top."""
        return QRectF(0, 0, self.place().width(), self.place().height())

    def picture_at(self, frame: QRectF) -> QRectF:
        """Where the picture is drawn, which may be further than its place goes."""
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.placed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self.update()
        super().mouseMoveEvent(event)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame = QPainter(self), self.frame()
        if self._pixmap is None and not self.accessibleName():
            return  # nobody's photo is looked at
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(frame, current().colour("track"))
        if self._held and self._close is not None:
            self._paint_close(painter, frame, self._close)
        elif self._pixmap is not None:
            self._paint_picture(painter, frame, self._pixmap)
        elif self._absent:
            self._paint_absent(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(current().colour("hair"), 1))
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._note:
            self._paint_note(painter, frame)
        if self._below is not None:
            paint_below(painter, frame, QSizeF(self.size()), self._below)

    def _paint_picture(self, painter: QPainter, frame: QRectF, pixmap: QPixmap) -> None:
        painter.save()
        painter.setClipRect(frame)
        painter.drawPixmap(self.picture_at(frame), pixmap, QRectF(pixmap.rect()))
        painter.restore()
        if self._marks is not None and self._marked:
            paint_marks(painter, frame, self._marks)

    def _paint_close(self, painter: QPainter, frame: QRectF, close: QImage) -> None:
        """One px of the photo on one of the screen, but never smaller than it was."""
        size = (float(close.width()), float(close.height()))
        fitted = picture_in(frame, size)
        small = fitted.width() / max(size[0], 1.0)
        scale = max(1 / self.devicePixelRatioF(), small)
        at, looked = self._looked_at(fitted, small, frame)
        target = QRectF(at - looked * scale, QSizeF(size[0] * scale, size[1] * scale))
        painter.save()
        painter.setClipRect(frame)
        painter.drawImage(target, close)
        painter.restore()

    def _looked_at(self, fitted: QRectF, small: float, frame: QRectF) -> tuple[QPointF, QPointF]:
        """A point of the place, and the point of the photo (px) that is to lie there."""
        pointer = QPointF(self.mapFromGlobal(QCursor.pos()))
        if fitted.contains(pointer):
            return pointer, (pointer - fitted.topLeft()) / small
        middle = QPointF(fitted.width() / 2, fitted.height() / 2) / small
        return frame.center(), self._look_at or middle

    def _paint_absent(self, painter: QPainter, frame: QRectF) -> None:
        middle = frame.center()
        at = QRectF(middle.x() - 14, middle.y() - 40, 28, 28)
        draw_icon(painter, SECTIONS["photos"], "text3", at, 28)
        line = QRectF(frame.left() + 12, middle.y() - 4, frame.width() - 24, 20)
        draw_text(painter, line, self._absent, "text2", align="centre")

    def _paint_note(self, painter: QPainter, frame: QRectF) -> None:
        lines = wrapped(self._note, frame.width() - 32, "caption", most=NOTE_LINES)
        high = LINE * len(lines) + 8
        wide = max(text_width(line, "caption") for line in lines) + 16
        box = QRectF(frame.left() + 8, frame.bottom() - high - 8, wide, high)
        fill_round(painter, box, "toast")
        for place, line in enumerate(lines):
            rect = QRectF(box.left() + 8, box.top() + 4 + LINE * place, wide - 8, LINE)
            draw_text(painter, rect, line, "toast_text", "caption")


def _heard(below: Below | None) -> str:
    """Title apart: the name of the photo says it."""
    return " ".join(filter(None, (below.facts, below.said))) if below is not None else ""
