"""Ctrl+E, Return in the dialog, and the server knows of it when it is back: once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from ciie_admin.models.precious import OUTBOX
from tests.fixtures.windows import CTRL, PATIENCE_MS, Hands

LOOK_MS, MOST_LOOKS = 50, 200


class Answer:
    """Presses a key in the dialog the program opens, again until the dialog has taken it."""

    def __init__(self, key: Qt.Key) -> None:
        self._key = key
        self._looks = 0
        self._timer = QTimer(interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        self._looks += 1
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not dialog.isVisible():
            return
        if self._looks >= MOST_LOOKS:
            dialog.reject()
        QTest.keyClick(dialog.focusWidget() or dialog, self._key)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the dialog proposes to put the file."""
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


def export_by_key(hands: Hands, answer: Qt.Key = Qt.Key.Key_Return) -> None:
    answering = Answer(answer)
    hands.key(Qt.Key.Key_E, CTRL)
    answering.end()


def entries(hands: Hands) -> list[tuple[int | None, str]]:
    query = "SELECT account_id, detail::jsonb -> 'export' ->> 'rows' FROM audit WHERE kind = :kind"
    with hands.server.engine.connect() as db:
        return [tuple(row) for row in db.execute(text(query), {"kind": "export"})]


def owed(hands: Hands) -> int:
    with hands.desk.entered.cache.read() as db:
        return len(db.execute(OUTBOX.select()).all())


@pytest.mark.usefixtures("window")
def test_a_list_exported_offline_is_an_entry_later(hands: Hands, documents: Path) -> None:
    hands.server.stop()
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "offline")
    with hands.qtbot.waitSignal(hands.window.export.written, timeout=PATIENCE_MS):
        export_by_key(hands)
    (path,) = documents.iterdir()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + len(hands.list.model.keys)
    assert owed(hands) == 1
    hands.settle()
    assert hands.desk.tally is not None
    assert (hands.desk.tally.pending, hands.desk.tally.unsent) == (0, 0)
    assert hands.window.top._buttons["pending"].state.text == "待确认 0"
    hands.server.start()
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "online")
    hands.until(lambda: owed(hands) == 0)
    account = hands.server.account("dalian.clerk").id
    assert entries(hands) == [(account, str(len(rows) - 1))]
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "online")
    assert len(entries(hands)) == 1


@pytest.mark.usefixtures("window")
def test_online_it_is_told_at_once(hands: Hands, documents: Path) -> None:
    with hands.qtbot.waitSignal(hands.window.export.written, timeout=PATIENCE_MS):
        export_by_key(hands)
    hands.until(lambda: len(entries(hands)) == 1)
    hands.until(lambda: owed(hands) == 0)
    (path,) = documents.iterdir()
    assert path.name.startswith("单位汇总表_大连交易团_截至"), "the list, whose it is, how old"


@pytest.mark.usefixtures("window")
def test_a_dialog_that_was_closed_is_no_export(hands: Hands, documents: Path) -> None:
    export_by_key(hands, Qt.Key.Key_Escape)
    hands.settle()
    assert owed(hands) == 0
    assert not list(documents.iterdir())
