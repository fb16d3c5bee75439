"""Before a batch is drafted: judged in a lane of reading, and shown where it needs a look."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.models.feasible import Feasible, feasible
from ciie_admin.models.judging import Choose
from ciie_admin.views.check_pane import CheckPane, Intent
from ciie_admin.views.desk import Desk
from ciie_admin.views.record_pane import RecordPane
from ciie_admin.wire.messages import DecidedKind

PATIENCE_MS = 1_000
"""Shorter waits say nothing."""
Go = Callable[[frozenset[int]], None]
"""Decide now. It is told which records were seen to be impossible."""


class Checking(QObject):
    """Friction grows with size: one record, or a few that all can be, go on by themselves.

    Whatever changes what is ticked, or leads elsewhere, puts the check away; nothing was kept.
    """

    abandoned = Signal()
    """Left without deciding."""
    record_asked = Signal(int)

    def __init__(self, desk: Desk, rows: RecordPane, card: QWidget, rail: QWidget) -> None:
        """`card` and `rail` make room for it; without a record the card stays away."""
        super().__init__(rows)
        self._desk, self._rows = desk, rows
        self._card, self._rail = card, rail
        self._number = 0
        self._waiting = False
        self._go: Go | None = None
        self._found: Feasible | None = None
        self._asked = 0
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_busy)
        self.pane = CheckPane(rows.kind, desk.language)
        self.pane.gone_on.connect(self.go_on)
        self.pane.left.connect(self.abandon)
        self.pane.record_asked.connect(self._open)
        for signal in (rows.current_changed, rows.ticks_changed, rows.opened):
            signal.connect(self.put_away)

    @property
    def is_open(self) -> bool:
        return not self.pane.isHidden()

    def ask(
        self,
        ids: Sequence[int],
        intent: Intent,
        choose: Choose,
        go: Go,
        of: DecidedKind | None = None,
    ) -> None:
        """Calls `go` at once, after the judgement, after a look, or never. `of`: what is decided
        on, if not the records of the list.
        """
        self.put_away()
        if len(ids) < 2:
            go(frozenset())
            return
        self._waiting, number = True, self._number
        kind, actor, wanted = of or self._rows.kind, self._desk.actor, tuple(ids)
        self._asked = len(wanted)
        self._patience.start()

        def show(found: Feasible) -> None:
            if number == self._number:
                self._show(found, intent, go)

        self._desk.read(
            lambda db: feasible(db, kind, wanted, choose, actor),
            show,
            asker=self,
            key="check",
            lane="whole",
        )

    def go_on(self) -> bool:
        """With those that can; False if nothing is being asked."""
        go, found = self._go, self._found
        if go is None or found is None:
            return False
        if found.able:
            unable = frozenset(n for one in found.obstacles for n in one.ids)
            self.put_away()
            self._rows.focus()
            go(unable)
        return True

    def abandon(self) -> bool:
        """Everything as it was; False if nothing is being judged or asked."""
        under_way = self._waiting or self.is_open
        self.put_away()
        if under_way:
            self.abandoned.emit()
            self._rows.focus()
        return under_way

    def put_away(self, *_changed: object) -> None:
        """What is still being judged is not heard either."""
        self._number += 1
        self._waiting, self._go, self._found = False, None, None
        self._patience.stop()
        if self.is_open:
            self.pane.hide()
            self._card.setVisible(bool(self._rows.current))
            self._rail.show()

    def _show(self, found: Feasible, intent: Intent, go: Go) -> None:
        if found.goes_without_asking:
            self.put_away()
            go(frozenset())
            return
        self._waiting = False
        self._patience.stop()
        self._go, self._found = go, found
        self._make_room()
        self.pane.show_found(found, intent)

    def _show_busy(self) -> None:
        """So many are judged that it is worth saying."""
        self._make_room()
        self.pane.show_busy(self._asked)

    def _make_room(self) -> None:
        self._card.hide()
        self._rail.hide()

    def _open(self, number: int) -> None:
        if self._rows.model.row_of(number) < 0:
            self.record_asked.emit(number)
        else:
            self.put_away()
            self._rows.go_to(number)
            self._rows.focus()
