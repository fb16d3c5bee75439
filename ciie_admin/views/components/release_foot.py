"""The foot of the right pane: drafts, what they are, and the one filled button of the screen.

ReleaseFoot(flat=False)   flat: all in one line, as high as the foot of a list
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import Item, fill, hairline, label, row_of
from ciie_admin.views.components.top_bar import State, StateButton
from ciie_admin.views.paint import text_width
from ciie_admin.views.signs import ACTS, STAGES
from ciie_admin.views.theme_values import NORMAL, Sizes

GAP = 8
"""Logical px between the number of drafts and what they are."""


class ReleaseFoot(QWidget):
    release_asked = Signal()
    drafts_asked = Signal()

    def __init__(self, *, flat: bool = False) -> None:
        super().__init__()
        self._flat = flat
        self._drafts = StateButton(State("draft", STAGES["draft"], ""), pad=0)
        self._drafts.clicked.connect(self.drafts_asked)
        self._counts = label("", "caption", hue="text2")
        self._below = label("", "caption", hue="text2", wrap=True)
        self._below.hide()
        self._said = ""
        self.release = Button("", "primary", icon=ACTS["release"], spread=not flat)
        self.release.clicked.connect(self.release_asked)
        self._caps: tuple[str, ...] = ()
        self._compact = False
        self._rows = QVBoxLayout()
        head = row_of(self._drafts, None, self._counts)
        parts: tuple[Item, ...] = (head, self._below, self.release)
        if flat:
            parts = (row_of(self._drafts, self._counts, None, self.release, gap=GAP),)
        fill(self._rows, parts, 4, (0, 0, 0, 0))
        fill(QVBoxLayout(self), (hairline(), self._rows), 0, (0, 0, 0, 0))
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        edge = 0 if self._flat else 8
        self._rows.setContentsMargins(sizes.pad, edge, sizes.pad, edge)
        if self._flat:
            self.setFixedHeight(sizes.foot_bar)
        self._compact = sizes.compact
        self.show_caps(*self._caps)

    def show_drafts(self, text: str, counts: str, *, zero: bool = False) -> None:
        """For instance 暂存 12 and 通过 9 · 退回 3."""
        self._drafts.show_state(State("draft", STAGES["draft"], text, zero))
        self._said = counts
        self._place_counts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_counts()

    def _place_counts(self) -> None:
        """Beside the number of drafts, or below it where that has no room."""
        if self._flat:
            self._counts.setText(self._said)
            return
        margins = self._rows.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._drafts.sizeHint().width()
        fits = text_width(self._said, "caption") + GAP <= room
        self._counts.setText(self._said if fits else "")
        self._below.setText("" if fits else self._said)
        self._below.setVisible(not fits)

    def show_release(self, text: str, *caps: str) -> None:
        self.release.show_text(text)
        self.show_caps(*caps)

    def show_caps(self, *caps: str) -> None:
        """The key goes when room is short."""
        self._caps = caps
        self.release.show_caps(*(() if self._compact else caps))
