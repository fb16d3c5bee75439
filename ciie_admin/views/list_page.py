"""SplitPage: a list, and at its right what belongs to its current row. ListPage: the list is short.

SplitPage:
  lay_out(listed, side)   the two beside each other; the list takes what is left
  refresh()               reads anew what it shows: the page's own; look_again() if it is seen
ListPage:
  make_list(title, columns, tabs)   makes head, table, model (a CellList), empty (an EmptyState)
  show_rows(rows)                   without any: the empty state, and no side
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ciie_admin.views.cell_list import CellList
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.notices import EmptyState
from ciie_admin.views.components.panes import Pane, panes
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tabs import LaneTabs
from ciie_admin.views.theme_values import Sizes

LIST, SIDE, NARROW_SIDE = 711, 560, 440
"""px"""


class SplitPage(QWidget):
    def lay_out(self, listed: QWidget, side: QWidget) -> None:
        self.beside = side
        self.splitter = panes(listed, side, widths=(LIST, SIDE))
        fill(QHBoxLayout(self), (self.splitter,), 0, (0, 0, 0, 0))

    def refresh(self) -> None:
        """What it shows is read anew."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Something has changed that it would show."""
        if self.isVisible():
            self.refresh()

    def set_sizes(self, sizes: Sizes) -> None:
        self.splitter.set_widths(NARROW_SIDE if sizes.compact else SIDE)


class ListPage(SplitPage):
    def make_list(
        self, title: str, columns: Sequence[Column], tabs: LaneTabs | None = None
    ) -> Pane:
        """The Tab key goes through its parts in the order they are put in here."""
        self.head = PaneHead(title)
        if tabs is not None:
            self.head.add(tabs, stretch=1)
        self.table = RowTable(columns, title, row="plain")
        self.model = CellList(len(columns), self)
        self.table.setModel(self.model)
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        made = Pane(self.head, self._stack, least=480)
        made.column.setStretch(1, 1)
        return made

    def open_page(self) -> None:
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: Sequence[tuple[Any, Sequence[object]]]) -> None:
        self.model.show(rows)
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.beside.setVisible(bool(rows))
