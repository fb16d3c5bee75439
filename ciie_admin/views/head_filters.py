"""Filters in the head of a list: a funnel a column, and the panel of the values that occur."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject

from ciie_admin.models.occurring import Occurring
from ciie_admin.models.queries import Query
from ciie_admin.views import facets, filters
from ciie_admin.views.components.row_head import RowHead
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tick_panel import TickPanel
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ACTS

translate = QCoreApplication.translate


class HeadFilters(QObject):
    """Asks for another list by `ask`; what it shows follows the query it is told."""

    def __init__(self, table: RowTable, desk: Desk, ask: Callable[[Query], None]) -> None:
        super().__init__(table)
        self._table, self._desk, self._ask = table, desk, ask
        self.head = cast(RowHead, table.horizontalHeader())
        self._query = Query(kind="unit")
        self._last = ""
        self.panel: TickPanel | None = None
        self.head.funnel_asked.connect(self.open)

    def show(self, query: Query) -> None:
        """The funnels of this list: filled where its columns narrow it."""
        self._query = query
        empty = Query(kind=query.kind)
        known = facets.facets(query.kind)
        self.head.set_funnels(
            {key: getattr(query, one) != getattr(empty, one) for key, one in known.items()}
        )

    def columns(self) -> list[str]:
        """Keys of the columns on screen that have a filter, from left to right."""
        known = facets.facets(self._query.kind)
        return [key for key in self.head.shown() if key in known]

    def open(self, column: str = "") -> None:
        """The values of a column (empty: the one opened last, else the first) as they occur."""
        there = self.columns()
        if not there:
            return
        self._last = next((c for c in (column, self._last) if c in there), there[0])
        query, facet = self._query, facets.facets(self._query.kind)[self._last]
        self._desk.read(
            facets.reading_of(query, facet, self._desk),
            partial(self._show, query, facet),
            asker=self,
            key="values",
            lane="whole",
        )

    def _show(self, query: Query, facet: str, found: tuple[Occurring, ...]) -> None:
        rows = facets.rows(query, facet, found, self._desk)
        title = filters.names()[facet]
        panel = TickPanel(self._table.window(), title, rows, search=self._hint())
        self._add_orders(panel, query, self._last)
        panel.add_end(translate("Filters", "All"), partial(panel.list.tick_shown, True))
        panel.add_end(translate("Filters", "None"), partial(panel.list.tick_shown, False))
        panel.stepped.connect(self._step)
        if facet == "places":
            panel.chosen.connect(
                lambda keys: self._ask(facets.chosen_places(query, self._desk, keys))
            )
        else:
            panel.chosen.connect(lambda keys: self._ask(facets.chosen(query, facet, rows, keys)))
        self.panel = panel
        panel.closed.connect(self._let_go)
        panel.open_at(self.head.below(self._last))

    def _let_go(self) -> None:
        self.panel = None

    def _hint(self) -> str:
        return translate("Filters", "Search these values")

    def _add_orders(self, panel: TickPanel, query: Query, column: str) -> None:
        order = filters.HEADS.get(column)
        if order is None:
            return
        said = {
            False: (translate("Filters", "Sort ascending"), "ascending"),
            True: (translate("Filters", "Sort descending"), "descending"),
        }
        for descending, (text, icon) in said.items():
            then = replace(query, order=order, descending=descending)
            panel.add_act(text, ACTS[icon], partial(self._ask, then))

    def _step(self, by: int) -> None:
        """The panel of the next column with a filter, to the right or the left."""
        there = self.columns()
        if self.panel is not None:
            self.panel.close_panel()
        self.open(there[(there.index(self._last) + by) % len(there)])
