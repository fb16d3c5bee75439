"""A list that changes under somebody's eyes must not move what they look at."""

from collections.abc import Callable

from PySide6.QtCore import QPoint

from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.record_list import RecordList


def keep_in_place(table: RowTable, model: RecordList, change: Callable[[], None]) -> None:
    """Run `change`; the record looked at stands afterwards at the same height on screen."""
    row = _looked_at(table)
    if not 0 <= row < len(model.keys):
        change()
        return
    key, height = model.keys[row], table.rowViewportPosition(row)
    change()
    table.updateGeometries()
    moved = model.row_of(key)
    if moved >= 0:
        bar = table.verticalScrollBar()
        bar.setValue(bar.value() + table.rowViewportPosition(moved) - height)


def _looked_at(table: RowTable) -> int:
    """The current row if it is on screen, else the topmost there."""
    row = table.current_row()
    if row >= 0 and 0 <= table.rowViewportPosition(row) < table.viewport().height():
        return row
    return table.indexAt(QPoint(0, 0)).row()
