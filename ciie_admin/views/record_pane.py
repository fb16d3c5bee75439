"""A list of records however they are shown: one Query, ids first, ticks, a current one, a foot.

RecordPane keeps the question, what was decided here, and where one is; `ListPane` shows rows,
`BenchList` faces. What shows them is a View.
"""

from array import array
from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ciie_admin.models.grouping import Folded
from ciie_admin.models.queries import Query
from ciie_admin.models.touched import Touched
from ciie_admin.views import listing
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.notices import EmptyState
from ciie_admin.views.components.panes import Pane
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_head import ListHead
from ciie_admin.views.record_list import RecordList
from ciie_admin.views.whereabouts import Spot
from ciie_admin.wire.messages import SubjectKind

LEAST = 480
"""px wide."""


class View(Protocol):
    """What shows the records: a table, a sheet of faces."""

    def currentIndex(self) -> QModelIndex: ...
    def go_to(self, row: int, /) -> None: ...
    def setFocus(self, reason: Qt.FocusReason, /) -> None: ...
    def viewport(self) -> QWidget: ...


class RecordPane(Pane):
    """Keeps one Query. A record drafted here stays until the list is opened or filtered anew."""

    current_changed = Signal(int)
    """Id of the current record, 0 without one."""
    ticks_changed = Signal()
    opened = Signal()
    filter_asked = Signal()
    """Somebody wants to change the filter as text."""

    def __init__(self, desk: Desk, query: Query, top: ListHead) -> None:
        super().__init__(least=LEAST)
        self._desk = desk
        self.kind: SubjectKind = query.kind
        self.query = query
        self._kept: set[int] = set()
        self._resumed: frozenset[int] = frozenset()
        self._opening = False
        self._anchor = 0
        self._current = 0
        self.top = top
        self.top.setParent(self)
        self.foot = FootBar()
        self.empty = EmptyState()

    def join(self, view: View, shown: QWidget, model: RecordList) -> None:
        """`shown` is the view as a widget. Whoever joins them tells `_move` where one has gone."""
        self.view, self._shown, self.model = view, shown, model
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)
        fill(self.column, (self.top.head, self.top.bar, self._stack, self.foot), 0, (0, 0, 0, 0))
        self.column.setStretch(2, 1)
        self.top.asked.connect(self.ask)
        self.top.text_asked.connect(self.filter_asked)
        model.ticked_changed.connect(self._show_ticks)
        self._desk.touched.connect(self._look_again)
        self._desk.grounded.connect(self._ask_again)

    # ---- asking

    def ask(self, query: Query) -> None:
        """Open another list: drafted rows of the old one are let go."""
        self._begin(query, frozenset())

    def spot(self) -> Spot:
        """What `resume` needs to come back here."""
        kept, ticked = frozenset(self._kept), frozenset(self.model.ticked)
        return Spot(self.query, self._current, kept, ticked)

    def resume(self, spot: Spot) -> None:
        """Open the list of another window of the same desk as it stood there."""
        self._current, self._resumed = spot.current, spot.ticked
        self._begin(spot.query, spot.kept)

    def _ask_again(self) -> None:
        """Names and places may read otherwise; what was decided, ticked or in front stays."""
        if self._opening or not self.model.keys:
            self._begin(self.query, frozenset(self._kept))
        else:
            self._show_head()
            self._read_again()

    def _begin(self, query: Query, kept: frozenset[int]) -> None:
        self.query, self._kept, self._opening = query, set(kept), True
        self._show_head()
        work = listing.opening(query, kept, self._folded())
        self._desk.read(work, self._open, asker=self, key="list", lane="whole")
        self.top.count()

    def _open(self, got: listing.Opened) -> None:
        self._opening = False
        self._prepare(got)
        self.model.reset(got.keys)
        self.model.tick(self._resumed & set(self.records()), True)
        self._resumed = frozenset()
        place = self.model.row_of(self._current)
        self._stack.setCurrentWidget(self._shown if got.keys else self.empty)
        self._current = 0
        if got.keys:
            self.view.go_to(max(place, 0))
            self._move(self.view.currentIndex().row())
        else:
            self.current_changed.emit(0)
        self.opened.emit()

    def _look_again(self, changed: Touched) -> None:
        mine = changed.ids(self.kind)
        if changed.everything:
            self.model.forget()
        elif mine or (self.kind == "person" and changed.units):
            self.model.forget((*mine, *(-unit for unit in changed.units)))
        else:
            return
        if self._opening:  # the answer under way is of before
            self._begin(self.query, frozenset(self._kept))
            return
        if changed.everything and not self.model.keys:
            self.ask(self.query)
        elif changed.own and mine <= self._kept and self._stays():
            self.top.count_soon()  # no row comes, goes or moves
        else:
            self._read_again()

    def _read_again(self) -> None:
        old, kept = self.model.keys[:], frozenset(self._kept)
        work = listing.renewal(self.query, old, kept, self._folded())
        then = partial(self._renew, old, kept)
        self._desk.read(work, then, asker=self, key="list", lane="whole")
        self.top.count()

    def _renew(self, old: "array[int]", kept: frozenset[int], got: listing.Renewed) -> None:
        """The plan leads on from `old`, and knows nothing of what was decided here meanwhile."""
        lost = (self._kept - kept).intersection(got.plan.gone)
        if lost or old != self.model.keys:
            self._read_again()
            return
        self._apply(got)
        self._stack.setCurrentWidget(self._shown if self.model.keys else self.empty)
        if self.model.keys and self.view.currentIndex().row() < 0:
            self.view.go_to(0)
        self._move(self.view.currentIndex().row())

    def keep(self, ids: Sequence[int]) -> None:
        """These were decided here: they keep their place although their lane has changed."""
        self._kept |= set(ids)

    def _fetch(self, ids: Sequence[int]) -> None:
        work = partial(listing.read_rows, kind=self.kind, keys=ids)
        self._desk.read(work, self.model.store, asker=self)

    # ---- what a kind of list does otherwise

    def records(self) -> Sequence[int]:
        """All records of the list in its order."""
        return self.model.keys

    def _folded(self) -> Folded:
        return Folded()

    def _stays(self) -> bool:
        """Whether a record decided here keeps its place."""
        return True

    def _prepare(self, got: listing.Opened) -> None:
        """Before the rows of another question are put in."""

    def _apply(self, got: listing.Renewed) -> None:
        self.model.apply(got.plan)

    # ---- moving and ticking

    @property
    def current(self) -> int:
        return self._current

    @property
    def row(self) -> int:
        """Of the current record, or -1; no search through the list."""
        row, keys = self.view.currentIndex().row(), self.model.keys
        return row if 0 <= row < len(keys) and keys[row] == self._current else -1

    def place(self) -> tuple[int, int]:
        """Of the current record among all records of the list, from 1 (0: not in it)."""
        return self.row + 1, len(self.model.keys)

    def lead_to(self, number: int) -> None:
        """There, and it stays: what is news of a record may be why it leaves this very list."""
        self.keep([number])
        self.go_to(number)
        if self._opening:  # the answer under way would be without it
            self._begin(self.query, frozenset(self._kept))

    def go_to(self, number: int) -> None:
        row = self.model.row_of(number)
        if row >= 0:
            self.view.go_to(row)

    def focus(self) -> None:
        """The keyboard goes to the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        if self.model.keys:
            last = len(self.model.keys) - 1
            self.view.go_to(min(max(self.view.currentIndex().row() + by, 0), last))

    def next_undecided(self) -> None:
        """The next row without a draft or operation, as far as rows are read; else one on."""
        start = self.view.currentIndex().row() + 1
        for row in range(start, min(start + 200, len(self.model.keys))):
            key = self.model.keys[row]
            if key > 0 and self._is_undecided(self.model.known(key)):
                self.view.go_to(row)
                return
        self.step(1)

    def _is_undecided(self, known: Any) -> bool:
        return known is None or known.stage is None

    def chosen(self) -> list[int]:
        """The ticked records in the list's order, else the current one."""
        if self.model.ticked:
            return [n for n in self.records() if n in self.model.ticked]
        return [self._current] if self._current else []

    def tick_current(self) -> None:
        if self._current:
            self.model.tick([self._current], self._current not in self.model.ticked)

    def tick_everything(self) -> None:
        self.model.tick(self.records(), True)

    def untick(self) -> None:
        self.model.tick(list(self.model.ticked), False)

    def _move(self, row: int) -> None:
        keys = self.model.keys
        number = max(keys[row], 0) if 0 <= row < len(keys) else 0
        self._anchor = number
        if number != self._current:
            self._current = number
            self.current_changed.emit(number)

    def _tick(self, row: int, extend: bool) -> None:
        number = self.model.keys[row]
        rows = [row]
        if extend:
            here = max(self.model.row_of(self._anchor), 0)
            rows = list(range(min(row, here), max(row, here) + 1))
        self._anchor = number
        self.model.tick([self.model.keys[r] for r in rows], number not in self.model.ticked)

    # ---- showing

    def _show_ticks(self) -> None:
        self.ticks_changed.emit()

    def _show_head(self) -> None:
        self.top.show(self.query)
