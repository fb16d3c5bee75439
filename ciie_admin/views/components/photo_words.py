"""Words at a photo that is compared with another: which one it is, and whether they are the same.

paint_below(painter, frame of the photo, Below(...))    under it
SignedWords(): show_words(sign, said)                   beside a small one, as high as they need
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.paint import draw_icon, draw_text, fitted, wrapped
from ciie_admin.views.signs import Sign

LINE, ICON, INSET, MOST = 18, 14, 18, 5
BELOW = 8 + LINE * (1 + MOST)
"""px under the photo that are kept for it."""


@dataclass(frozen=True, slots=True)
class Below:
    title: str
    said: str = ""
    sign: Sign | None = None


def paint_below(painter: QPainter, frame: QRectF, below: Below) -> None:
    line = QRectF(frame.left(), frame.bottom() + 8, frame.width(), LINE)
    title, _ = fitted(below.title, line.width(), "caption", bold=True)
    draw_text(painter, line, title, "text", "caption", bold=True)
    _say(painter, line.translated(0, LINE), below.sign, below.said)


def _say(painter: QPainter, line: QRectF, sign: Sign | None, said: str) -> None:
    """From this line on; the icon stands at the first."""
    hue = sign.hue if sign is not None else "text2"
    inset = 0
    if sign is not None:
        draw_icon(painter, sign.icon, hue, line, ICON)
        inset = INSET
    for place, text in enumerate(wrapped(said, line.width() - inset, "caption", most=MOST)):
        row = line.translated(0, LINE * place).adjusted(inset, 0, 0, 0)
        draw_text(painter, row, text, hue, "caption")


class SignedWords(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._sign: Sign | None = None
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, sign: Sign, said: str) -> None:
        self._sign, self._said = sign, said
        self.setAccessibleName(said)
        self.setToolTip(said)
        self._settle()
        self.update()

    def _settle(self) -> None:
        lines = wrapped(self._said, self.width() - INSET, "caption", most=MOST)
        self.setFixedHeight(LINE * len(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        _say(QPainter(self), QRectF(0, 0, self.width(), LINE), self._sign, self._said)
