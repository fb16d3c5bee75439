"""GroupedTable: a RowTable whose rows may be headed by rows of another kind (UnitHeadCell).

  signal fold_asked(row)    a head was clicked
Arrows go past the head of an unfolded group: its persons are what is reviewed. The head of a
folded one can be stood on, else there would be no way to unfold it by keys.
Heads are as high as other rows: half a million rows of two heights would have to be measured.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from ciie_admin.views.cells import CELL_ROLE, UnitHeadCell
from ciie_admin.views.chips import chip_width, paint_chip
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.delegates_paint import BOX, draw_box
from ciie_admin.views.paint import draw_icon, draw_text, text_width
from ciie_admin.views.signs import ACTS

FOLD = 20
"""px of the mark that says folded or not."""


class GroupedTable(RowTable):
    fold_asked = Signal(int)

    def head_at(self, row: int) -> UnitHeadCell | None:
        cell = self.model().index(row, 0).data(CELL_ROLE)
        return cell if isinstance(cell, UnitHeadCell) else None

    def beyond_heads(self, row: int, by: int) -> int:
        """The row itself, or the next one in the direction of `by` that can be stood on."""
        last, there = self.model().rowCount() - 1, min(max(row, 0), self.model().rowCount() - 1)
        step = 1 if by >= 0 else -1
        while 0 <= there <= last and self._is_passed(there):
            there += step
        if 0 <= there <= last:
            return there
        return self.beyond_heads(0, 1) if step < 0 and last > 0 else min(max(row, 0), last)

    def go_to(self, row: int) -> None:
        super().go_to(self.beyond_heads(row, 1))

    def moveCursor(self, action: Any, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if not index.isValid():
            return index
        by = index.row() - self.current_row()
        row = self.beyond_heads(index.row(), by)
        return self.model().index(row, index.column())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() != self._tick and self.head_at(at.row()) is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.fold_asked.emit(at.row())
            return
        super().mousePressEvent(event)

    def _is_passed(self, row: int) -> bool:
        head = self.head_at(row)
        return head is not None and head.unfolded

    def _paint_ground(self, painter: QPainter, row: int, rect: QRect) -> None:
        super()._paint_ground(painter, row, rect)
        head = self.head_at(row)
        if head is not None:
            inner = QRectF(rect).adjusted(self.sizes.pad, 0, -self.sizes.pad, 0)
            _paint_head(painter, inner, head)

    def _row_ground(self, row: int) -> str:
        ground = super()._row_ground(row)
        return ground or ("sunken" if self.head_at(row) is not None else "")


def _paint_head(painter: QPainter, rect: QRectF, head: UnitHeadCell) -> None:
    """Box, fold mark, name and number; the unit's state at the right."""
    draw_box(painter, rect, checked=head.ticked == "all", partly=head.ticked == "some")
    words = rect.adjusted(BOX + 10, 0, 0, 0)
    draw_icon(painter, ACTS["fold" if head.unfolded else "unfold"], "text2", words)
    words.adjust(FOLD, 0, 0, 0)
    if head.chip is not None:
        wide = chip_width(head.chip.sign.icon, head.chip.word)
        at = QRectF(rect.right() - wide, rect.top(), wide + 1, rect.height())
        paint_chip(painter, at, head.chip.sign.icon, head.chip.word, head.chip.sign.hue)
        words.setRight(at.left() - 12)
    room = words.adjusted(0, 0, -text_width(head.note, "caption") - 8, 0)
    used = draw_text(painter, room, head.text, "text", bold=True)
    draw_text(painter, words.adjusted(used + 8, 0, 0, 0), head.note, "text2", "caption")
