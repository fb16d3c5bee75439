"""One callout above the pages: what went wrong, what to do, until it is closed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.notices import Callout
from ciie_admin.words import Language


class MessageBar(QWidget):
    """Hidden when there is nothing to say. The latest mishap takes the place of the one before."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._callouts = {hue: Callout(hue) for hue in ("bad", "warn", "mine")}
        fill(QVBoxLayout(self), tuple(self._callouts.values()), 0, (16, 8, 16, 8))
        for callout in self._callouts.values():
            close = Button(self.tr("Close"), kind="quiet", height=28)
            close.clicked.connect(self.hide)
            callout.add(close)
        self.hide()

    def let_go(self) -> None:
        """Somebody went on to something else: what was only to be known is out of date."""
        if self._callouts["bad"].isHidden():
            self.hide()

    def show_mishap(self, mishap: Mishap) -> None:
        text = words.sentence("mishap", mishap.code, mishap.facts, self._language)
        self.show_words(words.title(mishap.code, self._language), text)

    def show_words(self, title: str, text: str, hue: str = "bad") -> None:
        for name, callout in self._callouts.items():
            callout.setVisible(name == hue)
        self._callouts[hue].show_words(title, text)
        self.show()
