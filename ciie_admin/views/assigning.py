"""分办 by a head: a panel of who may review what is chosen; one takes all, several share evenly."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeyEvent

from ciie_admin.domain.actors import HEADS
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.sharing import shared_out
from ciie_admin.models.assignable import Assignable, assignable
from ciie_admin.models.recording import Recorded
from ciie_admin.views import filters, speech
from ciie_admin.views.components.labels import label
from ciie_admin.views.components.tick_list import TickRow
from ciie_admin.views.components.tick_panel import TickPanel
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.said_window import Denied
from ciie_admin.views.text import grouped
from ciie_admin.words import word

translate = QCoreApplication.translate
SEARCH_FROM = 10
"""Colleagues from which a search stands above them: digits reach nine."""
NOBODY = "none"
WIDTH = 336


class AssignPanel(TickPanel):
    """A digit ticks its row; Enter takes the current one if none is ticked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and digit != "0" and not self.search.hasFocus():
            self.list.turn_row(int(digit) - 1)
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.list.tick_only()
        super()._choose()


class Assigning(QObject):
    """Of one list. What comes of it is told as of any other act."""

    refused = Signal(object)
    """Recorded: some of it was not possible; or Denied: none of it is for this person."""

    def __init__(self, desk: Desk, pane: ListPane) -> None:
        super().__init__(pane)
        self._desk, self._pane = desk, pane
        self.panel: AssignPanel | None = None

    def open(self, ids: Sequence[int]) -> None:
        kind = self._pane.kind
        if not ids:
            return
        if self._desk.actor.role not in HEADS:
            self.refused.emit(Denied("assign", Refused("head_needed")))
            return
        offer = partial(self._offer, ids)
        self._desk.read(lambda db: assignable(db, kind, ids), offer, asker=self, key="people")

    def _offer(self, ids: Sequence[int], people: tuple[Assignable, ...]) -> None:
        rows = [self._row(place, one, len(ids)) for place, one in enumerate(people, 1)]
        rows.append(TickRow(NOBODY, translate("Assigning", "Nobody any more")))
        search = translate("Assigning", "Name") if len(people) >= SEARCH_FROM else ""
        panel = AssignPanel(self._pane.window(), self._title(len(ids)), rows, search=search)
        panel.setFixedWidth(WIDTH)
        panel.accept_button.show_text(translate("Assigning", "Assign"))
        if len(ids) > 1:
            several = translate("Assigning", "Several: shared out evenly, in the list's order.")
            panel.body.insertWidget(3, label(several, "caption", hue="text3", wrap=True))
            panel.list.setAccessibleDescription(several)
        panel.chosen.connect(partial(self._assign, ids))
        panel.closed.connect(self._let_go)
        self.panel = panel
        panel.open_below(self._pane.table)

    def _title(self, number: int) -> str:
        if self._pane.kind == "unit":
            return self.tr("Assign {0} units to", "", number).format(grouped(number))
        return self.tr("Assign {0} persons to", "", number).format(grouped(number))

    def _row(self, place: int, one: Assignable, asked: int) -> TickRow:
        """A digit for the first nine; how much stands with them, and of how few they may decide."""
        language, on = self._desk.language, self._desk.ground
        digit = f"{place}  " if place < SEARCH_FROM else ""
        where = speech.place_name(on.places.get(one.place) if on else None, language)
        role = word("role", one.colleague.role, language)
        notes = [where, translate("Assigning", "{0} to do").format(grouped(one.waiting))]
        if one.able < asked:
            notes.insert(1, translate("Assigning", "{0} of these").format(grouped(one.able)))
        text = f"{digit}{one.colleague.name} {role}"
        return TickRow(str(one.colleague.id), text, " · ".join(notes))

    def _assign(self, ids: Sequence[int], keys: Sequence[str]) -> None:
        to = tuple(int(key) for key in keys if key != NOBODY)
        if not keys:
            return
        scope = filters.in_words(self._pane.query, self._desk)
        self._desk.decide(self._pane.kind, ids, shared_out(to), self._done, scope=scope)

    def _done(self, done: Recorded) -> None:
        self._desk.sync_now()
        self._pane.untick()
        if done.not_possible:
            self.refused.emit(done)

    def _let_go(self) -> None:
        self.panel = None
