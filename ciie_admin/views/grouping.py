"""Persons under their units: what stands in the rows, folding, ticking a whole unit."""

from array import array
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ciie_admin.models.grouping import Folded, Groups
from ciie_admin.models.reading import UnitRow
from ciie_admin.views import speech
from ciie_admin.views.cells import UnitHeadCell
from ciie_admin.views.components.grouped_table import GroupedTable
from ciie_admin.views.desk import Desk
from ciie_admin.views.record_list import RecordList
from ciie_admin.views.text import grouped


class Grouping(QObject):
    """Of one list; without groups every row is a record."""

    def __init__(
        self, table: GroupedTable, model: RecordList, desk: Desk, again: Callable[[], None]
    ) -> None:
        """`again` reads the list anew."""
        super().__init__(table)
        self._table, self._model, self._desk, self._again = table, model, desk, again
        self.groups: Groups | None = None
        self.folded = Folded()
        model.head = self._cell
        table.fold_asked.connect(lambda row: self.turn(-model.keys[row]))

    def apply(self, groups: Groups | None, change: Callable[[], None]) -> None:
        """The list as it stands now, by `change`: who is folded away keeps the tick."""
        unit, ticked = self.unit_here(), frozenset(self._model.ticked)
        self.groups = groups
        change()
        if groups is not None:
            self._model.tick(ticked & set(groups.records), True)
            head = self._model.row_of(-unit)
            if head >= 0 and self.unit_here() != unit:
                self._table.go_to(head)

    def records(self) -> "array[int]":
        """All records of the list in its order, folded or not."""
        return self._model.keys if self.groups is None else self.groups.records

    def unit_here(self) -> int:
        """The unit of the current row, 0 without groups."""
        row = self._table.current_row()
        if self.groups is None or not 0 <= row < len(self._model.keys):
            return 0
        while row > 0 and self._model.keys[row] > 0:
            row -= 1
        return -self._model.keys[row]

    def turn(self, unit: int) -> None:
        """Fold or unfold one unit; the keyboard goes to its head, or to its first person."""
        row = self._model.row_of(-unit)
        if self.groups is None or row < 0:
            return
        inside = self.groups.of(unit)
        closing = not self.folded.has(unit)
        was_inside = self.unit_here() == unit
        self.folded = self.folded.turned(unit)
        if closing:
            self._model.cut(row + 1, len(inside))
        else:
            self._model.paste(row + 1, inside)
        if was_inside:
            self._table.go_to(row)
        self._table.viewport().update()

    def turn_all(self) -> None:
        """Only the heads, or everything again."""
        if self.groups is None:
            return
        some_open = any(not self.folded.has(unit) for unit in self.groups.units)
        self.folded = Folded(but=some_open)
        self._again()

    def tick(self, unit: int) -> None:
        """All of the unit's persons in this list; none, if all are ticked."""
        if self.groups is not None and unit:
            inside = self.groups.of(unit)
            self._model.tick(inside, not self._model.ticked.issuperset(inside))

    def _cell(self, key: int, row: Any) -> UnitHeadCell:
        unit = -key
        inside = self.groups.of(unit) if self.groups is not None else array("q")
        some = sum(number in self._model.ticked for number in inside)
        count = len(inside)
        number = self.tr("{0} persons", "", count).format(grouped(count))
        chip = None
        if isinstance(row, UnitRow):
            chip = speech.state_chip(row.review, row.lane, row.stage, self._desk.language)
        return UnitHeadCell(
            text=row.name if isinstance(row, UnitRow) else "",
            note=number,
            chip=chip,
            unfolded=not self.folded.has(unit),
            ticked="none" if not some else "all" if some == len(inside) else "some",
            fold_word=self.tr("folded") if self.folded.has(unit) else "",
        )
