"""Fold: a section with a chevron, a title and a count that opens and closes.

Fold(title, content, open=False): set_count(text), open_it(bool); signal opened(bool)
"""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.labels import fill, hairline
from ciie_admin.views.paint import draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import ACTS
from ciie_admin.views.theme_values import NORMAL, Sizes


class _Head(Painted):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.pad, self.note = NORMAL.pad, ""
        self.setText(title)
        self.setCheckable(True)
        self.setFixedHeight(35)

    def sizeHint(self) -> QSize:
        return QSize(80, 35)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            fill_round(painter, rect, "hover", 0)
        inner = rect.adjusted(self.pad, 0, -self.pad, 0)
        draw_icon(painter, ACTS["fold" if self.isChecked() else "unfold"], "text2", inner)
        room = text_width(self.note, "caption") + 12 if self.note else 0.0
        draw_text(painter, inner.adjusted(24, 0, -room, 0), self.text())
        draw_text(painter, inner, self.note, "text2", "caption", align="right")


class Fold(QWidget):
    opened = Signal(bool)

    def __init__(self, title: str, content: QWidget, *, unfolded: bool = False) -> None:
        super().__init__()
        self._head = _Head(title)
        self._content = content
        self._inside = QVBoxLayout()
        fill(self._inside, (content,), 0, (16, 0, 16, 8))
        self._box = QWidget()
        self._box.setLayout(self._inside)
        fill(QVBoxLayout(self), (self._head, self._box, hairline()), 0, (0, 0, 0, 0))
        self._head.toggled.connect(self._toggled)
        self._box.setVisible(unfolded)
        self._head.setChecked(unfolded)
        self.set_count("")
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self._head.pad = sizes.pad
        self._inside.setContentsMargins(sizes.pad, 0, sizes.pad, sizes.section - 2)

    def set_title(self, title: str) -> None:
        self._head.setText(title)
        self.set_count(self._head.note)

    def set_count(self, text: str) -> None:
        self._head.note = text
        self._head.setAccessibleName(f"{self._head.text()} {text}".strip())
        self._head.update()

    def open_it(self, unfolded: bool) -> None:
        self._head.setChecked(unfolded)

    def _toggled(self, unfolded: bool) -> None:
        self._box.setVisible(unfolded)
        self.opened.emit(unfolded)
