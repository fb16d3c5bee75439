"""Local tags from a table a person chose: read off the UI thread, told how much of it fitted."""

from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.exports.tables import Table, read_table
from ciie_admin.models import mark_import, marks
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.mark_import import LeftOut, Reading
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import join, word

LINES_SHOWN = 12
"""Of each reason; the shell's `tags` names them all."""


class TagImport(QObject):
    """Of one list's kind of record. Nothing is written where the table cannot be understood."""

    told = Signal(str, str, str)
    """Title, sentence and hue of what came of it."""

    def __init__(self, desk: Desk, kind: SubjectKind, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind: SubjectKind = kind

    def choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        tables = self.tr("Tables")
        chosen, _ = QFileDialog.getOpenFileName(
            None,
            self.tr("Import local tags"),
            folder,
            f"{tables} (*.xlsx *.xls *.ods *.csv)",
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """In the file lane; then the records are looked up in the read lane."""
        self._desk.files.run(
            lambda: read_table(path), self._look_up, asker=self, failed=self._failed
        )

    def _look_up(self, table: Table) -> None:
        kind = self._kind

        def work(db: Snapshot) -> Reading | Mishap:
            try:
                return mark_import.understood(db, kind, table)
            except Mishap as mishap:
                return mishap

        self._desk.read(work, self._keep, asker=self)

    def _keep(self, found: Reading | Mishap) -> None:
        if isinstance(found, Mishap):
            self._failed(found)
            return
        kind, rows = self._kind, found.rows
        tell = partial(self._tell, found)
        self._desk.act(lambda cache, _: marks.put_all(cache, kind, rows), tell)

    def _tell(self, found: Reading, _outcome: object) -> None:
        language = self._desk.language
        lines = found.lines
        title = self.tr("{0} lines imported", "", lines).format(grouped(lines))
        text = self.tr("Tags: {0}.").format(join([*found.names], language))
        if found.left_out:
            text = f"{text} {self._left_out(found.left_out)}"
        hue = "warn" if found.left_out else "mine"
        self.told.emit(title, text, hue)

    def _left_out(self, left_out: tuple[LeftOut, ...]) -> str:
        """Which lines, by reason."""
        parts, language = [], self._desk.language
        for why, group in groupby(sorted(left_out, key=_why), key=_why):
            lines = [str(one.line) for one in group]
            shown = join(lines[:LINES_SHOWN], language) + ("…" if len(lines) > LINES_SHOWN else "")
            number, reason = len(lines), word("mark_fault", why, language)
            parts.append(self.tr("{0}: lines {1}.", "", number).format(reason, shown))
        return " ".join(parts)

    def _failed(self, mishap: Mishap) -> None:
        self.told.emit(*words.mishap_words(mishap, self._desk.language), "warn")


def _why(one: LeftOut) -> str:
    return one.why
