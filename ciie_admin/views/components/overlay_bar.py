"""A scroll bar above the rows instead of beside them: columns and grounds keep the full width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar
from shiboken6 import isValid

WIDTH = 8


class OverlayBar(QScrollBar):
    """Mirrors the view's own, hidden, vertical bar."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._own = view.verticalScrollBar()
        self._own.rangeChanged.connect(self._mirror)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def _mirror(self, low: int, high: int) -> None:
        if not isValid(self._own):  # the view is being taken down
            return
        self.setRange(low, high)
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setVisible(high > low)

    def settle(self, view: QAbstractScrollArea, top: int) -> None:
        """At the right edge, `top` px below the view's upper edge."""
        self.setGeometry(view.width() - WIDTH, top, WIDTH, view.height() - top)
        self.raise_()
