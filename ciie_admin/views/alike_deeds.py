"""What a person can do about records that look alike; part of ReviewPage."""

from typing import Protocol

from ciie_admin.models.cards import AnyCard
from ciie_admin.models.recording import Recorded
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action
from ciie_admin.views.alike import SideBySide
from ciie_admin.views.application import ApplicationPane
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane
from ciie_admin.wire.messages import SubjectKind

DECIDE = "decide"


class Refusing(Protocol):
    """A signal that says what could not be done."""

    def emit(self, done: object) -> None: ...


class AlikeDeeds:
    """The verdicts' own keys act on whichever side is chosen."""

    kind: SubjectKind
    list: ListPane
    application: ApplicationPane
    box: DecisionBox
    alike: SideBySide
    refused: Refusing
    _desk: Desk
    _card: AnyCard | None

    def join_alike(self) -> None:
        """To be called once everything is built."""
        self.application.column.addWidget(self.alike, 1)
        self.application.checks.inside.addWidget(self.alike.button)
        self.alike.button.clicked.connect(lambda _=False: self.compare())
        self.alike.opened.connect(lambda: self.application.cover(self.alike))
        self.alike.closed.connect(self._uncover)
        self.alike.side_changed.connect(self._show_side)
        self.alike.apart.clicked.connect(lambda _=False: self.tell_apart())

    @action(
        "compare",
        QT_TRANSLATE_NOOP("Actions", "Compare with what looks alike"),
        *("F2", "D"),
        group=DECIDE,
    )
    def compare(self) -> None:
        self.alike.open_it(self._card)

    @action(
        "not_duplicate",
        QT_TRANSLATE_NOOP("Actions", "Not a duplicate, or maybe one after all"),
        *("Ctrl+F2", "I"),
        group=DECIDE,
    )
    def tell_apart(self) -> None:
        """At once: there is nothing to check before, and it can be taken back."""
        command = self.alike.command()
        if command is None:
            return
        chosen = self.alike.chosen
        self._desk.decide(self.kind, chosen, lambda _case, _edition: command, self._sent_at_once)

    def _sent_at_once(self, done: Recorded) -> None:
        """What is never drafted goes out now: there is no release to wait for."""
        self._desk.sync_now()
        if done.not_possible:
            self.refused.emit(done)

    @action(
        "other_side",
        QT_TRANSLATE_NOOP("Actions", "Decide on the other of the two"),
        *("Shift+F2", "S"),
        group=DECIDE,
    )
    def turn_side(self) -> None:
        if self.alike.is_open:
            self.alike.swap.click()

    def _show_side(self) -> None:
        self.box.show_card(self.alike.card if self.alike.is_open else self._card, 0)

    def _uncover(self) -> None:
        self.alike.hide()
        self.application.close_licence()
        self.box.show_card(self._card, len(self.list.model.ticked))
