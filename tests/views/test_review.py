"""The main screen: what stays where it is, what moves on, and what the counts say."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from ciie_admin.domain.commands import PassUnit
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.states import Step
from ciie_admin.server import records
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import edit_unit, plant_person, plant_unit
from tests.fixtures.windows import CTRL, NONE, SHIFT, Hands, plant


def click_box(pane: ListPane, row: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    table = pane.table
    x = table.columnViewportPosition(0) + table.columnWidth(0) // 2
    y = table.rowViewportPosition(row) + table.rowHeight(row) // 2
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(x, y))


def decide(hands: Hands, *keys: Qt.Key) -> int:
    """Press the keys on the current row; its id, once it shows as drafted."""
    number, before = hands.list.current, hands.drafted()
    for key in keys:
        hands.key(key)
    hands.until_drafted(before + 1)
    hands.until(lambda: hands.stage(number) == "draft")
    hands.until(lambda: hands.list.current != number and hands.card() == hands.list.current)
    return number


@pytest.mark.usefixtures("window")
def test_a_drafted_row_stays_until_the_list_is_opened_anew(hands: Hands) -> None:
    before = list(hands.list.model.keys)
    number = decide(hands, Qt.Key.Key_F6)
    assert list(hands.list.model.keys) == before
    hands.until(lambda: hands.list.top.counts.get(Lane.TO_REVIEW) == 5)
    assert hands.list.top.counts[Lane.FIRST_PASSED] == 1
    assert hands.window.nav._buttons["units"].count == "6", "the second review is to do as well"
    hands.list.top.tabs.chosen.emit("to_review")
    hands.until(lambda: number not in hands.list.model.keys)
    assert list(hands.list.model.keys) == before[1:]
    hands.list.top.tabs.chosen.emit("first_passed")
    hands.until(lambda: list(hands.list.model.keys) == [number])


@pytest.mark.usefixtures("window")
def test_keys_faster_than_drafts_step_over_nobody(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    for _ in range(4):
        QTest.keyClick(hands.list.table, Qt.Key.Key_F6)
    hands.until(lambda: hands.stage(first) == "draft" and hands.card() == second)
    hands.settle()
    assert hands.list.current == second
    assert hands.stage(second) != "draft"


@pytest.mark.usefixtures("window")
def test_coming_back_from_another_page_opens_nothing_anew(hands: Hands) -> None:
    before = list(hands.list.model.keys)
    decide(hands, Qt.Key.Key_A)
    hands.key(Qt.Key.Key_3, CTRL)
    hands.key(Qt.Key.Key_Escape)
    assert list(hands.list.model.keys) == before
    assert hands.list.table.hasFocus()


@pytest.mark.usefixtures("window")
def test_return_takes_its_reasons_by_digits(hands: Hands) -> None:
    rail = hands.page.box.rail
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_1)
    assert hands.page.box._chosen == {"licence_unclear"}
    advice = "原因：licence_unclear：原因：licence_unclear"
    assert rail._message_text.text() == f"大连第1贸易有限公司须修改：{advice}"
    number = hands.list.current
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    hands.until(lambda: hands.stage(number) == "draft")
    assert not rail.armed()
    assert hands.desk.tally is not None
    assert hands.desk.tally.undo is not None
    assert hands.desk.tally.undo.kind == "return_unit"


@pytest.mark.usefixtures("window")
def test_digits_without_an_armed_verdict_do_nothing(hands: Hands) -> None:
    hands.key(Qt.Key.Key_1)
    hands.settle()
    assert hands.drafted() == 0
    assert not hands.page.box._chosen


def test_a_finding_proposes_its_reason(hands: Hands) -> None:
    finding = [{"rule": "licence_address_differs", "severity": "look", "measured": "", "limit": ""}]
    with hands.server.engine.begin() as db:
        plant_unit(db, 1, findings=finding)
    hands.work()
    hands.key(Qt.Key.Key_R)
    assert hands.page.box._proposed == {"address_differs"} == hands.page.box._chosen
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)


@pytest.mark.usefixtures("window")
def test_a_note_goes_with_the_decision_and_is_cleared(hands: Hands) -> None:
    hands.key(Qt.Key.Key_N)
    hands.type("电话核实过")
    note = hands.page.box.rail.note
    assert note.text() == "电话核实过"
    hands.press(hands.page.box.rail.button("pass"))
    hands.until_drafted(1)
    assert note.text() == ""
    number = hands.list.model.keys[0]
    hands.desk.release()
    hands.until_done()
    with hands.server.engine.connect() as db:
        history = db.execute(
            select(records.UNITS.c.history).where(records.UNITS.c.id == number)
        ).scalar_one()
    assert "电话核实过" in str(history)


@pytest.mark.usefixtures("window")
def test_undo_says_what_it_takes_back_step_by_step(hands: Hands) -> None:
    undo = hands.list.foot.undo
    assert undo.isHidden()
    first = decide(hands, Qt.Key.Key_F6)
    hands.until(lambda: undo.text() == "撤销：通过 大连第1贸易有限公司")
    second = decide(hands, Qt.Key.Key_F7, Qt.Key.Key_1, Qt.Key.Key_Return)
    hands.until(lambda: undo.text() == "撤销：退回修改 大连第2贸易有限公司")
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: hands.stage(second) is None)
    hands.until(lambda: undo.text() == "撤销：通过 大连第1贸易有限公司")
    hands.press(undo)
    hands.until(lambda: hands.stage(first) is None)
    hands.until(undo.isHidden)
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until(hands.window.messages.isVisible)
    assert "没有可以撤销的" in hands.window.messages._callouts["mine"].accessibleName()


@pytest.mark.usefixtures("window")
def test_a_second_verdict_takes_the_place_of_the_first_and_undo_brings_it_back(
    hands: Hands,
) -> None:
    number = decide(hands, Qt.Key.Key_F6)
    hands.list.go_to(number)
    hands.until(lambda: hands.card() == number)
    hands.key(Qt.Key.Key_F8)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafts({"reject_unit": 1})
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafts({"pass_unit": 1})


@pytest.mark.usefixtures("window")
def test_ticks_by_click_by_range_by_key_and_all(hands: Hands) -> None:
    keys, foot = list(hands.list.model.keys), hands.list.foot
    click_box(hands.list, 1)
    assert hands.list.model.ticked == {keys[1]}
    click_box(hands.list, 4, SHIFT)
    assert hands.list.model.ticked == set(keys[1:5])
    assert foot._selected.text() == "已选 <b>4</b>"
    assert foot.batch.text() == "通过 4 家"
    click_box(hands.list, 2)
    assert hands.list.model.ticked == {keys[1], keys[3], keys[4]}
    hands.press(foot.all_link)
    assert hands.list.model.ticked == set(keys)
    assert foot.all_link.isHidden()
    hands.list.table.head_tick_asked.emit()
    assert not hands.list.model.ticked
    assert hands.list.current == keys[0], "ticking moves nobody"


@pytest.mark.usefixtures("window")
def test_a_verdict_on_ticked_rows_decides_all_of_them_at_once(hands: Hands) -> None:
    for row in (0, 2, 3):
        click_box(hands.list, row)
    hands.press(hands.list.foot.batch)
    hands.until_drafted(3)
    assert not hands.list.model.ticked
    undo = hands.list.foot.undo
    hands.until(lambda: undo.text() == "撤销：通过 3")
    hands.press(undo)
    hands.until_drafted(0)


def test_a_foreign_change_moves_nothing_under_the_eyes(hands: Hands) -> None:
    """Rows vanish and come above; current row, ticks, armed verdict and place on screen stay."""
    units = plant(hands.server, units=60, persons=0)
    hands.work()
    table, model = hands.list.table, hands.list.model
    table.go_to(40)
    hands.until(lambda: hands.card() == hands.list.current)
    number = hands.list.current
    click_box(hands.list, 38)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    place, ticked = table.rowViewportPosition(40), set(model.ticked)
    colleague = Clerk(hands.server, "dalian.second")
    for unit in units[:3]:
        colleague.insists("unit", unit, PassUnit(step=Step.FIRST))
    hands.until(lambda: len(model.keys) == 57)
    hands.settle()
    assert hands.list.current == number
    assert table.current_row() == 37
    assert table.rowViewportPosition(37) == place
    assert model.ticked == ticked
    assert hands.page.box.rail.armed() == "return"
    assert hands.page.box._chosen == {"address_differs"}


@pytest.mark.usefixtures("window")
def test_reasons_being_chosen_survive_news_of_the_units_persons(hands: Hands) -> None:
    unit = hands.list.current
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_2)
    with hands.server.engine.begin() as db:
        plant_person(db, unit, 77)
    hands.desk.sync_now()
    hands.until(lambda: len(hands.page._card.persons) == 3)  # type: ignore[union-attr]
    assert hands.page.box.rail.armed() == "return"
    assert hands.page.box._chosen == {"licence_unclear"}
    hands.key(Qt.Key.Key_J)
    hands.until(lambda: hands.card() == hands.list.current != unit)
    assert not hands.page.box.rail.armed()


def test_a_change_of_the_record_on_screen_shows_at_once(hands: Hands, planted: list[int]) -> None:
    hands.work()
    number = hands.list.current
    with hands.server.engine.begin() as db:
        edit_unit(db, number, name_zh="大连改名贸易有限公司")
    hands.desk.sync_now()
    hands.until(lambda: hands.page._card is not None
                and hands.page._card.row.name == "大连改名贸易有限公司")  # fmt: skip
    hands.until(lambda: hands.list.model.known(number).name == "大连改名贸易有限公司")
    assert planted


def test_the_card_of_a_person_leads_to_the_unit_and_back(hands: Hands, window: MainWindow) -> None:
    hands.persons()
    person = hands.list.current
    unit = hands.page._card.row.unit_id  # type: ignore[union-attr]
    way = hands.page.application._facts.findChild(Button)
    assert way is not None
    assert way.text() == "查看"
    hands.press(way)
    hands.until(lambda: hands.page.kind == "unit" and hands.card() == unit)
    hands.page.application._mini.chosen.emit(str(person))
    hands.until(lambda: hands.page.kind == "person" and hands.card() == person)
    assert window.stack.currentWidget() is hands.page


def test_an_empty_lane_names_itself_and_what_else_there_is(hands: Hands) -> None:
    with hands.server.engine.begin() as db:
        plant_person(db, plant_unit(db), 1)
    hands.work()
    hands.list.top.tabs.chosen.emit("returned")
    hands.until(lambda: hands.list.empty.accessibleName() == "没有退回修改的单位")
    assert hands.page.box.rail._nobody.text() == "没有选中的单位"
    hands.list.empty.chosen.emit("lane:to_review")
    hands.until(lambda: len(hands.list.model.keys) == 1)


@pytest.mark.usefixtures("window")
def test_search_finds_marks_and_lets_go(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type("第4")
    hands.until(lambda: len(hands.list.model.keys) == 1)
    hands.until(lambda: hands.list.model.known(hands.list.model.keys[0]) is not None)
    cell = hands.list.model.index(0, 1).data(Qt.ItemDataRole.UserRole)
    assert cell.found == "第4"
    assert hands.list.top.tabs.current() == "", "a search looks into every lane"
    hands.window.top.search.clear()
    hands.until(lambda: len(hands.list.model.keys) == 6)
    assert hands.list.top.tabs.current() == "to_review"


@pytest.mark.usefixtures("window")
def test_searching_from_the_tray_shows_what_is_found(hands: Hands) -> None:
    hands.key(Qt.Key.Key_3, CTRL)
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type("第4")
    hands.until(lambda: len(hands.list.model.keys) == 1)
    assert hands.window.stack.currentWidget() is hands.page
    assert hands.window.top.search.hasFocus()


def test_a_viewer_sees_why_nothing_can_be_decided(hands: Hands) -> None:
    plant(hands.server, units=1)
    hands.work("dalian.viewer")
    for key in ("pass", "return", "against"):
        button = hands.page.box.rail.button(key)
        assert not button.isEnabled()
        assert button.toolTip() == "您的账号只能查阅。"
    hands.key(Qt.Key.Key_F6)
    hands.settle()
    assert hands.drafted() == 0


@pytest.mark.usefixtures("window")
def test_a_note_by_itself_reaches_the_server_under_its_authors_name(hands: Hands) -> None:
    number = hands.list.current
    hands.key(Qt.Key.Key_N)
    hands.page.box.rail.note.insert("已电话核实")  # an input method commits, no key is typed
    hands.key(Qt.Key.Key_Return)
    assert hands.list.table.hasFocus()

    def noted() -> bool:
        with hands.server.engine.connect() as db:
            history = records.units(db, [number])[number].history
        return [(one.note, one.by) for one in history[-1:]] == [("已电话核实", "李经办")]

    hands.until(noted)
    assert hands.drafted() == 0


@pytest.mark.usefixtures("window")
def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(hands: Hands) -> None:
    before = list(hands.list.model.keys)
    hands.list.table.head_asked.emit("name")
    hands.until(lambda: hands.list.query.order == "name" and not hands.list.query.descending)
    hands.list.table.head_asked.emit("name")
    hands.until(lambda: hands.list.query.descending)
    hands.until(lambda: sorted(hands.list.model.keys) == sorted(before))
    hands.list.table.head_asked.emit("class")
    assert hands.list.query.order == "name"
