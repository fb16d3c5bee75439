"""FindingList (one line a finding: icon, words, measured and limit) and Consequences of a release.

FindingList().set_findings([FindingLine(sign, text, value)])   grey sign: a rule that is kept
Consequences().set_lines([Consequence(sign, name, count, sentence)])
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ciie_admin.views.components.labels import clear, fill, hairline, label
from ciie_admin.views.paint import draw_icon, draw_text, text_width, wrapped
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import NORMAL, Hue, Sizes

ROW = 24
SECOND = 18
MOST_LINES = 3
"""Of what was measured."""
FAULTS = (Hue.WARN, Hue.BAD)


@dataclass(frozen=True, slots=True)
class FindingLine:
    sign: Sign
    text: str
    value: str = ""


class FindingList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[FindingLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_findings(self, lines: Sequence[FindingLine]) -> None:
        self._lines = tuple(lines)
        self.setAccessibleName("; ".join(f"{line.text} {line.value}" for line in lines))
        self._settle()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, self.height())

    def _below(self, line: FindingLine) -> tuple[str, ...]:
        """What was measured, in lines of its own if there is no room beside the words."""
        wide = 24 + text_width(line.text) + 8 + text_width(line.value, "caption")
        if not line.value or wide <= self.width():
            return ()
        return wrapped(line.value, self.width() - 24, "caption", most=MOST_LINES)

    def _settle(self) -> None:
        below = sum(SECOND * len(self._below(line)) for line in self._lines)
        self.setFixedHeight(ROW * len(self._lines) + below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for line in self._lines:
            rect = QRectF(0, top, self.width(), ROW)
            draw_icon(painter, line.sign.icon, line.sign.hue, rect)
            below = self._below(line)
            beside = 0.0 if below or not line.value else text_width(line.value, "caption") + 8
            ink = line.sign.hue if line.sign.hue in FAULTS else "text"
            draw_text(painter, rect.adjusted(24, 0, -beside, 0), line.text, ink)
            if not below:
                draw_text(painter, rect, line.value, "text2", "caption", align="right")
            top += ROW
            for part in below:
                rect = QRectF(24, top - 3, self.width() - 24, SECOND)
                draw_text(painter, rect, part, "text2", "caption")
                top += SECOND


@dataclass(frozen=True, slots=True)
class Consequence:
    sign: Sign
    name: str
    count: str
    sentence: str


class IconMark(QWidget):
    """An icon as a widget of its own."""

    def __init__(self, sign: Sign, size: int = 16) -> None:
        super().__init__()
        self._sign, self._size = sign, size
        self.setFixedSize(size, max(size, 20))

    def show_sign(self, sign: Sign) -> None:
        self._sign = sign
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        draw_icon(QPainter(self), self._sign.icon, self._sign.hue, rect, self._size)


NAME_WIDTH, LOW_NAME_WIDTH, COUNT_WIDTH = 160, 112, 52
"""Logical px at least, so that the columns stand still when a longer line comes."""


def _column(texts: Iterable[str], least: int, *, bold: bool) -> int:
    """Width that holds them all, logical px."""
    return max(least, *(ceil(text_width(text, bold=bold)) + 2 for text in texts), 0)


class Consequences(QWidget):
    """What the release will do, one line a kind: icon, name, count in bold, sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._pad, self._least = NORMAL.pad, NAME_WIDTH
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def set_sizes(self, sizes: Sizes) -> None:
        self._pad = sizes.pad
        self._least = LOW_NAME_WIDTH if sizes.compact else NAME_WIDTH

    def set_lines(self, lines: Sequence[Consequence]) -> None:
        clear(self._rows)
        self._rows.addWidget(hairline())
        names = _column((line.name for line in lines), self._least, bold=False)
        counts = _column((line.count for line in lines), COUNT_WIDTH, bold=True)
        for place, line in enumerate(lines):
            if place:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(line, names, counts))

    def _row(self, line: Consequence, names: int, counts: int) -> QWidget:
        made = QWidget()
        made.setAccessibleName(f"{line.name} {line.count} {line.sentence}")
        name = label(line.name)
        name.setMinimumWidth(names)
        count = label(line.count, bold=True)
        count.setMinimumWidth(counts)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        sentence = label(line.sentence, hue="text2", wrap=True)
        mark = IconMark(line.sign)
        row = QHBoxLayout(made)
        fill(row, (mark, name, count, 4, sentence), 12, (self._pad, 9, self._pad, 9))
        for part in (mark, name, count):
            row.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        row.setStretch(4, 1)
        return made
