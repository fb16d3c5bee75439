"""复核 in the window: a head ticks what takes two people in the own office and below it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.actors import HEADS
from ciie_admin.domain.edition import unit_steps
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.second_person import CHOICES, PERSON
from ciie_admin.domain.states import UnitClass
from ciie_admin.models import second_person
from ciie_admin.models.engine import Cache
from ciie_admin.views.components.tick_list import TickRow
from ciie_admin.views.components.tick_panel import TickPanel
from ciie_admin.views.desk import Desk
from ciie_admin.views.said_window import Denied
from ciie_admin.words import word

translate = QCoreApplication.translate


class SecondPerson(QObject):
    """Opens the panel; what is chosen goes to the server at once."""

    def __init__(self, desk: Desk, window: QWidget, say: Callable[[Denied], None]) -> None:
        """`say` tells what is not possible."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._say = say
        self.panel: TickPanel | None = None

    def open(self) -> None:
        actor = self._desk.actor
        if actor.role not in HEADS:
            self._asked(Refused("head_needed"))
            return
        work = partial(second_person.asked_for, actor=actor)
        self._desk.read(work, self._show, asker=self, key="second")

    def _show(self, asked: tuple[frozenset[str], frozenset[str]]) -> None:
        own, above = asked
        title = translate("Second", "Two people review")
        panel = TickPanel(self._window, title, [self._row(one, own, above) for one in CHOICES])
        panel.chosen.connect(self._choose)
        panel.closed.connect(self._let_go)
        self.panel = panel
        middle = self._window.width() // 2 - panel.sizeHint().width() // 2
        panel.open_at(self._window.mapToGlobal(QPoint(max(0, middle), 52)))

    def _row(self, one: str, own: frozenset[str], above: frozenset[str]) -> TickRow:
        """Ticked is the office's own word; beside it what holds without it."""
        if one in above:
            beside = translate("Second", "asked for above")
        else:
            beside = translate("Second", "by the edition") if self._by_edition(one) else ""
        return TickRow(one, self._said(one), beside, one in own)

    def _said(self, one: str) -> str:
        if one == PERSON:
            return translate("Second", "Persons' papers")
        return word("unit_class", one, self._desk.language)

    def _by_edition(self, one: str) -> bool:
        on = self._desk.ground
        if on is None:
            return False
        if one == PERSON:
            return on.edition.review.person_steps > 1
        return unit_steps(on.edition, UnitClass(one)) > 1

    def _choose(self, ticked: tuple[str, ...]) -> None:
        actor, at = self._desk.actor, datetime.now(UTC)

        def work(cache: Cache) -> Refused | None:
            return second_person.ask(cache, ticked, actor, at)

        self._desk.keep(work, self._asked)

    def _asked(self, refused: Refused | None) -> None:
        if refused is None:
            self._desk.sync_now()
            return
        self._say(Denied("require_second", refused))

    def _let_go(self) -> None:
        self.panel = None
