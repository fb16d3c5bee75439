"""Columns of a RowTable and the head that paints their titles.

A column with a filter has a funnel: outlined under the pointer, filled while it narrows the list.
RowHead: set_funnels({column key: narrowing}), below(key) -> QPoint
  signals funnel_asked(key), columns_asked(QPoint): the funnel, the right button was pressed;
  dragged(key, px): the right edge of a column was moved, with `draggable` set
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ciie_admin.views.delegates_paint import draw_box
from ciie_admin.views.paint import draw_icon, draw_text, text_width
from ciie_admin.views.signs import ACTS
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


FIXED = (TICK_COLUMN, THUMB_COLUMN)
FUNNEL = 14
GRIP, OVER = 6, 1
"""px before an edge, where the column's gap is, and behind it, where the next title begins."""
NARROWEST, WIDEST = 40, 480


class RowHead(QHeaderView):
    """28 px, sunken, hairlines above and below; titles stand over their content."""

    funnel_asked = Signal(str)
    columns_asked = Signal(QPoint)
    dragged = Signal(str, int)

    def __init__(self, content: Callable[[QRectF, int], QRectF], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._content = content
        self._columns: Sequence[Column] = ()
        self._funnels: dict[str, bool] = {}
        self._hover = -1
        self.draggable = False
        self._drag: tuple[int, int] | None = None
        """Place of the column whose edge is held, and how far from it the pointer is."""
        self.ticked = "none"
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.columns_asked.emit(self.mapToGlobal(at))
        )
        self.viewport().setMouseTracking(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)

    def show_columns(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.viewport().update()

    def set_funnels(self, funnels: Mapping[str, bool]) -> None:
        if self._funnels != funnels:
            self._funnels = dict(funnels)
            self.viewport().update()

    def shown(self) -> list[str]:
        """Keys of the columns on screen, from left to right."""
        return [one.key for i, one in enumerate(self._columns) if not self.isSectionHidden(i)]

    def below(self, key: str) -> QPoint:
        """Global point under this column's title; the head's end for a column not shown."""
        place = next((i for i, one in enumerate(self._columns) if one.key == key), -1)
        if place < 0 or self.isSectionHidden(place):
            return self.mapToGlobal(QPoint(self.width(), self.height()))
        return self.mapToGlobal(QPoint(self.sectionViewportPosition(place), self.height()))

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
        icon = self._funnel_icon(logicalIndex)
        if icon:
            funnel = self._funnel_rect(place, column)
            draw_icon(painter, ACTS[icon], "mark" if icon == "filter" else "text3", funnel, FUNNEL)
            place.setRight(funnel.left() - 2)
        align = "right" if column.right else "left"
        draw_text(painter, place, column.title, "text3", "caption", align=align)

    def _funnel_icon(self, place: int) -> str:
        narrowing = self._funnels.get(self._columns[place].key)
        if narrowing:
            return "filter"
        return "may_filter" if narrowing is False and place == self._hover else ""

    def _funnel_rect(self, place: QRectF, column: Column) -> QRectF:
        """Right behind the title, inside the column."""
        left = place.left() + text_width(column.title, "caption") + 4
        return QRectF(min(left, place.right() - FUNNEL), place.top(), FUNNEL, place.height())

    def _funnel_at(self, at: QPoint) -> str:
        """Key of the column whose funnel is under the pointer."""
        place = self.logicalIndexAt(at)
        if not 0 <= place < len(self._columns) or self._columns[place].key not in self._funnels:
            return ""
        left, width = self.sectionViewportPosition(place), self.sectionSize(place)
        content = self._content(QRectF(left, 0, width, self.height()), place)
        hit = self._funnel_rect(content, self._columns[place]).adjusted(-3, 0, 3, 0)
        return self._columns[place].key if hit.contains(QRectF(at, QSize(1, 1)).center()) else ""

    def _edge_at(self, x: int) -> int:
        """Place of the column whose right edge is under the pointer, or -1."""
        for place, column in enumerate(self._columns):
            edge = self.sectionViewportPosition(place) + self.sectionSize(place)
            held = self.draggable and not column.stretch and column not in FIXED
            if held and not self.isSectionHidden(place) and -GRIP <= x - edge <= OVER:
                return place
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._funnel_at(event.position().toPoint())
        x, left = event.position().toPoint().x(), event.button() == Qt.MouseButton.LeftButton
        if left and (place := self._edge_at(x)) >= 0:
            self._drag = place, x - self.sectionSize(place)
        elif key and left:
            self.funnel_asked.emit(key)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            super().mouseReleaseEvent(event)
            return
        place, self._drag = self._drag[0], None
        if place < len(self._columns):
            self.dragged.emit(self._columns[place].key, self.sectionSize(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().toPoint().x()
        if self._drag is not None:
            self.resizeSection(self._drag[0], min(max(x - self._drag[1], NARROWEST), WIDEST))
            return
        at_edge = self._edge_at(x) >= 0
        self.viewport().setCursor(
            Qt.CursorShape.SplitHCursor if at_edge else Qt.CursorShape.ArrowCursor
        )
        self._hover_at(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_at(-1)
        super().leaveEvent(event)

    def _hover_at(self, place: int) -> None:
        if place != self._hover:
            self._hover = place
            self.viewport().update()


def ground_head(painter: QPainter, rect: QRect) -> None:
    theme = current()
    painter.fillRect(rect, theme.colour("sunken"))
    painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme.colour("hair"))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("hair"))
