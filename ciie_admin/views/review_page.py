"""The main screen: queue, application, decision. One page for units, one for persons."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ciie_admin.domain.commands import AddNote
from ciie_admin.domain.lanes import Lane
from ciie_admin.models import cards, spot_checks
from ciie_admin.models.cards import AnyCard
from ciie_admin.models.holding import Held
from ciie_admin.models.judging import Choose
from ciie_admin.models.queries import Query
from ciie_admin.models.recording import Recorded
from ciie_admin.models.tallies import Tally
from ciie_admin.models.touched import Touched
from ciie_admin.views import actions, filters, said_window, verdicts
from ciie_admin.views.actions import install
from ciie_admin.views.alike import PAIR_ACTS, SideBySide
from ciie_admin.views.alike_deeds import AlikeDeeds
from ciie_admin.views.application import ApplicationPane
from ciie_admin.views.assigning import Assigning
from ciie_admin.views.by_eye import ByEye
from ciie_admin.views.cards_ahead import CardsAhead, concerns
from ciie_admin.views.checking import Checking
from ciie_admin.views.claiming import Claim
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.panes import panes
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk
from ciie_admin.views.empty_list import show_empty
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.originals_ahead import OriginalsAhead
from ciie_admin.views.persons_offer import PersonsOffer
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.review_deeds import ReviewDeeds
from ciie_admin.views.support import SupportDeeds, SupportPane
from ciie_admin.views.tag_import import TagImport
from ciie_admin.views.tagging import Tagging
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import NORMAL, Sizes
from ciie_admin.wire.messages import SubjectKind


class ReviewPage(ReviewDeeds, AlikeDeeds, SupportDeeds, QWidget):
    """Keys act while focus is anywhere on the page but in a text field."""

    release_asked = Signal()
    refused = Signal(object)
    """Recorded: some rows could not be decided; or Denied: it is not for this person."""
    not_held = Signal()
    """Nothing of what was chosen could be put aside."""
    person_asked = Signal(int)
    unit_asked = Signal(int)

    def __init__(self, desk: Desk, pictures: Pictures, kind: SubjectKind) -> None:
        super().__init__()
        self._desk = desk
        self.kind: SubjectKind = kind
        self.list = ListPane(desk, pictures, kind)
        keys = {name: actions.caps(ReviewPage, name)[0] for name in ("reveal", "licence", "rest")}
        self.application = ApplicationPane(desk, pictures, kind, keys)
        self.box = DecisionBox(desk, kind, self, self.list.chosen)
        self.by_eye = ByEye(desk, self.application.checks, self.box)
        pair = {one: actions.caps(ReviewPage, one)[0] for one in PAIR_ACTS}
        self.alike = SideBySide(desk, pictures, kind, pair)
        self.support = SupportPane(desk)
        self.offer = PersonsOffer(desk, actions.caps(ReviewPage, "persons_too"))
        self.box.rail.column.insertWidget(2, self.offer)
        self.box.rail.turned.connect(self.offer.stand_back)
        self._ahead = OriginalsAhead(desk, self.list, self.application.originals)
        self._cards = CardsAhead(desk, self.list, self)
        self._claim = Claim(desk.presence, self, self.list)
        self.assigning = Assigning(desk, self.list)
        self.tagging = Tagging(desk, self.list)
        self.tag_import = TagImport(desk, kind, self)
        self.tagging.import_asked.connect(self.tag_import.choose)
        self._card: AnyCard | None = None
        sizes = (NORMAL.list_width, NORMAL.application, NORMAL.decision)
        self.splitter = panes(self.list, self.application, self.box.rail, widths=sizes)
        self.checking = Checking(desk, self.list, self.application, self.box.rail)
        fill(QHBoxLayout(self), (self.splitter, self.checking.pane), 0, (0, 0, 0, 0))
        self.actions_by_name = install(self)
        self.join_alike()
        self.join_support()
        self._connect()

    def _connect(self) -> None:
        self.list.current_changed.connect(self._show)
        self.list.ticks_changed.connect(self._show_ticks)
        self.list.opened.connect(self._show_foot)
        self.list.top.counted.connect(self._show_emptiness)
        self.list.foot.all_asked.connect(self.tick_all)
        self.list.foot.undo_asked.connect(self.undo)
        self.list.foot.batch_asked.connect(self.pass_it)
        self.list.empty.chosen.connect(self._next_step)
        self.list.table.activated.connect(lambda _index: self.confirm())
        self.application.head.previous.connect(self.go_up)
        self.application.head.next.connect(self.go_down)
        self.application.person_asked.connect(self.person_asked)
        self.application.unit_asked.connect(self.unit_asked)
        self.application.changes.confirmed.connect(self.confirm_rest)
        self.offer.asked.connect(self.pass_persons_too)
        self.assigning.refused.connect(self.refused)
        for turned in (self.alike.opened, self.alike.closed):
            turned.connect(self._show_foot)
        self.box.decided.connect(self._decide)
        self.checking.abandoned.connect(self.box.take_up)
        asked = self.unit_asked if self.kind == "unit" else self.person_asked
        self.checking.record_asked.connect(asked)
        self.box.held.connect(self._hold)
        self.box.noted.connect(self._note_down)
        self.box.release_asked.connect(self.release_asked)
        self._desk.touched.connect(self._touched)
        self._desk.grounded.connect(self._show_again)
        self._desk.tallied.connect(self._count)

    def open(self, query: Query | None = None) -> None:
        """Show the list of this query (None: the one it had)."""
        self.list.ask(query if query is not None else self.list.query)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, text: str) -> None:
        lane = None if text else Lane.TO_REVIEW
        self.list.ask(replace(self.list.query, text=text, lane=lane))

    def keyPressEvent(self, event: Any) -> None:
        """Digits say what for or tick reasons; everything else is an action or nobody's."""
        digit = event.text()
        if digit.isdecimal() and self.application.number.choose(int(digit)):
            return
        if digit.isdigit() and self.box.rail.armed():
            self.box.toggle_number(int(digit))
        else:
            super().keyPressEvent(event)

    # ---- deciding

    def _note_down(self, text: str) -> None:
        """An internal note goes to the outbox at once: there is nothing to check before."""
        note, wanted = AddNote(text=text), self._acted_on()
        self._desk.decide(self.kind, wanted, lambda _case, _edition: note, self._sent_at_once)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, stay: bool) -> None:
        alone = self.alike.is_open

        ids = [*self._acted_on()]

        def then(done: Held) -> None:
            if not (done.aside or done.taken_up):
                self.not_held.emit()
            elif alone:
                return
            elif self.list.model.ticked:
                self.list.untick()
            elif done.aside and not stay:
                self._step_on(ids)

        self._desk.hold(self.kind, ids, then)

    def _step_on(self, decided: Sequence[int]) -> None:
        """Away from what was decided: of a key pressed twice the second steps over nobody."""
        if self.list.current in decided:
            self.list.step(1)

    def _decide(
        self, verdict: str, reasons: tuple[str, ...], message: str, note: str, stay: bool = False
    ) -> None:
        """Several records are judged before anything is drafted."""
        ids = [*self._acted_on()]
        stay = stay or self.alike.is_open
        chosen = verdicts.choice(self.kind, verdict, reasons, message, note)
        intent = verdicts.intent(self.kind, verdict)
        if ids:
            draft = partial(self._draft, ids, verdict, chosen, stay)
            self.checking.ask(ids, intent, chosen, draft)

    def _draft(
        self, ids: list[int], verdict: str, chosen: Choose, stay: bool, known: frozenset[int]
    ) -> None:
        """`known` were seen to be impossible: nothing more is said about them."""
        alone = self.alike.is_open
        self.list.keep([self.list.current] if alone else ids)
        batch = len(self.list.model.ticked) > 0 and not alone
        scope = filters.in_words(self.list.query, self._desk)
        self.offer.put_down()

        def then(done: Recorded) -> None:
            if {number for number, _ in done.not_possible} - known:
                self.refused.emit(done)
            if batch:
                self.list.untick()
            elif done.drafted and not stay:
                self._step_on(ids)
            if self.kind == "unit" and verdict in ("pass", "rest") and done.drafted:
                self.offer.ask(done.drafted)

        self._desk.decide(self.kind, ids, chosen, then, scope=scope)

    def _pass_persons(self, persons: tuple[int, ...]) -> None:
        def then(done: Recorded) -> None:
            if done.not_possible:
                self.refused.emit(done)

        chosen = verdicts.choice("person", "pass", (), "", "")
        self._desk.decide("person", persons, chosen, then)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- showing

    def _show(self, number: int) -> None:
        if not number:
            self._card = None
            self.application.show_nothing()
            self.application.setVisible(bool(self.list.model.keys))
            self.box.show_card(None, len(self.list.model.ticked))
            self._show_emptiness()
            return
        if (known := self._cards.card(number)) is not None:
            self._show_card(known)
            return
        kind = self.kind

        def then(card: AnyCard | None) -> None:
            if number == self.list.current:  # else the next one is shown already
                self._show_card(card)

        self._desk.read(lambda db: cards.card(db, kind, number), then, asker=self, key="card")

    def _show_emptiness(self) -> None:
        if not self.list.model.keys:
            show_empty(self.list, self._desk, actions.caps(ReviewPage, "release"))

    def _show_card(self, card: AnyCard | None) -> None:
        self._card = card
        self.by_eye.show_card(card)
        self.application.setVisible(not self.checking.is_open)
        if card is None:
            self.application.show_nothing()
        else:
            self.application.show_card(card)
            at = " / ".join(map(grouped, self.list.place()))
            self.application.head.set_position(at)
        ticked = 0 if self.alike.is_open else len(self.list.model.ticked)
        self.box.show_card(self.alike.follow(card), ticked)

    def _touched(self, changed: Touched) -> None:
        number, card = self.list.current, self._card
        mine = changed.everything or number in changed.ids(self.kind)
        mine = mine or self.alike.concerns(changed)
        if number and (mine or (card is not None and concerns(card, self.kind, changed))):
            self._show(number)

    def _show_again(self) -> None:
        """The list is read anew by itself, and shows its record where it had none."""
        if self._card is not None:
            self._show(self.list.current)

    def _count(self, tally: Tally) -> None:
        del tally
        self._show_foot()

    def _show_ticks(self) -> None:
        if not self.alike.is_open:
            self.box.count_ticked(len(self.list.model.ticked))
        self._show_foot()

    def _show_foot(self) -> None:
        foot, ticked = self.list.foot, len(self.list.model.ticked)
        listed, tally = len(self.list.units.records()), self._desk.tally
        language = self._desk.language
        shown = grouped(ticked)
        foot.set_selected(self.tr("{0} selected").format(shown) if ticked else "", shown)
        everything = self.tr("Select all {0} in this filter").format(grouped(listed))
        short = self.tr("All {0}").format(grouped(listed))
        foot.set_all(everything if listed > 1 and ticked < listed else "", short)
        undo = said_window.undo(tally.undo if tally else None, language)
        foot.set_undo(undo, *actions.caps(ReviewPage, "undo"), short=self.tr("Undo"))
        batch = self.tr("Pass {0} persons", "", ticked)
        if self.kind == "unit":
            batch = self.tr("Pass {0} units", "", ticked)
            if spot_checks.is_queue(self.list.query):
                batch = self.tr("Nothing found in {0} units", "", ticked)
        foot.set_batch(batch.format(shown) if ticked and not self.alike.is_open else "")

    def _next_step(self, key: str) -> None:
        if key == "release":
            self.release_asked.emit()
        elif key == "filters":
            self.list.ask(filters.without_any(self.list.query))
        elif key.startswith("lane:"):
            self.list.ask(replace(self.list.query, lane=Lane(key.removeprefix("lane:"))))

    def set_sizes(self, sizes: Sizes) -> None:
        self.splitter.set_widths(sizes.application, sizes.decision)
