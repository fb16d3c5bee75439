"""The tree's table: arrows open and close nodes, a digit begins to edit the total."""

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ciie_admin.views.cells import CELL_ROLE, BranchCell
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.delegates_paint import INDENT

FOLDS = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class QuotaTable(RowTable):
    fold_asked = Signal(int, bool)
    """Row, and whether it is to be open."""
    typed = Signal(str)
    edit_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in PLAIN
        unfold = FOLDS.get(Qt.Key(event.key()))
        if plain and unfold is not None:
            self.fold_asked.emit(self.current_row(), unfold)
        elif plain and event.text().isdecimal():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The chevron opens and closes; the rest of the row is chosen as anywhere."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        cell = index.data(CELL_ROLE) if index.isValid() and index.column() == 0 else None
        if isinstance(cell, BranchCell) and cell.unfolded is not None:
            rect = self.visualRect(QPersistentModelIndex(index))
            left = rect.left() + self.sizes.pad + cell.depth * INDENT
            if left - 4 <= event.position().x() < left + INDENT:
                self.fold_asked.emit(index.row(), not cell.unfolded)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a figure: to edit the total. On a name it is a second click."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() > 0:
            self.edit_asked.emit(index.row())
        else:
            self.mousePressEvent(event)
