"""Where tiles stand on a contact sheet; lengths in logical px of the whole sheet, from its top.

Nothing is stored for a tile: a sheet of 100,000 is laid out as fast as one of ten.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from ciie_admin.views.components.tile import RING, TILE

LEAST_GAP, MOST_GAP = 10, 28
ROW_GAP = 14
STEP = TILE.height() + ROW_GAP
"""From one row of tiles to the next."""
EDGE = 16
"""Above the first row and below the last."""


@dataclass(frozen=True, slots=True)
class Grid:
    width: int
    pad: int
    """At both sides."""
    count: int

    @property
    def columns(self) -> int:
        return max(1, (self._room + LEAST_GAP) // (TILE.width() + LEAST_GAP))

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        return 2 * EDGE + self.rows * STEP - ROW_GAP if self.count else 0

    def rect(self, place: int) -> QRect:
        """Picture and both lines, without the ring."""
        row, column = divmod(place, self.columns)
        return QRect(QPoint(self._left(column), EDGE + row * STEP), TILE)

    def at(self, point: QPoint) -> int:
        """The tile there, its ring included; -1 between tiles and beyond the last."""
        row = (point.y() - EDGE + RING) // STEP
        if row < 0:
            return -1
        first = row * self.columns
        for place in range(first, min(first + self.columns, self.count)):
            if ringed(self.rect(place)).contains(point):
                return place
        return -1

    def between(self, top: int, bottom: int) -> range:
        """Tiles of the rows of which something stands there, the ring included."""
        first = max(0, (top - EDGE + RING) // STEP)
        last = max(-1, (bottom - EDGE + RING) // STEP)
        return range(min(first * self.columns, self.count), min(self._ends(last), self.count))

    def full_rows(self, height: int) -> int:
        """How many rows fit wholly into a screen of this height; at least one."""
        return max(1, (height - EDGE + ROW_GAP) // STEP)

    @property
    def _room(self) -> int:
        return self.width - 2 * self.pad

    def _left(self, column: int) -> int:
        """Both edges are met; what is left over goes between."""
        columns = self.columns
        if columns == 1:
            return self.pad
        step = min((self._room - TILE.width()) / (columns - 1), TILE.width() + MOST_GAP)
        return self.pad + round(column * step)

    def _ends(self, row: int) -> int:
        return (row + 1) * self.columns


def ringed(rect: QRect) -> QRect:
    return rect.adjusted(-RING, -RING, RING, RING)
