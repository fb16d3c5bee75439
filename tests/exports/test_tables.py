"""Tables somebody filled in: workbooks and text, as spreadsheet programs save them."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from ciie_admin.errors import BadFile
from ciie_admin.exports import tables
from ciie_admin.exports.tables import read_table

HEADS = ("统一社会信用代码", "重点企业", "备注")


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append([*row])
    made.save(path)
    return path


def test_a_workbook_is_read_as_it_looks(tmp_path: Path) -> None:
    day = datetime(2024, 9, 20, tzinfo=UTC).replace(tzinfo=None)
    rows = ((), HEADS, ("91210200MA0001", "是", 12.0), (), ("T2", None, day), ("T3", 0.5))
    found = read_table(book(tmp_path / "表.xlsx", *rows))
    assert found.heads == HEADS
    assert found.rows == (
        (3, ("91210200MA0001", "是", "12")),
        (5, ("T2", "", date(2024, 9, 20).isoformat())),
        (6, ("T3", "0.5", "")),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_of_any_office_program(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes('姓名,单位名称,备注\r\n王芳,"大连,一厂","两\n行"\r\n'.encode(encoding))
    assert read_table(path) == tables.Table(
        ("姓名", "单位名称", "备注"), ((2, ("王芳", "大连,一厂", "两 行")),)
    )


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.xlsx", None, "file_missing"),
        ("text.xlsx", b"no workbook at all", "file_unreadable"),
        ("bytes.csv", b"\xff\xfe\x00\xff", "file_unreadable"),
        ("empty.csv", b"", "table_empty"),
        ("heads.csv", b"a,b\r\n\r\n", "table_empty"),
        ("long.csv", b"a\n" * 5, "table_large"),
    ],
)
def test_what_is_no_table_is_told(
    tmp_path: Path, name: str, content: bytes | None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 4)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadFile) as told:
        read_table(tmp_path / name)
    assert told.value.code == code
