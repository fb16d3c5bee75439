"""CellField: the input that stands in the place of one cell of a table while it is edited.

CellField(table, name)
  open(row, column, text, whose)   over the cell, with the text selected
  fault(text, seize)               what is wrong; the text stays as it was typed
  close_field()                    the table has the keyboard again
  signals given(row, text, step): by how many rows to go on; 0 when the keyboard went elsewhere
It moves with its cell and stays open until whoever uses it closes it: nothing typed is lost.
"""

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableView

LEAST = 64
"""Logical px: room for a number of six digits."""
GOING = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
STAYING = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
"""The keyboard will be back, or whoever took it knows what was typed."""


class CellField(QLineEdit):
    given = Signal(int, str, int)

    def __init__(self, table: QTableView, name: str) -> None:
        super().__init__(table.viewport())
        self._table, self._name = table, name
        self._at = QPersistentModelIndex()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.hide()
        table.verticalScrollBar().valueChanged.connect(self.follow)
        table.horizontalHeader().sectionResized.connect(self.follow)

    @property
    def row(self) -> int:
        """Of the cell, -1 when closed."""
        return self._at.row() if self._at.isValid() and not self.isHidden() else -1

    def open(self, row: int, column: int, text: str, whose: str) -> None:
        index = self._table.model().index(row, column)
        self._table.scrollTo(index)
        self._at = QPersistentModelIndex(index)
        self.setText(text)
        self.setAccessibleName(f"{self._name} {whose}")
        self.setAccessibleDescription("")
        self.show()
        self.raise_()
        self.follow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def fault(self, text: str, *, seize: bool) -> None:
        """It is shown elsewhere on the page, and said by screen readers here."""
        self.setAccessibleDescription(text)
        if seize:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.selectAll()

    def close_field(self) -> None:
        if self.isHidden():
            return
        had = self.hasFocus()
        self._at = QPersistentModelIndex()
        self.hide()
        if had:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """To where its cell is now; without its row it is gone."""
        if self.isHidden():
            return
        if not self._at.isValid():
            self.close_field()
            return
        rect = self._table.visualRect(self._table.model().index(self._at.row(), self._at.column()))
        rect.adjust(0, 3, 0, -4)
        rect.setLeft(min(rect.left(), rect.right() - LEAST))
        self.setGeometry(rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = GOING.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.given.emit(self.row, self.text(), step)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING and self.row >= 0:
            self.given.emit(self.row, self.text(), 0)
