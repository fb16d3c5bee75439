"""TileView: a QListView whose items stand where a Grid says.

Qt's own layout takes 30 ms for 50,000 items at every change of the list; a Grid takes none. What
else a list view is stays Qt's: model, current item, and what it tells screen readers.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ciie_admin.views.components.overlay_bar import OverlayBar
from ciie_admin.views.components.tile_grid import EDGE, STEP, Grid, ringed
from ciie_admin.views.theme_values import NORMAL, Sizes

Index = QModelIndex | QPersistentModelIndex
LINES = 3
"""Of a notch of the wheel: together one row of tiles."""


class TileView(QListView):
    def __init__(self) -> None:
        super().__init__()
        self._pad = NORMAL.pad
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMovement(QListView.Movement.Static)
        self._bar = OverlayBar(self)
        self.verticalScrollBar().setSingleStep(STEP // LINES)

    def set_sizes(self, sizes: Sizes) -> None:
        self._pad = sizes.pad
        self._lay_out()

    @property
    def grid(self) -> Grid:
        model = self.model()
        count = model.rowCount() if model is not None else 0
        return Grid(self.viewport().width(), self._pad, count)

    def on_screen(self) -> range:
        """Places of which something can be seen."""
        top = self.verticalOffset()
        return self.grid.between(top, top + self.viewport().height() - 1)

    def wholly(self) -> list[int]:
        """Places that are wholly to be seen."""
        screen = self.viewport().rect()
        return [place for place in self.on_screen() if screen.contains(self.place_rect(place))]

    def place_rect(self, place: int) -> QRect:
        """Of a tile without its ring, in the viewport."""
        return self.grid.rect(place).translated(0, -self.verticalOffset())

    def current_row(self) -> int:
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        self.updateGeometries()  # of a list that has just come Qt asks it only later
        self.setCurrentIndex(self.model().index(row, 0))

    def steadily(self, change: Callable[[], None]) -> None:
        """Run `change`; the tile looked at stands afterwards at the same height on the screen."""
        held = QPersistentModelIndex(self.model().index(self._looked_at(), 0))
        height = self.visualRect(held).top()
        change()
        self.updateGeometries()
        if held.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(held).top() - height)

    def _looked_at(self) -> int:
        """The current tile if something of it is on the screen, else the first there."""
        screen = self.on_screen()
        current = self.current_row()
        return current if current in screen else screen.start

    # ---- where things stand, as Qt asks it

    def visualRect(self, index: Index) -> QRect:
        return self.place_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        place = self.grid.at(point + QPoint(0, self.verticalOffset()))
        return self.model().index(place, 0) if place >= 0 else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.grid.height - height))
        bar.setPageStep(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bar.settle(self, 0)
        self.updateGeometries()
        super().resizeEvent(event)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """As little as shows the whole tile; the first row comes with the space above it."""
        del hint
        rect, height = self.visualRect(index).adjusted(0, -EDGE, 0, EDGE), self.viewport().height()
        bar = self.verticalScrollBar()
        if rect.top() < 0 or rect.height() > height:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() - height + 1)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        if index.isValid():
            self.selectionModel().select(index, command)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Qt would ask for the place of every item between the two."""
        if first.row() == last.row():
            self.refresh(first.row())
        else:
            self.viewport().update()

    def refresh(self, place: int) -> None:
        if place >= 0:
            self.viewport().update(ringed(self.place_rect(place)))

    def visualRegionForSelection(self, selection: object) -> QRegion:
        """What is selected is the current tile, which is painted anew whenever it changes."""
        return QRegion()

    def _lay_out(self) -> None:
        self.updateGeometries()
        self.viewport().update()
