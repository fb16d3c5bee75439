"""SumRow: the sums below a table, each under its column; not a row of the list.

SumRow(table)
  show_cells([TextCell, ...])   one a column, as the table's own
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ciie_admin.views.cells import spoken
from ciie_admin.views.components.panes import ground
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.delegates_paint import PAINTERS, Place
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import Sizes


class SumRow(QWidget):
    def __init__(self, table: RowTable) -> None:
        super().__init__()
        self._table = table
        self._cells: Sequence[object] = ()
        ground(self, "sunken")
        self.set_sizes(table.sizes)
        table.horizontalHeader().sectionResized.connect(lambda *_: self.update())

    def set_sizes(self, sizes: Sizes) -> None:
        self.setFixedHeight(sizes.photo_row)

    def show_cells(self, cells: Sequence[object]) -> None:
        self._cells = cells
        self.setAccessibleName(" ".join(map(spoken, cells)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, head = QPainter(self), self._table.horizontalHeader()
        painter.fillRect(0, 0, self.width(), self.height(), current().colour("sunken"))
        painter.fillRect(0, 0, self.width(), 1, current().colour("hair"))
        for column, cell in enumerate(self._cells):
            draw = PAINTERS.get(type(cell))
            if draw is None or head.isSectionHidden(column):
                continue
            left, width = head.sectionViewportPosition(column), head.sectionSize(column)
            whole = QRectF(left, 1, width, self.height() - 1)
            rect = self._table.content(whole, -1, column)
            draw(painter, Place(rect, current=False, sizes=self._table.sizes), cell)
