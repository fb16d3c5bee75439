"""照片不合格清单: who is on it, what is said of them, and that the picture beside it is theirs."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.spreadsheet_drawing import TwoCellAnchor
from PIL import Image
from sqlalchemy import select

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.states import PersonReview, Sight
from ciie_admin.errors import BadInput
from ciie_admin.exports.unfit_book import LOOK
from ciie_admin.exports.unfit_photos import COLUMNS
from ciie_admin.exports.workbook import Cancelled
from ciie_admin.models import originals, thumbnails
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.queries import Query
from ciie_admin.models.unfit_sheet import export_unfit
from ciie_admin.photos.marking import marked
from ciie_admin.server import pictures
from tests.domain.samples import person, unit
from tests.fixtures.editions import small_edition
from tests.fixtures.local import ACTOR, CLICK, Local
from tests.fixtures.records import person_form, unit_form
from tests.fixtures.registrants import photo

EVERYBODY = Query(kind="person")
SMALL = Finding(
    rule="face_small",
    severity=Severity.REJECT,
    measured="9.1%",
    limit="15-40 %",
    where=(120, 160, 360, 480),
)
CUT = Finding(rule="face_cut", severity=Severity.REJECT, measured="3.8%", limit="2%")
PIXELS = Finding(rule="pixels", severity=Severity.REJECT, measured="300×400", limit="480×640")
PICTURES = {n: pictures.read_photo(photo(n * 40), small_edition()) for n in (2, 3, 7, 11)}


def somebody(number: int, *findings: Finding, **more: Any) -> Person:
    shown = PICTURES.get(number)
    digest = shown.digest if shown else f"{number:064d}"
    made = {"photo": digest, "findings": findings, "form": person_form(number), **more}
    return person(id=number, **made)


def word(verdict: PhotoVerdict, *reasons: str) -> PhotoWord:
    return PhotoWord(
        verdict=verdict, reasons=reasons, sight=Sight.ORIGINAL, by=3, name="孙经办", at=CLICK
    )


def start(local: Local) -> None:
    """The original of 2, 3 and 11 is here, of 7 the small one, of 8 nothing; 4 to 6 have no fault
    of the photo that counts, 10 was found fit by somebody, 11 unfit.
    """
    look = replace(SMALL, severity=Severity.LOOK)
    checksum = Finding(rule="id_checksum", severity=Severity.REJECT)
    missing = Finding(rule="photo_missing", severity=Severity.REJECT)
    local.start(
        unit(form=unit_form(1, name_zh="=1+1&好运")),
        somebody(2, SMALL, PIXELS, CUT),
        somebody(3, look, review=PersonReview.RETURNED, reasons=("number_wrong", "photo_unfit")),
        somebody(4, look),
        somebody(5, checksum),
        somebody(6, review=PersonReview.RETURNED, reasons=("number_wrong",)),
        somebody(7, PIXELS),
        somebody(8, PIXELS),
        somebody(9, missing, photo=""),
        somebody(10, PIXELS, photo_word=word(PhotoVerdict.FIT)),
        somebody(11, photo_word=word(PhotoVerdict.UNFIT, "photo_unfit")),
    )
    for number in (2, 3, 11):
        one = PICTURES[number]
        assert originals.keep(local.cache, one.digest, one.original)
    thumbnails.keep(local.cache, {PICTURES[7].digest: PICTURES[7].thumbnail})


def written(local: Local, path: Path, query: Query = EVERYBODY) -> int:
    return export_unfit(local.cache, query, path, actor=ACTOR, language="zh", at=CLICK)


def test_the_list_says_what_is_wrong_and_shows_it(local: Local, tmp_path: Path) -> None:
    start(local)
    path = tmp_path / "清单.xlsx"
    assert written(local, path) == 6
    book = load_workbook(path)
    sheet, about = book.worksheets
    assert sheet["A1"].value == sheet.title == "照片不合格清单"
    assert str(sheet["A2"].value).startswith("填报单位：")
    assert "截至：" in str(sheet["A2"].value)
    rows = list(sheet.iter_rows(min_row=4))
    said = [[str(cell.value or "") for cell in row] for row in rows]
    assert [line[3] for line in said] == [person_form(n).name for n in (2, 3, 7, 8, 9, 11)]
    assert said[0][1] == "=1+1&好运"
    assert rows[0][1].data_type == "s"
    assert {cell.number_format for cell in rows[0][1:]} == {"@"}
    assert said[0][5].split("\n") == [
        "1. 面部占比过小（实测 9.1%，要求 15%—40%）",
        "2. 照片像素不足（实测 300×400，要求 480×640）",
        "3. 面部被裁切",
    ]
    assert said[1][5:7] == ["原因：photo_unfit", "原因：photo_unfit"]
    remarks = [line[8] for line in said]
    assert remarks[:2] == ["", ""]
    assert "缩略图" in remarks[2]
    absent = "照片不在导出的电脑上。"
    assert remarks[3:] == [absent, "尚未上传照片。", ""]
    assert said[5][5] == "原因：photo_unfit"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert about["A1"].value == "表名"
    with local.cache.read() as db:
        bodies = list(db.execute(select(OUTBOX.c.body)).scalars())
    assert len(bodies) == 1
    assert '"of":"photo","rows":6' in bodies[0]


def test_each_picture_lies_in_its_row_marked_and_small(local: Local, tmp_path: Path) -> None:
    start(local)
    path = tmp_path / "清单.xlsx"
    written(local, path)
    book: Any = load_workbook(path)
    found = book.worksheets[0]._images
    rows = []
    for one in found:
        assert isinstance(one.anchor, TwoCellAnchor)
        assert one.anchor.editAs == "twoCell"
        assert one.anchor._from.col == one.anchor.to.col == COLUMNS.index("photo") + 1
        assert one.anchor._from.row == one.anchor.to.row
        rows.append(one.anchor._from.row + 1)
    assert rows == [4, 5, 6, 9]
    contents = [one._data() for one in found]
    assert max(map(len, contents)) <= 15 * 1024
    assert contents[0] == marked(PICTURES[2].original, [SMALL, PIXELS, CUT], look=LOOK)
    assert contents[2] == marked(PICTURES[7].thumbnail, [PIXELS], look=LOOK)
    assert Image.open(io.BytesIO(contents[1])).size == (192, 256)


def test_a_list_given_up_leaves_nothing(local: Local, tmp_path: Path) -> None:
    start(local)
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"older")
    steps: list[int] = []
    for stop in (lambda: True, lambda: bool(steps)):
        with pytest.raises(Cancelled):
            export_unfit(
                local.cache,
                EVERYBODY,
                path,
                actor=ACTOR,
                language="zh",
                at=CLICK,
                progress=steps.append,
                cancelled=stop,
            )
    with pytest.raises(BadInput, match="no_unfit_photos"):
        written(local, path, replace(EVERYBODY, ids=(4, 5)))
    assert path.read_bytes() == b"older"
    assert not list(tmp_path.glob(".*.part"))
    with local.cache.read() as db:
        assert db.execute(select(OUTBOX.c.id)).all() == []
