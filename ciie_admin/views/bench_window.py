"""The photo in front on a second monitor: the picture and its marks alone, and the same keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.bench_pair import PhotoPair
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.panes import ground

if TYPE_CHECKING:  # it owns the window
    from ciie_admin.views.bench_page import BenchPage

EDGE = 16
SIZE = (660, 880)
"""px where there is no second monitor."""


class BenchWindow(QWidget):
    """Follows the page; what is typed here is done there."""

    closed = Signal()

    def __init__(self, page: "BenchPage") -> None:
        super().__init__(page, Qt.WindowType.Window)
        self._page = page
        self.pair = PhotoPair(page.desk, page.pictures)
        self.photo = self.pair.photo
        self.setWindowTitle(self.tr("Photo"))
        ground(self, "surface")
        fill(QVBoxLayout(self), (self.pair,), 0, (EDGE, EDGE, EDGE, EDGE))
        self.addActions(page.actions())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_window(self) -> None:
        here = self._page.screen()
        others = [one for one in QGuiApplication.screens() if one is not here]
        if others:
            self.setGeometry(others[0].availableGeometry())
            self.showMaximized()
        else:
            self.resize(*SIZE)
            self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # when it comes back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move over the sheet, digits tick reasons, as on the page."""
        event.ignore()
        self._page.list.sheet.keyPressEvent(event)
        if not event.isAccepted():
            self._page.keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._page.keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._page.hold_close(False)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
