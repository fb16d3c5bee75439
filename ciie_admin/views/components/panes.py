"""Panes in a splitter: structure by hairlines and white space.

Pane(*items, ground="surface", least=280)   items stack without gaps; None stretches
Section(*items, sizes) / Scroller(widget)   padded part with a hairline below; scrolling part
panes(*widgets, widths, vertical=False)     PaneSplitter: 1-px handle with a 7-px grip
set_density(window, sizes)                  tells every widget below that has set_sizes(sizes)
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from ciie_admin.views.components.labels import Item, fill, hairline
from ciie_admin.views.theme import current, restyle
from ciie_admin.views.theme_values import NORMAL, Sizes

GRIP = 3


def set_density(window: QWidget, sizes: Sizes) -> None:
    """Once when the window crosses the limit, not on every resize."""
    for child in [window, *window.findChildren(QWidget)]:
        take: Callable[[Sizes], None] | None = getattr(child, "set_sizes", None)
        if take is not None:
            take(sizes)


def ground(widget: QWidget, token: str) -> None:
    """Give a plain widget a ground from the style sheet."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    restyle(widget, ground=token)


class Pane(QWidget):
    def __init__(self, *items: Item, token: str = "surface", least: int = 0) -> None:
        super().__init__()
        ground(self, token)
        self.setMinimumWidth(least)
        self.column = QVBoxLayout(self)
        fill(self.column, items, 0, (0, 0, 0, 0))


class Section(QWidget):
    """Padding of the density at the sides, 12 (8) above and below, hairline at the end."""

    def __init__(self, *items: Item, gap: int = 4, line: bool = True, top: bool = True) -> None:
        """Without `top` it continues what stands above it."""
        super().__init__()
        self._top = top
        outer = QVBoxLayout(self)
        self.inside = QVBoxLayout()
        fill(self.inside, items, gap, (0, 0, 0, 0))
        fill(outer, (self.inside, hairline()) if line else (self.inside,), 0, (0, 0, 0, 0))
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        top = sizes.section if self._top else 0
        self.inside.setContentsMargins(sizes.pad, top, sizes.pad, sizes.section)


class Scroller(QScrollArea):
    """The part of a pane that scrolls up and down; its content keeps the pane's width."""

    def __init__(self, *items: Item) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.content = content = QWidget()
        self.column = QVBoxLayout(content)
        fill(self.column, (*items, None), 0, (0, 0, 0, 0))
        content.setAutoFillBackground(False)
        self.setWidget(content)


class _Handle(QSplitterHandle):
    """Qt's own thin handle has a grip of 5 px; this one has 7."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        across = orientation == Qt.Orientation.Horizontal
        self.setContentsMargins(*((GRIP, 0, GRIP, 0) if across else (0, GRIP, 0, GRIP)))
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMask(QRegion(self.contentsRect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.contentsRect(), current().colour("hair"))


class PaneSplitter(QSplitter):
    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def set_widths(self, *widths: int) -> None:
        """Widths of all panes but the first, which takes the rest. A pane's width counts the
        hairline at its left (its top when vertical).
        """
        across = self.orientation() == Qt.Orientation.Horizontal
        whole = self.width() if across else self.height()
        self.setSizes([max(1, whole - sum(widths)), *(width - 1 for width in widths)])

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


def panes(*widgets: QWidget, widths: Sequence[int], vertical: bool = False) -> PaneSplitter:
    """The first pane takes what is left when the window grows."""
    way = Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal
    made = PaneSplitter(way)
    for place, widget in enumerate(widgets):
        made.addWidget(widget)
        made.setStretchFactor(place, 1 if place == 0 else 0)
    made.setSizes([width - (1 if place else 0) for place, width in enumerate(widths)])
    return made
