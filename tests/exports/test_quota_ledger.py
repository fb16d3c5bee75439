"""额度台账 as a workbook: one row a change, in words, and whatever was typed stays text."""

from datetime import datetime
from pathlib import Path

import openpyxl
from python_calamine import load_workbook

from ciie_admin.exports import quota_ledger, workbook
from ciie_admin.exports.quota_ledger import LedgerRow
from tests.exports.samples import AT, setting

ROWS = [
    LedgerRow(
        at=AT, act="recall", node="=金普", label="vip", change=-8, left=0, by="林岚", why="@多余"
    ),
    LedgerRow(at=AT, act="use", node="大连医院", label="staff", change=0, left=3),
    LedgerRow(at=AT, act="grown", node="大连", label="gone", change=40, left=43, by="主任"),
]


def test_a_ledger_is_read_back_by_both_readers(tmp_path: Path) -> None:
    on, path = setting(), tmp_path / "台账.xlsx"
    rows = (quota_ledger.cells(number, one, on) for number, one in enumerate(ROWS, 1))
    about = [("表名", "额度台账")]
    sheet = quota_ledger.sheet(on)
    assert workbook.write(path, sheet, rows, about, lambda _: None, lambda: False) == 3
    when = datetime.fromisoformat("2024-10-02 00:30")
    wanted = [
        ["序号", "时间", "事项", "分团或单位", "标签", "变动", "结余", "经办", "说明"],
        [1, when, "收回", "=金普", "VIP", -8, 0, "林岚", "@多余"],
        [2, when, "审核使用", "大连医院", "工作人员", 0, 3, "系统", ""],
        [3, when, "grown", "大连", "gone", 40, 43, "主任", ""],
    ]
    book = load_workbook(path)
    assert book.get_sheet_by_name("额度台账").to_python() == wanted
    read = openpyxl.load_workbook(path)["额度台账"]
    cells = [[cell.value or "" if cell.value != 0 else 0 for cell in line] for line in read]
    assert cells == wanted
    typed = [read[f"{letter}2"] for letter in "DHI"]
    assert [(cell.data_type, cell.number_format) for cell in typed] == [("s", "@")] * 3
