"""Inputs: CappedField (key cap while empty), SearchField, LabelledField, PasswordField.

LabelledField(title, height=36): field: QLineEdit; show_state(sign, word) inside at the right,
  show_fault(text) below, in red
PasswordField(title): the same with an eye
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ciie_admin.views.chips import StateChip
from ciie_admin.views.components.buttons import IconButton
from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.labels import KeyCaps, fill, label
from ciie_admin.views.signs import ACTS, Sign
from ciie_admin.views.theme import restyle

LENS = 22
"""Room for the magnifier, px."""


class _Trailing(QLineEdit):
    """An input with a widget of ours at its right end."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self._end: QWidget | None = None

    def put_at_end(self, widget: QWidget) -> None:
        if self._end is not None:
            self._end.hide()
            self._end.deleteLater()
        self._end = widget
        widget.setParent(self)
        widget.show()
        self._place_end()

    def _place_end(self) -> None:
        if self._end is None:
            return
        size = self._end.sizeHint().expandedTo(self._end.minimumSize())
        self._end.resize(size)
        room = size.width() + 10
        self._end.move(self.width() - room, (self.height() - size.height()) // 2)
        self.setTextMargins(0, 0, room, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_end()


class CappedField(_Trailing):
    def __init__(self, hint: str = "", cap: str = "", *, height: int = 28) -> None:
        super().__init__(height)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._cap = KeyCaps(cap)
        self.put_at_end(self._cap)
        self._cap.setVisible(bool(cap))
        self.textChanged.connect(self._text_changed)

    def show_cap(self, cap: str) -> None:
        self._cap.show_caps(cap)
        self._place_end()

    def _text_changed(self, text: str) -> None:
        self._cap.setVisible(not text and self._cap.sizeHint().width() > 0)


class SearchField(CappedField):
    """A magnifier at the left, its key at the right while it is empty."""

    def __init__(self, hint: str, cap: str = "", *, height: int = 28) -> None:
        self._lens = IconMark(Sign(ACTS["search"], "text2"))
        super().__init__(hint, cap, height=height)
        restyle(self, kind="search")
        self._lens.setParent(self)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _place_end(self) -> None:
        super()._place_end()
        self.setTextMargins(LENS, 0, self.textMargins().right(), 0)
        self._lens.move(9, (self.height() - self._lens.height()) // 2)


class LabelledField(QWidget):
    """Label above, input, one line below for what is wrong with it."""

    def __init__(self, title: str, *, height: int = 36) -> None:
        super().__init__()
        self.title = label(title, "caption", hue="text3")
        self.field = _Trailing(height)
        self.field.setAccessibleName(title)
        self.title.setBuddy(self.field)
        self._fault = label("", "caption", hue="bad", wrap=True)
        self._fault.hide()
        fill(QVBoxLayout(self), (self.title, self.field, self._fault), 4, (0, 0, 0, 0))
        self.setFocusProxy(self.field)

    def show_state(self, sign: Sign, word: str) -> None:
        self.field.put_at_end(StateChip(sign, word))

    def show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.field.setAccessibleDescription(text)


class PasswordField(LabelledField):
    def __init__(self, title: str, *, height: int = 36) -> None:
        super().__init__(title, height=height)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = IconButton(ACTS["reveal"], self.tr("Show password"))
        self._eye.clicked.connect(self._turn)
        self.field.put_at_end(self._eye)

    def _turn(self) -> None:
        hidden = self.field.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self._eye.show_icon(ACTS["conceal" if hidden else "reveal"])
        self._eye.rename(self.tr("Hide password") if hidden else self.tr("Show password"))
