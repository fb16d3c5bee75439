"""What a page has open is claimed while that page is on the screen."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ciie_admin.views.presence import Key, Presence
from ciie_admin.views.record_pane import RecordPane


class Claim(QObject):
    """Claims what a page has open, while the page is on the screen."""

    def __init__(self, presence: Presence, page: QWidget, pane: RecordPane) -> None:
        super().__init__(page)
        self._presence, self._page, self._pane = presence, page, pane
        page.installEventFilter(self)
        pane.current_changed.connect(self._move)
        presence.changed.connect(self._repaint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._presence.open(self._pane.kind, self._pane.current)
        elif event.type() == QEvent.Type.Hide:
            self._presence.close(self._pane.kind)
        return super().eventFilter(watched, event)

    def _move(self, number: int) -> None:
        if self._page.isVisible():
            self._presence.open(self._pane.kind, number)

    def _repaint(self, changed: set[Key]) -> None:
        if any(kind == self._pane.kind for kind, _ in changed):
            self._pane.view.viewport().update()
