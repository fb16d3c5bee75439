"""Filters in the head of a list, as in a spreadsheet: what occurs, how often, several ticked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Query
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.tick_panel import TickPanel
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.windows import NONE, Hands

ALT = Qt.KeyboardModifier.AltModifier
RULES = ("background", "background", "id_checksum", "")


@pytest.fixture
def found(hands: Hands) -> Hands:
    """Four persons: two photos with a background, one number that is not right, one clear."""
    with hands.server.engine.begin() as db:
        owner = plant_unit(db, 1)
        for number, rule in enumerate(RULES):
            told = [{"rule": rule, "severity": "look", "measured": "", "limit": ""}] if rule else []
            plant_person(db, owner, number, findings=told)
    hands.work()
    hands.persons()
    return hands


def panel(hands: Hands, title: str) -> TickPanel:
    def is_open() -> bool:
        made = hands.list.heads.panel
        return made is not None and made.isVisible() and made.accessibleName() == title

    hands.until(is_open)
    assert hands.list.heads.panel is not None
    return hands.list.heads.panel


def offered(panel: TickPanel) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(panel.list.item(row).data(role)) for row in range(panel.list.count())]


def test_several_values_by_keys_alone(found: Hands) -> None:
    found.key(Qt.Key.Key_Down, ALT)
    assert offered(panel(found, "单位分类")) == ["政府机构 4"]
    found.key(Qt.Key.Key_Left, ALT)
    assert offered(panel(found, "再次提交")) == ["否 4"]
    found.key(Qt.Key.Key_Left, ALT)
    checks = panel(found, "预检")
    assert offered(checks) == ["有预检提示 3", "照片背景 2", "无异常 1", "证件号码 1"]
    assert checks.search.hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        found.key(key)
    found.key(Qt.Key.Key_Down)
    found.key(Qt.Key.Key_Space)
    found.key(Qt.Key.Key_Return)
    found.until(lambda: len(found.list.model.keys) == 2)
    assert found.list.query.finding == ("none", "id_checksum")
    found.until(lambda: found.list.top.counts == {Lane.TO_REVIEW: 2})
    assert found.list.heads.head._funnels["finding"]
    assert found.list.table.hasFocus()
    found.key(Qt.Key.Key_Down, ALT)
    again = panel(found, "预检")
    assert offered(again) == ["有预检提示 3", "照片背景 2", "无异常 1", "证件号码 1"], "not its own"
    assert again.list.ticked() == ("none", "id_checksum")
    found.key(Qt.Key.Key_Escape)
    assert found.list.table.hasFocus()
    assert found.list.query.finding == ("none", "id_checksum"), "Esc leaves everything as it was"


def test_a_search_and_return_is_enough(found: Hands) -> None:
    found.list.heads.open("finding")
    checks = panel(found, "预检")
    found.type("背景")
    assert [checks.list.isRowHidden(row) for row in range(4)] == [True, False, True, True]
    found.key(Qt.Key.Key_Return)
    found.until(lambda: len(found.list.model.keys) == 2)
    assert found.list.query.finding == ("background",)
    found.list.heads.open("label")
    assert offered(panel(found, "标签"))[0].endswith(" 2"), "counted under the other condition"
    found.key(Qt.Key.Key_Tab)
    found.key(Qt.Key.Key_Escape)
    found.list.heads.open("finding")
    panel(found, "预检").list.tick_shown(True)
    found.key(Qt.Key.Key_Return)
    found.until(lambda: found.list.query.finding == ())
    found.until(lambda: len(found.list.model.keys) == 4)


def test_the_funnel_opens_it_and_the_title_still_sorts(found: Hands) -> None:
    head = found.list.heads.head
    place = [column.key for column in head._columns].index("finding")
    start = head.sectionViewportPosition(place)
    column = head._columns[place]
    content = head._content(head.rect().toRectF().adjusted(start, 0, 0, 0), place)
    funnel = head._funnel_rect(content, column).center().toPoint()
    QTest.mouseMove(head.viewport(), funnel)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, funnel)
    made = panel(found, "预检")
    assert found.list.query == Query(kind="person", lane=Lane.TO_REVIEW)
    [descending] = [one for one in made.findChildren(Button) if one.text() == "降序"]
    found.press(descending)
    found.until(lambda: found.list.query.order == "finding" and found.list.query.descending)
    title = QPoint(start + 4, funnel.y())
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, title)
    found.until(lambda: not found.list.query.descending)
    found.list.heads.open("finding")
    panel(found, "预检")
    found.window.top.search.setFocus()
    assert QApplication.focusWidget() is found.window.top.search
    assert found.list.heads.panel is None, "who goes elsewhere closes it"
