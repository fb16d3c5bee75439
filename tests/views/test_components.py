"""The shared components: what they tell and what gives way when room is short."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ciie_admin.views.chips import StateChip, chip_width
from ciie_admin.views.components import measures
from ciie_admin.views.components.buttons import Button, CheckBox
from ciie_admin.views.components.decision import DecisionRail, Verdict
from ciie_admin.views.components.fact_list import Fact, FactList
from ciie_admin.views.components.fields import CappedField, LabelledField, PasswordField
from ciie_admin.views.components.folds import Fold
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.heads import ChipButton, FilterBar, FilterChip
from ciie_admin.views.components.labels import ElidedLabel, label
from ciie_admin.views.components.nav_bar import NavBar, NavGroup, NavItem
from ciie_admin.views.components.notices import EmptyState, NextStep, Toast
from ciie_admin.views.components.panes import Pane, panes
from ciie_admin.views.components.reasons import Reason, ReasonRow
from ciie_admin.views.components.steps import OVER, middles_of
from ciie_admin.views.components.tabs import Lane, LaneTabs
from ciie_admin.views.components.top_bar import State, StateButton, TopBar
from ciie_admin.views.paint import text_width
from ciie_admin.views.signs import STAGES, STATES, VERDICTS
from ciie_admin.views.text import grouped, percent, strong, yuan
from ciie_admin.views.theme_values import LIGHT

LANES = [Lane(key, text, 100) for key, text in zip("abcdef", ["待审核"] * 6, strict=True)]
LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("light")


def shown(widget: QWidget, qtbot: QtBot, width: int = 300) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    widget.show()
    QApplication.processEvents()


def test_tabs_that_do_not_fit_go_into_the_menu(qtbot: QtBot) -> None:
    tabs = LaneTabs("列表")
    tabs.set_lanes(LANES)
    tabs.choose("f")
    shown(tabs, qtbot, 300)
    visible = [b.accessibleName() for b in tabs.findChildren(QAbstractButton) if b.isVisible()]
    assert [lane.key for lane in tabs._hidden] == ["c", "d", "e"]
    assert len(visible) == 4
    tabs.resize(tabs.sizeHint())
    assert not tabs._hidden


def test_a_chosen_lane_is_told_once_and_choose_tells_nobody(qtbot: QtBot) -> None:
    tabs = LaneTabs("列表")
    tabs.set_lanes(LANES)
    shown(tabs, qtbot, 900)
    heard: list[str] = []
    tabs.chosen.connect(heard.append)
    tabs.choose("b")
    QTest.mouseClick(tabs._tabs[2], LEFT)
    assert heard == ["c"]
    assert tabs.current() == "c"


def test_new_counts_keep_the_tabs(qtbot: QtBot) -> None:
    tabs = LaneTabs("列表")
    tabs.set_lanes(LANES)
    shown(tabs, qtbot, 900)
    before = list(tabs._tabs)
    tabs.set_lanes([Lane(lane.key, lane.text, 2207) for lane in LANES])
    assert tabs._tabs == before
    assert before[0].accessibleName() == "待审核 2,207"


def test_a_disabled_control_says_why() -> None:
    button = Button("通过", caps=("F6",))
    button.allow(False, "单位尚未审核通过")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "单位尚未审核通过"
    button.allow(True)
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_a_button_mirrors_its_action() -> None:
    action = QAction("通过")
    heard: list[bool] = []
    action.triggered.connect(lambda: heard.append(True))
    button = Button("通过")
    button.follow(action)
    button.click()
    action.setStatusTip("只读")
    action.setEnabled(False)
    assert heard == [True]
    assert not button.isEnabled()
    assert button.toolTip() == "只读"


def test_keys_drop_before_words() -> None:
    button = Button("建议不予通过", caps=("F8", "B"), spread=True)
    words = button._inner_width()
    assert button._fitting_caps(words + 60) == ("F8", "B")
    assert button._fitting_caps(words + 30) == ("F8",)
    assert button._fitting_caps(words) == ()
    assert button.minimumSizeHint().width() >= words


def rail(qtbot: QtBot) -> DecisionRail:
    made = DecisionRail("决定")
    made.set_verdicts(
        [
            Verdict("pass", "通过", VERDICTS["pass"], ("F6", "A")),
            Verdict("return", "退回修改", VERDICTS["return"], ("F7", "R")),
        ]
    )
    qtbot.addWidget(made)
    made.resize(240, 700)
    made.show()
    return made


def test_reasons_open_under_their_verdict(qtbot: QtBot) -> None:
    side = rail(qtbot)
    reasons = [Reason("a", "照片背景", "1", proposed=True), Reason("b", "照片模糊", "2")]
    side.arm("return", reasons, {"a"})
    QApplication.processEvents()
    rows = side.findChildren(ReasonRow)
    assert side.armed() == "return"
    assert side.button("return").property("armed") == "true"
    assert [row.isChecked() for row in rows] == [True, False]
    assert rows[0].mapTo(side, QPoint(0, 0)).y() > side.button("return").y()
    heard: list[tuple[str, bool]] = []
    side.reason_toggled.connect(lambda key, on: heard.append((key, on)))
    QTest.mouseClick(rows[1], LEFT)
    assert heard == [("b", True)]
    side.disarm()
    assert side.armed() == ""
    assert not side.reasons.isVisible()
    assert side.button("return").property("armed") == "false"


def test_arming_again_and_new_verdicts_leave_nothing_behind(qtbot: QtBot) -> None:
    side = rail(qtbot)
    side.arm("return", [Reason("a", "甲")], ())
    side.arm("pass", [Reason("b", "乙")], ())
    assert side.button("return").property("armed") == "false"
    side.set_verdicts([Verdict("hold", "搁置", VERDICTS["hold"])])
    side.arm("hold", [Reason("c", "丙")], ())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [row.reason.key for row in side.findChildren(ReasonRow)] == ["c"]


def test_release_stays_when_nobody_is_selected(qtbot: QtBot) -> None:
    side = rail(qtbot)
    side.foot.show_release("提交生效 12 条…", "Ctrl+↵")
    side.show_nobody("没有选中的人员")
    assert not side.button("pass").isVisible()
    assert side.foot.release.isVisible()
    side.show_nobody("")
    assert side.button("pass").isVisible()


def test_pane_widths_count_their_hairline(qtbot: QtBot) -> None:
    first, second = Pane(), Pane()
    split = panes(first, second, widths=(700, 300))
    qtbot.addWidget(split)
    split.resize(1000, 300)
    split.show()
    split.set_widths(300)
    assert (first.width(), second.width()) == (700, 299)
    handle = split.handle(1)
    assert handle.width() == 7


def test_filters_are_removed_by_click_and_by_delete(qtbot: QtBot) -> None:
    bar = FilterBar("筛选")
    bar.set_chips([FilterChip("place", "分团", "金普新区"), FilterChip("class", "分类", "企业")])
    shown(bar, qtbot, 500)
    heard: list[str] = []
    bar.removed.connect(heard.append)
    chips = bar.findChildren(ChipButton)
    QTest.mouseClick(chips[0], LEFT)
    QTest.keyClick(chips[1], Qt.Key.Key_Delete)
    assert heard == ["place", "class"]


def test_the_foot_bar_shows_only_what_there_is(qtbot: QtBot) -> None:
    bar = FootBar()
    shown(bar, qtbot, 600)
    assert not bar.undo.isVisible()
    assert not bar.batch.isVisible()
    bar.set_selected("已选 3", "3")
    bar.set_undo("撤销：退回 <b>陈</b>", "Ctrl+Z")
    assert bar.undo.isVisible()
    assert bar.undo.text() == "撤销：退回 <b>陈</b>"
    bar.set_undo("")
    assert not bar.undo.isVisible()


@pytest.mark.parametrize("width", [660, 540, 480])
def test_no_word_of_the_foot_bar_is_cut_short(qtbot: QtBot, width: int) -> None:
    """Where there is no room for all, the least important goes: long words, what is selected."""
    bar = FootBar()
    more = Button("退回 128 人", icon="mdi6.arrow-u-left-top", caps=("F10",), height=28)
    bar.add(more)
    shown(bar, qtbot, width)
    bar.set_selected("本页无异常 14 张", "14")
    bar.set_undo("撤销：照片不合格 阿卜杜热合曼·买买提依明", "Ctrl+Z", short="撤销")
    bar.set_batch("确认本页合格 14 张", short="确认本页 14 张")
    bar.batch.show_caps("Shift+↵")
    buttons = (bar.undo, bar.batch, more)
    qtbot.waitUntil(lambda: all(b.width() >= b.minimumSizeHint().width() for b in buttons))
    assert "14" in bar.batch.text()
    assert bar.undo.accessibleName() == "撤销：照片不合格 阿卜杜热合曼·买买提依明"
    said = bar._selected
    assert said.isHidden() or said.width() >= said.sizeHint().width()


def test_navigation_keeps_its_choice_when_counts_change(qtbot: QtBot) -> None:
    nav = NavBar("主导航")
    nav.set_groups([NavGroup("待办", (NavItem("a", "mdi6.domain", "单位", 1),))])
    nav.choose("a")
    before = nav._buttons["a"]
    nav.set_groups([NavGroup("待办", (NavItem("a", "mdi6.domain", "单位", 1284),))])
    assert nav._buttons["a"] is before
    assert before.isChecked()
    assert before.accessibleName() == "单位 1,284"


def test_states_at_the_top_keep_their_buttons(qtbot: QtBot) -> None:
    bar = TopBar("搜索", "Ctrl+K")
    bar.set_states([State("draft", STAGES["draft"], "暂存 12")])
    first = bar.findChildren(StateButton)[0]
    bar.set_states([State("draft", STAGES["draft"], "暂存 0", zero=True)])
    assert bar.findChildren(StateButton) == [first]
    assert first.accessibleName() == "暂存 0"


def test_a_toast_sits_at_the_bottom_left_and_follows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(500, 400)
    toast = Toast(page)
    page.show()
    toast.say("姜波 10:31 已退回 严丽", "查看")
    assert (toast.x(), toast.geometry().bottom() + 1) == (16, 400 - 64)
    page.resize(500, 600)
    QApplication.processEvents()
    assert toast.geometry().bottom() + 1 == 600 - 64
    with qtbot.waitSignal(toast.acted):
        QTest.mouseClick(toast, LEFT)
    assert not toast.isVisible()


def test_a_toast_with_the_keyboard_on_it_stays(qtbot: QtBot, qapp: QApplication) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    toast = Toast(page)
    page.show()
    page.activateWindow()
    toast.say("姜波 10:31 已退回 严丽", "查看")
    toast.setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()
    toast._expire()
    assert toast.isVisible()
    toast.clearFocus()
    toast._expire()
    assert not toast.isVisible()


def test_next_steps_are_four_at_most_and_take_return(qtbot: QtBot) -> None:
    empty = EmptyState()
    steps = [NextStep(str(i), "mdi6.check", f"第 {i} 步") for i in range(6)]
    empty.show_words("没有待审核的人员", "今天审完 318 人。", steps)
    shown(empty, qtbot, 700)
    rows = empty.findChildren(QAbstractButton)
    assert len(rows) == 4
    with qtbot.waitSignal(empty.chosen) as heard:
        QTest.keyClick(rows[1], Qt.Key.Key_Return)
    assert heard.args == ["1"]


def test_the_eye_shows_and_hides_the_password(qtbot: QtBot) -> None:
    field = PasswordField("密码")
    shown(field, qtbot)
    eye = field.findChildren(QAbstractButton)[0]
    assert field.field.echoMode() == QLineEdit.EchoMode.Password
    name = eye.accessibleName()
    eye.click()
    assert field.field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() != name
    eye.click()
    assert field.field.echoMode() == QLineEdit.EchoMode.Password


def test_a_fault_of_a_field_is_said_below_it(qtbot: QtBot) -> None:
    field = LabelledField("账号")
    shown(field, qtbot)
    before = field.sizeHint().height()
    field.show_fault("请输入账号")
    assert field.sizeHint().height() > before
    assert field.field.accessibleDescription() == "请输入账号"


def test_the_key_of_a_field_gives_way_to_what_is_typed(qtbot: QtBot) -> None:
    field = CappedField("不对外", "N")
    shown(field, qtbot)
    assert field._cap.isVisible()
    QTest.keyClicks(field, "x")
    assert not field._cap.isVisible()


def test_a_fold_opens_with_the_keyboard(qtbot: QtBot) -> None:
    inside = label("四条")
    fold = Fold("时间线", inside)
    fold.set_count("4 条")
    shown(fold, qtbot)
    assert not inside.isVisible()
    head = fold.findChildren(QAbstractButton)[0]
    assert head.accessibleName() == "时间线 4 条"
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert inside.isVisible()


def test_a_masked_value_offers_its_act(qtbot: QtBot) -> None:
    facts = FactList()
    facts.set_facts([Fact("证件号码", "210***1234", "查看", key="number"), Fact("单位", "甲")])
    shown(facts, qtbot, 320)
    links = facts.findChildren(Button)
    with qtbot.waitSignal(facts.link_asked) as heard:
        QTest.mouseClick(links[0], LEFT)
    assert len(links) == 1
    assert heard.args == ["number"]


def test_names_are_cut_at_the_end_with_the_whole_as_tooltip(qtbot: QtBot) -> None:
    made = ElidedLabel("大连××跨境电子商务有限公司")
    assert made.minimumSizeHint().width() < made.sizeHint().width()
    assert made.toolTip() == made.accessibleName() == "大连××跨境电子商务有限公司"


def test_chips_are_as_wide_as_their_words_and_filled_ones_tinted(qtbot: QtBot) -> None:
    chip = StateChip(STATES["returned"], "退回修改", filled=True)
    shown(chip, qtbot, chip.sizeHint().width())
    assert chip.width() > chip_width(STATES["returned"].icon, "退回修改")
    picture = chip.grab().toImage()
    assert picture.pixelColor(4, 10).name().upper() == LIGHT.warn_tint


def test_a_check_box_is_named_and_clicked_anywhere(qtbot: QtBot) -> None:
    box = CheckBox("在本机记住账号")
    shown(box, qtbot, 300)
    QTest.mouseClick(box, LEFT, pos=QPoint(120, 12))
    assert box.isChecked()
    assert box.accessibleName() == "在本机记住账号"


def test_figures_are_written_as_the_house_writes_them() -> None:
    assert (grouped(2207), grouped(-3), grouped(0)) == ("2,207", "−3", "0")
    assert (percent(0.58), percent(0.999), percent(1.0)) == ("58\u202f%", "99\u202f%", "100\u202f%")
    assert (yuan(340000), yuan(5), yuan(-20000)) == ("3,400.00", "0.05", "−200.00")
    assert strong("已选 3 <人>", "3") == "已选 <b>3</b> &lt;人&gt;"


@pytest.mark.parametrize("widths", [[40.0] * 6, [55, 48, 24, 24, 42, 38], [60, 60, 10, 60, 60, 60]])
def test_names_of_steps_never_touch(widths: list[float]) -> None:
    """Evenly spread where there is room; in 340 px a long pair moves apart."""
    middles = middles_of(widths, 340)
    lefts = [middle - width / 2 for middle, width in zip(middles, widths, strict=True)]
    rights = [middle + width / 2 for middle, width in zip(middles, widths, strict=True)]
    assert all(right + 3 <= left for right, left in zip(rights, lefts[1:], strict=False))
    assert lefts[0] >= -OVER
    assert rights[-1] <= 340 + OVER


@pytest.mark.usefixtures("qapp")
def test_a_limit_is_shown_whole_or_not_at_all() -> None:
    said = "rule ≥ 480×640"
    room = text_width(said, "caption")
    assert measures._fitting(said, room) == said
    assert measures._fitting(said, room - 1) == "≥ 480×640"
    assert measures._fitting(said, 8) == ""
    rows = [measures.MeasureRow(VERDICTS["pass"], "Background", "18.9 %", "limit 3.4")]
    needed = text_width("Background") + 12
    assert measures._widths(rows, 210)[0] == needed, "what the limit leaves free"
