"""Badge photos that leave the window: the list of unfit ones, and a folder of files."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from ciie_admin.domain.actors import Actor
from ciie_admin.exports.sheets import NAME_LIMIT, NOT_IN_FILE_NAMES
from ciie_admin.models.photo_files import Taken, export_photos, taken_words
from ciie_admin.models.queries import Query
from ciie_admin.models.unfit_sheet import export_unfit
from ciie_admin.sync.entering import Entered
from ciie_admin.views import bars
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action
from ciie_admin.views.desk import Desk
from ciie_admin.views.export_panel import ExportPanel, Writing
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.words import Language, beijing_stamp, word


class PhotoDeeds:
    """Part of MainWindow. The list in front says whose photos; of units, the one in front."""

    desk: Desk
    export: ExportPanel
    _review: ReviewPage

    def listed(self) -> Query:
        raise NotImplementedError

    @action("unfit_photos", QT_TRANSLATE_NOOP("Actions", "List of unfit photos"), "Ctrl+Shift+U")
    def list_unfit_photos(self) -> None:
        desk = self.desk
        name = _named(desk, word("sheet", "unfit_photos", desk.language))
        self.export.offer(f"{name}.xlsx", self._unfit_book())

    def put_unfit_photos(self, path: Path) -> None:
        self.export.put(self._unfit_book(), path)

    def _unfit_book(self) -> Writing:
        desk = self.desk
        return partial(
            export_unfit,
            desk.entered.cache,
            self._whose_photos(),
            actor=desk.actor,
            language=desk.language,
        )

    @action("photo_files", QT_TRANSLATE_NOOP("Actions", "Photos as files"), "Ctrl+Shift+O")
    def take_photos(self) -> None:
        """Into a new folder within the one that is chosen."""
        title = QCoreApplication.translate("Photos", "A folder for the photos")
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen = QFileDialog.getExistingDirectory(self.export, title, start)
        if chosen:
            self.put_photos(Path(chosen))

    def put_photos(self, within: Path) -> None:
        desk = self.desk
        name = _named(desk, word("photo_files", "folder", desk.language))
        taking = Taking(desk.entered, self._whose_photos(), desk.actor, desk.language)
        self.export.put(taking, within / name, taking.said)

    def _whose_photos(self) -> Query:
        listed = self.listed()
        if listed.kind == "person":
            return listed
        return Query(kind="person", unit=self._review.list.current)


@dataclass(slots=True)
class Taking:
    """Writes the folder in the file lane, then tells of it on the UI thread."""

    entered: Entered
    query: Query
    actor: Actor
    language: Language
    taken: Taken = field(default_factory=Taken)
    folder: Path = Path()
    """A new one, chosen when it is written."""

    def __call__(
        self,
        path: Path,
        *,
        at: datetime,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> int:
        self.folder = _free(path)
        with closing(self.entered.office()) as office:
            self.taken = export_photos(
                self.entered.cache,
                self.query,
                self.folder,
                actor=self.actor,
                language=self.language,
                at=at,
                progress=progress,
                cancelled=cancelled,
                fetch=office.original if self.entered.online else None,
            )
        return self.taken.files

    def said(self, _files: int) -> str:
        found = taken_words(self.taken, self.folder, self.language)
        return "".join(found) if self.language == "zh" else " ".join(found)


def _named(desk: Desk, what: str) -> str:
    """表名_交易团_时间, as a save dialog proposes it."""
    place = "".join(c for c in bars.whose(desk)[1] if c.isprintable())[:NAME_LIMIT].strip(" .")
    at = beijing_stamp(datetime.now(UTC))
    return f"{what}_{place.translate(NOT_IN_FILE_NAMES)}_{at}"


def _free(path: Path) -> Path:
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.name}_{number}"), number + 1
    return found
