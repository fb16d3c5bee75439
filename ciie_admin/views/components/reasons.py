"""The reasons under an armed verdict: numbered check rows; those a check proposes are amber.

ReasonList(): set_reasons([Reason(key, text, cap, proposed)], ticked), set_more(bool)
  signals toggled(key, on), more_asked(QPoint)
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.labels import clear, fill
from ciie_admin.views.delegates_paint import draw_box
from ciie_admin.views.paint import draw_caps, draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import ACTS

ROW = 28


@dataclass(frozen=True, slots=True)
class Reason:
    key: str
    text: str
    cap: str = ""
    proposed: bool = False


class ReasonRow(Painted):
    def __init__(self, reason: Reason, proposed_word: str) -> None:
        super().__init__()
        self.reason = reason
        self._proposed_word = proposed_word if reason.proposed else ""
        self.setCheckable(True)
        self.setFixedHeight(ROW)
        self.setAccessibleName(f"{reason.text} {self._proposed_word}".strip())
        self.setToolTip(reason.text)

    def sizeHint(self) -> QSize:
        return QSize(80, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.reason.proposed or self.underMouse():
            fill_round(painter, rect, "warn_tint" if self.reason.proposed else "hover", 2)
        inner = rect.adjusted(8, 0, -8, 0)
        draw_box(painter, inner, checked=self.isChecked())
        caps = (self.reason.cap,) if self.reason.cap else ()
        right = draw_caps(painter, inner.right(), inner.center().y(), caps) - 4
        words = inner.adjusted(26, 0, 0, 0)
        words.setRight(right)
        draw_text(painter, words, self._proposed_word, "warn", "caption", align="right")
        words.setRight(right - text_width(self._proposed_word, "caption"))
        draw_text(painter, words, self.reason.text)


class _More(Painted):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFixedHeight(ROW)

    def sizeHint(self) -> QSize:
        return QSize(80, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            fill_round(painter, rect, "hover", 2)
        draw_icon(painter, ACTS["more"], "text2", rect.adjusted(9, 0, 0, 0))
        draw_text(painter, rect.adjusted(34, 0, 0, 0), self.text(), "text2")


class ReasonList(QWidget):
    toggled = Signal(str, bool)
    more_asked = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def set_reasons(
        self, reasons: Sequence[Reason], ticked: Collection[str], *, more: bool = True
    ) -> None:
        clear(self._rows)
        for reason in reasons:
            row = ReasonRow(reason, self.tr("Check"))
            row.setChecked(reason.key in ticked)
            row.toggled.connect(lambda on, key=reason.key: self.toggled.emit(key, on))
            self._rows.addWidget(row)
        if more:
            self._rows.addWidget(self._more_row())

    def tick(self, ticked: Collection[str]) -> None:
        """Show what is ticked without rebuilding or telling anybody."""
        for row in self.findChildren(ReasonRow):
            row.blockSignals(True)
            row.setChecked(row.reason.key in ticked)
            row.blockSignals(False)
            row.update()

    def _more_row(self) -> QWidget:
        row = _More(self.tr("More reasons"))
        row.clicked.connect(lambda: self.more_asked.emit(row.mapToGlobal(QPoint(0, ROW))))
        return row
