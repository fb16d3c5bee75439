"""Which columns a list shows, in which order: chosen by a person, kept with the drafts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent

from ciie_admin.models import marks, opening
from ciie_admin.models.engine import Cache, Snapshot
from ciie_admin.models.marks import Named
from ciie_admin.views import mark_columns
from ciie_admin.views.columns import ALWAYS, Field, shown
from ciie_admin.views.components.floating import WIDTH
from ciie_admin.views.components.row_head import Column, RowHead
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tick_list import TickRow
from ciie_admin.views.components.tick_panel import TickPanel
from ciie_admin.views.desk import Desk
from ciie_admin.wire.messages import SubjectKind

translate = QCoreApplication.translate
LEAST_DRAGGED = 24
LEAST, WIDE = 60, 140
"""px of the column that stretches: below the one the list scrolls sideways and it has the other."""


class ColumnChoice(QObject):
    """The panel of a list's columns; `show` is called whenever they change."""

    def __init__(
        self,
        table: RowTable,
        desk: Desk,
        kind: SubjectKind,
        fields: Callable[[], Sequence[Field]],
        show: Callable[[], None],
    ) -> None:
        super().__init__(table)
        self._table, self._desk, self._fields, self._show = table, desk, fields, show
        self._name, self._kind = f"columns:{kind}", kind
        self.chosen: tuple[str, ...] = ()
        self._marks: tuple[Named, ...] = ()
        self.panel: TickPanel | None = None
        self._head = cast(RowHead, table.horizontalHeader())
        self._head.columns_asked.connect(self.open_at)
        self._head.draggable = True
        self._head.dragged.connect(self._drag)
        self._widths: dict[str, int] = {}
        self._columns: Sequence[Column] = [field.column for field in self.shown()]
        self._tight = False
        desk.touched.connect(self._look_for_marks)
        self._look_for_marks()
        table.viewport().installEventFilter(self)
        desk.read(self._kept, self._take, asker=self)
        desk.read(self._kept_widths, self._take_widths, asker=self)

    def _kept(self, db: Snapshot) -> tuple[str, ...]:
        """Empty for the usual ones, also where what was kept makes no sense."""
        try:
            found = json.loads(opening.preference(db, self._name) or "[]")
        except ValueError:
            return ()
        return tuple(map(str, found)) if isinstance(found, list) else ()

    def _take(self, keys: tuple[str, ...]) -> None:
        if keys != self.chosen:
            self.chosen = keys
            self._show()

    def _kept_widths(self, db: Snapshot) -> dict[str, int]:
        try:
            found = json.loads(opening.preference(db, f"widths:{self._kind}") or "{}")
        except ValueError:
            return {}
        kept = found.items() if isinstance(found, dict) else ()
        return {str(key): px for key, px in kept if isinstance(px, int) and px >= LEAST_DRAGGED}

    def _take_widths(self, widths: dict[str, int]) -> None:
        if widths:
            self._widths = widths
            self._show()

    def _drag(self, key: str, px: int) -> None:
        """Of a whole section: without its gap, and its padding if it is the last."""
        sizes, last = self._table.sizes, self._columns[-1].key
        width = max(px - (sizes.pad if key == last else sizes.gap), LEAST_DRAGGED)
        self._keep_widths({**self._widths, key: width})

    def _keep_widths(self, widths: dict[str, int]) -> None:
        self._widths = widths
        self._show()
        said = json.dumps(widths)
        name = f"widths:{self._kind}"
        self._desk.keep(lambda cache: _keep(cache, name, said), lambda _nothing: None)

    def shown(self) -> tuple[Field, ...]:
        return shown(self.fields(), self.chosen)

    def fields(self) -> tuple[Field, ...]:
        """All there are: the list's own, and those a person made."""
        return mark_columns.joined(self._fields(), self._marks)

    def _look_for_marks(self, _changed: object = None) -> None:
        self._desk.read(marks.names, self._take_marks, asker=self, key="marks", lane="whole")

    def _take_marks(self, found: tuple[Named, ...]) -> None:
        before, self._marks = self.fields(), found
        if [one.column for one in before] != [one.column for one in self.fields()]:
            self._show()

    def lay_out(self, fields: Sequence[Field]) -> None:
        """Tell the table its columns, once the model has as many."""
        self._columns = [self._as_dragged(field.column) for field in fields]
        self._fit(self._table.viewport().width())
        self._set_columns()

    def _as_dragged(self, column: Column) -> Column:
        """A compact window that hides a column hides it however wide it was made."""
        width = self._widths.get(column.key)
        if width is None or column.stretch:
            return column
        return replace(column, width=width, compact=0 if column.compact == 0 else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._fit(event.size().width())
        return super().eventFilter(watched, event)

    def _fit(self, width: int) -> None:
        """Where they have no room the list scrolls sideways instead of hiding the wide column."""
        sizes = self._table.sizes
        fixed = [c.width_for(sizes) for c in self._columns if not c.stretch]
        needed = sum(one + sizes.gap for one in fixed if one) + 2 * sizes.pad + LEAST
        if (needed > width) != self._tight:
            self._tight = needed > width
            self._set_columns()

    def _set_columns(self) -> None:
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAsNeeded if self._tight else policy.ScrollBarAlwaysOff
        self._table.setHorizontalScrollBarPolicy(bar)
        fixed = [
            replace(one, stretch=False, width=WIDE, compact=None)
            if one.stretch and self._tight
            else one
            for one in self._columns
        ]
        self._table.set_columns(fixed)

    def open(self) -> None:
        right = self._head.width() - WIDTH
        self.open_at(self._head.mapToGlobal(QPoint(right, self._head.height())))

    def open_at(self, at: QPoint) -> None:
        title = translate("Columns", "Columns")
        hint = translate("Columns", "Alt+Up and Alt+Down move a column.")
        panel = TickPanel(self._table.window(), title, self._rows(), ordered=True, note=hint)
        panel.add_end(translate("Columns", "Up"), lambda: panel.list.move_current(-1))
        panel.add_end(translate("Columns", "Down"), lambda: panel.list.move_current(1))
        panel.add_end(translate("Columns", "Reset"), lambda: self._reset(panel))
        panel.chosen.connect(self._choose)
        self.panel = panel
        panel.closed.connect(self._let_go)
        panel.open_at(at)

    def _let_go(self) -> None:
        self.panel = None

    def _rows(self, chosen: tuple[str, ...] | None = None) -> list[TickRow]:
        """What is shown first, in its order, then the rest."""
        fields = self.fields()
        first = shown(fields, self.chosen if chosen is None else chosen)
        keys = [field.column.key for field in first]
        rest = [field for field in fields if field.column.key not in keys]
        return [
            TickRow(field.column.key, field.column.title, ticked=field.column.key in keys)
            for field in (*first, *rest)
            if field.column.key not in ALWAYS
        ]

    def _choose(self, keys: tuple[str, ...]) -> None:
        usual = tuple(row.key for row in self._rows(()) if row.ticked)
        wanted = () if keys == usual else keys
        self._take(wanted)
        said = json.dumps(wanted)
        self._desk.keep(lambda cache: _keep(cache, self._name, said), lambda _nothing: None)

    def _reset(self, panel: TickPanel) -> None:
        """The usual columns, once they are applied, in their usual widths at once."""
        panel.list.show_rows(self._rows(()))
        if self._widths:
            self._keep_widths({})


def _keep(cache: Cache, name: str, said: str) -> None:
    with cache.write() as db:
        opening.set_preference(db, name, said)
