"""The full document number: asked for, recorded, on the screen for a minute, and nowhere else."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlalchemy import text

from ciie_admin import words
from ciie_admin.server import audit
from ciie_admin.views import number_reveal, paint
from ciie_admin.views.components.choices import ChoiceList
from ciie_admin.views.lock_window import LockWindow
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.number_reveal import NumberReveal
from ciie_admin.views.theme_values import sizes_for
from tests.fixtures.editions import JINPU, SHANGHAI
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import CTRL, PATIENCE_MS, Hands

MASKED = "TES***********0001"
SCROLL_BAR = 8
Key = Qt.Key


@pytest.fixture
def card(hands: Hands, window: MainWindow) -> NumberReveal:
    """The first person's card."""
    del window
    hands.persons()
    hands.settle()
    return part(hands)


def part(hands: Hands) -> NumberReveal:
    return hands.window.persons.application.number


def number_of(hands: Hands, person: int) -> str:
    with hands.server.engine.connect() as db:
        query = text("SELECT number FROM person WHERE id = :id")
        return str(db.execute(query, {"id": person}).scalar_one())


def looks(hands: Hands) -> list[tuple[int | None, int | None, str]]:
    with hands.server.engine.connect() as db:
        acts = [act for _, _, act in audit.newest(db, 100) if act.kind == "reveal"]
    return [(one.account, one.subject, one.detail) for one in acts]


def reveal(hands: Hands) -> str:
    """By keys, for the second purpose; what is then shown."""
    hands.key(Key.Key_V)
    hands.key(Key.Key_2)
    hands.until(part(hands).conceal.isVisible)
    return part(hands).value.text()


def said(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def on_screen() -> str:
    shown = [one for one in QApplication.allWidgets() if one.isVisible()]
    texts = [one.text() for one in shown if isinstance(one, QLabel)]
    return " ".join([*texts, *(f"{one.accessibleName()} {one.toolTip()}" for one in shown)])


def test_it_is_shown_after_a_purpose_and_written_down(hands: Hands, card: NumberReveal) -> None:
    person = hands.card()
    assert card.value.text() == MASKED
    hands.key(Key.Key_V)
    assert "将以您的姓名记入操作日志" in said(card)
    rows = [one.accessibleName() for one in card.findChild(ChoiceList).children()[1:]]  # type: ignore[union-attr]
    assert rows == ["核对证件", "核实是否同一人", "联系单位核实", "发放证件"]
    assert looks(hands) == []
    hands.key(Key.Key_2)
    hands.until(lambda: card.value.text() == number_of(hands, person))
    account = hands.server.account("dalian.clerk").id
    assert looks(hands) == [(account, person, "same_person")]
    assert card.button.isHidden()
    assert hands.page.kind == "person"
    assert hands.drafted() == 0


def test_the_same_by_mouse(hands: Hands, card: NumberReveal) -> None:
    hands.press(card.button)
    row = card.findChild(ChoiceList).children()[1]  # type: ignore[union-attr]
    assert isinstance(row, QWidget)
    hands.press(row)
    hands.until(card.conceal.isVisible)
    assert [purpose for *_, purpose in looks(hands)] == ["check_document"]
    hands.press(card.conceal)
    assert card.value.text() == MASKED


def test_esc_leads_back_without_a_look(hands: Hands, card: NumberReveal) -> None:
    hands.list.tick_everything()
    hands.key(Key.Key_V)
    hands.key(Key.Key_Escape)
    assert not card.choices.isVisible()
    assert hands.list.model.ticked, "one step back at a time"
    assert reveal(hands) != MASKED
    hands.key(Key.Key_Escape)
    assert card.value.text() == MASKED
    assert hands.list.model.ticked
    assert len(looks(hands)) == 1


def test_its_time_is_short(
    hands: Hands, card: NumberReveal, monkeypatch: pytest.MonkeyPatch
) -> None:
    card._ticking.setInterval(PATIENCE_MS)  # by hand
    shown = reveal(hands)
    hands.press(card.copy)
    assert f"{number_reveal.SHOWN_SECONDS} 秒后" in said(card)
    card._tick()
    assert card.value.text() == shown
    assert f"{number_reveal.SHOWN_SECONDS - 1} 秒后" in said(card)
    later = card._until
    with monkeypatch.context() as asleep:
        asleep.setattr(card, "_clock", lambda: later)
        card._tick()
    assert card.value.text() == MASKED, "the computer may have slept meanwhile"
    assert QGuiApplication.clipboard().text() == ""
    assert not card._ticking.isActive()
    assert reveal(hands) == shown
    with monkeypatch.context() as turned_back:
        turned_back.setattr(card, "_clock", lambda: 0.0)
        for _ in range(number_reveal.SHOWN_SECONDS):
            assert card.value.text() == shown
            card._tick()
    assert card.value.text() == MASKED


def test_it_is_copied_until_it_is_hidden(hands: Hands, card: NumberReveal) -> None:
    shown = reveal(hands)
    hands.press(card.copy)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == shown
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
    assert card.copy.text() == "已复制"
    hands.key(Key.Key_Escape)
    assert clipboard.text() == ""
    reveal(hands)
    hands.press(card.copy)
    clipboard.setText("something else")
    hands.key(Key.Key_Escape)
    assert clipboard.text() == "something else"


def another_person(hands: Hands) -> None:
    hands.key(Key.Key_J)
    hands.until(lambda: hands.card() == hands.list.current)
    assert part(hands).value.text() == MASKED


def another_page(hands: Hands) -> None:
    hands.key(Key.Key_1, CTRL)
    hands.persons()


def another_language(hands: Hands) -> None:
    hands.program.change_language("en")
    hands.until(lambda: hands.card() == hands.list.current != 0)
    hands.program.change_language("zh")
    hands.ready()


def locked(hands: Hands) -> None:
    hands.key(Key.Key_L, CTRL)
    assert isinstance(hands.program.window, LockWindow)
    hands.active()
    hands.type(PASSWORD)
    hands.key(Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()


@pytest.mark.parametrize("leave", [another_person, another_page, another_language, locked])
def test_it_goes_with_what_it_was_shown_for(
    hands: Hands, card: NumberReveal, leave: object
) -> None:
    shown = reveal(hands)
    assert shown in on_screen()
    hands.press(card.copy)
    leave(hands)  # type: ignore[operator]
    assert shown not in on_screen()
    assert QGuiApplication.clipboard().text() == ""
    assert not part(hands).conceal.isVisible()


def test_of_an_answer_for_another_person_nothing_is_shown(hands: Hands, card: NumberReveal) -> None:
    """The answer comes when somebody else is on the card; the look was recorded all the same."""
    person = hands.card()
    hands.key(Key.Key_V)
    hands.key(Key.Key_1)
    assert card._step == number_reveal.Step.WAITING
    hands.list.step(1)
    hands.until(lambda: hands.card() == hands.list.current != person)
    hands.until(lambda: len(looks(hands)) == 1)
    hands.heard_out()
    assert card.value.text() == MASKED
    assert card._number == ""


def test_a_sync_while_it_is_shown_does_not_hide_it(hands: Hands, card: NumberReveal) -> None:
    shown = reveal(hands)
    with hands.qtbot.waitSignal(hands.desk.told, timeout=PATIENCE_MS):
        hands.key(Key.Key_F5)
    hands.page._show(hands.list.current)
    hands.settle()
    assert card.value.text() == shown


def test_offline_the_button_says_why(hands: Hands, card: NumberReveal) -> None:
    assert card.button.isEnabled()
    assert card.button.toolTip() == "查看完整号码 · V"
    hands.server.stop()
    hands.key(Key.Key_F5)
    hands.until(lambda: not card.button.isEnabled())
    assert card.button.toolTip() == "完整号码只在服务器上，请先连接网络。"
    hands.key(Key.Key_V)
    assert "完整号码只在服务器上，请先连接网络。" in said(card.callout)
    assert card.choices.isHidden() or not card.choices.isVisible()
    hands.server.start()
    hands.key(Key.Key_F5)
    hands.until(card.button.isEnabled)
    assert reveal(hands) != MASKED


def test_what_the_server_says_no_to_is_said_and_nothing_is_lost(
    hands: Hands, card: NumberReveal
) -> None:
    """The person has just left our sight; this computer does not know it yet."""
    desk = hands.desk
    assert desk._loop is not None
    desk._loop.stop()
    desk._loop = None
    with hands.server.engine.begin() as db:
        moved = text("UPDATE person SET review_place = :to, count_place = :to WHERE id = :id")
        db.execute(moved, {"to": SHANGHAI, "id": hands.card()})
    hands.key(Key.Key_V)
    hands.key(Key.Key_4)
    hands.until(card.callout.isVisible)
    assert words.title("no_such_record", "zh") in said(card.callout)
    assert card.value.text() == MASKED
    assert card.button.isEnabled(), "another try is free"
    desk.begin_sync()


def test_the_server_goes_away_while_it_is_asked(hands: Hands, card: NumberReveal) -> None:
    hands.key(Key.Key_V)
    hands.server.stop()
    hands.key(Key.Key_1)
    hands.until(card.callout.isVisible)
    assert words.title("unreachable", "zh") in said(card.callout)
    assert card.value.text() == MASKED
    hands.server.start()


def test_who_does_not_review_the_person_may_not(hands: Hands, planted: list[int]) -> None:
    del planted
    hands.work("dalian.viewer")
    hands.persons()
    card = part(hands)
    assert not card.button.isEnabled()
    assert "只有审核此人的" in card.button.toolTip()
    hands.key(Key.Key_V)
    hands.key(Key.Key_1)
    hands.heard_out()
    assert looks(hands) == []


def test_who_only_counts_the_person_may_not_either(hands: Hands) -> None:
    with hands.server.engine.begin() as db:
        unit = plant_unit(db, 1, JINPU, count_place=SHANGHAI)
        plant_person(db, unit, 1)
    hands.work("shanghai.clerk")
    hands.persons()
    assert hands.card() != 0
    assert not part(hands).button.isEnabled()


def test_units_have_none(hands: Hands, window: MainWindow) -> None:
    hands.key(Key.Key_V)
    assert not window.units.application.number.isVisible()


def test_it_stays_in_no_file_and_in_no_living_object(
    hands: Hands, card: NumberReveal, tmp_path: Path
) -> None:
    shown = reveal(hands)
    hands.window.grab()
    hands.key(Key.Key_Escape)
    hands.settle()
    found = [one.name for one in tmp_path.rglob("*") if one.is_file() and holds(one, shown)]
    assert found == []
    assert not [key for kept in (paint._measured, paint._fitted) for key in kept if shown in key]
    gc.collect()
    assert shown not in [one for one in vars(card).values() if isinstance(one, str)]


def holds(file: Path, number: str) -> bool:
    content = file.read_bytes()
    return any(number.encode(kind) in content for kind in ("utf-8", "utf-16-le"))


def test_in_a_low_window_the_purposes_are_scrolled_to(hands: Hands, card: NumberReveal) -> None:
    hands.window.setMinimumSize(1, 1)
    hands.window.resize(1016, 400)
    last = card.choices.children()[-1]
    assert isinstance(last, QWidget)
    hands.key(Key.Key_V)
    hands.until(lambda: last.visibleRegion().boundingRect().height() == last.height())


def width_of(card: NumberReveal) -> int:
    """The least width with what it says now: a hint is of the words before until laid out."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return card.minimumSizeHint().width()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_narrowest_pane(hands: Hands, planted: list[int], language: str) -> None:
    """Else the whole card would be cut at its right: it never scrolls sideways."""
    del planted
    hands.program.choose("en" if language == "en" else "zh", "light")
    hands.work()
    hands.persons()
    hands.settle()
    card, pane = part(hands), hands.page.application
    hands.window.resize(1016, 700)
    room = pane.minimumWidth() - 2 * sizes_for(1016).pad - SCROLL_BAR
    assert width_of(card) <= room
    hands.key(Key.Key_V)
    assert width_of(card) <= room
    reveal(hands)
    hands.press(card.copy)
    assert width_of(card) <= room
    hands.program.choose("zh", "light")
