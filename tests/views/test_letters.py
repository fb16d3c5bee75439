"""Letters that act by themselves, Shift that stays, input methods that must swallow neither."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ciie_admin.app import Program
from ciie_admin.views import actions
from ciie_admin.views.review_page import ReviewPage
from tests.fixtures.windows import SHIFT, Hands

ENABLED = Qt.InputMethodQuery.ImEnabled


def takes_chinese(widget: QWidget) -> bool:
    """What an input method asks the widget that has the keyboard."""
    asked = QInputMethodQueryEvent(ENABLED)
    QApplication.sendEvent(widget, asked)
    return bool(asked.value(ENABLED))


def letters_entry(hands: Hands) -> None:
    menu = hands.window.account_menu()
    entry = next(one for one in menu.actions() if one.text() == "启用字母快捷键")
    assert entry.isChecked() == actions.letters_on()
    entry.trigger()
    hands.ready()


@pytest.mark.usefixtures("window")
def test_letters_can_be_switched_off_and_stay_off(hands: Hands) -> None:
    first = hands.list.current
    letters_entry(hands)
    assert actions.caps(ReviewPage, "pass") == ("F6",)
    assert hands.page.box.rail.button("pass")._caps == ("F6",), "the cap beside the button too"
    assert hands.list.current == first, "the window stands where it stood"
    for letter in "ahuxjnvk":
        hands.type(letter)
    hands.settle()
    assert hands.drafted() == 0
    assert hands.list.current == first
    assert not hands.list.model.ticked
    assert hands.stage(first) is None
    assert hands.list.table.hasFocus()
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    assert hands.program._root is not None
    again = Program(hands.program.app, hands.program._root)
    assert not actions.letters_on(), "remembered with the settings"
    again.deleteLater()
    letters_entry(hands)
    hands.type("a")
    hands.until_drafted(2)


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_A])
def test_shift_decides_and_stays(hands: Hands, key: Qt.Key) -> None:
    first = hands.list.current
    hands.key(key, SHIFT)
    hands.until_drafted(1)
    hands.until(lambda: hands.stage(first) == "draft")
    hands.key(Qt.Key.Key_F7, SHIFT)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafts({"return_unit": 1})
    hands.until(lambda: hands.card() == first)
    hands.settle()
    assert hands.list.current == first
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: hands.list.current != first)


@pytest.mark.usefixtures("window")
def test_only_text_fields_take_an_input_method(hands: Hands) -> None:
    window, table = hands.window, hands.list.table
    hands.persons()
    asked = 0
    for one in window.findChildren(QWidget):
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        field = isinstance(one, QLineEdit | QPlainTextEdit)
        assert takes_chinese(one) == field, type(one).__name__
        asked += field
    assert asked >= 3, "search, palette and notes"
    table = hands.list.table
    for row in range(3):
        table.go_to(row)
        assert not takes_chinese(table)
        assert not takes_chinese(table.viewport())
    composing = QInputMethodEvent("p", [])
    QApplication.sendEvent(table, composing)
    assert not composing.isAccepted()
    hands.type("a")
    hands.until_drafted(1)
    hands.type("n")
    note = hands.page.box.rail.note
    hands.type("电话核实过")
    assert note.text() == "电话核实过"
