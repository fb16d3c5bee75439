"""PictureCanvas: a large picture to look at closely.

PictureCanvas(name): show_image(QImage | None, text=""), fit(), zoom(steps), share() in percent
  wheel zooms at the pointer, dragging and arrow keys move, + - 0 zoom; signal zoomed()
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.paint import draw_text
from ciie_admin.views.theme import current

STEP = 1.25
MOST = 8.0
"""Times the picture's own pixels."""
PAN = 60
ARROWS = {
    Qt.Key.Key_Left: QPointF(PAN, 0),
    Qt.Key.Key_Right: QPointF(-PAN, 0),
    Qt.Key.Key_Up: QPointF(0, PAN),
    Qt.Key.Key_Down: QPointF(0, -PAN),
}


class PictureCanvas(QWidget):
    zoomed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._text = ""
        self._scale = 0.0
        """Screen px a pixel of the picture; 0 while the whole picture fits."""
        self._middle = QPointF()
        """Of the picture, in its own pixels."""
        self._held: QPointF | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def show_image(self, image: QImage | None, text: str = "") -> None:
        """Another picture begins whole; `text` says why there is none."""
        self._image, self._text = image, text
        self.setAccessibleDescription(text)
        self.fit()

    @property
    def image(self) -> QImage | None:
        return self._image

    def fit(self) -> None:
        self._scale = 0.0
        if self._image is not None:
            self._middle = QPointF(self._image.width() / 2, self._image.height() / 2)
        self._changed()

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Closer by so many steps; what lies under `at` (the middle) stays where it is."""
        if self._image is None:
            return
        before = self._shown_scale()
        scale = min(MOST, before * STEP**steps)
        if scale <= self._fitting():
            self.fit()
            return
        off = (at or self._centre()) - self._centre()
        self._middle += off / before - off / scale
        self._scale = scale
        self._changed()

    def share(self) -> int:
        """Percent of the picture's own pixels, on a screen as fine as this one."""
        return round(self._shown_scale() * self.devicePixelRatioF() * 100)

    def _changed(self) -> None:
        self._keep_inside()
        self.zoomed.emit()
        self.update()

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _fitting(self) -> float:
        image = self._image
        if image is None or image.isNull():
            return 1.0
        wide, high = self.width() / image.width(), self.height() / image.height()
        return min(wide, high, 1.0)

    def _shown_scale(self) -> float:
        return self._scale or self._fitting()

    def _keep_inside(self) -> None:
        """The middle of the view never leaves the picture."""
        if self._image is not None:
            x = min(max(self._middle.x(), 0.0), float(self._image.width()))
            y = min(max(self._middle.y(), 0.0), float(self._image.height()))
            self._middle = QPointF(x, y)

    def _move(self, by: QPointF) -> None:
        if self._scale:
            self._middle -= by / self._scale
            self._changed()

    # ---- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("sunken"))
        image = self._image
        if image is None:
            draw_text(painter, QRectF(self.rect()), self._text, "text2", align="centre")
            return
        scale = self._shown_scale()
        corner = self._centre() - self._middle * scale
        size = QRectF(corner.x(), corner.y(), image.width() * scale, image.height() * scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(size, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(event.angleDelta().y() / 120, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._move(event.position() - self._held)
            self._held = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._scale:
            self.fit()
        else:
            self.zoom(3, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ - 0 and, once the picture is larger than its place, the arrows; others go on."""
        text = event.text()
        arrow = ARROWS.get(Qt.Key(event.key()))
        if text in ("+", "="):
            self.zoom(1)
        elif text == "-":
            self.zoom(-1)
        elif text == "0":
            self.fit()
        elif arrow is not None and self._scale:
            self._move(arrow)
        else:
            super().keyPressEvent(event)
