"""TickList: short texts to tick, each with a quiet note (a count) at its right end.

TickList(name, ordered=False)
  show_rows([TickRow(key, text, note, ticked)]), ticked() -> keys in the order shown
  narrow(text)      only rows that contain it are shown; tick_shown(on) ticks what is shown
  signal left(): Up in the first row
Space or a click ticks; with `ordered`, Alt+Up and Alt+Down move the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ciie_admin.views.delegates_paint import BOX, draw_box
from ciie_admin.views.paint import draw_text, fill_round, text_width

ROW = 28
MOST_SHOWN = 8
KEY_ROLE = int(Qt.ItemDataRole.UserRole)
NOTE_ROLE = KEY_ROLE + 1
CHECKED = int(Qt.ItemDataRole.CheckStateRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TickRow:
    key: str
    text: str
    note: str = ""
    ticked: bool = False


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def editorEvent(self, *_event: object) -> bool:
        """The list itself ticks, wherever on the row the click was."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        view = self.parent()
        if isinstance(view, TickList) and index.row() == view.currentRow():
            fill_round(painter, rect, "sel" if view.hasFocus() else "selidle")
        inner = rect.adjusted(6, 0, -8, 0)
        draw_box(painter, inner, checked=index.data(CHECKED) == Qt.CheckState.Checked.value)
        note = str(index.data(NOTE_ROLE) or "")
        draw_text(painter, inner, note, "text3", "caption", align="right")
        room = inner.adjusted(BOX + 8, 0, -text_width(note, "caption") - 8, 0)
        draw_text(painter, room, str(index.data(Qt.ItemDataRole.DisplayRole)))


class TickList(QListWidget):
    left = Signal()

    def __init__(self, name: str, *, ordered: bool = False) -> None:
        super().__init__()
        self._ordered = ordered
        self.setAccessibleName(name)
        self.setItemDelegate(_RowPainter(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAutoFillBackground(False)

    def show_rows(self, rows: Sequence[TickRow]) -> None:
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.text, self)
            item.setData(KEY_ROLE, row.key)
            item.setData(NOTE_ROLE, row.note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.text} {row.note}".strip())
            item.setCheckState(_state(row.ticked))
        self.setCurrentRow(0)
        self.setFixedHeight(ROW * min(max(len(rows), 1), MOST_SHOWN))

    def ticked(self) -> tuple[str, ...]:
        return tuple(str(i.data(KEY_ROLE)) for i in self._items() if _is_on(i))

    def keys(self) -> tuple[str, ...]:
        return tuple(str(item.data(KEY_ROLE)) for item in self._items())

    def narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())
        self.setCurrentRow(next((r for r in range(self.count()) if self._shows(r)), -1))

    def tick_shown(self, on: bool) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(_state(on))

    def tick_only(self) -> None:
        """The current row, if nothing at all is ticked: a search and Return is enough."""
        if not self.ticked() and self.currentItem() is not None:
            self.currentItem().setCheckState(_state(True))

    def turn_row(self, row: int) -> None:
        """Tick or untick one by its number."""
        if 0 <= row < self.count():
            self.setCurrentRow(row)
            self._turn(self.item(row))

    def move_current(self, by: int) -> None:
        """Up (-1) or down (+1) among all, where it may be put in order."""
        row = self.currentRow()
        if 0 <= row + by < self.count():
            self.insertItem(row + by, self.takeItem(row))
            self.setCurrentRow(row + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Space:
            self._turn(self.currentItem())
        elif alt and self._ordered and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Up and not any(map(self._shows, range(self.currentRow()))):
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End) and not alt:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None:
            self.setCurrentItem(item)
            self._turn(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _shows(self, row: int) -> bool:
        return not self.item(row).isHidden()

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            item.setCheckState(_state(not _is_on(item)))


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
