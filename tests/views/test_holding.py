"""搁置 at the window: put aside, passed over, found again, taken up, and never sent."""

import pytest
from PySide6.QtCore import Qt

from ciie_admin.views import filters
from tests.fixtures.windows import CTRL, SHIFT, Hands


@pytest.mark.usefixtures("window")
def test_put_aside_passed_over_and_found_again(hands: Hands) -> None:
    keys = list(hands.list.model.keys)
    hands.list.table.go_to(1)
    hands.until(lambda: hands.card() == keys[1])
    hands.key(Qt.Key.Key_F9)
    hands.until(lambda: hands.stage(keys[1]) == "held")
    hands.until(lambda: hands.card() == keys[2])
    assert list(hands.list.model.keys) == keys, "it keeps its place"
    state = hands.list.model.index(1, hands.list.model.columnCount() - 1)
    assert state.data(Qt.ItemDataRole.DisplayRole) == "搁置"
    hands.until(lambda: hands.list.foot.undo.text() == "撤销：搁置 大连第2贸易有限公司")
    hands.list.table.go_to(0)
    hands.key(Qt.Key.Key_Space)
    assert hands.list.current == keys[2], "Space passes it over"
    menu = filters.offer_filters(hands.window, hands.list.query, hands.desk, hands.list.ask)
    next(one for one in menu.actions() if one.text() == "搁置").trigger()
    hands.until(lambda: list(hands.list.model.keys) == [keys[1]])
    hands.until(lambda: hands.page.box.rail.button("hold").text() == "取消搁置")
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: not hands.list.model.keys)
    assert hands.drafted() == 0
    assert hands.desk.tally is not None
    assert hands.desk.tally.pending == 0


@pytest.mark.usefixtures("window")
def test_a_decision_goes_before_it_and_the_key_takes_it_up(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    hands.key(Qt.Key.Key_H, SHIFT)
    hands.until(lambda: hands.stage(first) == "held")
    assert hands.list.current == first, "Shift stays"
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: hands.stage(first) == "draft")
    hands.until(lambda: hands.card() == second)
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: hands.stage(first) == "held")
    hands.list.go_to(first)
    hands.until(lambda: hands.card() == first)
    hands.key(Qt.Key.Key_U)
    hands.until(lambda: hands.stage(first) is None)
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: hands.stage(first) == "draft")
    hands.list.go_to(first)
    hands.key(Qt.Key.Key_F9)
    hands.until(hands.window.messages.isVisible)
    assert "没有可以搁置的" in hands.window.messages._callouts["mine"].accessibleName()
