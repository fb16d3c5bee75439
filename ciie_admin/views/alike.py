"""Side by side: a record and another that looks like it, over the card; one of them is acted on."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.domain.commands import Command, Duplicate, NotDuplicate
from ciie_admin.models import cards
from ciie_admin.models.cards import AnyCard, PersonCard, UnitCard
from ciie_admin.models.touched import Touched
from ciie_admin.views import alike_said
from ciie_admin.views.components.buttons import Button, IconButton
from ciie_admin.views.components.labels import fill, label, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.pair import PairTable
from ciie_admin.views.components.panes import Scroller, Section
from ciie_admin.views.desk import Desk
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.signs import ACTS, FINDINGS
from ciie_admin.wire.messages import SubjectKind

translate = QCoreApplication.translate
COMPARE = FINDINGS["duplicate"].icon
PAIR_ACTS = ("compare", "not_duplicate", "other_side")


class SideBySide(QWidget):
    """Stays with its record until it is closed or another record is shown."""

    opened = Signal()
    closed = Signal()
    side_changed = Signal()
    """Verdicts are meant for the other record now, or for this one again."""

    def __init__(
        self, desk: Desk, pictures: Pictures, kind: SubjectKind, keys: dict[str, str]
    ) -> None:
        """`keys` are the caps of the actions `compare`, `not_duplicate` and `other_side`."""
        super().__init__()
        self._desk = desk
        self._pictures = pictures
        self._kind: SubjectKind = kind
        self._mine: AnyCard | None = None
        self._other: AnyCard | None = None
        self._place = 0
        self.side = 0
        self.title = label("", bold=True)
        self.table = PairTable()
        self.nowhere = Callout()
        self.apart = Button("", caps=(keys["not_duplicate"],), height=28)
        self.swap = Button(translate("Alike", "Other side"), "quiet", caps=(keys["other_side"],))
        self.next = Button("", "quiet", caps=(keys["compare"],))
        self.button = Button(
            translate("Alike", "Compare"), "link", icon=COMPARE, caps=(keys["compare"],), height=24
        )
        """For the card: there only where something looks like it."""
        self._lay_out()
        self.table.chosen.connect(self._choose)
        pictures.arrived.connect(self._show)
        self.hide()

    def _lay_out(self) -> None:
        close = IconButton(ACTS["close"], translate("Alike", "Close") + " · Esc")
        close.clicked.connect(self.close_it)
        self.swap.clicked.connect(lambda: self._choose(1 - self.side))
        self.next.clicked.connect(self.step)
        bar = row_of(self.title, None, close, gap=4, margins=(16, 4, 12, 0))
        acts = row_of(self.apart, self.swap, self.next, None, gap=4, margins=(16, 0, 12, 8))
        self._elsewhere = Section(self.nowhere, line=False)
        body = Scroller(self._elsewhere, Section(self.table, line=False))
        fill(QVBoxLayout(self), (bar, acts, body), 0, (0, 0, 0, 0))

    # ---- what is laid side by side

    @property
    def is_open(self) -> bool:
        return self._mine is not None

    def open_it(self, card: AnyCard | None) -> None:
        """Once more: the next record that looks like it; after the last it closes."""
        if self.is_open:
            self.step()
        elif card is not None and alike_said.is_doubtful(card):
            self._mine, self._place, self.side = card, 0, 0
            self._read()
            self.opened.emit()

    def step(self) -> None:
        self._place += 1
        if self._mine is None or self._place >= len(alike_said.others(self._mine)):
            self.close_it()
        else:
            self.side = 0
            self._read()
            self.side_changed.emit()

    def close_it(self) -> bool:
        """False if nothing was open."""
        was = self.is_open
        if was:
            self._mine = self._other = None
            self.side = 0
            self.closed.emit()
        return was

    def follow(self, card: AnyCard | None) -> AnyCard | None:
        """The record in front is shown anew, or another is; returns the card that is acted on."""
        self.button.setVisible(card is not None and alike_said.is_doubtful(card))
        if self._mine is None:
            return card
        if card is None or card.row.id != self._mine.row.id:
            self.close_it()
            return card
        self._mine = card
        self._read()
        return self.card

    def concerns(self, changed: Touched) -> bool:
        return self._other is not None and self._other.row.id in changed.ids(self._kind)

    @property
    def card(self) -> AnyCard | None:
        """Of the record that is acted on."""
        return self._other if self.side else self._mine

    @property
    def chosen(self) -> list[int]:
        """Its id; nothing while nothing is open."""
        card = self.card if self.is_open else None
        return [card.row.id] if card is not None else []

    def command(self) -> Command | None:
        """What the button says of the pair; None while there is nothing to say."""
        if self._mine is None or self._other is None or not self.apart.isEnabled():
            return None
        pair = [self._other.row.id, self._mine.row.id]
        apart = alike_said.is_apart(self._mine, self._other.row.id)
        return Duplicate(other=pair[self.side]) if apart else NotDuplicate(other=pair[self.side])

    def _read(self) -> None:
        known = alike_said.others(self._mine) if self._mine is not None else ()
        if self._place >= len(known):
            self._take(None)
            return
        work = partial(cards.card, kind=self._kind, number=known[self._place])
        self._desk.read(work, self._take, asker=self, key="alike")

    def _take(self, other: AnyCard | None) -> None:
        changed = _number(other) != _number(self._other)
        self._other = other
        self._show()
        if changed or self.side:
            self.side_changed.emit()

    def _choose(self, side: int) -> None:
        if self._other is not None:
            self.side = side
            self.table.choose(side)
            self.side_changed.emit()

    # ---- showing

    def _show(self) -> None:
        mine, other, on = self._mine, self._other, self._desk.ground
        if mine is None or on is None:
            return
        language = self._desk.language
        record = mine.unit if isinstance(mine, UnitCard) else mine.person
        self.title.setText(alike_said.same(record.findings, language))
        for widget in (self.table, self.apart, self.swap):
            widget.setVisible(other is not None)
        self._elsewhere.setVisible(other is None)
        self._show_next(len(alike_said.others(mine)))
        if other is None:
            self._show_nowhere()
            return
        self.table.set_heads(
            *(alike_said.head(one, on, language, self._photo(one)) for one in (mine, other))
        )
        self.table.choose(self.side)
        self.table.set_rows(alike_said.rows(mine, other, on, language))
        self._show_apart(mine, other)

    def _show_apart(self, mine: AnyCard, other: AnyCard) -> None:
        said = translate("Alike", "Not a duplicate")
        if alike_said.is_apart(mine, other.row.id):
            self.title.setText(translate("Alike", "Found to be two different ones"))
            said = translate("Alike", "May be one after all")
        self.apart.show_text(said)
        waits = [one for card in (mine, other) for one in card.own if _is_of_pair(one.wish.command)]
        self.apart.allow(not waits, translate("Alike", "On its way to the server."))

    def _show_next(self, number: int) -> None:
        self.next.show_text(f"{self._place + 1} / {number}")
        self.next.setVisible(number > 1)

    def _show_nowhere(self) -> None:
        title = translate("Alike", "Already registered in another unit or mission")
        text = translate(
            "Alike",
            "That record is out of your sight. Ask the unit or the organiser which one is to stay.",
        )
        self.nowhere.show_words(title, text)

    def _photo(self, card: AnyCard) -> QPixmap | None:
        return self._pictures.thumb(card.person.photo) if isinstance(card, PersonCard) else None


def _number(card: AnyCard | None) -> int:
    return card.row.id if card is not None else 0


def _is_of_pair(command: Command) -> bool:
    return isinstance(command, NotDuplicate | Duplicate)
