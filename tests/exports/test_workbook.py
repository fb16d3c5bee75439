"""What is written is what is read, by two readers, and it is never anything but text or number."""

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import load_workbook

from ciie_admin.errors import BadInput
from ciie_admin.exports import workbook
from ciie_admin.exports.columns import Kind, Value
from ciie_admin.exports.sheets import Head, Sheet
from ciie_admin.exports.workbook import write

ABOUT = [("表名", "人员名册"), ("筛选条件", "=全部")]
TRAPS = [
    "=1+1", '=HYPERLINK("http://a.example","x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    "'=1", "210102199003071234", "000123", "1E5", "1e400", "nan", "TRUE", "2024-10-01", "10/1",
    "https://a.example/x", "mailto:a@a.example", "internal:A1", "#REF!", "_x0041_", "<f>1</f>",
    "&amp;", " 前后 ", "😀𠮷", "a\x00b\x01c\x0b", "\ud800x", "\ufffe\uffff", "한 العربية",
]  # fmt: skip
KINDS: tuple[Kind, ...] = ("typed", "word")
texts = st.one_of(
    st.sampled_from(TRAPS),
    st.text(max_size=40),
    st.text(alphabet="0123456789", min_size=15, max_size=30),
    st.text(alphabet="=+-@\t\r\n'\"(),A1", max_size=12),
    st.text(st.characters(categories=("Cc", "Cs", "Cn", "Co", "So")), max_size=12),
)


def sheet_of(*kinds: Kind) -> Sheet:
    heads = tuple(Head(f"列{n}", 12, kind) for n, kind in enumerate(kinds))
    return Sheet("名册", "说明", heads)


def put(path: Path, sheet: Sheet, rows: Sequence[Sequence[Value]]) -> int:
    return write(path, sheet, iter(rows), ABOUT, lambda _: None, lambda: False)


def kept(text: str) -> str:
    """By hand what a file can hold: XML 1.0 characters, lines ended by a line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c
        for c in lines
        if c in "\t\n" or 0x20 <= ord(c) <= 0xD7FF or 0xE000 <= ord(c) <= 0xFFFD or ord(c) > 0xFFFF
    )


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode() for name in file.namelist()}


@given(pairs=st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_any_text_comes_back_as_text(pairs: list[tuple[str, str]]) -> None:
    wanted = [[float(n), kept(a), kept(b)] for n, (a, b) in enumerate(pairs, 1)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        rows = [(n, *pair) for n, pair in enumerate(pairs, 1)]
        assert put(path, sheet_of("whole", *KINDS), rows) == len(rows)
        sheet = openpyxl.load_workbook(path)["名册"]
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
        assert [read_cell(cell) for cell in cells] == [value for row in wanted for value in row]
        assert not [cell for cell in cells if cell.hyperlink]
        assert load_workbook(path).get_sheet_by_name("名册").to_python()[1:] == wanted
        said = "".join(parts(path).values())
    assert not re.search(r"<f[ >/]|<hyperlink|relationships/hyperlink|externalLink", said)


def read_cell(cell: Any) -> object:
    """The text as a spreadsheet program shows it; openpyxl leaves some escapes as they stand."""
    if cell.value is None:
        return ""
    assert cell.data_type == ("n" if cell.column == 1 else "s")
    return cell.value if cell.column == 1 else unescape(cell.value)


def test_no_text_becomes_a_number_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    put(path, sheet_of(*KINDS), [(text, text) for text in TRAPS])
    xml = parts(path)["xl/worksheets/sheet1.xml"]
    body = xml[xml.index("<sheetData>") : xml.index("</sheetData>")]
    assert "<v>" not in body
    kinds = set(re.findall(r'<c r="[AB]\d+"(?: s="\d+")?( t="\w+")?', body))
    assert kinds == {' t="inlineStr"'}


def test_numbers_and_times_keep_their_kind_and_format(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    at = datetime(2024, 10, 2, 0, 30)  # noqa: DTZ001 as cells are: no zone
    put(path, sheet_of("whole", "money", "moment", "typed"), [(12_345, 500.49, at, "007")])
    cells = openpyxl.load_workbook(path)["名册"][2]
    assert [cell.value for cell in cells] == [12_345, 500.49, at, "007"]
    formats = [cell.number_format for cell in cells]
    assert formats == ["0", "#,##0.00", "yyyy-mm-dd hh:mm", "@"]
    read = load_workbook(path).get_sheet_by_name("名册").to_python()[1]
    assert read == [12_345, 500.49, at, "007"]


def test_identifiers_stay_text_in_the_empty_rows_below(tmp_path: Path) -> None:
    """The format belongs to the whole column: whoever types a number there types text."""
    path = tmp_path / "a.xlsx"
    put(path, sheet_of("whole", "typed", "word"), [(1, "210", "x")])
    columns = openpyxl.load_workbook(path)["名册"].column_dimensions
    assert columns["B"].number_format == "@"
    assert columns["C"].number_format == "General"
    xml = parts(path)["xl/worksheets/sheet1.xml"]
    assert re.search(r'<ignoredError sqref="B2" numberStoredAsText="1"/>', xml)


def test_head_filter_widths_and_last_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    put(path, sheet_of("typed", "typed"), [("a", "b"), ("c", "d")])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["名册", "说明"]
    sheet = book["名册"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet.print_title_rows == "$1:$1"
    assert 12 <= sheet.column_dimensions["A"].width < 14
    assert [cell.font.bold for cell in sheet[1]] == [True, True]
    assert [[cell.value for cell in row] for row in book["说明"].iter_rows()] == [
        ["表名", "人员名册"],
        ["筛选条件", "=全部"],
    ]
    assert book["说明"]["B2"].data_type == "s"


def test_an_empty_list_has_its_heads(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert put(path, sheet_of("typed", "whole"), []) == 0
    sheet = openpyxl.load_workbook(path)["名册"]
    assert [cell.value for cell in sheet[1]] == ["列0", "列1"]
    assert (sheet.max_row, sheet.freeze_panes) == (1, "A2")
    assert load_workbook(path).sheet_names == ["名册", "说明"]


@pytest.mark.parametrize("text", ["长" * 40_000, "😀" * 40_000, "\n" * 40_000])
def test_a_text_too_long_for_a_cell_is_cut_to_what_excel_opens(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    put(path, sheet_of("typed"), [(text,)])
    read = str(openpyxl.load_workbook(path)["名册"]["A2"].value)
    assert text.startswith(read)
    assert 32_765 < len(read.encode("utf-16-le")) // 2 <= 32_767


def test_sheet_names_are_cut_to_what_excel_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    long = Sheet("长" * 40, "说" * 40, sheet_of("typed").heads)
    put(path, long, [("a",)])
    assert openpyxl.load_workbook(path).sheetnames == ["长" * 31, "说" * 31]


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    path = tmp_path / "a.xlsx"
    assert put(path, sheet_of("typed"), [("a",)] * 3) == 3
    with pytest.raises(BadInput, match="too_large") as caught:
        put(path, sheet_of("typed"), [("a",)] * 4)
    assert caught.value.facts == {"limit": "3"}
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_progress_counts_up_to_all_rows(tmp_path: Path) -> None:
    heard: list[int] = []
    rows = iter([("a",)] * 1_234)
    write(tmp_path / "a.xlsx", sheet_of("typed"), rows, ABOUT, heard.append, lambda: False)
    assert heard == [0, 500, 1_000, 1_234]
