"""The search field of the window: words as they are typed, a whole filter behind `=`."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ciie_admin import words
from ciie_admin.domain.actors import REVIEWERS
from ciie_admin.domain.identifiers import unchecked_number, whole_card_number
from ciie_admin.errors import BadInput, Mishap
from ciie_admin.models import filter_codes, grammar
from ciie_admin.models.grammar import Ground
from ciie_admin.models.queries import Query
from ciie_admin.views import asking
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane

PAUSE_MS = 180
SIGNS = ("=", "＝")
MOST_IDS = 20
"""Records named one by one that a line of text has room for."""


class SearchLine(QObject):
    """Follows the list in front; `pane` says which one that is."""

    searched = Signal(str)
    """Look for these words: the list in front is to be shown."""
    asked = Signal(object)
    """Query: show this one."""
    left = Signal()
    """The keyboard goes back to the list."""
    told = Signal(str, str, str)
    """Title, sentence and hue: what is wrong with what was typed, or came of it."""

    def __init__(self, field: QLineEdit, desk: Desk, pane: Callable[[], ListPane]) -> None:
        super().__init__(field)
        self.field, self._desk, self._pane = field, desk, pane
        self._following = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        field.textChanged.connect(self._typed)
        field.returnPressed.connect(self._enter)
        field.installEventFilter(self)

    def follow(self) -> None:
        """Say what the list in front was searched for, unless somebody is typing."""
        if not self.field.hasFocus() and not self._pause.isActive():
            self.show_text(self._pane().query.text)

    def show_text(self, text: str) -> None:
        """Without searching for it."""
        self._pause.stop()
        self._following = True
        self.field.setText(text)
        self._following = False

    def edit_filter(self) -> None:
        """The filter of the list in front as text, to be changed."""
        query = self._pane().query
        if len(query.ids) > MOST_IDS:
            query = replace(query, ids=())
        plain = replace(query, order=Query(kind=query.kind).order)
        ground = self._desk.ground
        edition = ground.edition if ground else None
        chinese = self._desk.language == "zh"
        said = filter_codes.words(edition, "zh") if chinese else None
        self.show_text(f"={grammar.spelled(plain, self._ground(), said)}")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        self._give_up()
        return True

    def _give_up(self) -> None:
        """Esc: a filter begun is forgotten, words searched for stay; back to the list."""
        self.left.emit()
        if self._filter() is not None:
            self.show_text(self._pane().query.text)

    def _typed(self, _text: str) -> None:
        if self._filter() is not None or whole_card_number(self.field.text()):
            self._pause.stop()  # Enter asks
        elif not self._following:
            self._pause.start()

    def _filter(self) -> str | None:
        text = self.field.text().strip()
        return text[1:] if text.startswith(SIGNS) else None

    def _search(self) -> None:
        self.searched.emit(self.field.text().strip())

    def _enter(self) -> None:
        line = self._filter()
        if line is not None:
            self._ask(line)
            return
        number = whole_card_number(self.field.text())
        if number is not None:
            self._find(number)
        elif (number := self._perhaps_a_number()) is not None:
            self._find(number, self.field.text().strip())
        else:
            if self._pause.isActive():
                self._pause.stop()
                self._search()
            self.left.emit()

    def _perhaps_a_number(self) -> str | None:
        """Of a passport or permit, unless the list in front has found these words."""
        text, shown = self.field.text().strip(), self._pane()
        found = shown.query.text == text and bool(shown.model.keys)
        if found or self._desk.actor.role not in REVIEWERS:
            return None
        return unchecked_number(text)

    def _ask(self, line: str) -> None:
        shown = self._pane().query
        try:
            query = grammar.parse_line(shown.kind, line, self._ground())
        except BadInput as mistake:
            self._point_at(mistake)
            self._tell_mishap(mistake)
            return
        if query.order == Query(kind=query.kind).order:
            query = replace(query, order=shown.order, descending=shown.descending)
        self.left.emit()
        self.asked.emit(query)

    def _find(self, number: str, said: str = "") -> None:
        """A whole document number is only on the server, and stands here no longer than needed.

        Where it need not be one, `said` are the words to look for if nobody has it.
        """
        self._pause.stop()
        if not asking.is_online(self._desk):
            self.show_text(number[-4:])
            self._search()
            title = self.tr("No connection: searched for the last four digits")
            self.told.emit(title, self.tr("Full numbers are only on the server."), "mine")
        else:
            self.show_text("")
            asking.ask(
                self._desk,
                lambda office: office.find_number(number),
                lambda persons: self._found(persons, said),
                failed=self._tell_mishap,
                asker=self,
                key="find",
            )
        self.left.emit()

    def _found(self, persons: tuple[int, ...], said: str) -> None:
        if persons:
            self.asked.emit(Query(kind="person", ids=persons))
        else:
            if said:
                self.show_text(said)
                self._search()
            title = self.tr("Nobody in your sight has this document number")
            text = self.tr("The question is in the operation log, without it.")
            self.told.emit(title, text, "mine")

    def _tell_mishap(self, mishap: Mishap) -> None:
        """Only until something else is done."""
        self.told.emit(*words.mishap_words(mishap, self._desk.language), "warn")

    def _point_at(self, mistake: BadInput) -> None:
        facts, text = mistake.facts, self.field.text()
        wrong = facts.get("word") or facts.get("filter") or ""
        start = len(text) - len(text.lstrip()) + 1 + int(facts.get("at", "0"))
        at = text.find(wrong, start) if wrong else -1
        if at >= 0:
            self.field.setSelection(at, len(wrong))

    def _ground(self) -> Ground:
        ground = self._desk.ground
        if ground is None:
            return Ground({}, filter_codes.codes(None))
        return Ground(ground.places, filter_codes.codes(ground.edition))
