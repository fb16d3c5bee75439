"""The cards of the next records of a list, read while one is looked at: the next shows at once."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from ciie_admin.models import cards
from ciie_admin.models.cards import AnyCard, UnitCard
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.grouping import only_records
from ciie_admin.models.touched import Touched
from ciie_admin.views.desk import Desk
from ciie_admin.views.record_pane import RecordPane
from ciie_admin.wire.messages import SubjectKind

AHEAD = 20
BEHIND = 5
QUIET_MS = 20
"""What was asked for is painted first."""
AT_ONCE = 4
"""Cards of one question: what a person asks meanwhile waits for no more than these."""
Read = dict[int, AnyCard | None]


class CardsAhead(QTimer):
    """Begins anew whenever another record is looked at; what changes is dropped."""

    def __init__(self, desk: Desk, shown: RecordPane, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=QUIET_MS)
        self._desk = desk
        self._list = shown
        self._cards: dict[int, AnyCard] = {}
        self._round = 0
        self.timeout.connect(self._look)
        shown.current_changed.connect(lambda _number: self.start())
        desk.touched.connect(self._drop)

    def card(self, number: int) -> AnyCard | None:
        """As it stands now, if it has been read."""
        return self._cards.get(number)

    def _drop(self, changed: Touched) -> None:
        """Answers under way are of before the change, too."""
        self._round += 1
        kind = self._list.kind
        self._cards = {n: one for n, one in self._cards.items() if not concerns(one, kind, changed)}
        self.start()

    def _look(self) -> None:
        keys = self._list.model.keys
        here = self._list.row
        if here < 0:
            return
        near = keys[max(0, here - BEHIND) : here + 1 + AHEAD]
        self._cards = {n: self._cards[n] for n in near if n in self._cards}
        ahead = only_records(keys[here + 1 : here + 1 + AHEAD])
        wanted = [n for n in ahead if n not in self._cards][:AT_ONCE]
        if wanted:
            work = partial(_read, kind=self._list.kind, wanted=wanted)
            then = partial(self._store, self._round)
            self._desk.read(work, then, asker=self, key="cards", lane="ahead")

    def _store(self, asked: int, found: Read) -> None:
        if asked == self._round:
            self._cards |= {number: one for number, one in found.items() if one is not None}
            if all(found.values()):
                self.start()


def concerns(card: AnyCard, kind: SubjectKind, changed: Touched) -> bool:
    """Whether anything the card shows has changed: the record, its unit, its persons."""
    if changed.everything or card.row.id in changed.ids(kind):
        return True
    if isinstance(card, UnitCard):
        return any(one.id in changed.persons for one in card.persons)
    others = any(one.id in changed.persons for one in card.others)
    return others or card.person.unit_id in changed.units


def _read(db: Snapshot, kind: SubjectKind, wanted: list[int]) -> Read:
    return {number: cards.card(db, kind, number) for number in wanted}
