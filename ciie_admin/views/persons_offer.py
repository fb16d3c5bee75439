"""After a unit was passed: a quiet offer to pass its waiting persons too. Nothing has to answer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.models import partial
from ciie_admin.models.partial import Followers
from ciie_admin.models.releasing import Undone
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import fill, hairline, label
from ciie_admin.views.components.panes import Section
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import VERDICTS
from ciie_admin.views.text import grouped


class PersonsOffer(QWidget):
    """Names the unit it is about: the list has gone on to the next one meanwhile."""

    asked = Signal()

    def __init__(self, desk: Desk, caps: tuple[str, ...]) -> None:
        super().__init__()
        self._desk = desk
        self._persons: tuple[int, ...] = ()
        self._away = False
        self._said = label("", "caption", hue="text2", wrap=True)
        sign = VERDICTS["pass"]
        self.button = Button("", icon=sign.icon, hue=sign.hue, caps=caps, spread=True)
        self.button.clicked.connect(self.asked)
        parts = (hairline(), Section(self._said, self.button, gap=6, line=False))
        fill(QVBoxLayout(self), parts, 0, (0, 0, 0, 0))
        desk.undone.connect(self._undone)
        self.hide()

    def ask(self, units: Sequence[int]) -> None:
        """Look whether persons of these units wait; the line comes only if some do."""
        wanted, actor = tuple(units), self._desk.actor
        self._desk.read(
            lambda db: partial.to_pass(db, wanted, actor), self._show, asker=self, key="offer"
        )

    def take(self) -> tuple[int, ...]:
        """The persons offered; the offer is gone."""
        taken = self._persons
        self.put_down()
        return taken

    def put_down(self) -> bool:
        """False if nothing was offered."""
        was = bool(self._persons)
        self._persons = ()
        self.hide()
        return was

    def _show(self, found: Followers) -> None:
        self._persons = found.persons
        number = len(found.persons)
        whose = found.unit or self.tr("The units just passed")
        said = self.tr("{0}: {1} persons to review", "", number)
        self._said.setText(said.format(whose, grouped(number)))
        act = self.tr("Pass {0} persons too", "", number)
        self.button.show_text(act.format(grouped(number)))
        self._settle()

    def stand_back(self, away: bool) -> None:
        """While reasons are chosen, the message they make has the room."""
        self._away = away
        self._settle()

    def _settle(self) -> None:
        self.setVisible(bool(self._persons) and not self._away)

    def _undone(self, _undone: Undone) -> None:
        self.put_down()
