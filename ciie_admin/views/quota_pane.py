"""The left pane of the quota page, from its head down to its foot."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy

from ciie_admin.views import quota_cells
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import SearchField
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.panes import Pane, Section
from ciie_admin.views.components.sum_row import SumRow
from ciie_admin.views.components.tabs import LaneTabs
from ciie_admin.views.quota_foot import QuotaFoot
from ciie_admin.views.quota_table import QuotaTable
from ciie_admin.views.signs import ACTS
from ciie_admin.views.steady_list import SteadyList
from ciie_admin.words import Language

SEARCH, LEAST_SEARCH = 220, 120
"""Logical px."""


class QuotaPane(Pane):
    """`bar` has room for buttons at its right; `fault` is shown with what was not possible."""

    def __init__(self, language: Language, keys: Mapping[str, str]) -> None:
        """`keys` are the caps of the actions `find` and `undo`."""
        super().__init__(least=480)
        title = self.tr("Free-badge quota")
        self.tabs = LaneTabs(self.tr("Labels"))
        head = PaneHead(title)
        head.add(self.tabs, stretch=1)
        self.search = SearchField(self.tr("Sub-mission, unit"), keys["find"])
        self.search.setMinimumWidth(LEAST_SEARCH)
        self.search.setMaximumWidth(SEARCH)
        self.propose = Button(self.tr("Proposal"), icon=ACTS["advice"], height=28)
        self.export = Button(self.tr("Export"), icon=ACTS["export"], height=28)
        self.bar = row_of(self.search, None, self.propose, self.export, gap=8)
        self.bar.setStretch(0, 10)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        columns = quota_cells.columns(language)
        self.table = QuotaTable(columns, title, row="plain")
        self.model = SteadyList(len(columns), self)
        self.table.setModel(self.model)
        self.sums = SumRow(self.table)
        self.callout = Callout("warn")
        self.fault = Section(self.callout, line=False)
        self.fault.hide()
        self.foot = QuotaFoot(keys["undo"])
        bar = Section(self.bar, line=False, top=False)
        for part in (head, bar, self.table, self.fault, self.sums, self.foot):
            self.column.addWidget(part)
        self.column.setStretch(2, 1)
