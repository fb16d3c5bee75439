"""Local tags by keys: given, shown in list and card, a column, a filter, taken away."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ciie_admin.models import marks
from ciie_admin.views.cells import SPOKEN_ROLES
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.tick_list import TickList
from ciie_admin.views.text import DOT
from tests.fixtures.windows import CTRL, SHIFT, Hands


def type_tag(hands: Hands, text: str) -> None:
    hands.key(Qt.Key.Key_T)
    hands.until(lambda: hands.page.tagging.panel is not None)
    hands.type(text)
    hands.key(Qt.Key.Key_Return)
    assert hands.list.table.hasFocus()


def cell(hands: Hands, number: int, column: str) -> str:
    """What a column says of a record, once both are there."""
    model = hands.list.model
    keys = [one.column.key for one in hands.list.chooser.shown()]
    if column not in keys:
        return ""
    said = model.index(model.row_of(number), keys.index(column)).data(SPOKEN_ROLES[0])
    return str(said or "")


@pytest.mark.usefixtures("window")
def test_given_shown_filtered_and_taken_away(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    type_tag(hands, "重点企业")
    hands.until(lambda: cell(hands, first, "tag") == "重点企业")
    hands.until(lambda: hands.page._card is not None and bool(hands.page._card.row.marks))
    hands.key(Qt.Key.Key_X)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_X)
    type_tag(hands, "已电话=9月20日")
    hands.until(lambda: cell(hands, second, "tag") == "已电话 9月20日")
    assert cell(hands, first, "tag") == f"已电话 9月20日{DOT}重点企业"
    hands.list.heads.open("tag")
    hands.until(lambda: hands.list.heads.panel is not None)
    panel = hands.list.heads.panel
    assert panel is not None
    offered = [panel.list.item(row).data(SPOKEN_ROLES[1]) for row in range(panel.list.count())]
    assert offered == ["已电话 2", "重点企业 1"]
    hands.type("重点")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: list(hands.list.model.keys) == [first])
    assert hands.list.query.tag == ("重点企业",)
    hands.key(Qt.Key.Key_T)
    hands.until(lambda: hands.page.tagging.panel is not None)
    hands.key(Qt.Key.Key_Down)
    assert isinstance(QApplication.focusWidget(), TickList)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
        hands.key(key)
    hands.until(lambda: not hands.list.model.keys)
    with hands.desk.entered.cache.read() as db:
        assert [one.name for one in marks.names(db)] == ["已电话"]


@pytest.mark.usefixtures("window")
def test_a_column_of_ones_own_is_chosen_like_any_other(hands: Hands) -> None:
    first = hands.list.current
    type_tag(hands, "备注栏=待回电")
    hands.until(lambda: cell(hands, first, "tag") == "备注栏 待回电")
    hands.key(Qt.Key.Key_C, CTRL | SHIFT)
    assert hands.list.chooser.panel is not None
    wanted = hands.list.chooser.panel.list
    row = wanted.keys().index("own:备注栏")
    wanted.turn_row(row)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: cell(hands, first, "own:备注栏") == "待回电")
    hands.persons()
    person = hands.list.current
    hands.until(lambda: cell(hands, person, "tag") == "备注栏 待回电")


@pytest.mark.usefixtures("window")
def test_what_only_some_have_stays_with_those(hands: Hands) -> None:
    type_tag(hands, "重点企业")
    hands.settle()
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_T)
    hands.until(lambda: hands.page.tagging.panel is not None)
    panel = hands.page.tagging.panel
    assert panel is not None
    assert panel.list.item(0).data(SPOKEN_ROLES[1]) == "重点企业 1 / 6"
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    with hands.desk.entered.cache.read() as db:
        assert [one.count for one in marks.names(db)] == [1]


@pytest.mark.usefixtures("window")
def test_a_table_is_imported_and_what_did_not_fit_is_told(hands: Hands, tmp_path: Path) -> None:
    """By the panel's first line; the dialog of the system is not ours."""
    hands.until(lambda: all(map(hands.list.model.known, hands.list.model.keys)))
    codes = [hands.list.model.known(number).credit_code for number in hands.list.model.keys[:2]]
    table = tmp_path / "名单.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("统一社会信用代码", "重点企业"),
        (codes[0], "是"),
        ("T404", "是"),
        (codes[1], "是"),
    ):
        sheet.append(row)
    book.save(table)
    hands.key(Qt.Key.Key_T)
    hands.until(lambda: hands.page.tagging.panel is not None)
    panel = hands.page.tagging.panel
    assert panel is not None
    act = next(one for one in panel.findChildren(Button) if one.text() == "从表格导入…")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
        hands.press(act)
    first = hands.list.model.keys[0]
    hands.until(lambda: cell(hands, first, "tag") == "重点企业")
    shown = [one for one in hands.window.messages._callouts.values() if one.isVisible()]
    assert "已导入 2 行" in shown[0].accessibleName()
    assert "没有这条记录：第 3 行" in shown[0].accessibleName()
