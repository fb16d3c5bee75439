"""The signed paper behind a decision: fetched from the server, opened by the computer's viewer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ciie_admin.exports import workbook
from ciie_admin.models.cards import AnyCard, UnitCard
from ciie_admin.views.desk import Desk
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.wire.scans import scan_type
from ciie_admin.words import word

translate = QCoreApplication.translate
SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def open_scan(over: QWidget, desk: Desk, card: AnyCard | None, basis: str) -> None:
    """Asked in the question lane; kept only where the person says. Failures go to `desk.mishap`."""
    if card is None:
        return
    kind: SubjectKind = "unit" if isinstance(card, UnitCard) else "person"
    number = card.row.id

    def ask() -> bytes:
        office = desk.entered.office()
        try:
            return office.scan(kind, number, basis)
        finally:
            office.close()

    desk.questions.run(ask, partial(_put, desk, over), asker=over, key="open scan")


def _put(desk: Desk, over: QWidget, content: bytes) -> None:
    suffix = SUFFIXES[scan_type(content)]
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    proposed = Path(folder) / f"{word('sheet', 'approval', desk.language)}{suffix}"
    title = translate("Scans", "Keep the signed paper as")
    chosen, _ = QFileDialog.getSaveFileName(over, title, str(proposed), f"*{suffix}")
    if chosen:
        path = Path(chosen)
        desk.files.run(lambda: _write(path, content), _open, asker=over)


def _write(path: Path, content: bytes) -> Path:
    def fill(part: Path) -> int:
        return part.write_bytes(content)

    workbook.put_whole(path, fill, lambda: False)
    return path


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
