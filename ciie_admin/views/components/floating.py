"""A panel that floats over its window below what it belongs to, until it is done with.

Floating(window, title)
  body: QVBoxLayout to fill;  begin(): QWidget that gets the keyboard
  open_at(QPoint), close_panel()     the keyboard returns to where it was
  signal confirmed(): Return was pressed; signal closed()
Esc, a click elsewhere and Tab out of it close it without effect. It is a child of the window, no
window of its own: focus, keys and screen readers stay in one place.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QVBoxLayout, QWidget

from ciie_admin.views.components.labels import fill, label
from ciie_admin.views.components.overlay import leaves
from ciie_admin.views.components.shadow import cast_shadow
from ciie_admin.views.theme import restyle

WIDTH, EDGE = 248, 8
"""px; the latter is kept free to the edges of the window."""


class Floating(QFrame):
    confirmed = Signal()
    closed = Signal()

    def __init__(self, window: QWidget, title: str, *, width: int = WIDTH) -> None:
        super().__init__(window)
        restyle(self, kind="floating")
        self.setFixedWidth(width)
        self.setAccessibleName(title)
        self._over = window
        self._back: QWidget | None = None
        self._head = label(title, "caption", hue="text3")
        self.body = QVBoxLayout()
        fill(self.body, (), 4, (0, 0, 0, 0))
        fill(QVBoxLayout(self), (self._head, self.body), 4, (12, 8, 12, 12))
        cast_shadow(self)
        self.hide()

    def begin(self) -> QWidget:
        return self

    def open_at(self, at: QPoint) -> None:
        """Global point of its upper left corner, moved as far as the window needs it."""
        self._back = QApplication.focusWidget()
        self.adjustSize()
        window = self._over
        there = window.mapFromGlobal(at)
        x = min(max(there.x(), EDGE), window.width() - self.width() - EDGE)
        y = min(max(there.y(), EDGE), window.height() - self.height() - EDGE)
        self.move(x, max(y, EDGE))
        self.show()
        self.raise_()
        self.begin().setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def close_panel(self) -> None:
        """The keyboard goes back first: nothing may look for it in a hidden panel."""
        if self.isHidden():
            return
        QApplication.instance().focusChanged.disconnect(self._follow)  # type: ignore[union-attr]
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if leaves(self, new):
            self._back = None
            self.close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return is a click on the button that has the keyboard, anywhere else it confirms."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            has_it = QApplication.focusWidget()
            if isinstance(has_it, QAbstractButton):
                has_it.click()
            else:
                self.confirmed.emit()
        else:
            event.accept()
