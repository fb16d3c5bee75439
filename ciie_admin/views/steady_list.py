"""A short list held whole in memory that changes row by row: what stays keeps its place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex

from ciie_admin.views.cell_list import CellList

ROOT = QModelIndex()
Row = tuple[Any, Sequence[object]]


class SteadyList(CellList):
    """Rows are known by their keys: current row and scroll position survive what comes and goes."""

    def show(self, rows: Sequence[Row]) -> None:
        old, new = [key for key, _ in self.rows], [key for key, _ in rows]
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        self._take_out(first, len(old) - last)
        self._put_in(first, rows[first : len(new) - last])
        changed = [place for place, row in enumerate(rows) if self.rows[place][1] != row[1]]
        self.rows = list(rows)
        if changed:
            end = self.columnCount() - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], end))

    def place(self, key: Any) -> int:
        """Row of a key, -1 without it."""
        return next((place for place, (one, _) in enumerate(self.rows) if one == key), -1)

    def _take_out(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(ROOT, first, end - 1)
            del self.rows[first:end]
            self.endRemoveRows()

    def _put_in(self, first: int, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(ROOT, first, first + len(rows) - 1)
            self.rows[first:first] = rows
            self.endInsertRows()


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many keys both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
