"""FactList and Card: who or what is judged.

FactList().set_facts([Fact(label, value, link="", key="", old="")])   signal link_asked(key)
Card(photo_width=108).show(name, lines, chips, notes), set_photo(pixmap | None)
MiniRows().set_rows([MiniRow(key, text, sign, word, pixmap)])        signal chosen(key)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.views.cells import ThumbCell
from ciie_admin.views.chips import StateChip, chip_width, paint_chip
from ciie_admin.views.components.buttons import Button, Painted
from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.labels import ElidedLabel, clear, fill, label, row_of
from ciie_admin.views.delegates_paint import draw_photo
from ciie_admin.views.paint import draw_text, fill_round
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import NORMAL, Sizes

LABEL_WIDTH = 104
ROW = 24
GAP = 8


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


class FactList(QWidget):
    link_asked = Signal(str)

    def __init__(self, label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        self._label_width = label_width
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def set_facts(self, facts: Sequence[Fact]) -> None:
        clear(self._rows)
        for fact in facts:
            self._rows.addWidget(self._row(fact))

    def _row(self, fact: Fact) -> QWidget:
        made = QWidget()
        made.setFixedHeight(ROW)
        made.setAccessibleName(f"{fact.label} {fact.value} {fact.said}".rstrip())
        name = ElidedLabel(fact.label, ink="text3")
        name.setFixedWidth(self._label_width - GAP)
        value = ElidedLabel(fact.value)
        row = QHBoxLayout(made)
        fill(row, (name, value), 0, (0, 0, 0, 0))
        row.insertSpacing(1, GAP)
        if fact.old:
            value.show_text(f"{fact.old} \N{RIGHTWARDS ARROW} {fact.value}")
        if fact.link:
            row.addSpacing(4)
            row.addWidget(self._link(fact))
        row.addStretch(1)
        if fact.sign is not None:
            row.addWidget(self._mark(fact.sign, fact.said))
        return made

    def _mark(self, sign: Sign, said: str) -> IconMark:
        made = IconMark(sign)
        made.setToolTip(said)
        return made

    def _link(self, fact: Fact) -> Button:
        made = Button(fact.link, "link", height=20, role="body")
        made.setAccessibleDescription(fact.label)
        made.clicked.connect(lambda: self.link_asked.emit(fact.key or fact.label))
        return made


class Photo(QWidget):
    """A photo 3:4 or its placeholder."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._cell = ThumbCell(None)
        self.resize_to(width)

    def resize_to(self, width: int) -> None:
        self.setFixedSize(width, width * 4 // 3)

    def show_photo(self, pixmap: QPixmap | None, name: str = "") -> None:
        self._cell = ThumbCell(pixmap, name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_photo(QPainter(self), self.rect(), self._cell)


class Card(QWidget):
    """Head of an application: photo, name, a line, filled chips, quiet notes."""

    def __init__(self, photo_width: int = 108) -> None:
        super().__init__()
        self.photo = Photo(photo_width)
        self._photo_width = photo_width
        self._name = label("", "heading")
        self._words = QVBoxLayout()
        fill(self._words, (), 0, (0, 0, 0, 0))
        self._row = QHBoxLayout(self)
        fill(self._row, (self.photo, self._words), 16, (0, 0, 0, 0))
        self._row.setAlignment(self.photo, Qt.AlignmentFlag.AlignTop)
        self._row.setStretch(1, 1)
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self._row.setContentsMargins(sizes.pad, 4, sizes.pad, 8)
        if self._photo_width:
            self.photo.resize_to(84 if sizes.compact else self._photo_width)
        self.photo.setVisible(bool(self._photo_width))

    def set_photo(self, pixmap: QPixmap | None, name: str = "") -> None:
        self.photo.show_photo(pixmap, name)

    def show_words(
        self,
        name: str,
        line: str = "",
        chips: Sequence[tuple[Sign, str]] = (),
        notes: Sequence[str | tuple[Sign, str]] = (),
    ) -> None:
        """A note with a sign is a plain chip."""
        clear(self._words)
        self._words.addWidget(label(name, "heading", wrap=True))
        if line:
            self._words.addWidget(label(line, hue="text2", wrap=True))
        self._words.addSpacing(9)
        made = [
            StateChip(sign, word, filled=True, yields=place > 0)
            for place, (sign, word) in enumerate(chips)
        ]
        self._words.addLayout(row_of(*made, None))
        self._words.addSpacing(14)
        for note in notes:
            if isinstance(note, str):
                self._words.addWidget(label(note, "caption", hue="text3"))
            else:
                self._words.addLayout(row_of(StateChip(*note, yields=True), None))
        self._words.addStretch(1)


@dataclass(frozen=True, slots=True)
class MiniRow:
    key: str
    text: str
    sign: Sign
    word: str
    pixmap: QPixmap | None = None
    photo: bool = True


class _Mini(Painted):
    def __init__(self, row: MiniRow) -> None:
        super().__init__()
        self._row = row
        self.setFixedHeight(28)
        self.setAccessibleName(f"{row.text} {row.word}")

    def sizeHint(self) -> QSize:
        return QSize(80, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, row = QPainter(self), self._row
        rect = QRectF(self.rect())
        if self.underMouse():
            fill_round(painter, rect, "hover")
        left = 8
        if row.photo:
            draw_photo(painter, QRect(8, 2, 18, 24), ThumbCell(row.pixmap, row.text))
            left = 34
        width = chip_width(row.sign.icon, row.word) + 1
        chip = QRectF(rect.right() - width, 0, width, 28)
        paint_chip(painter, chip, row.sign.icon, row.word, row.sign.hue)
        draw_text(painter, QRectF(left, 0, chip.left() - left - 8, 28), row.text)


class MiniRows(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def set_rows(self, rows: Sequence[MiniRow]) -> None:
        clear(self._rows)
        for row in rows:
            made = _Mini(row)
            made.clicked.connect(lambda _=False, key=row.key: self.chosen.emit(key))
            self._rows.addWidget(made)
