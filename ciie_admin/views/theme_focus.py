"""The focus ring: 2 px wide, 1 px off the control, on whatever control has keyboard focus.

Lists, photo sheets and scroll areas paint their own focus and get no ring.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QMenu,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)

MARGIN = 3
_METRICS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class _RingStyle(QProxyStyle):
    """Fusion with room for the ring. It sits on the ring alone: asked by nobody else, it costs
    nothing elsewhere.
    """

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        return MARGIN if metric in _METRICS else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """The ring stands in the window, not in the control's parent, which would clip it."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


class _Ring(QFocusFrame):
    def __init__(self, ink: Callable[[], QColor]) -> None:
        super().__init__()
        self._ink = ink
        self._style = _RingStyle(QStyleFactory.create("Fusion"))
        self.setStyle(self._style)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink(), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class FocusRing:
    """Follows the application's focus; one ring for all windows."""

    def __init__(self, app: QApplication, ink: Callable[[], QColor]) -> None:
        self._ink = ink
        self._ring: _Ring | None = None
        app.focusChanged.connect(self.follow)

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is None:
            self._ring = self._made()
        wanted = new if new is not None and wants_ring(new) else None
        self._ring.setWidget(wanted)  # type: ignore[arg-type]  # None takes the ring off

    def _made(self) -> _Ring:
        ring = _Ring(self._ink)
        ring.destroyed.connect(self._forget)
        return ring

    def _forget(self) -> None:
        """The ring is a child of the window it stands in and dies with it."""
        self._ring = None


def wants_ring(widget: QWidget) -> bool:
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return True
    if isinstance(widget, (QAbstractScrollArea, QMenu)) or widget.isWindow():
        return False
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_cell_editor(widget)


def _is_cell_editor(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    above = parent.parentWidget() if parent is not None else None
    return isinstance(above, QAbstractItemView)
