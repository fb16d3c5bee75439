"""Small text widgets: label(), ElidedLabel, KeyCaps, hairline(), row_of(), column_of()."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ciie_admin.views.paint import CAP_HEIGHT, caps_width, draw_caps, draw_text, text_width
from ciie_admin.views.theme import restyle
from ciie_admin.views.theme_values import TYPE


def label(
    text: str = "",
    role: str = "body",
    *,
    hue: str = "",
    bold: bool = False,
    wrap: bool = False,
    rich: bool = False,
) -> QLabel:
    """`rich` only for text made by views.text.strong; everything else is shown as it stands."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setMinimumHeight(TYPE[role].line)
    else:
        made.setFixedHeight(TYPE[role].line)
    dress(made, role, hue=hue, bold=bold)
    return made


def dress(made: QLabel, role: str = "body", *, hue: str = "", bold: bool = False) -> None:
    restyle(made, role=role, hue=hue or None, weight="bold" if bold else None)


class ElidedLabel(QWidget):
    """One line cut at its end, full text as tooltip; never shorter than four characters."""

    def __init__(
        self, text: str = "", role: str = "body", ink: str = "text", *, bold: bool = False
    ) -> None:
        super().__init__()
        self._role, self._ink, self._bold = role, ink, bold
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(text_width(self._text, self._role, self._bold)) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        least = text_width(self._text[:4], self._role, self._bold) + 14
        return QSize(min(int(least), self.sizeHint().width()), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        draw_text(QPainter(self), rect, self._text, self._ink, self._role, bold=self._bold)


class KeyCaps(QWidget):
    """Keys as caps, 16 px high."""

    def __init__(self, *caps: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_caps(*caps)

    def show_caps(self, *caps: str) -> None:
        self._caps = tuple(cap for cap in caps if cap)
        self.setAccessibleName(" ".join(caps))
        if not self._caps:
            self.hide()
        elif not self.isWindow():  # it would be one of its own for a moment
            self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(caps_width(self._caps)) - 3 if self._caps else 0, CAP_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_caps(QPainter(self), self.width(), self.height() / 2, self._caps)


def hairline(*, down: bool = False) -> QFrame:
    made = QFrame()
    made.setProperty("rule", "down" if down else "across")
    if down:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


Item = QWidget | QLayout | int | None
"""In rows and columns: a widget, a layout, space in px, or None for stretch."""


def row_of(*items: Item, gap: int = 8, margins: Sequence[int] = (0, 0, 0, 0)) -> QHBoxLayout:
    made = QHBoxLayout()
    fill(made, items, gap, margins)
    return made


def column_of(*items: Item, gap: int = 0, margins: Sequence[int] = (0, 0, 0, 0)) -> QVBoxLayout:
    made = QVBoxLayout()
    fill(made, items, gap, margins)
    return made


def boxed(layout: QLayout) -> QWidget:
    """A widget round a layout: it may grow where a row of fixed heights may not."""
    made = QWidget()
    made.setLayout(layout)
    return made


def fill(layout: QBoxLayout, items: Sequence[Item], gap: int, margins: Sequence[int]) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; widgets are deleted when the event loop comes round."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
