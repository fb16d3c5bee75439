"""Which columns a list shows, in which order: chosen by a person, kept with the drafts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent

from ciie_admin.models import opening
from ciie_admin.models.engine import Cache, Snapshot
from ciie_admin.views.columns import ALWAYS, Field, shown
from ciie_admin.views.components.floating import WIDTH
from ciie_admin.views.components.row_head import Column, RowHead
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tick_list import TickRow
from ciie_admin.views.components.tick_panel import TickPanel
from ciie_admin.views.desk import Desk
from ciie_admin.wire.messages import SubjectKind

translate = QCoreApplication.translate
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
        self._name = f"columns:{kind}"
        self.chosen: tuple[str, ...] = ()
        self.panel: TickPanel | None = None
        self._head = cast(RowHead, table.horizontalHeader())
        self._head.columns_asked.connect(self.open_at)
        self._columns: Sequence[Column] = [field.column for field in self.shown()]
        self._tight = False
        table.viewport().installEventFilter(self)
        desk.read(self._kept, self._take, asker=self)

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

    def shown(self) -> tuple[Field, ...]:
        return shown(self._fields(), self.chosen)

    def lay_out(self, fields: Sequence[Field]) -> None:
        """Tell the table its columns, once the model has as many."""
        self._columns = [field.column for field in fields]
        self._fit(self._table.viewport().width())
        self._set_columns()

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
        fields = self._fields()
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
        self._desk.keep(lambda cache: _keep(cache, self._name, wanted), lambda _nothing: None)

    def _reset(self, panel: TickPanel) -> None:
        panel.list.show_rows(self._rows(()))


def _keep(cache: Cache, name: str, keys: tuple[str, ...]) -> None:
    with cache.write() as db:
        opening.set_preference(db, name, json.dumps(keys))
