"""MeasureTable: what was measured beside its limit, in two columns; one row a rule.

MeasureTable(): show_rows([MeasureRow(sign, name, measured, limit)])
  fold(bool)    one line: what is at fault first
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.paint import draw_icon, draw_text, text_width
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import NORMAL, Hue, Sizes

ROW, LOW_ROW = 28, 22
ICON = 24
"""px of a row before its words."""
GAP = 24
"""px between the two columns."""
NAME, MEASURED = 60, 48
"""px at least, so that the values stand below each other."""
FAULTS = (Hue.WARN, Hue.BAD)
LINES = 5
MOST = 2 * LINES


@dataclass(frozen=True, slots=True)
class MeasureRow:
    sign: Sign
    name: str
    measured: str
    limit: str = ""


class MeasureTable(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[MeasureRow, ...] = ()
        self._folded = False
        self._pad, self._row = NORMAL.pad, ROW
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_sizes(self, sizes: Sizes) -> None:
        self._pad, self._row = sizes.pad, LOW_ROW if sizes.compact else ROW
        self._settle()

    def show_rows(self, rows: Sequence[MeasureRow]) -> None:
        """Those at fault first, then the others in their order, as many as there is room for."""
        faults = [one for one in rows if one.sign.hue in FAULTS]
        others = [one for one in rows if one.sign.hue not in FAULTS]
        self._rows = tuple([*faults, *others][: max(len(faults), MOST)])
        said = (f"{one.name} {one.measured} {one.limit}".strip() for one in self._rows)
        self.setAccessibleName("; ".join(said))
        self._settle()
        self.update()

    @property
    def rows(self) -> tuple[MeasureRow, ...]:
        return self._rows

    def fold(self, on: bool) -> None:
        self._folded = on
        self._settle()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, self.height())

    def _settle(self) -> None:
        """Room for five lines at least, so that nothing moves from photo to photo."""
        self.setFixedHeight(self._row * (1 if self._folded else max(LINES, self._lines())))

    def _lines(self) -> int:
        return (len(self._painted()) + 1) // 2

    def _painted(self) -> tuple[MeasureRow, ...]:
        return self._rows[:2] if self._folded else self._rows

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(self._pad, 0, -self._pad, 0)
        wide = (inner.width() - GAP) / 2
        lines = max(self._lines(), 1)
        for column in (0, 1):
            left = inner.left() + column * (wide + GAP)
            part = self._painted()[column * lines : (column + 1) * lines]
            widths = _widths(part, wide - ICON)
            for line, one in enumerate(part):
                rect = QRectF(left, line * self._row, wide, self._row)
                self._paint(painter, rect, one, *widths)

    def _paint(
        self, painter: QPainter, rect: QRectF, one: MeasureRow, name: float, measured: float
    ) -> None:
        fault = one.sign.hue in FAULTS
        draw_icon(painter, one.sign.icon, one.sign.hue, rect)
        words = rect.adjusted(ICON, 0, 0, 0)
        draw_text(
            painter,
            QRectF(words.left(), rect.top(), name - 8, rect.height()),
            one.name,
            one.sign.hue if fault else "text",
        )
        at = QRectF(words.left() + name, rect.top(), measured, rect.height())
        if _runs_on(one, measured):
            draw_text(painter, QRectF(at.topLeft(), rect.bottomRight()), one.measured)
            return
        draw_text(painter, at, one.measured, align="right")
        rest = QRectF(at.right() + 8, rect.top(), words.right() - at.right() - 8, rect.height())
        draw_text(painter, rest, _fitting(one.limit, rest.width()), "text3", "caption")


def _fitting(limit: str, width: float) -> str:
    """Where room is short the word before it goes, then the limit: half of one would be another."""
    return next((one for one in _forms(limit) if text_width(one, "caption") <= width), "")


def _forms(limit: str) -> tuple[str, str]:
    return limit, limit.partition(" ")[2] or limit


def _runs_on(one: MeasureRow, measured: float) -> bool:
    """Words without a limit beside them have its room too."""
    return not one.limit and text_width(one.measured) > measured


def _widths(rows: Sequence[MeasureRow], room: float) -> tuple[float, float]:
    """Of the names and of what was measured beside a limit; limits get what these leave them."""
    measured = max([MEASURED, *(text_width(one.measured) for one in rows if one.limit)])
    measured = min(measured, room * 0.34)
    names = max([NAME, *(text_width(one.name) + 12 for one in rows)])
    return min(names, room - measured), measured
