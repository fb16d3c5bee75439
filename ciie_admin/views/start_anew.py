"""The way out where a key is lost: first what it means, then the act."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.errors import KeyLost, Mishap
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import boxed, fill, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.text import breakable
from ciie_admin.words import Language, sentence, word


class StartAnew(QWidget):
    """Hidden unless a sign-in failed for want of the key. Nothing happens before `agreed`."""

    agreed = Signal()
    explained = Signal(bool)
    """Its words stand there in place of everything else, or not any more."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._folder = ""
        self.ask = Button(word("start_anew", "offer", language), wide=True, height=36)
        self.ask.clicked.connect(self.explain)
        self.meaning = Callout("warn")
        self.agree = Button(self.tr("Remove the old records and start anew"), height=36)
        self.agree.clicked.connect(self.agreed)
        self.back = Button(self.tr("Leave it"), kind="quiet", height=36)
        self.back.clicked.connect(self._put_down)
        self._acts = boxed(row_of(self.agree, None, self.back, gap=12))
        fill(QVBoxLayout(self), (self.ask, self.meaning, self._acts), 12, (0, 12, 0, 0))
        self.hide()

    def offer(self, mishap: Mishap) -> None:
        """Show the way out if this mishap has no other."""
        self._folder = mishap.facts.get("folder", "")
        self._fold(explained=False)
        self.setVisible(isinstance(mishap, KeyLost))

    def explain(self) -> None:
        """What would be lost, what would not, and where that is."""
        facts = {"folder": breakable(self._folder)}
        text = sentence("start_anew", "meaning", facts, self._language)
        self.meaning.show_words(word("start_anew", "offer", self._language), text)
        self._fold(explained=True)
        self.agree.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        self._fold(explained=False)
        self.hide()

    def _put_down(self) -> None:
        self._fold(explained=False)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, *, explained: bool) -> None:
        self.ask.setVisible(not explained)
        self.meaning.setVisible(explained)
        self._acts.setVisible(explained)
        self.explained.emit(explained)
