"""BadgeFace: what will be printed on a badge, small, in the colours of paper in both themes.

BadgeFace(): show_face(FaceWords(...), pixmap); the same fields as printed, those in `changed`
marked by an underline and a sign
"""

from dataclasses import dataclass, fields

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.paint import fitted
from ciie_admin.views.theme import current, paper_colour

HEIGHT = 132
MOST = 320
PHOTO = QSize(72, 96)
EDGE, GAP, BAND = 12, 12, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceWords:
    name: str
    unit: str
    mission: str
    label: str
    entry_date: str
    area: str


class BadgeFace(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._words: FaceWords | None = None
        self._pixmap: QPixmap | None = None
        self._changed: frozenset[str] = frozenset()
        self.setFixedHeight(HEIGHT)
        self.setMaximumWidth(MOST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(MOST, HEIGHT)

    def show_face(
        self, words: FaceWords, pixmap: QPixmap | None, changed: frozenset[str] = frozenset()
    ) -> None:
        self._words, self._pixmap, self._changed = words, pixmap, changed
        said = [getattr(words, one.name) for one in fields(words)]
        self.setAccessibleName(" ".join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, words = QPainter(self), self._words
        if words is None:
            return
        self._paint_paper(painter)
        left = EDGE + PHOTO.width() + GAP
        wide = self.width() - left - EDGE
        self._say(painter, QRectF(left, 10, wide, 28), "name", "page", bold=True)
        self._say(painter, QRectF(left, 40, wide, 20), "unit")
        self._say(painter, QRectF(left, 62, wide, 18), "mission", "caption", "text2")
        self._paint_band(painter, QRectF(left, 86, wide, BAND), words.label)

    def _paint_paper(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(paper_colour("ctl"), 1))
        painter.setBrush(paper_colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        frame = QRectF(EDGE, (HEIGHT - PHOTO.height()) / 2, PHOTO.width(), PHOTO.height())
        painter.fillRect(frame, paper_colour("track"))
        if self._pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame.toRect(), self._pixmap)
        if "photo" in self._changed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(paper_colour("warn"), 2))
            painter.drawRect(frame)

    def _paint_band(self, painter: QPainter, band: QRectF, kind: str) -> None:
        """Label in its own box, as the colour of a badge's foot tells its kind; date and area."""
        text, used = fitted(kind, band.width() / 2, "caption", bold=True)
        box = QRectF(band.left(), band.top() + 4, used + 12, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper_colour("mine_tint"))
        painter.drawRoundedRect(box, 3, 3)
        self._write(painter, box.adjusted(6, 0, -6, 0), text, "mine", "caption", bold=True)
        if "label" in self._changed:
            _underline(painter, box.adjusted(6, 0, -6, 0), used)
        rest = QRectF(box.right() + 8, band.top(), band.right() - box.right() - 8, 15)
        self._say(painter, rest, "entry_date", "key")
        self._say(painter, rest.translated(0, 15), "area", "key", "text2")

    def _say(
        self,
        painter: QPainter,
        rect: QRectF,
        field: str,
        role: str = "body",
        ink: str = "text",
        *,
        bold: bool = False,
    ) -> None:
        text = getattr(self._words, field)
        used = self._write(painter, rect, text, ink, role, bold=bold)
        if field in self._changed:
            _underline(painter, rect, used)

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, ink: str, role: str, *, bold: bool
    ) -> float:
        shown, used = fitted(text, rect.width(), role, bold)
        metrics = current().metrics(role, bold)
        drop = (metrics.ascent() - metrics.descent()) / 2
        painter.setFont(current().font(role, bold))
        painter.setPen(paper_colour(ink))
        painter.drawText(QPointF(round(rect.left()), round(rect.center().y() + drop)), shown)
        return used


def _underline(painter: QPainter, rect: QRectF, used: float) -> None:
    painter.setPen(QPen(paper_colour("warn"), 2))
    below = rect.bottom() - 1
    painter.drawLine(QPointF(rect.left(), below), QPointF(rect.left() + used, below))
