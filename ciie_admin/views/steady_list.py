"""A short list held whole in memory that changes row by row: what stays keeps its place."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QModelIndex

from ciie_admin.views.cell_list import CellList

ROOT = QModelIndex()
Row = tuple[Any, Sequence[object]]


class SteadyList(CellList):
    """Rows are known by their keys: current row and scroll position survive what comes and goes."""

    def show(self, rows: Sequence[Row]) -> None:
        new = {key for key, _ in rows}
        stay = [key for key, _ in self.rows if key in new]
        before = set(stay)
        if [key for key, _ in rows if key in before] != stay:
            before = set()  # another order: all of it is new
        for first, end in reversed(_runs([key not in before for key, _ in self.rows])):
            self._take_out(first, end)
        for first, end in _runs([key not in before for key, _ in rows]):
            self._put_in(first, rows[first:end])
        changed = [place for place, row in enumerate(rows) if self.rows[place][1] != row[1]]
        self.rows = list(rows)
        if changed:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def place(self, key: Any) -> int:
        """Row of a key, -1 without it."""
        return next((place for place, (one, _) in enumerate(self.rows) if one == key), -1)

    def _take_out(self, first: int, end: int) -> None:
        self.beginRemoveRows(ROOT, first, end - 1)
        del self.rows[first:end]
        self.endRemoveRows()

    def _put_in(self, first: int, rows: Sequence[Row]) -> None:
        self.beginInsertRows(ROOT, first, first + len(rows) - 1)
        self.rows[first:first] = rows
        self.endInsertRows()


def _runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Where those that are true begin and end, each run as one."""
    found: list[tuple[int, int]] = []
    for marked, those in groupby(enumerate(marks), key=itemgetter(1)):
        places = [place for place, _ in those]
        if marked:
            found.append((places[0], places[-1] + 1))
    return found
