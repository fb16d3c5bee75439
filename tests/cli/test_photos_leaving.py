"""`unfit-photos` and `photo-files`: what leaves this computer, from the shell."""

import json
from pathlib import Path

from openpyxl import load_workbook

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.server import pictures, records
from tests.cli.conftest import Shell
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.registrants import photo
from tests.fixtures.server import Server

LOGIN = "dalian.head"
FAULT = Finding(rule="pixels", severity=Severity.REJECT, measured="300×400", limit="480×640")
PICTURES = [pictures.read_photo(photo(n * 40), small_edition()) for n in (1, 2)]


def test_photos_leave_by_the_shell_and_the_server_knows(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    with server.engine.begin() as db:
        pictures.keep(db, PICTURES)
        unit = plant_unit(db, 1, JINPU)
        for number, one in enumerate(PICTURES, 1):
            found = records.as_json_list([FAULT][: number - 1])
            plant_person(db, unit, number, photo=one.digest, findings=found)
    shell.prepare(login=LOGIN)
    folder = tmp_path / "照片"
    said = shell("photo-files", "--out", str(folder), "--json", login=LOGIN)
    assert said.code == 0, said.err
    assert json.loads(said.out)["files"] == 2
    assert {one.read_bytes() for one in folder.iterdir()} == {one.original for one in PICTURES}
    assert "加密" in said.err
    server.stop()
    again = shell("photo-files", "--out", str(folder), login=LOGIN)
    assert again.code != 0
    assert "文件夹不是空的" in again.err
    offline = shell("photo-files", "--out", str(tmp_path / "b"), login=LOGIN)
    assert offline.code == 1, "nothing was kept here"
    assert [one.name for one in (tmp_path / "b").iterdir()] == ["未取得的照片.txt"]
    file = tmp_path / "清单.xlsx"
    written = shell("unfit-photos", "--out", str(file), "--json", login=LOGIN)
    assert written.code == 0, written.err
    assert json.loads(written.out)["rows"] == 1
    assert load_workbook(file).worksheets[0]["D4"].value == person_form(2).name
    server.start()
    assert shell("sync", login=LOGIN).code == 0
    with server.engine.connect() as db:
        told = db.exec_driver_sql("SELECT detail FROM audit WHERE kind = 'export'").scalars().all()
    assert sum('"of":"photo"' in one.replace(" ", "") for one in told) == 3
