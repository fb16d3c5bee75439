"""The foot of the quota tree: drafts, what they come to, undo, and the one filled button."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.models.tallies import Tally
from ciie_admin.views import said_window
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import ElidedLabel, boxed, fill, hairline
from ciie_admin.views.components.top_bar import State, StateButton
from ciie_admin.views.signs import ACTS, STAGES
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import NORMAL, Sizes
from ciie_admin.words import Language, word


class QuotaFoot(QWidget):
    release_asked = Signal()
    undo_asked = Signal()

    def __init__(self, undo_cap: str) -> None:
        super().__init__()
        self._cap = undo_cap
        self._drafts = StateButton(State("draft", STAGES["draft"], ""), pad=0)
        self._drafts.clicked.connect(self.release_asked)
        self.then = ElidedLabel("", "caption", "text2")
        self.undo = Button("", "quiet", icon=ACTS["undo"], hue="text2")
        self.undo.clicked.connect(self.undo_asked)
        self.release = Button("", "primary", icon=ACTS["release"])
        self.release.clicked.connect(self.release_asked)
        self._row = QHBoxLayout()
        fill(self._row, (self._drafts, self.then, self.undo, self.release), 8, (0, 0, 0, 0))
        self._row.setStretch(1, 1)
        fill(QVBoxLayout(self), (hairline(), boxed(self._row)), 0, (0, 0, 0, 0))
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self.setFixedHeight(sizes.foot_bar)
        self._row.setContentsMargins(sizes.pad, 0, sizes.pad, 0)
        self._fit()

    def show_tally(self, tally: Tally | None, language: Language) -> None:
        drafted = tally.drafted if tally else 0
        text = f"{word('stage', 'draft', language)} {grouped(drafted)}"
        self._drafts.show_state(State("draft", STAGES["draft"], text, not drafted))
        undo = said_window.undo(tally.undo if tally else None, language)
        self.undo.show_text(self.tr("Undo"))
        self.undo.setToolTip(undo)
        self.undo.setAccessibleName(undo)
        self.undo.setVisible(bool(undo))
        release = self.tr("Release {0}…", "", drafted) if drafted else self.tr("Release")
        self.release.show_text(release.format(grouped(drafted)))
        self.release.allow(drafted > 0, self.tr("Nothing is drafted."))

    def show_then(self, text: str) -> None:
        """What the drafts come to."""
        self.then.show_text(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The key of undo gives way to what the drafts come to."""
        self.undo.show_caps(self._cap)
        parts = (self._drafts, self.then, self.undo, self.release)
        wide = sum(one.sizeHint().width() for one in parts if not one.isHidden())
        margins = self._row.contentsMargins()
        gaps = 8 * (len(parts) - 1) + margins.left() + margins.right()
        if wide + gaps > self.width():
            self.undo.show_caps()
