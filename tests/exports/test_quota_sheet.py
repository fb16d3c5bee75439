"""额度分配表 goes out and comes in again: untouched it wishes nothing, and no fault is lost."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import load_workbook

from ciie_admin.domain.edition import Label, Text
from ciie_admin.domain.quotas import MOST, Quota, QuotaNode, quota_id
from ciie_admin.errors import BadFile
from ciie_admin.exports import quota_book
from ciie_admin.exports.quota_table import Allotment, AllotRow, Node, available, heads
from ciie_admin.exports.quota_typed import SheetFault, Typed, Wish, fault_words, stamp_of, typed
from ciie_admin.exports.tables import Table, read_table
from ciie_admin.words import vocabulary
from tests.fixtures.editions import DALIAN, JINPU, PUDONG, ZHONGSHAN, small_edition

PLACE, UNIT = QuotaNode.PLACE, QuotaNode.UNIT
GIVER = Node(PLACE, DALIAN)
ABOUT = [("表名", "额度分配表"), ("范围", "=大连交易团")]
NUMBERS = {"vip": 1, "staff": 2}
TOTAL, LEAST, STAFF, WAS = "D", "E", "F", "H"
NODE = "J"
Change = Callable[[Worksheet], object]


def quotas(node: Node, **vip: int) -> Mapping[str, Quota]:
    def made(label: str, **counts: Any) -> Quota:
        number = quota_id(node.kind, node.id, NUMBERS[label])
        giver = quota_id(PLACE, DALIAN, NUMBERS[label])
        return Quota(
            id=number,
            version=1 if counts else 0,
            label=label,
            node=node.kind,
            node_id=node.id,
            parent=giver,
            place=DALIAN,
            **counts,
        )

    return {"vip": made("vip", **vip), "staff": made("staff")}


def row(node: Node, name: str, code: str = "", **vip: int) -> AllotRow:
    return AllotRow(node=node, name=name, code=code, quotas=quotas(node, **vip))


def allotment(**changes: Any) -> Allotment:
    """Three who receive from Dalian, of which the second can give nothing back."""
    rows = (
        row(Node(PLACE, JINPU), "金普新区分团", received=40, allotted=10, used=5),
        row(Node(PLACE, ZHONGSHAN), "中山分团", received=45, reserved=45),
        row(Node(UNIT, 77), "=1+1贸易有限公司", "000123"),
    )
    giver = quotas(GIVER, received=100, allotted=85)["vip"]
    said: dict[str, Any] = {
        "edition": small_edition(),
        "giver": GIVER,
        "giver_name": "大连交易团",
        "available": {"vip": available(giver), "staff": 20},
        "rows": rows,
    }
    return Allotment(**{**said, **changes})


def written(path: Path, one: Allotment | None = None, *changes: Change) -> Path:
    quota_book.write(path, one or allotment(), ABOUT, "zh")
    if changes:
        book = openpyxl.load_workbook(path)
        for change in changes:
            change(book.worksheets[0])
        book.save(path)
    return path


def put(cell: str, value: object) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[cell].value = value

    return change


def reread(path: Path, *changes: Change, elsewhere: tuple[Node, ...] = ()) -> Typed:
    return typed(read_table(written(path, None, *changes)), allotment(), elsewhere)


def faults(found: Typed) -> list[tuple[int, str, str]]:
    assert not found.wishes
    return [(one.line, one.column, one.code) for one in found.faults]


def test_both_readers_see_what_was_written(tmp_path: Path) -> None:
    path = written(tmp_path / "额度.xlsx")
    book = openpyxl.load_workbook(path)
    sheet, about = book.worksheets
    assert [cell.value for cell in sheet[1]] == [
        "序号", "分团/单位", "统一社会信用代码", "VIP 总数", "VIP 不少于", "工作人员 总数",
        "工作人员 不少于", "VIP 原总数", "工作人员 原总数", f"quota/7/P{DALIAN}",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]] == [
        2, "中山分团", None, 45, 45, 0, 0, 45, 0, f"P{ZHONGSHAN}",
    ]  # fmt: skip
    rows = load_workbook(path).get_sheet_by_index(0).to_python()
    assert rows[3][:4] == [3, "=1+1贸易有限公司", "000123", 0]
    assert sheet["C4"].number_format == sheet["B4"].number_format == "@"
    texts = [c for line in sheet.iter_rows(max_row=4) for c in line if isinstance(c.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert [sheet["D5"].value, sheet["D6"].value, sheet["D7"].value] == [
        "=SUM(D2:D4)",
        100,
        "=D6-D5",
    ]
    hidden = {letter for letter, one in sheet.column_dimensions.items() if one.hidden}
    assert hidden >= {WAS}
    assert sheet.column_dimensions[NODE].hidden
    assert about.title == "说明"
    assert [cell.value for cell in about["A"]] == ["表名", "范围", "填写方法"]


def test_only_totals_can_be_typed_and_only_whole_numbers(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path / "a.xlsx")).worksheets[0]
    assert sheet.protection.sheet
    cells = [cell for line in sheet.iter_rows() for cell in line]
    opened = {cell.coordinate for cell in cells if not cell.protection.locked}
    assert opened == {f"{letter}{line}" for letter in (TOTAL, STAFF) for line in (2, 3, 4)}
    [rule] = sheet.data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == (
        "whole", "between", "0", str(MOST),
    )  # fmt: skip
    assert {str(cells) for cells in rule.sqref.ranges} == {"D2:D4", "F2:F4"}


def test_untouched_it_wishes_nothing(tmp_path: Path) -> None:
    found = reread(tmp_path / "a.xlsx")
    assert (found.changes, found.faults, found.rows) == ((), (), 3)
    assert [(one.was, one.total) for one in found.wishes] == [
        *((40, 40), (0, 0), (45, 45)),
        *((0, 0), (0, 0), (0, 0)),
    ]


def test_what_was_typed_becomes_totals(tmp_path: Path) -> None:
    changes = (put("D2", 20), put("F2", 12.0), put("D4", "15"), put("B5", "随便"))
    found = reread(tmp_path / "a.xlsx", *changes)
    assert found.changes == (
        Wish(quota_id(PLACE, JINPU, 1), "vip", 40, 20),
        Wish(quota_id(PLACE, JINPU, 2), "staff", 0, 12),
        Wish(quota_id(UNIT, 77, 1), "vip", 0, 15),
    )


BAD: Mapping[object, str] = {
    -1: "negative", 2.5: "fraction", "0.5": "fraction", MOST + 1: "overflow", 1e300: "overflow",
    "9" * 400: "overflow", "十": "not_number", "1e999999999": "overflow", "-2.5": "negative",
    "NaN": "not_number", True: "not_number", "1,000": "not_number", None: "empty", "  ": "empty",
    "#REF!": "empty",  # an error of a formula reads as an empty cell
}  # fmt: skip


def test_what_is_no_number_of_places_is_told_at_its_cell(tmp_path: Path) -> None:
    units = [row(Node(UNIT, n), f"单位{n}") for n in range(1, len(BAD) + 2)]
    one = allotment(rows=tuple(units))
    changes = [put(f"D{line}", value) for line, value in enumerate(BAD, 2)]
    path = written(tmp_path / "a.xlsx", one, *changes, put(f"F{len(BAD) + 2}", 3))
    found = typed(read_table(path), one)
    assert faults(found) == [(line, TOTAL, code) for line, code in enumerate(BAD.values(), 2)]
    assert fault_words(found.faults[0], "zh").startswith("第 2 行 D 列：")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    stranger = Node(PLACE, PUDONG)
    found = reread(
        tmp_path / "a.xlsx",
        put("D2", 14), put("F2", "x"), put("D3", 46), put("H3", 44), put("F3", -3), put("F4", 99),
        lambda sheet: sheet.insert_rows(5, 5),
        lambda sheet: [put(f"{NODE}{5 + n}", one)(sheet) for n, one in enumerate(
            (f"P{JINPU}", "P999", str(stranger), None, "bad"))],
        put("B8", "手工加的"),
        elsewhere=(stranger,),
    )  # fmt: skip
    assert faults(found) == [
        (2, TOTAL, "too_low"), (2, STAFF, "not_number"), (3, TOTAL, "changed"),
        (3, STAFF, "negative"), (5, "", "duplicate"), (6, "", "unknown_node"),
        (7, "", "foreign_node"), (8, "", "no_node"), (9, "", "no_node"),
    ]  # fmt: skip
    said = [fault_words(one, "zh") for one in found.faults]
    assert said[0].startswith("第 2 行 D 列：已分配、占用、使用和预留的已有 15 个")
    assert said[2].startswith("第 3 行 D 列：导出后总数已由 44 变为 45")
    assert said[4].startswith("第 5 行：与第 2 行是同一个")


def test_more_than_there_is_is_told_by_its_column(tmp_path: Path) -> None:
    found = reread(tmp_path / "a.xlsx", put("D4", 16), put("F4", 21))
    assert faults(found) == [(0, TOTAL, "over"), (0, STAFF, "over")]
    assert fault_words(found.faults[0], "zh") == "D 列：合计 101 个，可分配的只有 100 个，请减少。"
    gone = reread(tmp_path / "b.xlsx", lambda sheet: sheet.delete_rows(2), put("D3", 16))
    assert faults(gone) == [(0, TOTAL, "over")], "who was deleted still has what it had"


def test_rows_moved_against_their_hidden_cells_are_noticed(tmp_path: Path) -> None:
    found = reread(tmp_path / "a.xlsx", put("B2", "中山分团"), put("B3", "金普新区分团"))
    assert faults(found) == [(2, "B", "shifted"), (3, "B", "shifted")]
    assert faults(reread(tmp_path / "b.xlsx", put("H2", "x"))) == [(2, TOTAL, "shifted")]


def test_a_shifted_column_stops_all(tmp_path: Path) -> None:
    found = reread(tmp_path / "a.xlsx", lambda sheet: sheet.insert_cols(4))
    assert found.faults[0] == SheetFault(0, "D", "head", {"wanted": "VIP 总数", "found": "—"})
    assert [one.column for one in found.faults] == [*"DEFGHIJK"]
    assert [one.code for one in found.faults][-1] == "column"
    swapped = reread(tmp_path / "b.xlsx", put("D1", "工作人员 总数"), put("F1", "VIP 总数"))
    assert faults(swapped) == [(0, "D", "head"), (0, "F", "head")]


def test_a_label_the_edition_does_not_have_is_named(tmp_path: Path) -> None:
    guest = Label(id="guest", name=Text(zh="嘉宾", en="Guest"), free=True, number=2)
    edition = small_edition()
    other = small_edition(labels=(*edition.labels[:-1], guest))
    rows = [
        AllotRow(node=one.node, name=one.name, quotas={**one.quotas, "guest": one.quotas["staff"]})
        for one in allotment().rows
    ]
    places = {"vip": 100, "guest": 20}
    wrong = allotment(edition=other, rows=tuple(rows), available=places)
    table = read_table(written(tmp_path / "a.xlsx", wrong))
    found = typed(table, allotment())
    assert faults(found)[0] == (0, STAFF, "unknown_label")
    assert "嘉宾 总数" in fault_words(found.faults[0], "zh")


def test_a_sheet_says_whose_it_is(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "a.xlsx"))
    assert stamp_of(table, 7) == GIVER
    assert stamp_of(table, 6) == SheetFault(0, "", "other_edition")
    foreign = Table(("分团", "VIP"), ((2, ("金普", "3")),))
    assert stamp_of(foreign, 7) == SheetFault(0, "", "no_stamp")
    assert stamp_of(Table(("quota/7/X3", "quota//P1", "quota/7/P"), ()), 7) == SheetFault(
        0, "", "no_stamp"
    )
    assert fault_words(SheetFault(0, "", "no_stamp"), "en").startswith(
        "This is no allocation sheet"
    )


def test_english_sheets_and_those_saved_as_text_are_read_too(tmp_path: Path) -> None:
    quota_book.write(tmp_path / "a.xlsx", allotment(), ABOUT, "en")
    table = read_table(tmp_path / "a.xlsx")
    assert table.heads == heads(small_edition(), GIVER, "en")
    found = typed(table, allotment())
    assert (found.changes, found.faults, found.rows) == ((), (), 3)
    path = tmp_path / "a.csv"
    lines = [table.heads, *[cells for _, cells in table.rows]]
    path.write_text("\n".join(",".join(cells) for cells in lines), encoding="gb18030")
    assert typed(read_table(path), allotment()).rows == 3


def test_without_anybody_below_there_is_a_sheet_still(tmp_path: Path) -> None:
    nobody = allotment(rows=())
    path = written(tmp_path / "a.xlsx", nobody)
    assert typed(read_table(path), nobody) == Typed()
    assert quota_book.write(path, nobody, ABOUT, "zh") == 0
    with pytest.raises(BadFile):
        quota_book.write(tmp_path / "no" / "a.xlsx", nobody, ABOUT, "zh")


CELLS = st.one_of(
    st.integers(-3, 120).map(str), st.sampled_from(["", "x", "1.5", "7.0", str(MOST), "1e9"])
)


@given(st.lists(CELLS, min_size=6, max_size=6))
def test_either_every_cell_is_sound_or_nothing_is_wished_for(cells: list[str]) -> None:
    """Whatever was typed: totals that keep every rule, or faults that name what is wrong."""
    one = allotment()
    table = Table(heads(one.edition, GIVER, "zh"), tuple(_lines(one, cells)))
    found = typed(table, one)
    assert bool(found.wishes) != bool(found.faults)
    for fault in found.faults:
        assert fault.code in vocabulary()["quota_fault"]
        assert "—" not in fault_words(fault, "zh")
    if found.faults:
        return
    reached = {wish.account: wish.total for wish in found.wishes}
    for name, most in one.available.items():
        accounts = [each.quotas[name] for each in one.rows]
        totals = [reached.get(each.id, each.received) for each in accounts]
        assert sum(totals) <= most
        assert all(
            total >= each.allotted + each.reserved + each.used + each.leased
            for total, each in zip(totals, accounts, strict=True)
        )


def _lines(one: Allotment, cells: list[str]) -> list[tuple[int, tuple[str, ...]]]:
    lines: list[tuple[int, tuple[str, ...]]] = []
    for line, each in enumerate(one.rows, 2):
        vip, staff = cells[2 * line - 4 : 2 * line - 2]
        was = str(each.quotas["vip"].received)
        lines.append((line, ("1", each.name, "", vip, "", staff, "", was, "0", str(each.node))))
    return lines
