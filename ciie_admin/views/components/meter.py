"""Meter: a bar 6 px high with its number: show_share(share, left, right, bold)."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ciie_admin.views.components.labels import fill, label, row_of
from ciie_admin.views.paint import draw_bar
from ciie_admin.views.text import strong


class Bar(QWidget):
    def __init__(self, token: str = "bar") -> None:
        super().__init__()
        self._share, self._token = 0.0, token
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, token: str = "") -> None:
        self._share = min(max(share, 0.0), 1.0)
        self._token = token or self._token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_bar(QPainter(self), QRectF(self.rect()), self._share, self._token)


class Meter(QWidget):
    """A name at the left, figures at the right, the bar below. `share` is 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self._left = label("", "caption", hue="text3")
        self._right = label("", "caption", rich=True)
        self._bar = Bar()
        fill(QVBoxLayout(self), (row_of(self._left, None, self._right), self._bar), 4, (0,) * 4)

    def show_share(self, share: float, left: str, right: str, bold: str = "") -> None:
        """`bold` is the part of `right` that stands out; nothing left is drawn in red."""
        self._left.setText(left)
        self._right.setText(strong(right, bold) if bold else strong(right))
        self._bar.show_share(share, "bad" if share > 1 else "bar")
        self.setAccessibleName(f"{left} {right}")
