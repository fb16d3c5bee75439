"""A short list held whole in memory: the release page and the tray."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

from ciie_admin.views.cells import CELL_ROLE, SPOKEN_ROLES, spoken

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class CellList(QAbstractTableModel):
    """Rows of ready cells, each with a key; a row of one cell is a band across all columns."""

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: list[tuple[Any, Sequence[object]]] = []

    def show(self, rows: Sequence[tuple[Any, Sequence[object]]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def bands(self) -> list[int]:
        return [place for place, (_, cells) in enumerate(self.rows) if len(cells) == 1]

    def key(self, row: int) -> Any:
        return self.rows[row][0] if 0 <= row < len(self.rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = CELL_ROLE) -> Any:
        if role != CELL_ROLE and role not in SPOKEN_ROLES:
            return None
        cells = self.rows[index.row()][1]
        if index.column() >= len(cells):
            return None
        cell = cells[index.column()]
        return cell if role == CELL_ROLE else spoken(cell)
