"""What a record says: rows made once, long values whole."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ciie_admin.views.components.fact_list import MOST_LINES, NEXT, ROW, Fact, FactList
from ciie_admin.views.paint import text_width, wrapped
from ciie_admin.views.signs import STATES

LONG = "大连市金普新区经济技术开发区金马路一百二十三号国际商务中心三号楼"


def rows(made: FactList) -> list[QWidget]:
    every = made.findChildren(QWidget)
    return [one for one in every if one.parent() is made and not one.isHidden()]


def test_a_long_value_goes_on_below_and_nothing_of_it_is_lost(qtbot: QtBot) -> None:
    made = FactList()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.set_facts([Fact("注册地址", LONG), Fact("联系人", "李四")])
    made.show()
    long, short = rows(made)
    assert (long.height(), short.height()) == (ROW + 2 * NEXT, ROW)
    made.resize(900, 200)
    qtbot.waitUntil(lambda: long.height() == ROW)


def test_rows_are_filled_anew_and_not_made_anew(qtbot: QtBot) -> None:
    made = FactList()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.set_facts([Fact("姓名", "李四"), Fact("单位", "甲", link="查看", key="unit")])
    before = rows(made)
    made.set_facts([Fact("姓名", "王五", sign=STATES["passed"], said="上次已核对")])
    assert rows(made) == before[:1]
    assert before[0].accessibleName() == "姓名 王五 上次已核对"
    made.set_facts([Fact("姓名", "王五"), Fact("单位", "乙")])
    assert rows(made) == before
    assert [one.accessibleName() for one in before] == ["姓名 王五", "单位 乙"]
    assert not before[1].findChildren(QWidget)[0].isVisible(), "nothing to follow any more"


def test_lines_hold_the_whole_text_also_with_rare_characters(qtbot: QtBot) -> None:
    del qtbot
    text = "\U00020bb7野家\U00020bb7野家\U00020bb7野家" * 3
    lines = wrapped(text, 90, most=20)
    assert "".join(lines) == text
    assert len(lines) > 2
    assert all(text_width(line) <= 90 for line in lines)


def test_what_has_no_room_at_all_is_cut_in_the_last_line(qtbot: QtBot) -> None:
    del qtbot
    lines = wrapped(LONG * 9, 200, most=MOST_LINES)
    assert len(lines) == MOST_LINES
    assert "".join(lines) == LONG * 9, "eliding is the painter's"
