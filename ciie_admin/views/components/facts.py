"""Card: who or what is judged, and the others of the unit.

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
from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.labels import clear, fill, label, row_of
from ciie_admin.views.delegates_paint import draw_photo
from ciie_admin.views.paint import draw_text, fill_round
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import NORMAL, Sizes

CHIP_GAP = 8


class Photo(QWidget):
    """A photo 3:4 or its placeholder."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._cell = ThumbCell(None)
        self.resize_to(width)

    def resize_to(self, width: int) -> None:
        self.setFixedSize(width, width * 4 // 3)

    def show_photo(self, pixmap: QPixmap | None, name: str = "", *, absent: bool = False) -> None:
        self._cell = ThumbCell(pixmap, name, absent)
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

    def set_photo(self, pixmap: QPixmap | None, name: str = "", *, absent: bool = False) -> None:
        self.photo.show_photo(pixmap, name, absent=absent)

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
        for beside in self._in_lines(made):
            self._words.addLayout(row_of(*beside, None))
        self._words.addSpacing(14)
        for note in notes:
            if isinstance(note, str):
                self._words.addWidget(label(note, "caption", hue="text3", wrap=True))
            else:
                self._words.addLayout(row_of(StateChip(*note, yields=True), None))
        self._words.addStretch(1)

    def _in_lines(self, chips: Sequence[StateChip]) -> list[Sequence[StateChip]]:
        """Beside each other if there is room for their words, else below each other."""
        wanted = sum(chip.sizeHint().width() + CHIP_GAP for chip in chips)
        margins = self._row.contentsMargins()
        used = margins.left() + margins.right() + self.photo.width() + self._row.spacing()
        alone = len(chips) < 2 or not self._photo_width or wanted <= self.width() - used
        return [chips] if alone else [[chip] for chip in chips]


@dataclass(frozen=True, slots=True)
class MiniRow:
    key: str
    text: str
    sign: Sign
    word: str
    pixmap: QPixmap | None = None
    photo: bool = True


class _Mini(Painted):
    def __init__(self) -> None:
        super().__init__()
        self.row = MiniRow("", "", Sign("", "wait"), "")
        self.setFixedHeight(28)

    def show_row(self, row: MiniRow) -> None:
        if row != self.row:
            self.row = row
            self.setAccessibleName(f"{row.text} {row.word}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, row = QPainter(self), self.row
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
    """Made once and filled anew, as the facts are."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._rows: list[_Mini] = []
        fill(self._lines, (), 0, (0, 0, 0, 0))

    def set_rows(self, rows: Sequence[MiniRow]) -> None:
        while len(self._rows) < len(rows):
            made = _Mini()
            made.clicked.connect(lambda _=False, made=made: self.chosen.emit(made.row.key))
            self._rows.append(made)
            self._lines.addWidget(made)
        for made, row in zip(self._rows, rows, strict=False):
            made.show_row(row)
        for place, made in enumerate(self._rows):
            made.setVisible(place < len(rows))
