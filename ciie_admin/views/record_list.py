"""The one list model: ids of the whole list at once, rows only where somebody looks."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QTimer,
    Signal,
)

from ciie_admin.views.cells import CELL_ROLE, SPOKEN_ROLES, TickCell, spoken

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 64
"""Rows fetched together."""
PAGES_KEPT = 40
FEW = 3
"""Rows that are looked for and painted alone; of more, all on the screen are painted."""
PAGES_ASKED = 4
"""Of the pages that flew past while dragging only the last few are fetched."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list becomes its next self: ids that stay (old order), go, come, and the new order."""

    stay: "array[int]"
    gone: "array[int]"
    come: "array[int]"
    new: "array[int]"


def plan(old: "array[int]", new: "array[int]") -> Plan:
    """Computed on the survey lane; applied on the UI thread."""
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    was, now = old[first : len(old) - last], new[first : len(new) - last]
    before, after = set(was), set(now)
    stay = array("q", (n for n in was if n in after))
    return Plan(
        old[:first] + stay + old[len(old) - last :],
        array("q", (n for n in was if n not in after)),
        array("q", (n for n in now if n not in before)),
        new,
    )


def _alike(one: "array[int]", other: "array[int]") -> int:
    """How many ids both begin with. Slices are compared at once: a list may hold 500,000."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class RecordList(QAbstractTableModel):
    """`fetch(ids)` is called with what must be read; the answer goes to `store`.

    `cells(row)` makes the cells of one row. data() never waits: a row not yet read shows nothing.
    Ticks are kept by id.
    """

    ticked_changed = Signal()

    def __init__(
        self,
        columns: int,
        cells: Callable[[Any], Sequence[object]],
        fetch: Callable[[Sequence[int]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._cells = cells
        self._fetch = fetch
        self.keys: array[int] = array("q")
        self.ticked: set[int] = set()
        self.head: Callable[[int, Any], object] = lambda _key, _row: None
        """Makes the one cell of a row whose key is negative: what is known of it, or None."""
        self._rows: dict[int, Any] = {}
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._under_way: set[int] = set()
        """Asked for and not here yet: what comes may be of before a change."""
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    # ---- what Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = CELL_ROLE) -> Any:
        if role != CELL_ROLE and role not in SPOKEN_ROLES:
            return None
        key = self.keys[index.row()]
        if key < 0:
            cell: object = self._head_cell(index, key)
        elif index.column() == 0:
            cell = TickCell(key in self.ticked)
        else:
            row = self._rows.get(key)
            if row is None:
                self._want(index.row() // PAGE)
                return None
            cell = self._cells(row)[index.column()]
        return cell if role == CELL_ROLE else spoken(cell)

    def _head_cell(self, index: Index, key: int) -> object:
        if index.column():
            return None
        row = self._rows.get(key)
        if row is None:
            self._want(index.row() // PAGE)
        return self.head(key, row)

    # ---- what the page tells

    def show_cells(self, cells: Callable[[Any], Sequence[object]]) -> None:
        """Cells of another question (what was searched is marked in them); before `reset`."""
        self._cells = cells

    def show_columns(self, number: int, cells: Callable[[Any], Sequence[object]]) -> None:
        """Other columns of the same list."""
        self.beginResetModel()
        self._columns, self._cells = number, cells
        self.endResetModel()

    def reset(self, keys: "array[int]") -> None:
        """A new list: nothing is kept but rows already read."""
        self.beginResetModel()
        self.keys = keys
        self.ticked.clear()
        self._asked.clear()
        self.endResetModel()
        self.ticked_changed.emit()

    def apply(self, wanted: Plan) -> None:
        """Become the new list so that selection, current row and place on screen survive."""
        if wanted.new == self.keys:
            return
        self._permute(wanted.stay + wanted.gone)
        if wanted.gone:
            self.beginRemoveRows(ROOT, len(wanted.stay), len(self.keys) - 1)
            self.keys = wanted.stay[:]
            self.endRemoveRows()
            self.ticked -= set(wanted.gone)
        if wanted.come:
            first = len(self.keys)
            self.beginInsertRows(ROOT, first, first + len(wanted.come) - 1)
            self.keys = self.keys + wanted.come
            self.endInsertRows()
        self._permute(wanted.new)
        self._asked.clear()
        self.ticked_changed.emit()

    def store(self, rows: dict[int, Any]) -> None:
        """Rows that were read; repainted where they stand on screen."""
        if len(self._rows) > PAGE * PAGES_KEPT:
            self._rows.clear()
            self._asked.clear()
        self._rows.update(rows)
        self._under_way.difference_update(rows)
        if len(rows) <= FEW:
            for row in filter(lambda place: place >= 0, map(self.row_of, rows)):
                self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))
        elif self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, 0))

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Rows that changed (None: all): read again when they are looked at."""
        known = self._rows.keys() | self._under_way
        stale = list(known) if ids is None else [n for n in ids if n in known]
        if stale:
            self._asked.clear()
            self._fetch(stale)

    def row_of(self, key: int) -> int:
        """Where a record stands, or -1."""
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def known(self, key: int) -> Any:
        """The row as read, or None."""
        return self._rows.get(key)

    def tick(self, keys: Iterable[int], on: bool) -> None:
        records = {key for key in keys if key > 0}
        self.ticked = self.ticked | records if on else self.ticked - records
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, 0))
        self.ticked_changed.emit()

    def cut(self, first: int, count: int) -> None:
        """Rows that are folded away: ticks stay."""
        if count:
            self.beginRemoveRows(ROOT, first, first + count - 1)
            del self.keys[first : first + count]
            self.endRemoveRows()

    def paste(self, first: int, keys: "array[int]") -> None:
        if keys:
            self.beginInsertRows(ROOT, first, first + len(keys) - 1)
            self.keys[first:first] = keys
            self._asked.clear()
            self.endInsertRows()

    # ---- inside

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._wanted = [p for p in self._wanted if p != page] + [page]
            if not self._timer.isActive():
                self._timer.start()

    def _ask(self) -> None:
        pages, self._wanted = self._wanted[-PAGES_ASKED:], []
        self._asked.update(pages)
        ids = [n for page in pages for n in self.keys[page * PAGE : (page + 1) * PAGE]]
        missing = [n for n in ids if n not in self._rows]
        if missing:
            self._under_way.update(missing)
            self._fetch(missing)

    def _permute(self, new: "array[int]") -> None:
        """Reorder the same ids; layoutChanged must never change the number of rows."""
        if new == self.keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self.keys[index.row()]) for index in before]
        self.keys = new[:]
        place = {key: row for row, key in enumerate(new)} if held else {}
        after = [self.index(place[key], index.column()) for index, key in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
