"""常用查询: named from what is shown, counted in the side bar, marked when they no longer fit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Query
from ciie_admin.views.components.name_panel import NamePanel
from tests.fixtures.windows import CTRL, Hands, locking


def name_panel(hands: Hands) -> NamePanel:
    panel = hands.window.saved.panel
    assert panel is not None
    assert panel.isVisible()
    return panel


def save(hands: Hands, name: str) -> None:
    before = len(hands.window.saved.known)
    hands.key(Qt.Key.Key_S, CTRL)
    name_panel(hands).name.field.clear()
    hands.type(name)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(hands.window.saved.known) == before + 1)


def pick(hands: Hands, text: str) -> None:
    menu: QMenu = hands.window.saved.menu(hands.list)
    [act] = [one for one in menu.actions() if one.text() == text]
    act.trigger()


def side_bar(hands: Hands) -> list[tuple[str, str]]:
    buttons = hands.window.nav._buttons
    return [(b.item.text, b.count) for key, b in buttons.items() if key.startswith("saved:")]


def search(hands: Hands, text: str, number: int) -> None:
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type(text)
    hands.until(lambda: len(hands.list.model.keys) == number)
    hands.key(Qt.Key.Key_Return)


@pytest.mark.usefixtures("window")
def test_saved_shown_changed_and_put_back(hands: Hands) -> None:
    button = hands.window.saved.buttons["unit"]
    assert button.isHidden(), "the whole list needs no name"
    hands.key(Qt.Key.Key_S, CTRL)
    assert hands.window.saved.panel is None
    said = hands.window.messages._callouts["mine"]
    assert said.accessibleName().startswith("当前列表不用保存 点左侧栏目")
    assert said.isVisible()
    search(hands, "第3", 1)
    assert button.text() == "存为常用查询"
    save(hands, "第三家")
    hands.until(lambda: side_bar(hands) == [("第三家", "1")])
    shown = hands.list.query
    key = hands.window.saved.chosen("unit")
    hands.until(lambda: bool(key) and hands.window.nav._buttons[key].isChecked())
    hands.list.ask(Query(kind="unit", text="第3", lane=Lane.TO_REVIEW))
    hands.until(lambda: button.text() == "第三家 · 已改动")
    assert hands.window.nav._buttons["units"].isChecked()
    pick(hands, "恢复为已保存")
    hands.until(lambda: hands.list.query == shown and button.text() == "第三家")
    hands.list.ask(Query(kind="unit", text="第3", lane=Lane.TO_REVIEW))
    hands.until(lambda: button.text() == "第三家 · 已改动")
    pick(hands, "按当前筛选保存")
    hands.until(lambda: button.text() == "第三家")
    assert hands.window.saved.known[0].query.lane is Lane.TO_REVIEW
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.until(lambda: side_bar(hands) == [("第三家", "0")])
    hands.press(hands.window.nav._buttons["units"])
    hands.until(lambda: hands.list.query == Query(kind="unit", lane=Lane.TO_REVIEW))
    hands.until(button.isHidden)


@pytest.mark.usefixtures("window")
def test_names_order_and_what_a_lock_leaves(hands: Hands) -> None:
    search(hands, "第3", 1)
    save(hands, "第三家")
    hands.persons()
    search(hands, "第4", 2)
    hands.key(Qt.Key.Key_S, CTRL)
    field = name_panel(hands).name
    for bad, said in (("", "请填写查询名称。"), ("第三家", "名称已被使用，请换一个。")):
        field.field.clear()
        hands.type(bad) if bad else None
        hands.key(Qt.Key.Key_Return)
        assert field._fault.text() == said
    field.field.clear()
    hands.type("三家的人")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: [name for name, _ in side_bar(hands)] == ["第三家", "三家的人"])
    pick(hands, "上移")
    hands.until(lambda: [name for name, _ in side_bar(hands)] == ["三家的人", "第三家"])
    pick(hands, "改名")
    name_panel(hands).name.field.clear()
    hands.type("三家人员")
    hands.key(Qt.Key.Key_Return)
    wanted = [("三家人员", "2"), ("第三家", "1")]
    hands.until(lambda: side_bar(hands) == wanted)
    locking(hands, hands.window.lock)
    hands.until(lambda: side_bar(hands) == wanted)
    hands.press([*hands.window.nav._buttons.values()][-1])
    hands.until(lambda: hands.page.kind == "unit" and len(hands.list.model.keys) == 1)
    hands.until(lambda: hands.window.saved.buttons["unit"].text() == "第三家")
    pick(hands, "删除")
    hands.until(lambda: [name for name, _ in side_bar(hands)] == ["三家人员"])


@pytest.mark.usefixtures("window")
def test_a_lane_alone_is_saved_as_it_is(hands: Hands) -> None:
    shown = Query(kind="unit", lane=Lane.RETURNED)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    hands.list.top.tabs.chosen.emit("returned")
    hands.until(lambda: hands.list.query == shown and len(hands.list.model.keys) == 1)
    hands.key(Qt.Key.Key_S, CTRL)
    panel = name_panel(hands)
    assert panel.name.field.text() == "退回修改"
    assert hands.list.rect().contains(hands.list.mapFromGlobal(panel.pos())), "beside its list"
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: side_bar(hands) == [("退回修改", "1")])
    hands.press(hands.window.nav._buttons["units"])
    hands.until(lambda: hands.list.query == Query(kind="unit", lane=Lane.TO_REVIEW))
    hands.until(hands.window.saved.buttons["unit"].isHidden)
    hands.press(hands.window.nav._buttons[f"saved:{hands.window.saved.known[0].id}"])
    hands.until(lambda: hands.list.query == shown and len(hands.list.model.keys) == 1)
