"""Overlay(over, name, width): a raised sheet over a window; no dialog, the window goes on behind.

  column: what the sheet holds, top to bottom; first(): who gets the keyboard
  open_over(); put_away(): the keyboard goes back to where it was
Esc, a click beside it, or the keyboard going elsewhere in the window put it away.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.shadow import cast_shadow
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import POPUP_RADIUS

MARGIN = 24
"""Least distance of the sheet from the window's edges, px."""


class _Sheet(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        cast_shadow(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("hair"), 1))
        painter.setBrush(theme.colour("raised"))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, POPUP_RADIUS, POPUP_RADIUS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


def leaves(panel: QWidget, new: QWidget | None) -> bool:
    """Whether the keyboard went out of a panel for good: what is only read above it leads back."""
    at = new
    while at is not None and at is not panel:
        if isinstance(at, Overlay) and at.only_read:
            return False
        at = at.parentWidget()
    return new is not None and at is None


class Overlay(QWidget):
    only_read = False
    """Whatever is open below it stays open."""

    def __init__(self, over: QWidget, name: str, width: int) -> None:
        super().__init__(over)
        self._over, self._width = over, width
        self._back: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.sheet = _Sheet(self)
        self.column = QVBoxLayout(self.sheet)
        fill(self.column, (), 0, (0, 0, 0, 0))
        over.installEventFilter(self)
        self.hide()

    def first(self) -> QWidget:
        return self

    def wanted_height(self) -> int:
        return self.sheet.sizeHint().height()

    def open_over(self) -> None:
        if self.isHidden():
            self._back = QApplication.focusWidget()
            self.settle()
            self.show()
            self.raise_()
            self.first().setFocus(Qt.FocusReason.PopupFocusReason)
            _application().focusChanged.connect(self._follow)

    def put_away(self, *, back: bool = True) -> None:
        if self.isHidden():
            return
        _application().focusChanged.disconnect(self._follow)
        self.hide()
        was, self._back = self._back, None
        if back and was is not None and isValid(was) and was.isVisible():
            was.setFocus(Qt.FocusReason.PopupFocusReason)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if leaves(self, new):
            self.put_away(back=False)

    def settle(self) -> None:
        """In the upper middle of the window, as high as it must be and may be."""
        room = self._over.rect()
        self.setGeometry(room)
        width = min(self._width, room.width() - 2 * MARGIN)
        self.sheet.resize(width, 0)
        height = min(self.wanted_height(), room.height() - 2 * MARGIN)
        top = max(MARGIN, (room.height() - height) // 5)
        self.sheet.setGeometry((room.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.settle()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab stays inside."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put_away()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no application")
    return app
