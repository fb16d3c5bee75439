"""Columns are chosen, put in order and remembered, and the list stays where it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.fixtures.windows import CTRL, SHIFT, Hands, locking

ALT = Qt.KeyboardModifier.AltModifier
USUAL = ["tick", "thumb", "name", "unit", "label", "finding", "submitted", "state"]


def keys(hands: Hands) -> list[str]:
    return [column.key for column in hands.list.table._columns]


def words(hands: Hands, row: int = 0) -> dict[str, str]:
    model, role = hands.list.model, Qt.ItemDataRole.DisplayRole
    return {
        column.key: str(model.index(row, place).data(role) or "")
        for place, column in enumerate(hands.list.table._columns)
    }


def payment_first_and_no_label(hands: Hands) -> None:
    """By keys alone: the second row unticked, payment ticked and moved to the top."""
    hands.key(Qt.Key.Key_C, CTRL | SHIFT)
    panel = hands.list.chooser.panel
    assert panel is not None
    assert panel.list.hasFocus()
    place = panel.list.keys().index("payment")
    steps = [Qt.Key.Key_Down] * (place - 1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, *steps, Qt.Key.Key_Space):
        hands.key(key)
    for _ in range(place):
        hands.key(Qt.Key.Key_Up, ALT)
    hands.key(Qt.Key.Key_Return)


@pytest.mark.usefixtures("window")
def test_chosen_by_keys_moved_kept_and_reset(hands: Hands) -> None:
    hands.persons()
    hands.key(Qt.Key.Key_J)
    hands.key(Qt.Key.Key_X)
    current = hands.list.current
    assert keys(hands) == USUAL
    payment_first_and_no_label(hands)
    wanted = ["tick", "thumb", "name", "payment", "unit", "finding", "submitted", "state"]
    assert keys(hands) == wanted
    assert hands.list.current == current
    assert hands.list.model.keys[hands.list.table.current_row()] == current
    assert hands.list.model.ticked == {current}
    hands.until(lambda: words(hands)["payment"] == "未到支付")
    hands.key(Qt.Key.Key_Down, ALT)
    hands.until(lambda: hands.list.heads.panel is not None)
    assert hands.list.heads.columns() == ["payment", "unit", "finding", "submitted"]
    hands.key(Qt.Key.Key_Escape)
    locking(hands, hands.window.lock)
    hands.persons()
    hands.until(lambda: keys(hands) == wanted)
    hands.until(lambda: words(hands)["payment"] == "未到支付")
    hands.list.chooser.open()
    panel = hands.list.chooser.panel
    assert panel is not None
    hands.list.chooser._reset(panel)
    hands.key(Qt.Key.Key_Return)
    assert keys(hands) == USUAL


@pytest.mark.usefixtures("window")
def test_every_column_says_something_and_a_full_list_scrolls_sideways(hands: Hands) -> None:
    for pick in (hands.list, hands.window.persons.list):
        hands.persons() if pick.kind == "person" else None
        every = tuple(field.column.key for field in pick._fields())
        pick.chooser._choose(every)
        hands.settle()
        hands.until(lambda: bool(words(hands)["name"]))
        silent = {key for key, said in words(hands).items() if not said} - {"tick", "thumb"}
        assert not silent, "an empty cell looks like a fault"
        bar = pick.table.horizontalScrollBarPolicy()
        assert bar == Qt.ScrollBarPolicy.ScrollBarAsNeeded
        stretched = [column for column in pick.table._columns if column.stretch]
        assert not stretched


@pytest.mark.usefixtures("window")
def test_an_edge_is_dragged_and_stays_there(hands: Hands) -> None:
    hands.persons()
    head = hands.list.heads.head

    def drag(key: str, by: int) -> None:
        place = keys(hands).index(key)
        edge = head.sectionViewportPosition(place) + head.sectionSize(place)
        start = QPoint(edge - 2, 14)
        QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(head.viewport(), start + QPoint(by, 0))
        QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))

    def width(key: str) -> int:
        return head.sectionSize(keys(hands).index(key))

    order, name, unit = hands.list.query.order, width("name"), width("unit")
    drag("name", 50)
    assert (width("name"), width("unit")) == (name + 50, unit - 50)
    assert hands.list.query.order == order, "no click on the head"
    drag("unit", 30)
    assert width("unit") == unit - 50, "the column that takes what is left has no edge"
    locking(hands, hands.window.lock)
    hands.persons()
    head = hands.list.heads.head
    hands.until(lambda: width("name") == name + 50)
