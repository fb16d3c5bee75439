"""TopBar: edition and mission, search, sync and counts.

TopBar(search_hint, search_cap, short_hint)   short_hint: where room is short
  set_place("第七届", "大连交易团")       signal place_asked(QPoint) when it is clicked
  search: QLineEdit (kind=search)
  set_states([State(key, sign, text, zero=False)])   signal state_asked(key)
A state whose count is zero is grey; leave 异常 0 out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.views.chips import chip_width, paint_chip
from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.fields import SearchField
from ciie_admin.views.components.labels import boxed, clear, fill, hairline
from ciie_admin.views.components.panes import ground
from ciie_admin.views.paint import draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import ACTS, Sign
from ciie_admin.views.theme_values import NORMAL, Sizes

SEARCH = 440
COMPACT_SEARCH = 280


@dataclass(frozen=True, slots=True)
class State:
    key: str
    sign: Sign
    text: str
    zero: bool = False


class _Place(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._edition = self._mission = ""
        self.setFixedHeight(28)

    def show_place(self, edition: str, mission: str) -> None:
        self._edition, self._mission = edition, mission
        self.setAccessibleName(f"{edition} {mission}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = text_width(self._edition, bold=True) + text_width(self._mission)
        return QSize(round(width) + 56, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._edition:
            return
        painter = QPainter(self)
        rect = QRectF(self.rect())
        rect.setLeft(rect.left() + draw_text(painter, rect, self._edition, bold=True) + 10)
        draw_text(painter, rect, "\N{BULLET}", "text2", "caption")
        rect.setLeft(rect.left() + 20)
        rect.setLeft(rect.left() + draw_text(painter, rect, self._mission) + 7)
        draw_icon(painter, ACTS["next"], "text2", rect, 16)


class StateButton(Painted):
    def __init__(self, state: State, pad: int = 8) -> None:
        super().__init__()
        self._pad = pad
        self.setFixedHeight(24)
        self.show_state(state)

    def show_state(self, state: State) -> None:
        self.state = state
        self._hue = "text3" if state.zero else state.sign.hue
        self.setAccessibleName(state.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            round(chip_width(self.state.sign.icon, self.state.text)) + 2 * self._pad + 1, 24
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            fill_round(painter, rect, "track")
        inner = rect.adjusted(self._pad, 0, -self._pad, 0)
        paint_chip(painter, inner, self.state.sign.icon, self.state.text, self._hue)


class TopBar(QWidget):
    place_asked = Signal(QPoint)
    state_asked = Signal(str)

    def __init__(self, search_hint: str, search_cap: str = "", short_hint: str = "") -> None:
        super().__init__()
        ground(self, "chrome")
        self._hints = search_hint, short_hint or search_hint
        self.search = SearchField(search_hint, search_cap)
        self._place = _Place()
        self._place.clicked.connect(self._ask_place)
        self._buttons: dict[str, StateButton] = {}
        self._states = QHBoxLayout()
        fill(self._states, (), 0, (0, 0, 0, 0))
        self._row = QHBoxLayout()
        items = (self._place, None, self.search, None, self._states)
        fill(self._row, items, 8, (0, 0, 0, 0))
        fill(QVBoxLayout(self), (boxed(self._row), hairline()), 0, (0, 0, 0, 0))
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self.setFixedHeight(sizes.top_bar)
        self._row.setContentsMargins(16, 0, 8, 0)
        self.search.setFixedWidth(COMPACT_SEARCH if sizes.compact else SEARCH)
        self.search.setPlaceholderText(self._hints[sizes.compact])

    def set_place(self, edition: str, mission: str) -> None:
        self._place.show_place(edition, mission)

    def _ask_place(self) -> None:
        self.place_asked.emit(self._place.mapToGlobal(QPoint(0, self._place.height())))

    def set_states(self, states: Sequence[State]) -> None:
        if list(self._buttons) != [state.key for state in states]:
            clear(self._states)
            self._buttons = {state.key: self._made(state) for state in states}
        for state in states:
            self._buttons[state.key].show_state(state)

    def _made(self, state: State) -> StateButton:
        made = StateButton(state)
        made.clicked.connect(lambda: self.state_asked.emit(state.key))
        self._states.addWidget(made)
        return made
