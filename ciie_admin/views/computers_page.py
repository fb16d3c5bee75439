"""登录的电脑: where one is signed in, and ending what should not have stayed open."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.sync.http import Office
from ciie_admin.sync.loop import Told
from ciie_admin.views import asking, computers_said, manual, speech
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, caps, install
from ciie_admin.views.cells import name_cell, time_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fact_list import FactList
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import boxed, hairline, label, row_of
from ciie_admin.views.components.notices import Callout, NextStep
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_page import ListPage
from ciie_admin.views.signs import ACTS, SYNC, Sign
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import Hue
from ciie_admin.wire.sessions import Session

T = TypeVar("T")
GONE = "no_such_record"
"""It had ended already: just what was wanted."""


class ComputersPage(ListPage):
    """The list is the server's, asked for each time; nothing of it is kept on this computer."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._here: UUID | None = None
        self._lacks_list = False
        listed = self._make_list()
        self.lay_out(listed, self._make_side())
        self.actions_by_name = install(self)
        desk.told.connect(self._hear)

    def _make_list(self) -> Pane:
        columns = (
            Column(key="name", title=self.tr("Computer"), stretch=True),
            Column(key="which", title=self.tr("Which"), width=150, compact=132),
            Column(key="since", title=self.tr("Signed in"), width=92, right=True),
            Column(key="seen", title=self.tr("Last seen"), width=92, right=True),
        )
        listed = self.make_list(self.tr("Signed-in computers"), columns)
        self.table.current_row_changed.connect(self._show_one)
        self.empty.chosen.connect(self._next_step)
        return listed

    def _make_side(self) -> Pane:
        head = PaneHead(self.tr("What to do"))
        head.add_close()
        head.closed.connect(self.closed)
        self.callout = Callout("bad")
        self.callout.hide()
        self._facts = FactList()
        self.follows = label("", wrap=True)
        title = label(self.tr("What follows"), "caption", hue="text3")
        body = Scroller(Section(self.callout, self._facts, gap=8), Section(title, self.follows))
        keys = caps(ComputersPage, "end")[:1]
        self.button = Button(self.tr("End this sign-in"), icon=ACTS["leave"], caps=keys)
        self.button.clicked.connect(self.end)
        foot = boxed(row_of(None, self.button, margins=(16, 12, 16, 12)))
        side = Pane(head, body, hairline(), foot, least=420)
        side.column.setStretch(1, 1)
        return side

    # ---- actions

    @action("end", QT_TRANSLATE_NOOP("Actions", "End the sign-in of a computer"), "Delete")
    def end(self) -> None:
        """What it leads to stands beside the button; one's own is ended by signing out."""
        session = self._session()
        if session is not None and not session.own:
            number = session.id
            self._ask(lambda office: office.end_session(number), lambda _done: self.refresh())

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back to reviewing"), "Esc")
    def close_page(self) -> None:
        self.closed.emit()

    # ---- asking

    def open_page(self) -> None:
        self.refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._ask(lambda office: office.sessions(), self._show)

    def _ask(self, question: Callable[[Office], T], then: Callable[[T], None]) -> None:
        if asking.is_online(self._desk):
            asking.ask(self._desk, question, then, failed=self._fail, asker=self)
        else:
            self._show_offline()

    def _fail(self, mishap: Mishap) -> None:
        """Beside the list if there is one, else in its place."""
        title, text = words.mishap_words(mishap, self._desk.language)
        if mishap.code == GONE:
            self.refresh()
        elif self._session() is None:
            self._show_nothing(title, text, Sign("mdi6.alert-outline", Hue.WARN))
        else:
            self.callout.show_words(title, text)
            self.callout.show()

    def _hear(self, _told: Told) -> None:
        """What could not be asked is asked as soon as the server is back."""
        if self._lacks_list and self.isVisible() and asking.is_online(self._desk):
            self.refresh()

    # ---- showing

    def _session(self) -> Session | None:
        found = self.model.key(self.table.current_row())
        return found if isinstance(found, Session) else None

    def _show(self, sessions: Sequence[Session]) -> None:
        self._lacks_list = False
        self._here = next((one.device for one in sessions if one.own), None)
        place = max(self.table.current_row(), 0)
        self.show_rows([(one, self._cells(one)) for one in sessions])
        others = sum(not one.own for one in sessions)
        note = self.tr("{0} besides this one", "", others).format(grouped(others))
        self.head.set_title(
            self.tr("Signed-in computers"), note if others else self.tr("Only this one")
        )
        self.callout.hide()
        self.table.go_to(min(place, len(sessions) - 1))
        self._show_one(self.table.current_row())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cells(self, session: Session) -> Sequence[object]:
        language = self._desk.language
        return (
            name_cell(computers_said.name(session)),
            computers_said.mark(session, self._is_here(session)),
            time_cell(speech.prose_time(session.created_at, language)),
            time_cell(speech.prose_time(session.renewed_at, language)),
        )

    def _is_here(self, session: Session) -> bool:
        return session.device == self._here

    def _show_one(self, _row: int) -> None:
        session = self._session()
        if session is None:
            return
        here, language = self._is_here(session), self._desk.language
        self._facts.set_facts(computers_said.facts(session, here, language))
        self.follows.setText(computers_said.follows(session))
        self.button.allow(not session.own, self.tr("You are working at this computer"))

    def _show_offline(self) -> None:
        text = self.tr("The server keeps this list. Connect to the network; then it appears here.")
        self._show_nothing(self.tr("Offline"), text, SYNC["offline"])

    def _show_nothing(self, title: str, text: str, sign: Sign) -> None:
        self._lacks_list = True
        self.show_rows([])
        self.head.set_title(self.tr("Signed-in computers"))
        step = NextStep("again", SYNC["syncing"].icon, self.tr("Try again"))
        how = manual.step("safety", self._desk.language)
        self.empty.show_words(title, text, [step, how], sign.icon, sign.hue)

    def _next_step(self, key: str) -> None:
        if key == "again":
            self.refresh()
