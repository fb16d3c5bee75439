"""The left pane of a review page: lanes, filters, the list itself, and its foot."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Query
from ciie_admin.models.touched import Touched
from ciie_admin.views import columns, filters, listing
from ciie_admin.views.column_choice import ColumnChoice
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.grouped_table import GroupedTable
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.notices import EmptyState
from ciie_admin.views.components.panes import Pane
from ciie_admin.views.desk import Desk
from ciie_admin.views.grouping import Grouping
from ciie_admin.views.head_filters import HeadFilters
from ciie_admin.views.list_head import ListHead
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.record_list import RecordList
from ciie_admin.views.steady import keep_in_place
from ciie_admin.views.whereabouts import Spot
from ciie_admin.wire.messages import SubjectKind


class ListPane(Pane):
    """Keeps one Query. A row drafted here stays until the list is opened or filtered anew."""

    current_changed = Signal(int)
    """Id of the current record, 0 without one."""
    ticks_changed = Signal()
    opened = Signal()
    save_asked = Signal()
    filter_asked = Signal()
    """Somebody wants to change the filter as text."""

    def __init__(self, desk: Desk, pictures: Pictures, kind: SubjectKind) -> None:
        super().__init__(least=480)
        self._desk = desk
        self.kind: SubjectKind = kind
        self.query = Query(kind=kind, lane=Lane.TO_REVIEW)
        self._kept: set[int] = set()
        self._resumed: frozenset[int] = frozenset()
        self._opening = False
        self._anchor = 0
        self._current = 0
        title = self.tr("Units") if kind == "unit" else self.tr("Persons")
        self.top = ListHead(desk, self.query, title, self)
        self._pictures = pictures
        usual = columns.shown(self._fields(), ())
        row = "photo" if kind == "person" else "plain"
        self.table = GroupedTable([field.column for field in usual], title, row=row)
        self.model = RecordList(len(usual), columns.cells(usual), self._fetch, self)
        self.table.setModel(self.model)
        self.units = Grouping(self.table, self.model, desk, self._read_again)
        self.heads = HeadFilters(self.table, desk, self.ask)
        self.chooser = ColumnChoice(self.table, desk, kind, self._fields, self._show_columns)
        self.foot = FootBar()
        self.empty = EmptyState()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        fill(self.column, (self.top.head, self.top.bar, self._stack, self.foot), 0, (0, 0, 0, 0))
        self.column.setStretch(2, 1)

    def _connect(self) -> None:
        self.top.asked.connect(self.ask)
        self.top.text_asked.connect(self.filter_asked)
        self.table.current_row_changed.connect(self._move)
        self.table.tick_asked.connect(self._tick)
        self.table.head_asked.connect(lambda key: self.ask(filters.sorted_by(self.query, key)))
        self.table.head_tick_asked.connect(self._tick_all_or_none)
        self.model.ticked_changed.connect(self._show_ticks)
        self.model.dataChanged.connect(self._paint_at_once)
        self._pictures.arrived.connect(self.table.viewport().update)
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
        work = listing.opening(query, kept, self.units.folded)
        self._desk.read(work, self._open, asker=self, key="list", lane="whole")
        self.top.count()

    def _open(self, got: listing.Opened) -> None:
        self._opening = False
        self.model.show_cells(columns.cells(self.chooser.shown()))
        self.units.groups = got.groups
        self.model.reset(got.keys)
        self.model.tick(self._resumed & set(self.units.records()), True)
        self._resumed = frozenset()
        place = self.model.row_of(self._current)
        self._stack.setCurrentWidget(self.table if got.keys else self.empty)
        self._current = 0
        if got.keys:
            self.table.go_to(max(place, 0))
            self._move(self.table.current_row())
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
        elif changed.own and mine <= self._kept and self.units.groups is None:
            self.top.count_soon()  # no row comes, goes or moves
        else:
            self._read_again()

    def _read_again(self) -> None:
        old, kept = self.model.keys[:], frozenset(self._kept)
        work = listing.renewal(self.query, old, kept, self.units.folded)
        self._desk.read(work, self._renew, asker=self, key="list", lane="whole")
        self.top.count()

    def _renew(self, got: listing.Renewed) -> None:
        apply = partial(self.model.apply, got.plan)
        self.units.apply(got.groups, lambda: keep_in_place(self.table, self.model, apply))
        self._stack.setCurrentWidget(self.table if self.model.keys else self.empty)
        if self.model.keys and self.table.current_row() < 0:
            self.table.go_to(0)
        self._move(self.table.current_row())

    def keep(self, ids: Sequence[int]) -> None:
        """These were decided here: they keep their place although their lane has changed."""
        self._kept |= set(ids)

    def _fetch(self, ids: Sequence[int]) -> None:
        work = partial(listing.read_rows, kind=self.kind, keys=ids)
        self._desk.read(work, self.model.store, asker=self)

    def _paint_at_once(self, first: QModelIndex, last: QModelIndex) -> None:
        """A row read anew carries a verdict: it does not wait for the next card to be filled."""
        if first.row() == last.row():
            top, height = (
                self.table.rowViewportPosition(first.row()),
                self.table.rowHeight(first.row()),
            )
            view = self.table.viewport()
            view.repaint(0, top, view.width(), height)

    # ---- moving and ticking

    @property
    def current(self) -> int:
        return self._current

    @property
    def row(self) -> int:
        """Of the current record, or -1; no search through the list."""
        row, keys = self.table.current_row(), self.model.keys
        return row if 0 <= row < len(keys) and keys[row] == self._current else -1

    def place(self) -> tuple[int, int]:
        """Of the current record among all records of the list, from 1 (0: not in it)."""
        listed = self.units.records()
        if self.units.groups is None:
            return self.row + 1, len(listed)
        return (listed.index(self._current) + 1 if self._current in listed else 0), len(listed)

    def go_to(self, number: int) -> None:
        row = self.model.row_of(number)
        if row >= 0:
            self.table.go_to(row)

    def step(self, by: int) -> None:
        if self.model.keys:
            self.table.go_to(self.table.beyond_heads(self.table.current_row() + by, by))

    def next_undecided(self) -> None:
        """The next row without a draft or operation, as far as rows are read; else one on."""
        start = self.table.current_row() + 1
        for row in range(start, min(start + 200, len(self.model.keys))):
            key = self.model.keys[row]
            known = self.model.known(key)
            if key > 0 and (known is None or known.stage is None):
                self.table.go_to(row)
                return
        self.step(1)

    def chosen(self) -> list[int]:
        """The ticked records in the list's order, else the current one."""
        if self.model.ticked:
            return [n for n in self.units.records() if n in self.model.ticked]
        return [self._current] if self._current else []

    def tick_current(self) -> None:
        if self._current:
            self.model.tick([self._current], self._current not in self.model.ticked)

    def tick_everything(self) -> None:
        self.model.tick(self.units.records(), True)

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
        if number < 0:
            self.units.tick(-number)
            return
        rows = [row]
        if extend:
            here = max(self.model.row_of(self._anchor), 0)
            rows = list(range(min(row, here), max(row, here) + 1))
        self._anchor = number
        self.model.tick([self.model.keys[r] for r in rows], number not in self.model.ticked)

    def _tick_all_or_none(self) -> None:
        if self.model.ticked:
            self.untick()
        else:
            self.tick_everything()

    # ---- showing

    def _show_ticks(self) -> None:
        some, everything = len(self.model.ticked), len(self.units.records())
        all_of = some == everything and some > 0
        self.table.set_head_tick("all" if all_of else "some" if some else "none")
        self.ticks_changed.emit()

    def _show_head(self) -> None:
        self.top.show(self.query)
        self.heads.show(self.query)

    def _fields(self) -> tuple[columns.Field, ...]:
        """All there are; what was searched for is marked in them."""
        found = self.query.text.strip()
        if self.kind == "unit":
            return columns.unit_fields(self._desk, found)
        return columns.person_fields(self._desk, self._pictures, found)

    def _show_columns(self) -> None:
        """Others were chosen: the same list, the same place in it."""
        fields = self.chooser.shown()
        self.model.show_columns(len(fields), columns.cells(fields))
        self.chooser.lay_out(fields)
        row = self.model.row_of(self._current)
        if row >= 0:
            self.table.go_to(row)


ListOf = Callable[[SubjectKind], ListPane]
"""Makes a list when it is first asked for."""
