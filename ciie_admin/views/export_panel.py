"""A strip above the list while a workbook is written: count, time, cancel, and where it is."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.exports.sheets import file_name
from ciie_admin.exports.workbook import Cancelled
from ciie_admin.models.queries import Query
from ciie_admin.models.roster import export_roster
from ciie_admin.views import bars
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import grouped


class Writing(Protocol):
    """Writes a workbook, told how far it is and asked whether to stop; returns its rows."""

    def __call__(
        self,
        path: Path,
        *,
        at: datetime,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> int: ...


class ExportPanel(QWidget):
    """One export at a time. Nothing half written ever stays."""

    _progressed = Signal(int)
    written = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stop = threading.Event()
        self._said: Callable[[int], str] | None = None
        self._callout = Callout("mine")
        self._cancel = Button(self.tr("Cancel"), kind="quiet", height=28)
        self._cancel.clicked.connect(self._ask_stop)
        self._close = Button(self.tr("Close"), kind="quiet", height=28)
        self._close.clicked.connect(self.hide)
        self._callout.add(self._cancel)
        self._callout.add(self._close)
        fill(QVBoxLayout(self), (self._callout,), 0, (16, 8, 16, 8))
        self._progressed.connect(self._show_progress)
        self.hide()

    def begin(self, query: Query) -> None:
        """Ask where to, then write the list; with local tags if that kind of file is chosen."""
        plain = self.tr("Excel workbook (*.xlsx)")
        with_tags = self.tr("Excel workbook with local tags")
        tagged = f"{with_tags} (*.xlsx)"
        path, kind = self._ask(self._name(query), f"{plain};;{tagged}")
        if path is not None:
            writing = self._roster(query)
            self.put(partial(writing, tags=True) if kind == tagged else writing, path)

    def offer(self, name: str, writing: Writing, kinds: str = "") -> None:
        """Ask where to, with `name` proposed, then write. `kinds` of files as a dialog names them,
        a workbook if none are given.
        """
        path, _ = self._ask(name, kinds or self.tr("Excel workbook (*.xlsx)"))
        if path is not None:
            self.put(writing, path)

    def _ask(self, name: str, kinds: str) -> tuple[Path | None, str]:
        """Where to, and the kind of file that was chosen."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export this list"), str(Path(folder) / name), kinds
        )
        return (Path(chosen) if chosen else None), kind

    def write(self, query: Query, path: Path) -> None:
        self.put(self._roster(query), path)

    def _roster(self, query: Query) -> "partial[int]":
        cache, actor, language = self._desk.entered.cache, self._desk.actor, self._desk.language
        return partial(export_roster, cache, query, actor=actor, language=language)

    def put(self, writing: Writing, path: Path, said: Callable[[int], str] | None = None) -> None:
        """In the file lane; the window stays usable. `said` tells what was written, if it is no
        list of records.
        """
        self._stop = threading.Event()
        stop = self._stop
        self._show(self.tr("Writing {0}").format(path.name), "…", busy=True)

        def work() -> int | None:
            try:
                return writing(
                    path,
                    at=datetime.now(UTC),
                    progress=self._progressed.emit,
                    cancelled=stop.is_set,
                )
            except Cancelled:
                return None

        self._path, self._said = path, said
        self._desk.files.run(work, self._done, asker=self, failed=self._failed)

    def _name(self, query: Query) -> str:
        place = bars.whose(self._desk)[1]
        return file_name(query.kind, self._desk.language, place, datetime.now(UTC))

    def _ask_stop(self) -> None:
        self._stop.set()

    def _show_progress(self, rows: int) -> None:
        if self._cancel.isVisible():
            text = self.tr("{0} rows", "", rows).format(grouped(rows))
            self._callout.show_words(self.tr("Writing {0}").format(self._path.name), text)

    def _done(self, rows: int | None) -> None:
        if rows is None:
            self._show(self.tr("Export cancelled"), self.tr("No file was left."), busy=False)
            return
        self._desk.sync_now()
        if self._said is not None:
            text = self._said(rows)
        else:
            said = self.tr("{0} rows, document numbers masked", "", rows)
            text = said.format(grouped(rows))
        self._show(self.tr("Written: {0}").format(str(self._path)), text, busy=False)
        self.written.emit(str(self._path))

    def _failed(self, mishap: Mishap) -> None:
        self._show(*words.mishap_words(mishap, self._desk.language), busy=False)

    def _show(self, title: str, text: str, *, busy: bool) -> None:
        self._callout.show_words(title, text, icon=ACTS["export"])
        self._cancel.setVisible(busy)
        self._close.setVisible(not busy)
        self.show()
