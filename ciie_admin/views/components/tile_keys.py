"""TileKeys: moving over a sheet of tiles and ticking them, by keys and by mouse."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ciie_admin.views.components.no_input_method import NoInputMethod
from ciie_admin.views.components.tile_grid import STEP
from ciie_admin.views.components.tile_view import TileView
from ciie_admin.views.tile_list import TileList

Key, Modifier = Qt.Key, Qt.KeyboardModifier
PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
MOVES = frozenset(
    {Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, *PAGES}
)
ENTER = frozenset({Key.Key_Return, Key.Key_Enter})


class TileKeys(NoInputMethod, TileView):
    """Ticks begin where one last went without Shift; with it everything up to there is ticked."""

    opened = Signal(int)
    """Id of the tile on which Enter was pressed, or which was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self.hovered = -1
        self._anchor = 0
        self._extended: set[int] = set()
        """Ids ticked since Shift went down, and only by that."""
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._hover(-1))

    @property
    def tiles(self) -> TileList:
        model = self.model()
        assert isinstance(model, TileList)  # noqa: S101 - nothing else is ever set
        return model

    @property
    def current(self) -> int:
        """Id of the current tile, 0 without one."""
        row, keys = self.current_row(), self.tiles.keys
        return keys[row] if 0 <= row < len(keys) else 0

    def go_to_id(self, number: int) -> None:
        row = self.tiles.row_of(number)
        if row >= 0:
            self.go_to(row)

    def step(self, by: int) -> None:
        if self.tiles.keys:
            self.go_to(min(max(self.current_row() + by, 0), len(self.tiles.keys) - 1))

    def tick_current(self) -> None:
        if self.current:
            self._tick(self.current)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, with_keys = event.key(), event.modifiers() & ~Modifier.KeypadModifier
        if key in MOVES and not with_keys & Modifier.AltModifier and self.tiles.keys:
            self._move(Qt.Key(key), extend=bool(with_keys & Modifier.ShiftModifier))
        elif key == Key.Key_Space and not with_keys:
            self.tick_current()
        elif key in ENTER and not with_keys and self.current:
            self.opened.emit(self.current)
        else:
            event.ignore()

    def _move(self, key: Qt.Key, *, extend: bool) -> None:
        row = self._beyond(key)
        if key in PAGES:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + PAGES[key] * self._rows() * STEP)
        self._go(row, extend=extend)

    def _beyond(self, key: Qt.Key) -> int:
        """Where a key leads to; up and down keep the column, and stay where there is none."""
        row, columns, last = self.current_row(), self.grid.columns, len(self.tiles.keys) - 1
        if row < 0 or key == Key.Key_Home:
            return 0
        if key == Key.Key_End:
            return last
        if key in {Key.Key_Left, Key.Key_Right}:
            return min(max(row + (1 if key == Key.Key_Right else -1), 0), last)
        down = PAGES[key] * self._rows() if key in PAGES else 1 if key == Key.Key_Down else -1
        lowest = last // columns
        line = min(max(row // columns + down, 0), lowest)
        return min(line * columns + row % columns, last)

    def _rows(self) -> int:
        return self.grid.full_rows(self.viewport().height())

    def _go(self, row: int, *, extend: bool) -> None:
        if extend:
            self._extend(row)
        else:
            self._anchor, self._extended = self.tiles.keys[row], set()
        self.go_to(row)

    def _extend(self, row: int) -> None:
        """Tick from the anchor to here; what an earlier step of this went too far is unticked."""
        start = self.tiles.row_of(self._anchor)
        start = max(self.current_row(), 0) if start < 0 else start
        self._anchor = self.tiles.keys[start]
        now = set(self.tiles.keys[min(start, row) : max(start, row) + 1])
        come, gone = now - self.tiles.ticked, self._extended - now
        self._extended = (self._extended | come) - gone
        if gone:
            self.tiles.tick(gone, False)
        if come:
            self.tiles.tick(come, True)

    def _tick(self, number: int) -> None:
        self._anchor, self._extended = number, set()
        self.tiles.tick([number], number not in self.tiles.ticked)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What Qt does with a press (selecting by dragging) has no place here."""
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() != Qt.MouseButton.LeftButton or row < 0:
            return
        if event.modifiers() & Modifier.ControlModifier:
            self._tick(self.tiles.keys[row])
            self.go_to(row)
        else:
            self._go(row, extend=bool(event.modifiers() & Modifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self.opened.emit(self.tiles.keys[row])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing was begun by the press."""

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            before, self.hovered = self.hovered, place
            self.refresh(before)
            self.refresh(place)
