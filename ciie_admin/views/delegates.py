"""One delegate for all lists: the kind of the cell decides how it is painted.

The row's ground, hairline and current-row bar are the table's, painted once a row, not a cell.
"""

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ciie_admin.views.cells import CELL_ROLE, BranchCell, ChipCell, TextCell
from ciie_admin.views.delegates_paint import PAINTERS, Place, ring_path
from ciie_admin.views.paint import text_width
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import Sizes

Index = QModelIndex | QPersistentModelIndex


class Rows(Protocol):
    """What the delegate asks of the table it paints for."""

    @property
    def sizes(self) -> Sizes: ...
    @property
    def painted_row(self) -> int: ...
    def content(self, rect: QRectF, row: int, column: int) -> QRectF: ...
    def ringed(self, row: int, column: int) -> bool: ...


class RowDelegate(QStyledItemDelegate):
    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        draw = PAINTERS.get(type(cell))
        if draw is not None:
            draw(painter, self._place(option, index), cell)
        if self._rows.ringed(index.row(), index.column()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.strokePath(
                ring_path(QRectF(option.rect)),
                QPen(current().colour("mark"), 2),
            )

    def _place(self, option: QStyleOptionViewItem, index: Index) -> Place:
        rows = self._rows
        whole, row = QRectF(option.rect), index.row()
        return Place(
            rows.content(whole, row, index.column()),
            row == rows.painted_row,
            rows.sizes,
        )

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -3))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The full text of what was cut."""
        text = self._cut_text(option, index) if event.type() == QEvent.Type.ToolTip else ""
        if not text:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), text, view)
        return True

    def _cut_text(self, option: QStyleOptionViewItem, index: Index) -> str:
        cell = index.data(CELL_ROLE)
        room = self._place(option, index).rect.width()
        if isinstance(cell, TextCell):
            role = "caption" if cell.caption else "body"
            return cell.text if text_width(cell.text, role, cell.bold) > room else ""
        if isinstance(cell, ChipCell):
            return cell.word if text_width(cell.word, "caption") + 18 > room else ""
        if isinstance(cell, BranchCell):
            wide = text_width(cell.text) + (cell.depth + 1) * 20
            return cell.text if wide > room else ""
        return ""
