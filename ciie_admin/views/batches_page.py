"""批次: what was decided on many at once, newest first, and what became of each record."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from ciie_admin.models import batch_list, retrying
from ciie_admin.models.batch_list import BatchLine, Opened
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.outcome_sheet import export_outcomes
from ciie_admin.models.recording import Recorded
from ciie_admin.models.retrying import TakenBack
from ciie_admin.views import batches_said, manual, speech
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, caps, install
from ciie_admin.views.batches_rows import BatchPane
from ciie_admin.views.cells import TextCell, number_cell, time_cell
from ciie_admin.views.components.panes import Pane
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_page import ListPage
from ciie_admin.views.signs import SECTIONS
from ciie_admin.views.text import grouped
from ciie_admin.words import beijing_stamp, word


class BatchesPage(ListPage):
    """Read anew whenever it is shown and whenever something was decided or answered."""

    closed = Signal()
    record_asked = Signal(str, int)
    release_asked = Signal()
    sheet_asked = Signal(str, object)
    """A name for the file, and what writes it (see ExportPanel.offer)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: UUID | None = None
        self._found: Sequence[BatchLine] = ()
        listed = self._make_list()
        keys = {name: caps(BatchesPage, name)[:1] for name in ("retry", "undo_batch", "sheet")}
        self.side = BatchPane(desk.language, keys)
        self.side.closed.connect(self.closed)
        for name in keys:
            self.side.buttons[name].clicked.connect(getattr(self, name))
        self.side.table.clicked.connect(lambda _index: self._open_row())
        self.lay_out(listed, self.side)
        self.actions_by_name = install(self)
        desk.tallied.connect(self.look_again)

    def _make_list(self) -> Pane:
        columns = (
            Column(key="when", title=self.tr("When"), width=92, compact=84, right=True),
            Column(key="verdict", title=self.tr("Decision"), width=104, compact=88),
            Column(key="asked", title=self.tr("Records"), width=76, right=True),
            Column(key="outcome", title=self.tr("Outcome"), stretch=True),
            Column(key="scope", title=self.tr("Out of"), width=96, compact=72),
            Column(key="by", title=self.tr("By"), width=56, compact=0),
        )
        listed = self.make_list(self.tr("Batches"), columns)
        self.table.current_row_changed.connect(lambda _row: self._open_current())
        return listed

    # ---- actions

    @action(
        "open",
        QT_TRANSLATE_NOOP("Actions", "To the records of the batch, then open one"),
        *("Return", "Enter"),
    )
    def open_one(self) -> None:
        if self.side.table.hasFocus():
            self._open_row()
        else:
            self.side.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @action(
        "retry",
        QT_TRANSLATE_NOOP("Actions", "Try again what failed in the batch"),
        *("R", "Ctrl+R"),
    )
    def retry(self) -> None:
        if self._shown is not None and self.side.buttons["retry"].isEnabled():
            again = partial(retrying.retry, batch=self._shown, at=datetime.now(UTC))
            self._desk.act(lambda cache, actor: again(cache, actor=actor), self._retried)

    @action("undo_batch", QT_TRANSLATE_NOOP("Actions", "Undo the batch"), "Ctrl+Z")
    def undo_batch(self) -> None:
        batch = self._shown
        if batch is not None:
            undo = retrying.take_back_batch
            self._desk.act(lambda cache, actor: undo(cache, batch, actor), self._taken_back)

    @action("sheet", QT_TRANSLATE_NOOP("Actions", "Export the outcomes"), "Ctrl+Shift+E")
    def sheet(self) -> None:
        line, desk = self.side.line, self._desk
        if line is not None:
            cache, actor, language = desk.entered.cache, desk.actor, desk.language
            write = partial(export_outcomes, cache, line.id, actor=actor, language=language)
            self.sheet_asked.emit(self._file_name(line), write)

    @action("release", QT_TRANSLATE_NOOP("Actions", "Release"), "Ctrl+Return")
    def release(self) -> None:
        self.release_asked.emit()

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back, step by step"), "Esc")
    def close_page(self) -> None:
        if self.side.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    def _open_row(self) -> None:
        row, line = self.side.current(), self.side.line
        if row is not None and row.named is not None and line is not None:
            self.record_asked.emit(line.body.kind, row.followed.row.subject)

    def _file_name(self, line: BatchLine) -> str:
        language = self._desk.language
        at = beijing_stamp(line.at)
        verdict = batches_said.verdict(line, language).word
        return f"{word('sheet', 'outcomes', language)}_{verdict}_{at}.xlsx"

    def _retried(self, done: Recorded) -> None:
        """The new batch comes to the front: what was drafted is to be released from there."""
        self.side.say(*batches_said.retried(done, self._desk.language))
        if done.drafted:
            self._shown = done.batch
        self.refresh()

    def _taken_back(self, done: TakenBack) -> None:
        self.side.say(*batches_said.taken_back(done, self._desk.language))
        self.refresh()

    # ---- showing

    def open_page(self) -> None:
        self._shown = None
        self.side.put_words_away()
        super().open_page()

    def refresh(self) -> None:
        self._desk.read(batch_list.batches, self._show, asker=self, key="batches", lane="whole")

    def _show(self, found: Sequence[BatchLine]) -> None:
        if found == self._found and found and self._shown is not None:
            self._go_to_shown()
            return
        self._found = found
        rows: list[tuple[Any, Sequence[object]]] = [(one.id, self._cells(one)) for one in found]
        self.table.blockSignals(True)  # the row in front is chosen below
        self.show_rows(rows)
        self.table.blockSignals(False)
        said = self.tr("{0} in all").format(grouped(len(found))) if found else ""
        self.head.set_title(self.tr("Batches"), said)
        line = self.tr("What is decided on two records or more at once is kept here.")
        how = manual.step("batches", self._desk.language)
        self.empty.show_words(self.tr("No batch yet"), line, [how], SECTIONS["batches"], "wait")
        if found:
            self._go_to_shown()

    def _go_to_shown(self) -> None:
        """Its rows are read anew even if its line says the same."""
        keys = [line.id for line in self._found]
        place = keys.index(self._shown) if self._shown in keys else 0
        if self.table.current_row() == place:
            self._open_current()
        else:
            self.table.go_to(place)

    def _cells(self, line: BatchLine) -> Sequence[object]:
        language = self._desk.language
        return (
            time_cell(speech.prose_time(line.at, language)),
            batches_said.verdict(line, language),
            number_cell(batches_said.asked(line)),
            batches_said.summary(line.counts, language),
            TextCell(batches_said.scope(line, language)),
            TextCell(line.body.by),
        )

    def _open_current(self) -> None:
        key = self.model.key(self.table.current_row())
        if not isinstance(key, UUID):
            return
        if key != self._shown and self._shown is not None:
            self.side.put_words_away()
        self._shown = key
        before = self.side.whole

        def work(db: Snapshot) -> Opened | None:
            found = batch_list.opened(db, key)
            return found if found != before else None  # compared here: there may be thousands

        self._desk.read(work, self._show_one, asker=self, key="batch")

    def _show_one(self, whole: Opened | None) -> None:
        if whole is not None and whole.line.id == self._shown:
            self.side.show_batch(whole)
