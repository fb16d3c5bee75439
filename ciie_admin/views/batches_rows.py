"""One batch: every record with its outcome and the reason, one kind of outcome at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal

from ciie_admin.models.batch_list import IN_ORDER, BatchLine, BatchRow, Opened
from ciie_admin.views import batches_said
from ciie_admin.views.cell_list import CellList
from ciie_admin.views.cells import TextCell, name_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import boxed, hairline, label, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.panes import Pane, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tabs import Lane as Tab
from ciie_admin.views.components.tabs import LaneTabs
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

ALL = "all"


class _Cells(Sequence[object]):
    """Of one record, in words when they are painted: a batch may have many thousands."""

    def __init__(self, row: BatchRow, language: Language) -> None:
        self._row = row
        self._language: Language = language

    def __len__(self) -> int:
        return 3

    def __getitem__(self, column: Any) -> Any:
        row = self._row
        if column == 0:
            return name_cell(row.named.name if row.named else str(row.followed.row.subject))
        if column == 1:
            return batches_said.stage(row, self._language)
        return TextCell(batches_said.why(row, self._language))


class BatchPane(Pane):
    closed = Signal()

    def __init__(self, language: Language, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(least=420)
        self._language: Language = language
        self.whole: Opened | None = None
        self._stage: str = ALL
        self.head = PaneHead("")
        self.head.add_close()
        self.head.closed.connect(self.closed)
        self._facts = label("", "caption", hue="text2", wrap=True)
        self.tabs = LaneTabs(self.tr("Outcomes"), align="left")
        self.tabs.chosen.connect(self._choose)
        self._callouts = {hue: Callout(hue) for hue in ("warn", "mine")}
        self._words = Section(*self._callouts.values(), line=False)
        self._make_table()
        top = Section(self._facts, self.tabs, gap=8, line=False, top=False)
        for part in (self.head, top, self.table, self._words, hairline(), self._make_foot(keys)):
            self.column.addWidget(part)
        self.column.setStretch(2, 1)
        self.put_words_away()

    def _make_table(self) -> None:
        columns = (
            Column(key="name", title=self.tr("Name"), width=150, compact=96),
            Column(key="outcome", title=self.tr("Outcome"), width=104),
            Column(key="why", title=self.tr("Remark"), stretch=True),
        )
        self.table = RowTable(columns, self.tr("Records of the batch"), row="plain")
        self.model = CellList(len(columns), self)
        self.table.setModel(self.model)

    def _make_foot(self, keys: Mapping[str, tuple[str, ...]]) -> Any:
        self.buttons = {
            "sheet": Button(self.tr("Outcome sheet"), icon=ACTS["export"], caps=keys["sheet"]),
            "undo_batch": Button(
                self.tr("Undo the batch"), icon=ACTS["undo"], caps=keys["undo_batch"]
            ),
            "retry": Button("", kind="primary", caps=keys["retry"]),
        }
        return boxed(row_of(None, *self.buttons.values(), gap=8, margins=(16, 12, 16, 12)))

    @property
    def line(self) -> BatchLine | None:
        return self.whole.line if self.whole is not None else None

    def current(self) -> BatchRow | None:
        row = self.model.key(self.table.current_row())
        return row if isinstance(row, BatchRow) else None

    def say(self, title: str, text: str, hue: str) -> None:
        """What an act on this batch has come to; until another batch is in front."""
        for name, callout in self._callouts.items():
            callout.setVisible(name == hue)
        self._callouts[hue].show_words(title, text)
        self._words.show()

    def put_words_away(self) -> None:
        self._words.hide()

    def show_batch(self, whole: Opened) -> None:
        other = self.line is None or self.line.id != whole.line.id
        self.whole = whole
        line = whole.line
        self.head.set_title(batches_said.title(line, self._language))
        self._facts.setText(batches_said.facts(line, self._language))
        tabs = [Tab(ALL, self.tr("All"), line.body.asked)]
        tabs += [
            Tab(stage, word("batch_stage", stage, self._language), line.counts[stage])
            for stage in IN_ORDER
            if stage in line.counts
        ]
        if other or self._stage not in line.counts:
            self._stage = ALL
        self.tabs.set_lanes(tabs)
        self.tabs.choose(self._stage)
        self._show_rows()
        self._allow(whole)

    def _allow(self, whole: Opened) -> None:
        open_ones, counts = whole.retryable, whole.line.counts
        retry = self.buttons["retry"]
        retry.show_text(self.tr("Try {0} again", "", open_ones).format(grouped(open_ones)))
        if not open_ones:
            retry.show_text(self.tr("Try again"))
        retry.allow(open_ones > 0, self.tr("Nothing is left that failed."))
        ours = bool(counts.get("drafted") or counts.get("released"))
        self.buttons["undo_batch"].allow(ours, self.tr("Everything of it has left or is undone."))

    def _choose(self, stage: str) -> None:
        self._stage = stage
        self._show_rows()

    def _show_rows(self) -> None:
        rows = self.whole.rows if self.whole is not None else ()
        wanted = [row for row in rows if self._stage in (ALL, row.followed.row.stage)]
        place = max(self.table.current_row(), 0)
        self.model.show([(row, _Cells(row, self._language)) for row in wanted])
        if wanted:
            self.table.go_to(min(place, len(wanted) - 1))
