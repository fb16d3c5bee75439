"""The list model of a contact sheet: ids first, one column, each row a Tile."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ciie_admin.views.cells import CELL_ROLE, SPOKEN_ROLES, spoken
from ciie_admin.views.components.tile import Tile
from ciie_admin.views.record_list import PAGE, RecordList

Index = QModelIndex | QPersistentModelIndex


class TileList(RecordList):
    """Screen readers hear a tile's words and whether it is ticked."""

    def __init__(
        self,
        tile: Callable[[Any], Tile],
        fetch: Callable[[Sequence[int]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(1, lambda row: (tile(row),), fetch, parent)
        self._tile = tile

    def tile(self, place: int) -> Tile | None:
        """Of this place in the list; None until its row is read, which is asked for."""
        row = self.known(self.keys[place])
        if row is None:
            self._want(place // PAGE)
            return None
        return self._tile(row)

    def tile_of(self, number: int) -> Tile | None:
        """Of this person; None if the row is not known."""
        row = self.known(number)
        return None if row is None else self._tile(row)

    def data(self, index: Index, role: int = CELL_ROLE) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            on = self.keys[index.row()] in self.ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role != CELL_ROLE and role not in SPOKEN_ROLES:
            return None
        tile = self.tile(index.row())
        return tile if role == CELL_ROLE or tile is None else spoken(tile)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable
