"""Buttons: icon, word and key caps on a ground the style sheet draws.

Button(text, kind="outline", icon="", hue="", caps=(), spread=False, height=32)
  kind: primary (one a screen), outline, quiet, link; spread puts caps at the right edge
  show_text(text), show_caps(*caps), arm(bool), allow(ok, reason), follow(action)
IconButton(icon, name)   icon alone, with accessible name and tooltip
CheckBox(text)           box 18 px, word beside it
Buttons take focus by Tab, not by click: a click leaves the keyboard where it was, in the list.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from ciie_admin.views.delegates_paint import BOX, draw_box
from ciie_admin.views.paint import (
    caps_width,
    draw_caps,
    draw_icon,
    draw_text,
    fill_round,
    text_width,
)
from ciie_admin.views.theme import restyle

ICON = 16
PAD = {"primary": 12, "outline": 12, "quiet": 8, "link": 3}
INK = {"primary": "on_accent", "outline": "text", "quiet": "text", "link": "link"}
PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def allow(widget: QWidget, ok: bool, reason: str = "") -> None:
    """Enable or disable; a disabled control says why in tooltip, status text and description."""
    widget.setEnabled(ok)
    told = "" if ok else reason
    widget.setToolTip(told)
    widget.setStatusTip(told)
    widget.setAccessibleDescription(told)


class Button(QPushButton):
    def __init__(  # noqa: PLR0913 - one button for all bars; everything but the text has a default
        self,
        text: str,
        kind: str = "outline",
        *,
        icon: str = "",
        hue: str = "",
        caps: tuple[str, ...] = (),
        spread: bool = False,
        height: int = 32,
        role: str = "body",
        ink: str = "",
        wide: bool = False,
    ) -> None:
        super().__init__(text)
        self._kind, self._icon_name, self._caps = kind, icon, caps
        self._hue, self._spread, self._role = hue, spread, role
        self._ink = ink or INK[kind]
        self._action: QAction | None = None
        restyle(self, kind=kind)
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grow = QSizePolicy.Policy.Expanding if spread or wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(grow, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def show_icon(self, icon: str, hue: str = "") -> None:
        self._icon_name, self._hue = icon, hue
        self.update()

    def show_caps(self, *caps: str) -> None:
        self._caps = caps
        self.updateGeometry()
        self.update()

    def arm(self, armed: bool) -> None:
        """A verdict whose reasons are open."""
        restyle(self, armed=armed)

    def allow(self, ok: bool, reason: str = "") -> None:
        allow(self, ok, reason)

    def follow(self, action: QAction) -> None:
        """Click triggers the action; its enabled state and tooltip show here."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._mirror)
        self._mirror()

    def _mirror(self) -> None:
        if self._action is not None:
            self.setVisible(self._action.isVisible())
            self.allow(self._action.isEnabled(), self._action.statusTip())

    def _icon_gap(self) -> int:
        return 4 if self._role == "caption" else 6

    def _inner_width(self) -> float:
        icon = ICON + self._icon_gap() if self._icon_name else 0
        return icon + text_width(self.text(), self._role)

    def sizeHint(self) -> QSize:
        caps = caps_width(self._caps) + 6 if self._caps else 0
        width = self._inner_width() + caps + 2 * PAD[self._kind] + 1
        return QSize(int(width) + 1, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._inner_width()) + 2 * PAD[self._kind] + 2, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._paint_inside(painter)

    def _paint_inside(self, painter: QPainter) -> None:
        pad = PAD[self._kind]
        rect = QRectF(self.rect()).adjusted(pad, 0, -pad, 0)
        caps = self._fitting_caps(rect.width())
        right = rect.right()
        used = self._inner_width() + (caps_width(caps) + 6 if caps else 0)
        if not self._spread:
            rect.adjust(max(0.0, (rect.width() - used) / 2), 0, 0, 0)
            right = rect.left() + used
        ink = self._ink if self.isEnabled() else "text3"
        hue = (self._hue or ink) if self.isEnabled() else "text3"
        draw_icon(painter, self._icon_name, hue, rect, ICON)
        words = rect.adjusted(ICON + self._icon_gap() if self._icon_name else 0, 0, 0, 0)
        on_accent = self._kind == "primary" and self.isEnabled()
        if caps:
            words.setRight(draw_caps(painter, right, rect.center().y(), caps, on_accent=on_accent))
        draw_text(painter, words, self.text(), ink, self._role)

    def _fitting_caps(self, width: float) -> tuple[str, ...]:
        """Keys drop first when room is short, words never."""
        caps = self._caps
        while caps and self._inner_width() + 6 + caps_width(caps) > width + 2:
            caps = caps[:-1]
        return caps


class Painted(QAbstractButton):
    """A button that paints itself: focus by Tab, repainted under the pointer; Return and Space
    click it, whatever they do elsewhere on the page.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in PRESSING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(Painted):
    """24 x 24 px; the name is what a screen reader says and the tooltip shows."""

    def __init__(self, icon: str, name: str, *, hue: str = "text2", size: int = 24) -> None:
        super().__init__()
        self._icon_name, self._hue = icon, hue
        self.setFixedSize(size, size)
        self.rename(name)

    def rename(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_icon(self, icon: str) -> None:
        self._icon_name = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            fill_round(painter, QRectF(self.rect()), "hover")
        hue = self._hue if self.isEnabled() else "ctl"
        middle = QRectF(self.rect()).adjusted((self.width() - ICON) / 2, 0, 0, 0)
        draw_icon(painter, self._icon_name, hue, middle, ICON)


class CheckBox(QCheckBox):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setFixedHeight(24)

    def sizeHint(self) -> QSize:
        return QSize(int(text_width(self.text())) + BOX + 10, 24)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        draw_box(painter, rect, checked=self.isChecked(), faint=not self.isEnabled())
        ink = "text" if self.isEnabled() else "text3"
        draw_text(painter, rect.adjusted(BOX + 8, 0, 0, 0), self.text(), ink)
