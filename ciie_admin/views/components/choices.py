"""A short list to choose one from at a press: words and the key that does the same.

ChoiceList(): set_choices([Choice(key, text, cap)])     signal chosen(key)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.labels import clear, fill
from ciie_admin.views.paint import draw_caps, draw_text, fill_round

ROW = 28


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    text: str
    cap: str = ""


class _Row(Painted):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self.setText(choice.text)
        self.setFixedHeight(ROW)
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(choice.cap)

    def sizeHint(self) -> QSize:
        return QSize(80, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            fill_round(painter, rect, "hover")
        inner = rect.adjusted(8, 0, -8, 0)
        caps = (self._choice.cap,) if self._choice.cap else ()
        inner.setRight(draw_caps(painter, inner.right(), inner.center().y(), caps) - 4)
        draw_text(painter, inner, self._choice.text)


class ChoiceList(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        clear(self._rows)
        for choice in choices:
            row = _Row(choice)
            row.clicked.connect(lambda _=False, key=choice.key: self.chosen.emit(key))
            self._rows.addWidget(row)
