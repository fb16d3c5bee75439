"""Columns of a RowTable and the head that paints their titles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ciie_admin.views.delegates_paint import draw_box
from ciie_admin.views.paint import draw_text
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import NORMAL, Sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Widths are of the content in px, without the gap. `compact` 0 hides the column when the
    window is compact, None keeps `width`. One column stretches and takes what is left.
    """

    key: str
    title: str = ""
    width: int = 80
    compact: int | None = None
    stretch: bool = False
    right: bool = False
    tick: bool = False

    def width_for(self, sizes: Sizes) -> int:
        return self.width if self.compact is None or not sizes.compact else self.compact


TICK_COLUMN = Column(key="tick", width=18, tick=True)
THUMB_COLUMN = Column(key="thumb", width=24, compact=21)


class RowHead(QHeaderView):
    """28 px, sunken, hairlines above and below; titles stand over their content."""

    def __init__(self, content: Callable[[QRectF, int], QRectF], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._content = content
        self._columns: Sequence[Column] = ()
        self.ticked = "none"
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)

    def show_columns(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), NORMAL.head)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._columns):
            return
        column = self._columns[logicalIndex]
        ground_head(painter, rect)
        place = self._content(QRectF(rect), logicalIndex)
        if column.tick:
            draw_box(painter, place, checked=self.ticked == "all", partly=self.ticked == "some")
            return
        align = "right" if column.right else "left"
        draw_text(painter, place, column.title, "text3", "caption", align=align)


def ground_head(painter: QPainter, rect: QRect) -> None:
    theme = current()
    painter.fillRect(rect, theme.colour("sunken"))
    painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme.colour("hair"))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("hair"))
