"""FactList: what a record says, one line a field; a long value goes on below.

FactList().set_facts([Fact(label, value, link="", key="", old="")])   signal link_asked(key)
Rows are made once and filled anew for each record: making them took longer than painting them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import fill
from ciie_admin.views.paint import draw_icon, draw_text, text_width, wrapped
from ciie_admin.views.signs import Sign

LABEL_WIDTH = 104
ROW = 24
NEXT = 20
"""Of each further line, logical px."""
MOST_LINES = 4
GAP = 8
MARK = 16


@dataclass(frozen=True, slots=True)
class Fact:
    """`old` is what stood here before; `link` an act on the value (查看); `of` names the fields of
    the form it shows; `sign` and `said` tell what became of them since a return.
    """

    label: str
    value: str
    link: str = ""
    key: str = ""
    old: str = ""
    of: tuple[str, ...] = ()
    sign: Sign | None = None
    said: str = ""

    @property
    def text(self) -> str:
        return f"{self.old} \N{RIGHTWARDS ARROW} {self.value}" if self.old else self.value


class FactList(QWidget):
    link_asked = Signal(str)

    def __init__(self, label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        self._label_width = label_width
        self._lines = QVBoxLayout(self)
        self._rows: list[_Row] = []
        fill(self._lines, (), 0, (0, 0, 0, 0))

    def set_facts(self, facts: Sequence[Fact]) -> None:
        while len(self._rows) < len(facts):
            made = _Row(self._label_width)
            made.link_asked.connect(self.link_asked)
            self._rows.append(made)
            self._lines.addWidget(made)
        for row, fact in zip(self._rows, facts, strict=False):
            row.show_fact(fact)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(facts))


class _Row(QWidget):
    link_asked = Signal(str)

    def __init__(self, label_width: int) -> None:
        super().__init__()
        self._left = label_width
        self._fact = Fact("", "")
        self._link: Button | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW)

    def show_fact(self, fact: Fact) -> None:
        if fact == self._fact:
            return
        self._fact = fact
        self.setAccessibleName(f"{fact.label} {fact.text} {fact.said}".rstrip())
        self.setToolTip(fact.said)
        self._show_link(fact)
        self._settle()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._left + int(text_width(self._fact.text[:8])), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, fact = QPainter(self), self._fact
        draw_text(painter, QRectF(0, 0, self._left - GAP, ROW), fact.label, "text3")
        for place, line in enumerate(self._wrapped()):
            draw_text(painter, QRectF(self._left, place * NEXT, self._room(), ROW), line)
        if fact.sign is not None:
            rect = QRectF(self.width() - MARK, 0, MARK, ROW)
            draw_icon(painter, fact.sign.icon, fact.sign.hue, rect, MARK)

    def _wrapped(self) -> tuple[str, ...]:
        return wrapped(self._fact.text, self._room(), most=MOST_LINES)

    def _room(self) -> float:
        """Of the value, logical px."""
        room = self.width() - self._left
        if self._fact.link and self._link is not None:
            room -= self._link.sizeHint().width() + 2 * GAP
        return float(room - (MARK + GAP if self._fact.sign is not None else 0))

    def _settle(self) -> None:
        lines = self._wrapped()
        self.setFixedHeight(ROW + NEXT * (len(lines) - 1))
        if self._link is not None:
            widest = max(map(text_width, lines))
            self._link.move(round(self._left + widest + GAP), 2)

    def _show_link(self, fact: Fact) -> None:
        if fact.link and self._link is None:
            self._link = Button(fact.link, "link", height=20, role="body")
            self._link.setParent(self)
            self._link.clicked.connect(self._ask)
        if self._link is not None:
            self._link.setVisible(bool(fact.link))
            self._link.show_text(fact.link)
            self._link.setAccessibleDescription(fact.label)
            self._link.resize(self._link.sizeHint())

    def _ask(self) -> None:
        self.link_asked.emit(self._fact.key or self._fact.label)
