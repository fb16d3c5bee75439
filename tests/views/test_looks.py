"""Another language, another theme, a smaller window: the work stays what it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.lanes import Lane
from ciie_admin.views import theme
from ciie_admin.views.theme_values import DARK, LIGHT
from tests.fixtures.windows import CTRL, Hands

COMPACT = (1093, 614)


def pixel(widget: QWidget, x: int, y: int) -> QColor:
    return widget.grab().toImage().pixelColor(QPoint(x, y))


def draft_some(hands: Hands) -> None:
    for count in (1, 2):
        hands.key(Qt.Key.Key_A)
        hands.until_drafted(count)
        hands.until(lambda: hands.card() == hands.list.current)


@pytest.mark.usefixtures("window")
def test_another_language_keeps_list_place_ticks_and_drafts(hands: Hands) -> None:
    hands.persons()
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type("第3")
    hands.until(lambda: len(hands.list.model.keys) == 2)
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_J)
    hands.key(Qt.Key.Key_X)
    current, keys = hands.list.current, list(hands.list.model.keys)
    old = hands.window
    hands.window.language_asked.emit("en")
    assert hands.window is not old
    hands.until(lambda: list(hands.list.model.keys) == keys)
    hands.until(lambda: hands.card() == current)
    assert hands.page.kind == "person"
    assert hands.list.model.ticked == {current}
    assert hands.window.top.search.text() == "第3"
    assert hands.list.table.accessibleName() == "Persons"
    assert hands.list.foot.batch.text() == "Pass 1 person"
    assert hands.window.top._buttons["draft"].state.text == "Draft 0"
    hands.window.language_asked.emit("zh")
    hands.until(lambda: hands.card() == current)
    assert hands.list.foot.batch.text() == "通过 1 人"


@pytest.mark.usefixtures("window")
def test_a_drafted_row_stays_in_the_other_language_too(hands: Hands) -> None:
    keys = list(hands.list.model.keys)
    draft_some(hands)
    hands.window.language_asked.emit("en")
    hands.until(lambda: list(hands.list.model.keys) == keys)
    hands.until(lambda: hands.list.top.counts.get(Lane.TO_REVIEW) == 4)
    assert hands.drafted() == 2
    hands.until(lambda: hands.list.foot.undo.text() == "Undo: Pass 大连第2贸易有限公司")


@pytest.mark.usefixtures("window")
def test_the_release_page_stays_the_release_page(hands: Hands) -> None:
    draft_some(hands)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.window.language_asked.emit("en")
    page = hands.window.release_page
    assert hands.window.stack.currentWidget() is page
    hands.until(lambda: page.button.text() == "Release 2")


@pytest.mark.usefixtures("window")
def test_the_old_window_hears_nothing_any_more(hands: Hands) -> None:
    """Its slots would touch widgets that are gone."""
    for language in ("en", "zh", "en"):
        hands.window.language_asked.emit(language)
    hands.settle()
    hands.ready()
    draft_some(hands)
    hands.desk.release()
    hands.until_done()


@pytest.mark.usefixtures("window")
def test_dark_is_dark_at_once_and_keeps_the_work(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    rail, current = hands.page.box.rail, hands.list.current
    at = (rail.width() // 2, rail.height() - 100)
    assert pixel(rail, *at) == QColor(LIGHT.surface)
    hands.window.scheme_asked.emit("dark")
    assert theme.current().scheme == "dark"
    assert pixel(rail, *at) == QColor(DARK.surface)
    assert pixel(hands.window.nav, 80, 400) == QColor(DARK.chrome)
    assert (rail.armed(), hands.list.current) == ("return", current)
    hands.window.scheme_asked.emit("light")
    assert pixel(rail, *at) == QColor(LIGHT.surface)


@pytest.mark.usefixtures("window")
def test_language_and_scheme_are_remembered(hands: Hands) -> None:
    hands.window.language_asked.emit("en")
    hands.window.scheme_asked.emit("dark")
    hands.program.leave()
    again = type(hands.program)(hands.program.app, hands.program._root)
    assert again.language == "en"
    assert theme.current().scheme == "dark"
    again.choose("zh", "light")
    hands.program.app.removeTranslator(again._translator)


@pytest.mark.usefixtures("window")
def test_when_room_is_short_folds_close_and_what_is_needed_stays(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    box, application = hands.page.box.rail, hands.page.application
    assert box._message.isVisible()
    assert box.note.isVisible()
    assert application._persons._box.isVisible()
    hands.window.resize(*COMPACT)
    hands.until(lambda: not application._persons._box.isVisible())
    assert not box._message.isVisible()
    assert not box.note.isVisible()
    assert not application._timeline._box.isVisible()
    for key in ("pass", "return", "against"):
        button = box.button(key)
        assert button.isVisible()
        assert button.width() >= button.minimumSizeHint().width()
    assert box.foot.release.isVisible()
    hands.key(Qt.Key.Key_N)
    assert box.note.isVisible()
    assert box.note.hasFocus()
    hands.window.resize(1440, 900)
    hands.until(application._persons._box.isVisible)
    assert box._message.isVisible()


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1440, 900), COMPACT])
def test_no_word_on_a_button_is_cut(hands: Hands, language: str, size: tuple[int, int]) -> None:
    hands.window.language_asked.emit(language)
    hands.window.resize(*size)
    hands.ready()
    draft_some(hands)
    hands.key(Qt.Key.Key_X)
    hands.until(hands.list.foot.undo.isVisible)
    cut = [
        button.text()
        for button in hands.window.findChildren(type(hands.page.box.rail.foot.release))
        if button.isVisible() and button.width() < button.minimumSizeHint().width() - 1
    ]
    assert not cut
