"""Words at a photo that is compared with another: which one it is, and whether they are the same.

paint_below(painter, frame of the photo, its place, Below(...))    under it; where there is no room,
                                                        on its lower edge
SignedWords(): show_words(sign, said)                   beside a small one, as high as they need
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.paint import draw_icon, draw_text, fitted, text_width, wrapped
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme import current

LINE, ICON, INSET, MOST = 18, 14, 18, 5
EDGE, ABOVE = 8, 4
"""px beside the words, and above and below them."""


@dataclass(frozen=True, slots=True)
class Below:
    """`facts`: what is known of it, beside its title or in the next line."""

    title: str
    said: str = ""
    sign: Sign | None = None
    facts: str = ""


def paint_below(painter: QPainter, frame: QRectF, place: QSizeF, below: Below) -> None:
    """`place` is all the room there is, with the photo at its top."""
    wide = frame.width() - 2 * EDGE
    title, used = fitted(below.title, wide, "caption", bold=True)
    apart = used + EDGE + text_width(below.facts, "caption") > wide
    said = wrapped(below.said, wide - INSET, "caption", most=MOST) if below.said else ()
    lines = 1 + (apart and bool(below.facts)) + len(said)
    high = LINE * lines + 2 * ABOVE
    top = min(frame.bottom(), place.height() - high)
    if top < frame.bottom():
        band = QRectF(frame.left() + 1, top, frame.width() - 2, high)
        painter.fillRect(band, current().colour("surface"))
    line = QRectF(frame.left() + EDGE, top + ABOVE, wide, LINE)
    draw_text(painter, line, title, "text", "caption", bold=True)
    if apart and below.facts:
        line.translate(0, LINE)
    facts = line.adjusted(0 if apart else used + EDGE, 0, 0, 0)
    draw_text(painter, facts, fitted(below.facts, facts.width(), "caption")[0], "text2", "caption")
    if said:
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
