"""TickPanel: a floating panel to tick several of many values, with a search above them.

TickPanel(window, title, rows, search="")   no search field without its hint
  add_act(text, icon, then)          a line above the search that closes the panel (sorting)
  say_empty(text)                    instead of a list without rows
  add_end(text, then)                a quiet button at the foot that leaves it open
  open_below(table)                  under its current row, the first without one
  signals chosen(tuple of keys), stepped(-1 | 1): Alt+Left, Alt+Right
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import SearchField
from ciie_admin.views.components.floating import Floating
from ciie_admin.views.components.labels import fill, hairline, label, row_of
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tick_list import TickList, TickRow

INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
INSET = 96
"""px from the left of a list, so that the panel leaves boxes and photos free."""


class TickPanel(Floating):
    chosen = Signal(object)
    stepped = Signal(int)

    def __init__(
        self,
        window: QWidget,
        title: str,
        rows: Sequence[TickRow],
        *,
        search: str = "",
        ordered: bool = False,
        note: str = "",
    ) -> None:
        super().__init__(window, title)
        self._acts = QVBoxLayout()
        fill(self._acts, (), 0, (0, 0, 0, 4))
        self.search = SearchField(search)
        self.list = TickList(title, ordered=ordered)
        self.list.setAccessibleDescription(note)
        self.list.show_rows(rows)
        self.accept_button = Button(self.tr("Apply"), caps=("↵",), height=28)
        self._foot = row_of(None, self.accept_button, gap=4)
        fill(self.body, (self._acts, self.search, self.list, hairline(), self._foot), 6, [0] * 4)
        self.search.setVisible(bool(search))  # once it has its place: else it is a window
        self.search.textChanged.connect(self.list.narrow)
        self.list.left.connect(self._leave_list)
        self.accept_button.clicked.connect(self._choose)
        self.confirmed.connect(self._choose)
        for key, step in (("Alt+Left", -1), ("Alt+Right", 1)):
            made = QShortcut(QKeySequence(key), self, context=INSIDE)
            made.activated.connect(partial(self.stepped.emit, step))

    def begin(self) -> QWidget:
        return self.list if self.search.isHidden() else self.search

    def open_below(self, table: RowTable) -> None:
        row = max(table.current_row(), 0)
        bottom = table.rowViewportPosition(row) + table.rowHeight(row)
        self.open_at(table.viewport().mapToGlobal(QPoint(INSET, bottom)))

    def say_empty(self, text: str) -> None:
        self.body.insertWidget(
            self.body.indexOf(self.list), label(text, "caption", hue="text3", wrap=True)
        )
        self.list.hide()

    def add_act(self, text: str, icon: str, then: Callable[[], None]) -> None:
        made = Button(text, "quiet", icon=icon, height=28, spread=True, ink="text2")
        made.clicked.connect(self.close_panel)
        made.clicked.connect(then)
        self._acts.addWidget(made)

    def add_end(self, text: str, then: Callable[[], None]) -> None:
        made = Button(text, "link", height=28, role="caption")
        made.clicked.connect(then)
        self._foot.insertWidget(self._foot.count() - 2, made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _leave_list(self) -> None:
        if not self.search.isHidden():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        if self.search.text().strip():
            self.list.tick_only()
        ticked = self.list.ticked()
        self.close_panel()
        self.chosen.emit(ticked)
