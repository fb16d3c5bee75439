"""ComparedList: what was typed beside what was read, with the characters that differ marked.

ComparedList().set_rows([Compared(label, typed, read, same, sign, word)], typed="...", read="...")
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.labels import clear, column_of, fill, label, row_of
from ciie_admin.views.paint import draw_text, fill_round, text_width
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme import current

LINE = 20
INDENT, SIDE = 24, 36
"""Logical px: below the icon, and for the word that says which of the two stands behind it."""
PART = re.compile(r"[A-Za-z]+|.", re.DOTALL)
"""What differs as a whole: a word in Latin letters, else one character."""
MOST = 200
"""Characters compared one by one; longer texts are marked as a whole."""
Run = tuple[str, bool]
"""Some characters, and whether the other text has others in their place."""


@dataclass(frozen=True, slots=True)
class Compared:
    label: str
    typed: str
    read: str
    same: bool
    sign: Sign
    word: str


def runs(text: str, other: str) -> tuple[Run, ...]:
    """`text` in pieces; marked where `other` differs."""
    if len(text) > MOST or len(other) > MOST:
        return ((text, text != other),)
    mine, theirs = PART.findall(text), PART.findall(other)
    kept = [False] * len(mine)
    for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    pairs = zip(mine, kept, strict=True)
    return tuple(
        ("".join(one for one, _ in group), not same)
        for same, group in groupby(pairs, key=lambda pair: pair[1])
    )


class MarkedText(QWidget):
    """Wraps at any character but within a word in Latin letters; what differs stands on the ground
    of search hits, underlined.
    """

    def __init__(self, pieces: Sequence[Run]) -> None:
        super().__init__()
        self._parts = [(one, marked) for text, marked in pieces for one in PART.findall(text)]
        self.setAccessibleName("".join(one for one, _ in self._parts))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(160, LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, LINE)

    def heightForWidth(self, width: int) -> int:
        return LINE * max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[list[Run]]:
        lines: list[list[Run]] = []
        used = float(width)
        for one, marked in self._fitting(width):
            wide = text_width(one)
            if used + wide > width:
                lines.append([])
                used = 0.0
            lines[-1].append((one, marked))
            used += wide
        return lines

    def _fitting(self, width: int) -> Iterator[Run]:
        """A word that is longer than a line comes letter by letter."""
        for one, marked in self._parts:
            if text_width(one) > width:
                yield from ((letter, marked) for letter in one)
            else:
                yield one, marked

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, line in enumerate(self._lines(self.width())):
            left = 0.0
            for marked, group in groupby(line, key=lambda run: run[1]):
                text = "".join(one for one, _ in group)
                wide = text_width(text)
                rect = QRectF(left, place * LINE, wide + 2, LINE)
                if marked:
                    _mark(painter, rect)
                draw_text(painter, rect, text)
                left += wide


class ComparedList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 8, (0, 0, 0, 0))

    def set_rows(self, rows: Sequence[Compared], *, typed: str, read: str) -> None:
        """`typed` and `read` name the two sides, in at most four characters."""
        clear(self._rows)
        for row in rows:
            self._rows.addWidget(_row(row, typed, read))


def _row(row: Compared, typed: str, read: str) -> QWidget:
    made = QWidget()
    said = f"{row.label} {row.word} {typed} {row.typed} {read} {row.read}"
    made.setAccessibleName(said)
    word = label(row.word, "caption", hue=row.sign.hue)
    head = row_of(IconMark(row.sign), label(row.label, "caption", hue="text3"), None, word)
    lines = [head]
    if row.same or not row.read:
        lines.append(_side("", ((row.typed, False),)))
    else:
        lines += [_side(typed, runs(row.typed, row.read)), _side(read, runs(row.read, row.typed))]
    made.setLayout(column_of(*lines, gap=2))
    return made


def _side(name: str, pieces: Sequence[Run]) -> QHBoxLayout:
    """One text behind the word for its side; without a word it stands alone."""
    text = MarkedText(pieces)
    if not name:
        made = row_of(INDENT, text, gap=0)
    else:
        side = label(name, "caption", hue="text3")
        side.setFixedWidth(SIDE)
        side.setFixedHeight(LINE)
        made = row_of(INDENT, side, text, gap=0)
        made.setAlignment(side, Qt.AlignmentFlag.AlignTop)
    made.setStretch(made.count() - 1, 1)
    return made


def _mark(painter: QPainter, rect: QRectF) -> None:
    fill_round(painter, rect.adjusted(0, 1, -1, -1), "found", 2)
    painter.setPen(QPen(current().colour("warn"), 1))
    below = rect.bottom() - 2.5
    painter.drawLine(QPointF(rect.left(), below), QPointF(rect.right() - 2, below))
