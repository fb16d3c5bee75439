"""The state chip: icon, word, hue. One paint function for the list delegate and the widget.

StateChip(sign_icon, word, hue, filled=False).show_state(icon, word, hue)
"""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ciie_admin.views.paint import draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import Sign

ICON = 14
GAP = 4
PAD = 8
LEAST = 48


def chip_width(icon: str, word: str, *, filled: bool = False) -> float:
    inner = text_width(word, "caption") + (ICON + GAP if icon else 0)
    return inner + (2 * PAD if filled else 0)


def paint_chip(
    painter: QPainter, rect: QRectF, icon: str, word: str, hue: str, *, filled: bool = False
) -> None:
    """Left aligned, centred in height, the word elided to fit."""
    if filled:
        width = min(rect.width(), chip_width(icon, word, filled=True))
        ground = QRectF(rect.left(), rect.center().y() - 10, width, 20)
        fill_round(painter, ground, f"{hue}_tint")
        rect = ground.adjusted(PAD, 0, -PAD + 1, 0)
    draw_icon(painter, icon, hue, rect, ICON)
    ink = "text" if filled and not icon else hue
    left = ICON + GAP if icon else 0
    draw_text(painter, rect.adjusted(left, 0, 0, 0), word, ink, "caption")


class StateChip(QWidget):
    """A chip outside lists. Filled only in the head of the application."""

    def __init__(
        self, sign: Sign, word: str, *, filled: bool = False, ink: str = "", yields: bool = False
    ) -> None:
        """One that yields is cut at its end where room is short."""
        super().__init__()
        self._filled, self._yields = filled, yields
        across = QSizePolicy.Policy.Maximum if yields else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.show_state(sign, word, ink=ink)

    def show_state(self, sign: Sign, word: str, *, ink: str = "") -> None:
        self._sign, self._word, self._ink = sign, word, ink or sign.hue
        self.setAccessibleName(word)
        self.setToolTip(word if self._yields else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = chip_width(self._sign.icon, self._word, filled=self._filled)
        return QSize(int(width) + 1, 20)

    def minimumSizeHint(self) -> QSize:
        width = self.sizeHint().width()
        return QSize(min(width, LEAST) if self._yields else width, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_chip(painter, rect, self._sign.icon, self._word, self._sign.hue, filled=self._filled)
