"""额度分配表: written for one giver, read again as one batch of drafts; all mistakes at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from ciie_admin import words
from ciie_admin.errors import BadInput, Mishap
from ciie_admin.exports.quota_typed import fault_words
from ciie_admin.exports.tables import Table, read_table
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.quota_import import Filled, draft_filled, understood
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.quota_sheet import export_allotment
from ciie_admin.models.recording import Recorded
from ciie_admin.views import facts_said, quota_said
from ciie_admin.views.counting import Counting
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped
from ciie_admin.words import beijing_stamp, word

translate = QCoreApplication.translate
Sheets = Counting("Sheets")
MOST = 6
"""Faults told at once; the others by their number."""


class QuotaSheets(QObject):
    sheet_asked = Signal(str, object)
    """A name for the file, and what writes it (see ExportPanel.offer)."""
    said = Signal(str, str)

    def __init__(
        self, desk: Desk, in_front: Callable[[], QuotaRow | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._in_front = desk, in_front

    def export(self) -> None:
        """For all who receive from the office in front, or from that of the unit in front."""
        node, desk = self._in_front(), self._desk
        if node is None:
            return
        cache, language = desk.entered.cache, desk.language
        writing = partial(
            export_allotment, cache, node.account.place, actor=desk.actor, language=language
        )
        name = quota_said.name(node, language)
        at = beijing_stamp(datetime.now(UTC))
        self.sheet_asked.emit(f"{word('sheet', 'allotment', language)}_{name}_{at}.xlsx", writing)

    def choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        title = translate("Sheets", "Read a filled-in allocation sheet")
        chosen, _ = QFileDialog.getOpenFileName(None, title, folder, "Excel (*.xlsx *.xls *.ods)")
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """In the file lane; then it is compared with the cache in the read lane."""
        self._desk.files.run(
            lambda: read_table(path), self._compare, asker=self, failed=self._failed
        )

    def _compare(self, table: Table) -> None:
        actor, language = self._desk.actor, self._desk.language

        def work(db: Snapshot) -> Filled | Mishap:
            try:
                return understood(db, table, actor, language)
            except (Mishap, BadInput) as mishap:
                return mishap

        self._desk.read(work, self._keep, asker=self)

    def _keep(self, found: Filled | Mishap) -> None:
        if isinstance(found, Mishap):
            self._failed(found)
        elif found.typed.faults:
            self._tell_faults(found)
        else:
            at = datetime.now(UTC)
            self._desk.act(
                lambda cache, actor: draft_filled(cache, found, actor, at=at), self._tell
            )

    def _tell_faults(self, found: Filled) -> None:
        faults, language = found.typed.faults, self._desk.language
        number = len(faults)
        title = Sheets.tr("The sheet has {0} mistakes; nothing was changed", "", number)
        shown = [fault_words(one, language) for one in faults[:MOST]]
        if number > MOST:
            rest = Sheets.tr("And {0} more.", "", number - MOST)
            shown.append(rest.format(grouped(number - MOST)))
        self.said.emit(title.format(grouped(number)), "\n".join(shown))

    def _tell(self, done: Recorded) -> None:
        if not done.not_possible:
            self.said.emit("", "")
            return
        number, language = len(done.not_possible), self._desk.language
        refusal = done.not_possible[0][1]
        why = facts_said.refusal(refusal.code, dict(refusal.facts), language)
        title = Sheets.tr("{0} totals were not possible", "", number)
        self.said.emit(title.format(grouped(number)), why)

    def _failed(self, mishap: Mishap) -> None:
        self.said.emit(*words.mishap_words(mishap, self._desk.language))
