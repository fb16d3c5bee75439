"""The list of every page: rows of cells over a model that returns cells (see views.cells).

RowTable(columns, name, row="photo" | "plain", cell_ring=False)
  set_columns(columns)         titles and widths, also after a change of language
  set_sizes(sizes)             density
  set_bands({row: height})     rows across all columns (GroupCell 28, MoreCell 28, CutCell 24);
                               again after every reset of the model
  set_head_tick("none" | "some" | "all")
  current_row(), go_to(row)
  signals: current_row_changed(int), tick_asked(row, extend), head_tick_asked(),
           head_asked(key), activated (Qt's own)
Keys other than movement are left to the page's actions; input methods are refused, so single
letters reach those actions while a Chinese input method is on.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ciie_admin.views.cells import CELL_ROLE, CutCell, GroupCell, TickCell
from ciie_admin.views.components.no_input_method import NoInputMethod, refuse_input_method
from ciie_admin.views.components.overlay_bar import OverlayBar
from ciie_admin.views.components.row_head import Column, RowHead
from ciie_admin.views.delegates import RowDelegate
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import NORMAL, Sizes

BAR = 3
MOVES = frozenset(
    {
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
        Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2,
    }
)  # fmt: skip
Index = QModelIndex | QPersistentModelIndex


class RowTable(NoInputMethod, QTableView):
    current_row_changed = Signal(int)
    tick_asked = Signal(int, bool)
    head_tick_asked = Signal()
    head_asked = Signal(str)

    def __init__(
        self, columns: Sequence[Column], name: str, row: str = "photo", *, cell_ring: bool = False
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._photo_rows = row == "photo"
        self._cell_ring = cell_ring
        self._sizes = NORMAL
        self.painted_row = -1
        self._hover = -1
        self._bands: frozenset[int] = frozenset()
        self._head = RowHead(self._head_content, self)
        self.setAccessibleName(name)
        self._set_up_head()
        self._set_up_rows()
        self.setItemDelegate(RowDelegate(self, self))
        self.set_columns(columns)

    @property
    def sizes(self) -> Sizes:
        return self._sizes

    def _set_up_head(self) -> None:
        self.setHorizontalHeader(self._head)
        self._head.sectionClicked.connect(self._head_clicked)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.setCornerButtonEnabled(False)

    def _set_up_rows(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._bar = OverlayBar(self)
        self.setFrameShape(QTableView.Shape.NoFrame)
        refuse_input_method(self)

    # Columns and density

    def set_columns(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._head.show_columns(columns)
        self._tick = next((i for i, column in enumerate(columns) if column.tick), -1)
        self._lay_out()

    def set_sizes(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._lay_out()

    def setModel(self, model: object) -> None:
        super().setModel(model)  # type: ignore[arg-type]
        self._lay_out()

    def _lay_out(self) -> None:
        sizes = self._sizes
        height = sizes.photo_row if self._photo_rows else sizes.plain_row
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        shown = [i for i, column in enumerate(self._columns) if column.width_for(sizes)]
        self._first, self._last = shown[0], shown[-1]
        for place in range(min(self._head.count(), len(self._columns))):
            self._lay_out_column(place, self._columns[place])
        self.viewport().update()

    def _lay_out_column(self, place: int, column: Column) -> None:
        mode = QHeaderView.ResizeMode
        width = column.width_for(self._sizes)
        self.setColumnHidden(place, width == 0)
        self._head.setSectionResizeMode(place, mode.Stretch if column.stretch else mode.Fixed)
        if column.stretch or not width:
            return
        after = self._sizes.pad if place == self._last else self._sizes.gap
        before = self._sizes.pad if place == self._first else 0
        self._head.resizeSection(place, before + width + after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.settle(self, self._head.height())

    def content(self, rect: QRectF, row: int, column: int) -> QRectF:
        """A cell's rectangle without padding and gap."""
        if row in self._bands:
            return rect.adjusted(self._sizes.pad, 0, -self._sizes.pad, 0)
        return self._head_content(rect, column)

    def _head_content(self, rect: QRectF, column: int) -> QRectF:
        left = self._sizes.pad if column == self._first else 0
        right = self._sizes.pad if column == self._last else self._sizes.gap
        return rect.adjusted(left, 0, -right, 0)

    def set_bands(self, bands: Mapping[int, int]) -> None:
        self.clearSpans()
        for row in self._bands - set(bands):
            self.setRowHeight(row, self.verticalHeader().defaultSectionSize())
        self._bands = frozenset(bands)
        for row, height in bands.items():
            self.setSpan(row, 0, 1, max(1, len(self._columns)))
            self.setRowHeight(row, height)

    # Rows

    def current_row(self) -> int:
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        column = max(0, self.currentIndex().column())
        if not self._cell_ring:
            column = self._first
        self.setCurrentIndex(self.model().index(row, column))

    def ringed(self, row: int, column: int) -> bool:
        if not self._cell_ring or row != self.painted_row:
            return False
        return column == self.currentIndex().column() and self.hasFocus()

    def set_head_tick(self, state: str) -> None:
        self._head.ticked = state
        self._head.viewport().update()

    def _head_clicked(self, place: int) -> None:
        if self._columns[place].tick:
            self.head_tick_asked.emit()
        else:
            self.head_asked.emit(self._columns[place].key)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        refuse_input_method(self)
        self._refresh(previous.row())
        self._refresh(current.row())
        if current.row() != previous.row():
            self.current_row_changed.emit(current.row())

    def _row_rect(self, row: int) -> QRect:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return QRect(0, top, self.viewport().width(), height)

    def _refresh(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(self._row_rect(row))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted_row = self.current_row()
        painter = QPainter(self.viewport())
        area = event.rect()
        row = self.rowAt(max(0, area.top()))
        while row >= 0 and row < self.model().rowCount():
            rect = self._row_rect(row)
            if rect.top() > area.bottom():
                break
            self._paint_ground(painter, row, rect)
            row += 1
        painter.end()
        super().paintEvent(event)

    def _paint_ground(self, painter: QPainter, row: int, rect: QRect) -> None:
        theme = current()
        ground = self._band_ground(row) if row in self._bands else self._row_ground(row)
        if ground:
            painter.fillRect(rect, theme.colour(ground))
        line = "hair" if row in self._bands else "row"
        painter.fillRect(0, rect.bottom(), rect.width(), 1, theme.colour(line))
        if ground == "bad_tint":
            painter.fillRect(0, rect.top(), rect.width(), 2, theme.colour("bad"))
        if row == self.painted_row:
            painter.fillRect(0, rect.top(), BAR, rect.height(), theme.colour("mark"))

    def _row_ground(self, row: int) -> str:
        if row == self.painted_row:
            return "sel" if self.hasFocus() else "selidle"
        if self._ticked(row):
            return "check"
        return "hover" if row == self._hover else ""

    def _ticked(self, row: int) -> bool:
        if self._tick < 0:
            return False
        cell = self.model().index(row, self._tick).data(CELL_ROLE)
        return isinstance(cell, TickCell) and cell.checked

    def _band_ground(self, row: int) -> str:
        cell = self.model().index(row, 0).data(CELL_ROLE)
        if isinstance(cell, CutCell):
            return "bad_tint"
        return "sunken" if isinstance(cell, GroupCell) else ""

    # Mouse, keys, focus

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == self._tick and at.row() not in self._bands:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.tick_asked.emit(at.row(), extend)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover_at(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_at(-1)
        super().leaveEvent(event)

    def _hover_at(self, row: int) -> None:
        if row != self._hover:
            before, self._hover = self._hover, row
            self._refresh(before)
            self._refresh(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        refuse_input_method(self)
        self._refresh(self.current_row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._refresh(self.current_row())
