"""A filter written as text behind `=`: understood, corrected, shown in words, kept."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Not, Query
from ciie_admin.views.components.heads import ChipButton
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.windows import CTRL, Hands

MIXED = "lane:to_review (place:Jinpu or text:zhongshan) not unit_class:enterprise"


def chips(hands: Hands) -> list[ChipButton]:
    return [one for one in hands.list.top.bar.findChildren(ChipButton) if one.isVisible()]


def write(hands: Hands, text: str) -> None:
    """Over whatever stands in the search field."""
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type(text)
    hands.key(Qt.Key.Key_Return)


def told(hands: Hands) -> str:
    shown = [one for one in hands.window.messages._callouts.values() if one.isVisible()]
    return shown[0].accessibleName() if shown else ""


@pytest.mark.usefixtures("window")
def test_a_mistake_is_named_and_corrected_where_it_stands(hands: Hands) -> None:
    before = list(hands.list.model.keys)
    field = hands.window.top.search
    write(hands, "=lane:to_review (finding:none or")
    assert "“or”旁边缺少条件" in told(hands)
    assert field.hasFocus()
    assert field.selectedText() == "or"
    write(hands, "=lane:to_review colour:red")
    assert "colour:red" in told(hands)
    assert list(hands.list.model.keys) == before, "nothing is shown that nobody asked for"
    hands.key(Qt.Key.Key_Escape)
    assert hands.list.table.hasFocus()
    assert field.text() == ""
    write(hands, "=lane:to_review (finding:none)")
    assert told(hands) == ""
    assert hands.list.table.hasFocus()


@pytest.mark.usefixtures("window")
def test_it_becomes_a_chip_that_opens_it_again(hands: Hands) -> None:
    """Three of the six units are in 金普; nobody's name sounds like zhongshan."""
    write(hands, f"={MIXED}")
    hands.until(lambda: len(hands.list.model.keys) == 3)
    hands.until(lambda: hands.list.top.counts == {Lane.TO_REVIEW: 3})
    hands.until(lambda: len(chips(hands)) == 2)
    either, neither = chips(hands)
    assert either.accessibleName() == (
        "修改筛选条件 组合条件 （交易团/分团：金普新区分团或搜索：zhongshan）"
    )
    assert neither.accessibleName() == "修改筛选条件 组合条件 排除（单位分类：企业）"
    assert hands.window.top.search.text() == ""
    hands.press(either)
    field = hands.window.top.search
    assert field.hasFocus()
    assert field.text() == ("=状态:待审核 (交易团/分团:3 或 搜索:zhongshan) 非 单位分类:企业")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert len(hands.list.model.keys) == 3, "as it was written"
    last = chips(hands)[0]
    QTest.mouseClick(last, Qt.MouseButton.LeftButton, pos=QPoint(last.width() - 8, 12))
    hands.until(lambda: len(hands.list.model.keys) == 6)
    assert [type(one) for one in hands.list.query.where] == [Not]


@pytest.mark.usefixtures("window")
def test_it_is_kept_as_a_query_and_words_come_back_with_theirs(hands: Hands) -> None:
    field = hands.window.top.search
    write(hands, "=lane:to_review text:dl not place:Jinpu")
    hands.until(lambda: len(hands.list.model.keys) == 3)
    assert field.text() == "dl", "what is searched for stands where words are searched"
    kept = hands.list.query
    hands.key(Qt.Key.Key_S, CTRL)
    hands.until(lambda: hands.window.saved.panel is not None)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(hands.window.saved.known) == 1)
    assert hands.window.saved.known[0].query == kept
    hands.window.nav.chosen.emit("units")
    hands.until(lambda: hands.list.query == Query(kind="unit", lane=Lane.TO_REVIEW))
    hands.settle()
    assert field.text() == ""
    palette(hands.window, hands.window.saved.known[0].name, hands)
    hands.until(lambda: hands.list.query == kept)
    hands.until(lambda: field.text() == "dl")
    assert hands.window.saved.chosen("unit")


def palette(window: MainWindow, name: str, hands: Hands) -> None:
    """Ctrl+K, the beginning of a name, Enter."""
    hands.key(Qt.Key.Key_K, CTRL)
    hands.type(name)
    hands.until(lambda: window.go_to._answered)
    row = next(row for row in window.go_to.rows if name in row.entry.text)
    assert "常用查询" in row.entry.text
    while not row.current:
        hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not window.go_to.field
