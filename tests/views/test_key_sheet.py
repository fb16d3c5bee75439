"""The key sheet says what the registry says, once, on every page, with letters and without."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ciie_admin.views import actions
from ciie_admin.views.actions import Deed, deeds
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.key_sheet import Line, groups
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.release_page import ReleasePage
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.tray_page import TrayPage
from tests.fixtures.windows import CTRL, Hands

PAGES: tuple[type, ...] = (ReviewPage, ReleasePage, TrayPage, ComputersPage)
DIGITS = ("1–9",)


@pytest.fixture
def letters() -> Iterator[None]:
    yield
    actions.choose_letters(True)


def registered(page: type) -> list[Deed]:
    return [deed for owner in (page, MainWindow) for _, deed in deeds(owner)]


def lines(page: type) -> list[Line]:
    return [one for half in groups(page, MainWindow) for group in half for one in group.lines]


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("letters", "qapp")
def test_the_sheet_is_the_registry(page: type, on: bool) -> None:
    actions.choose_letters(on)
    wanted = [Line(actions.said(deed), deed.printed()) for deed in registered(page)]
    shown = lines(page)
    extra = [one for one in shown if one not in wanted]
    assert [one.caps for one in extra] == ([DIGITS, ("Shift",)] if page is ReviewPage else [])
    ordered = sorted(shown, key=lambda one: (one.text, one.caps))
    assert [one for one in ordered if one not in extra] == sorted(
        wanted, key=lambda one: (one.text, one.caps)
    )
    assert all(one.caps for one in shown), "without a key an action cannot be done by hand"
    single = {cap for one in shown if one.caps != DIGITS for cap in one.caps if len(cap) == 1}
    assert {"?"} <= single if on else single <= {"↵", "␣", "↑", "↓"}


@pytest.mark.usefixtures("window")
def test_it_opens_over_the_page_in_front_and_goes_again(hands: Hands) -> None:
    sheet, table = hands.window.key_sheet, hands.list.table
    hands.key(Qt.Key.Key_Question)
    assert sheet.isVisible()
    assert sheet.hasFocus()
    assert sheet.lines() == lines(ReviewPage)
    said = {one.text: one.caps for one in sheet.lines()}
    assert said["通过"] == ("F6", "A")
    assert said["下一条未办"] == ("␣",)
    hands.key(Qt.Key.Key_A)
    hands.settle()
    assert hands.drafted() == 0, "what lies below the sheet does not act"
    hands.key(Qt.Key.Key_Question)
    assert not sheet.isVisible()
    assert table.hasFocus()
    hands.key(Qt.Key.Key_3, CTRL)
    hands.key(Qt.Key.Key_Slash, CTRL)
    assert sheet.lines() == lines(TrayPage)
    hands.key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert hands.window.stack.currentWidget() is hands.window.tray, "Esc was the sheet's"


@pytest.mark.usefixtures("window")
def test_all_it_prints_is_installed(hands: Hands) -> None:
    installed = {
        key.toString()
        for owner in (hands.window, hands.page)
        for one in owner.actions()
        for key in one.shortcuts()
    }
    for deed in registered(ReviewPage):
        keys = {QKeySequence(key).toString() for key in (*deed.acting(), *deed.staying())}
        assert keys <= installed, deed.name
