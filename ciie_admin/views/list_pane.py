"""The left pane of a review page: lanes, filters, the list itself, and its foot."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, Signal

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.grouping import Folded
from ciie_admin.models.queries import Query
from ciie_admin.views import columns, filters, listing
from ciie_admin.views.column_choice import ColumnChoice
from ciie_admin.views.components.grouped_table import GroupedTable
from ciie_admin.views.desk import Desk
from ciie_admin.views.grouping import Grouping
from ciie_admin.views.head_filters import HeadFilters
from ciie_admin.views.list_head import ListHead
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.record_list import RecordList
from ciie_admin.views.record_pane import RecordPane
from ciie_admin.views.steady import keep_in_place
from ciie_admin.wire.messages import SubjectKind

translate = QCoreApplication.translate


class ListPane(RecordPane):
    """Rows in columns; persons may stand under their units."""

    save_asked = Signal()

    def __init__(self, desk: Desk, pictures: Pictures, kind: SubjectKind) -> None:
        query = Query(kind=kind, lane=Lane.TO_REVIEW)
        said = translate("ListPane", "Units"), translate("ListPane", "Persons")
        title = said[0] if kind == "unit" else said[1]
        super().__init__(desk, query, ListHead(desk, query, title))
        self._pictures = pictures
        usual = columns.shown(self._fields(), ())
        row = "photo" if kind == "person" else "plain"
        self.table = GroupedTable([field.column for field in usual], title, row=row)
        self.model = RecordList(len(usual), columns.cells(usual), self._fetch, self)
        self.table.setModel(self.model)
        self.units = Grouping(self.table, self.model, desk, self._read_again)
        self.heads = HeadFilters(self.table, desk, self.ask)
        self.chooser = ColumnChoice(self.table, desk, kind, self._fields, self._show_columns)
        self.join(self.table, self.table, self.model)
        self._connect()

    def _connect(self) -> None:
        self.table.current_row_changed.connect(self._move)
        self.table.tick_asked.connect(self._tick)
        self.table.head_asked.connect(lambda key: self.ask(filters.sorted_by(self.query, key)))
        self.table.head_tick_asked.connect(self._tick_all_or_none)
        self.model.dataChanged.connect(self._paint_at_once)
        self._pictures.arrived.connect(self.table.viewport().update)

    # ---- rows under their units

    def records(self) -> Sequence[int]:
        return self.units.records()

    def _folded(self) -> Folded:
        return self.units.folded

    def _stays(self) -> bool:
        return self.units.groups is None

    def _prepare(self, got: listing.Opened) -> None:
        self.model.show_cells(columns.cells(self.chooser.shown()))
        self.units.groups = got.groups

    def _apply(self, got: listing.Renewed) -> None:
        apply = partial(self.model.apply, got.plan)
        self.units.apply(got.groups, lambda: keep_in_place(self.table, self.model, apply))

    def _paint_at_once(self, first: QModelIndex, last: QModelIndex) -> None:
        """A row read anew carries a verdict: it does not wait for the next card to be filled."""
        if first.row() == last.row():
            top, height = (
                self.table.rowViewportPosition(first.row()),
                self.table.rowHeight(first.row()),
            )
            view = self.table.viewport()
            view.repaint(0, top, view.width(), height)

    def place(self) -> tuple[int, int]:
        listed = self.units.records()
        if self.units.groups is None:
            return super().place()
        return (listed.index(self._current) + 1 if self._current in listed else 0), len(listed)

    def step(self, by: int) -> None:
        if self.model.keys:
            self.table.go_to(self.table.beyond_heads(self.table.current_row() + by, by))

    def _tick(self, row: int, extend: bool) -> None:
        number = self.model.keys[row]
        if number < 0:
            self.units.tick(-number)
        else:
            super()._tick(row, extend)

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
        super()._show_ticks()

    def _show_head(self) -> None:
        super()._show_head()
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
