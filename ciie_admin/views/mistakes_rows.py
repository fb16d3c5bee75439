"""One bar a sub-mission: name, how many, and the way to the list behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.labels import clear, fill
from ciie_admin.views.paint import draw_bar, draw_text, fill_round
from ciie_admin.views.text import grouped

ROW = 28
FIGURE, BAR, GAP = 48, 140, 12
"""Logical px of the number and of the bar before it."""


class BranchRows(QWidget):
    chosen = Signal(int)
    """Id of a place."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def show_rows(self, rows: Sequence[tuple[int, str, int]], whole: int) -> None:
        """Id, name and number of each; the bars are shares of `whole`."""
        clear(self._rows)
        for number, name, count in rows:
            made = BranchRow(name, count, count / whole if whole else 0.0)
            made.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._rows.addWidget(made)


class BranchRow(Painted):
    def __init__(self, name: str, count: int, share: float) -> None:
        super().__init__()
        self._name, self._count, self._share = name, grouped(count), share
        self.setFixedHeight(ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name} {self._count}")

    def sizeHint(self) -> QSize:
        return QSize(200, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            fill_round(painter, rect, "hover")
        figure = QRectF(rect.right() - FIGURE, 0, FIGURE - 8, ROW)
        bar = QRectF(figure.left() - GAP - BAR, (ROW - 8) / 2, BAR, 8)
        name = QRectF(8, 0, bar.left() - 8 - GAP, ROW)
        draw_text(painter, name, self._name, "link")
        draw_bar(painter, bar, self._share, "bar")
        draw_text(painter, figure, self._count, "text", align="right")
