"""Photos leave the window: a folder of files, told to the server, and what is said of it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import text

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.server import pictures, records
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.registrants import photo
from tests.fixtures.windows import CTRL, PATIENCE_MS, SHIFT, Hands

FAULT = Finding(rule="pixels", severity=Severity.REJECT, measured="300×400", limit="480×640")
PICTURES = [pictures.read_photo(photo(n * 40), small_edition()) for n in (1, 2, 3)]
KEYS = CTRL | SHIFT


def plant(hands: Hands) -> None:
    with hands.server.engine.begin() as db:
        pictures.keep(db, PICTURES)
        unit = plant_unit(db, 1, place=JINPU)
        for number, one in enumerate(PICTURES, 1):
            found = records.as_json_list([FAULT][: number - 1])
            plant_person(db, unit, number, photo=one.digest, findings=found)
        plant_person(db, unit, 4)


def test_photos_of_the_list_leave_and_it_is_said(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(hands)
    hands.work("dalian.head")
    hands.persons()
    export, out = hands.window.export, tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    with hands.qtbot.waitSignal(export.written, timeout=PATIENCE_MS):
        hands.key(Qt.Key.Key_O, KEYS)
    (folder,) = out.iterdir()
    assert folder.name.startswith("照片_大连交易团_")
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    listed = files.pop("未取得的照片.txt").decode("utf-8-sig")
    assert set(files.values()) == {one.original for one in PICTURES}, "asked of the server"
    assert person_form(4).name in listed
    said = export._callout._text.text()
    assert "已存 3 张照片" in said
    assert "未取得的 1 人" in said
    assert "加密" in said
    sheet = out / "清单.xlsx"
    monkeypatch.setattr(export, "_ask", lambda *_: (sheet, ""))
    with hands.qtbot.waitSignal(export.written, timeout=PATIENCE_MS):
        hands.key(Qt.Key.Key_U, KEYS)
    rows = load_workbook(sheet).worksheets[0].iter_rows(min_row=4, values_only=True)
    assert [row[3] for row in rows] == [person_form(n).name for n in (2, 3)]
    query = text("SELECT detail::jsonb -> 'export' ->> 'of' FROM audit WHERE kind = 'export'")

    def told() -> list[str]:
        with hands.server.engine.connect() as db:
            return list(db.execute(query).scalars())

    hands.until(lambda: told() == ["photo", "photo"])
