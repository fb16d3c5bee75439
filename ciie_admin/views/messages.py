"""One callout above the pages: what went wrong, what to do, until it is closed."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.models.recording import Recorded
from ciie_admin.models.releasing import Undone
from ciie_admin.views import said_window
from ciie_admin.views.actions import caps
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.desk import Desk
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.said_window import Denied

HINTS = frozenset({"nothing_to_save", "saved_full", "tag_not_shared"})
"""Nothing has failed: what to do first is only to be known."""


class MessageBar(QWidget):
    """Hidden when there is nothing to say. The latest mishap takes the place of the one before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stays = False
        self._callouts = {hue: Callout(hue) for hue in ("bad", "warn", "mine")}
        fill(QVBoxLayout(self), tuple(self._callouts.values()), 0, (16, 8, 16, 8))
        for callout in self._callouts.values():
            close = Button(self.tr("Close"), kind="quiet", height=28)
            close.clicked.connect(self.hide)
            callout.add(close)
        self.hide()
        desk.mishap.connect(self.show_mishap)
        desk.undone.connect(self._say_undone)

    def let_go(self) -> None:
        """Somebody went on to something else: what was only to be known is out of date."""
        if not self._stays:
            self.hide()

    def show_mishap(self, mishap: Mishap) -> None:
        said = words.mishap_words(mishap, self._desk.language)
        if mishap.code in HINTS:
            self._hint("mine", *said)
        else:
            self.show_words(*said)

    def show_words(self, title: str, text: str, hue: str = "bad", *, stays: bool = False) -> None:
        """What is red stays until it is closed, other hues only if `stays` says so."""
        self._stays = stays or hue == "bad"
        self._show(hue, title, text)

    def say_refused(self, done: Recorded | Denied) -> None:
        if isinstance(done, Denied):
            self._hint("warn", *said_window.denied(done, self._desk.language))
        else:
            self.show_words(*said_window.not_possible(done, self._desk.language))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The next key puts a hint away."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self.let_go()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        self._watch(False)
        super().hideEvent(event)

    def _hint(self, hue: str, title: str, text: str) -> None:
        """Nothing has happened: said in one line, until the next key."""
        self._stays = False
        self._show(hue, title, text, in_line=True)
        self._watch(True)

    def _show(self, hue: str, title: str, text: str, *, in_line: bool = False) -> None:
        self._watch(False)
        for name, callout in self._callouts.items():
            callout.setVisible(name == hue)
        self._callouts[hue].show_words(title, text, in_line=in_line)
        self.show()

    def say_not_held(self) -> None:
        self.show_words(*said_window.not_held(), hue="mine")

    def say_sealed(self) -> None:
        """Just begun anew, and something is to be handed in: until it is closed."""
        sealed = self._desk.entered.sealed
        if sealed is not None:
            self.show_words(
                *said_window.begun_anew(sealed, self._desk.language), hue="warn", stays=True
            )

    def _watch(self, on: bool) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if on:
                app.installEventFilter(self)

    def _say_undone(self, undone: Undone) -> None:
        if undone.what == "nothing":
            key = caps(ReviewPage, "withdraw")[0]
            self.show_words(*said_window.nothing_to_undo(key), hue="mine")
