"""ContactSheet: faces by the screenful over a TileList; the current one ringed, any number ticked.

ContactSheet(name, pictures)       pictures: Tiles, or what else makes pictures of tiles
  setModel(TileList), set_sizes(sizes), go_to(row), go_to_id(id), step(by), tick_current()
  current                          id, 0 without one
  page()                           ids wholly on the screen, each with its picture, long enough
                                   to have been seen
  apply(plan)                      a changed list; nothing moves under one's eyes
  signals: current_changed(id), opened(id), page_changed()
Arrows go along rows and columns, with Shift they tick; Space ticks. Other keys are the page's.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent

from ciie_admin.views.components.no_input_method import refuse_input_method
from ciie_admin.views.components.tile import Tile
from ciie_admin.views.components.tile_grid import ringed
from ciie_admin.views.components.tile_keys import TileKeys
from ciie_admin.views.components.tile_paint import Absent, Look, paint_tile
from ciie_admin.views.record_list import Plan

AHEAD = 20
"""Tiles whose pictures are made before they come into sight."""
SEEN_MS = 100
"""What flies past faster was not seen."""
Index = QModelIndex | QPersistentModelIndex


class Pictures(Protocol):
    """What the sheet asks; `arrived` carries the photos that changed, None for all."""

    @property
    def arrived(self) -> SignalInstance: ...
    def set_ratio(self, ratio: float) -> None: ...
    def picture(self, tile: Tile) -> QImage | Absent | None: ...
    def look(self, tiles: Sequence[Tile]) -> None: ...


class ContactSheet(TileKeys):
    current_changed = Signal(int)
    """Not when the model is reset: whoever resets it says where to go."""
    page_changed = Signal()

    def __init__(self, name: str, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._seen: dict[int, str] = {}
        """Photos by the person as which they were seen."""
        self._told = 0
        self._told_page: dict[int, str] = {}
        self._offset, self._down = 0, True
        self._wishing = QTimer(self, singleShot=True, interval=0)
        self._wishing.timeout.connect(self._wish)
        self._settling = QTimer(self, singleShot=True, interval=SEEN_MS)
        self._settling.timeout.connect(self._settle)
        self.setAccessibleName(name)
        refuse_input_method(self)
        pictures.arrived.connect(self._show)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def apply(self, plan: Plan) -> None:
        """Become the new list; if the current tile goes, the next one that stays is current."""
        gone = set(plan.gone)
        if self.current in gone:
            keys, row = self.tiles.keys, self.current_row()
            after = [*range(row, len(keys)), *range(row, -1, -1)]
            left = next((place for place in after if keys[place] not in gone), None)
            if left is not None:
                self.go_to(left)
        self.steadily(lambda: self.tiles.apply(plan))
        self._tell()

    # ---- what was seen

    def page(self) -> tuple[int, ...]:
        """A tile without its picture, or with another one than was seen, is not among them."""
        keys = self.tiles.keys
        return tuple(keys[p] for p in self._shown() if self._seen.get(keys[p]) == self._photo(p))

    @property
    def seen(self) -> frozenset[int]:
        """All that have been on such a page."""
        return frozenset(self._seen)

    def _shown(self) -> list[int]:
        """Places wholly on the screen whose picture is there."""
        if not self.isVisible():
            return []
        return [place for place in self.wholly() if isinstance(self._picture(place), QImage)]

    def _settle(self) -> None:
        self._seen |= {self.tiles.keys[place]: self._photo(place) for place in self._shown()}
        page = {number: self._seen[number] for number in self.page()}
        if page != self._told_page:
            self._told_page = page
            self.page_changed.emit()

    def _photo(self, place: int) -> str:
        tile = self.tiles.tile(place)
        return tile.photo if tile is not None else ""

    # ---- pictures

    def _picture(self, place: int) -> QImage | Absent | None:
        tile = self.tiles.tile(place)
        return None if tile is None else self._pictures.picture(tile)

    def _wish(self) -> None:
        """What is on the screen first, then what comes next in the direction of scrolling."""
        screen, count = self.on_screen(), len(self.tiles.keys)
        ahead = range(screen.stop, min(screen.stop + AHEAD, count))
        if not self._down:
            ahead = range(screen.start - 1, max(screen.start - 1 - AHEAD, -1), -1)
        tiles = (self.tiles.tile(place) for place in (*screen, *ahead))
        self._pictures.look([tile for tile in tiles if tile is not None])

    def _show(self, photos: frozenset[str] | None) -> None:
        if photos is None:
            self.viewport().update()
        else:
            for place in self.on_screen():
                if self._photo(place) in photos:
                    self.refresh(place)
        self._wishing.start()

    def _scrolled(self, value: int) -> None:
        self._down, self._offset = value >= self._offset, value
        self._settling.start()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._pictures.set_ratio(self.devicePixelRatioF())
        area, top = event.rect(), self.verticalOffset()
        painter = QPainter(self.viewport())
        for place in self.grid.between(area.top() + top, area.bottom() + top):
            rect = self.place_rect(place)
            if ringed(rect).intersects(area):
                paint_tile(painter, rect, self.tiles.tile(place), self._look(place))
        painter.end()
        self._wishing.start()
        if not self._settling.isActive():
            self._settling.start()

    def _look(self, place: int) -> Look:
        return Look(
            picture=self._picture(place),
            current=place == self.current_row(),
            focused=self.hasFocus(),
            hovered=place == self.hovered,
            ticked=self.tiles.keys[place] in self.tiles.ticked,
        )

    # ---- current and focus

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.refresh(previous.row())
        self.refresh(current.row())
        self._tell()

    def _tell(self) -> None:
        if self.current != self._told:
            self._told = self.current
            self.current_changed.emit(self._told)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.refresh(self.current_row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.refresh(self.current_row())
