"""PairTable: two records side by side, field by field; one of them is the one acted on.

PairTable(); set_heads(SideHead, SideHead), choose(0 | 1), set_rows([PairRow(label, left, right)])
signal chosen(int)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ciie_admin.views.cells import ThumbCell
from ciie_admin.views.chips import paint_chip
from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.compared import MarkedText, runs
from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.labels import boxed, label, row_of
from ciie_admin.views.delegates_paint import draw_photo
from ciie_admin.views.paint import draw_text, fill_round
from ciie_admin.views.signs import FINDINGS, Sign
from ciie_admin.views.theme import current

PHOTO, SMALL = QSize(72, 96), QSize(48, 64)
HEAD = 64
LABEL, GAP = 84, 12
"""Logical px: of the fields' names, and between the columns."""
NARROW = 420
"""Below it the fields' names stand above both texts."""


@dataclass(frozen=True, slots=True)
class SideHead:
    """Who stands in a column. `photo` None with `framed`: there is a place for one."""

    name: str
    line: str
    sign: Sign
    state: str
    photo: QPixmap | None = None
    framed: bool = False


@dataclass(frozen=True, slots=True)
class PairRow:
    """`said` is the word for whether both are the same."""

    label: str
    left: str
    right: str
    same: bool
    said: str


class _Head(Painted):
    """A column's head; a click chooses it."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head = SideHead("", "", Sign("", "wait"), "")
        self._place = PHOTO

    def show_head(self, head: SideHead, place: QSize) -> None:
        self._head, self._place = head, place
        self.setAccessibleName(f"{head.name} {head.line} {head.state}")
        self.setToolTip(f"{head.name}\n{head.line}")
        self.setFixedHeight((place.height() if head.framed else HEAD) + 16)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            fill_round(painter, rect, "sel" if self.isChecked() else "hover")
        if self.isChecked():
            painter.fillRect(QRectF(0, 8, 3, rect.height() - 16), self._mark())
        inner = rect.adjusted(12, 8, -8, -8)
        if self._head.framed:
            draw_photo(painter, QRect(QPoint(12, 8), self._place), ThumbCell(self._head.photo))
            inner = inner.adjusted(self._place.width() + 12, 0, 0, 0)
        line = QRectF(inner.left(), inner.top(), inner.width(), 24)
        draw_text(painter, line, self._head.name, bold=True)
        draw_text(painter, line.translated(0, 22), self._head.line, "text2", "caption")
        sign = self._head.sign
        paint_chip(painter, line.translated(0, 42), sign.icon, self._head.state, sign.hue)

    def _mark(self) -> QColor:
        return current().colour("mark")


class PairTable(QWidget):
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heads = (_Head(), _Head())
        for side, head in enumerate(self.heads):
            head.clicked.connect(lambda _=False, side=side: self._pick(side))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(6)
        for side in (0, 1):
            self._grid.addWidget(self.heads[side], 0, 2 + side)
            self._grid.setColumnStretch(2 + side, 1)
        self._shown: tuple[SideHead, ...] = ()
        self._pairs: tuple[PairRow, ...] = ()
        self._rows: list[QWidget] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != (event.oldSize().width() < NARROW):
            self.set_heads(*self._shown)
            self.set_rows(self._pairs)

    def set_heads(self, *shown: SideHead) -> None:
        """Left and right."""
        self._shown = shown
        place = SMALL if self.width() < NARROW else PHOTO
        for head, one in zip(self.heads, shown, strict=False):
            head.show_head(one, place)

    def choose(self, side: int) -> None:
        for place, head in enumerate(self.heads):
            head.setChecked(place == side)

    def set_rows(self, rows: Sequence[PairRow]) -> None:
        for widget in self._rows:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows, self._pairs = [], tuple(rows)
        narrow = self.width() < NARROW
        self._grid.setColumnMinimumWidth(1, 0 if narrow else LABEL)
        for place, row in enumerate(rows):
            mark, name, left, right = _cells(row)
            texts = 2 * place + 2
            if narrow:
                said = row_of(name, None) if row.same else row_of(mark, name, None, gap=4)
                self._put(boxed(said), texts - 1, 2, 2)
            else:
                self._put(mark, texts, 0)
                self._put(name, texts, 1)
            self._put(left, texts, 2)
            self._put(right, texts, 3)

    def _put(self, widget: QWidget, line: int, column: int, across: int = 1) -> None:
        self._grid.addWidget(widget, line, column, 1, across, Qt.AlignmentFlag.AlignTop)
        self._rows.append(widget)

    def _pick(self, side: int) -> None:
        self.choose(side)
        self.chosen.emit(side)


def _cells(row: PairRow) -> tuple[QWidget, ...]:
    """The mark of a difference, the field, and both texts."""
    mark: QWidget = label("") if row.same else IconMark(FINDINGS["look"])
    name = label(row.label, "caption", hue="text3", wrap=True)
    name.setAccessibleName(f"{row.label} {row.said}")
    return mark, name, _text(row.left, row), _text(row.right, row, other=row.left)


def _text(said: str, row: PairRow, other: str | None = None) -> QWidget:
    if row.same:
        return label(said or "—", hue="text2", wrap=True)
    pieces = runs(said, row.right if other is None else other)
    kept = sum(len(one) for one, marked in pieces if not marked)
    longer = max(len(row.left), len(row.right))  # both sides alike: in pieces, or as a whole
    return MarkedText(pieces if 2 * kept > longer else ((said or "—", True),))
