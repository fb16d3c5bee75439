"""提交前核对: what it says before, and that the server says the same afterwards."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import event, text

from ciie_admin.domain.commands import PassUnit, ReturnUnit
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.states import Step
from ciie_admin.models.consequences import DraftLine
from ciie_admin.models.queries import Query
from ciie_admin.views import verdicts
from ciie_admin.views.cells import CELL_ROLE, ChipCell, GroupCell, TextCell
from ciie_admin.views.components.heads import ChipButton
from tests.fixtures.clerks import Clerk
from tests.fixtures.quotas import JINPU_VIP
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.windows import CTRL, Hands, plant, unheard

FINDING = [{"rule": "credit_code", "severity": "reject", "measured": "", "limit": ""}]


def plant_day(hands: Hands) -> list[int]:
    """One unit with a first review done and three persons (one free); one with a finding, two
    fresh ones.
    """
    with hands.server.engine.begin() as db:
        first = plant_unit(db, 1)
        for number in (11, 12):
            plant_person(db, first, number)
        free = {"review": "passed", "free_place": "used", "quota": JINPU_VIP}
        plant_person(db, first, 13, form=person_form(13, label="vip"), **free)
        others = [plant_unit(db, 2, findings=FINDING), plant_unit(db, 3), plant_unit(db, 4)]
    Clerk(hands.server, "dalian.second").insists("unit", first, PassUnit(step=Step.FIRST))
    return [first, *others]


def draft(hands: Hands, number: int, verdict: str) -> None:
    reasons = () if verdict == "pass" else ("licence_unclear",)
    chosen = verdicts.choice("unit", verdict, reasons, "", "")
    before = hands.drafted()
    hands.desk.decide("unit", [number], chosen, lambda _done: None)
    hands.until_drafted(before + 1)


def return_it(hands: Hands, number: int) -> None:
    reason = ReturnUnit(reasons=("licence_unclear",))
    Clerk(hands.server, "dalian.second").insists("unit", number, reason)


def open_page(hands: Hands) -> None:
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)


def rows(hands: Hands) -> list[tuple[str, ...]]:
    """Group heads as one text, lines as name, decision, check and remark."""
    model = hands.window.release_page.model
    found: list[tuple[str, ...]] = []
    for row in range(model.rowCount()):
        head = model.index(row, 0).data(CELL_ROLE)
        if isinstance(head, GroupCell):
            found.append((head.text,))
            continue
        cells = [model.index(row, column).data(CELL_ROLE) for column in range(1, 5)]
        said = [c.text if isinstance(c, TextCell) else c.word for c in cells
                if isinstance(c, TextCell | ChipCell)]  # fmt: skip
        found.append(tuple(said))
    return found


def lines(widget: QWidget) -> list[str]:
    """The consequences as they would be read aloud."""
    found = [one.accessibleName() for one in widget.findChildren(QWidget) if one.isVisible()]
    return [name for name in found if name]


def test_groups_and_consequences_agree_with_the_server_afterwards(hands: Hands) -> None:
    first, faulty, returned, stuck = plant_day(hands)
    hands.work()
    for number, verdict in (
        (first, "pass"),
        (faulty, "pass"),
        (returned, "return"),
        (stuck, "pass"),
    ):
        draft(hands, number, verdict)
    unheard(hands, lambda: return_it(hands, stuck))
    hands.until(lambda: hands.desk.tally is not None and hands.desk.tally.stuck == 1)
    open_page(hands)
    page = hands.window.release_page
    hands.until(lambda: len(rows(hands)) == 7)
    assert rows(hands)[::2] == [
        ("不能提交 1",),
        ("请核对 1",),
        ("可提交 2",),
        ("大连第3贸易有限公司", "退回修改", "可提交", ""),
    ]
    assert rows(hands)[1][:3] == ("大连第4贸易有限公司", "通过", "不能提交")
    assert "赵复核" in rows(hands)[1][3]
    assert rows(hands)[3] == ("大连第2贸易有限公司", "通过", "请核对", "有 1 项预检提示，仍予通过")
    assert page.button.text() == "提交生效 3 条"
    assert page._sum.text() == "本次提交 <b>3</b> 条，<b>1</b> 条不能提交，留在暂存。提交后将发生："
    hands.until(lambda: len(lines(page._lines)) == 6)
    said = lines(page._lines)
    assert {
        "单位 审核通过 1 家 通知单位，其人员可以支付",
        "单位 初审通过 1 家 由另一位同事复审",
        "单位 退回修改 1 家 通知单位，附原因和改法",
        "转为待支付 2 人 应缴 400.00 元",
        "免费证件 1 人 转主办方人员审核",
        "通知 2 条 以短信和邮件发给有关单位",
    } == set(said)
    hands.press(page.button)
    hands.until(lambda: hands.desk.tally.pending == 0 and hands.drafted() == 1)  # type: ignore[union-attr]
    with hands.server.engine.connect() as db:
        units = db.execute(text("SELECT id, review FROM unit")).mappings()
        reviews = {row["id"]: row["review"] for row in units}
        owed = db.execute(
            text("SELECT count(*), sum(fee_fen) FROM person WHERE payment = 'unpaid'")
        ).one()
        free = db.execute(text("SELECT count(*) FROM person WHERE payment = 'free'")).scalar()
        notices = text("SELECT count(DISTINCT unit_id) FROM notice WHERE unit_id <> :stuck")
        told = db.execute(notices, {"stuck": stuck}).scalar()
    assert reviews == {
        first: "passed", faulty: "first_passed", returned: "returned", stuck: "returned",
    }  # fmt: skip
    assert tuple(owed) == (2, 40_000)
    assert (free, told) == (1, 2)


@pytest.mark.usefixtures("window")
def test_the_page_shows_one_group_at_a_time_on_demand(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    open_page(hands)
    page = hands.window.release_page
    page.tabs.chosen.emit("stuck")
    assert not rows(hands)
    page.tabs.chosen.emit("ready")
    assert len(rows(hands)) == 2


@pytest.mark.usefixtures("window")
def test_a_draft_cleared_here_leaves_the_page_and_the_focus_where_they_are(hands: Hands) -> None:
    for count in (1, 2, 3):
        hands.key(Qt.Key.Key_A)
        hands.until_drafted(count)
    open_page(hands)
    page = hands.window.release_page
    page.table.setFocus()
    page.table.go_to(2)
    line = page.model.key(2)
    assert isinstance(line, DraftLine)
    hands.key(Qt.Key.Key_U)
    hands.until(lambda: len(rows(hands)) == 3)
    assert hands.window.stack.currentWidget() is page
    assert page.table.current_row() == 2
    assert line.name not in str(rows(hands))


def test_the_button_waits_for_the_check(hands: Hands) -> None:
    """Two quick presses must not release what nobody has seen."""
    plant(hands.server, units=2)
    hands.work()
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    for _ in range(2):
        hands.key(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.drafted() == 1
    assert hands.desk.tally is not None
    assert hands.desk.tally.pending == 0


def writable(hands: Hands, yes: bool) -> None:
    """Whether the cache's file takes anything, on every connection of it."""
    engine = hands.desk.entered.cache.engine

    def tell(connection: Any, *_pool: object) -> None:
        connection.execute(f"PRAGMA query_only = {int(not yes)}")

    event.listen(engine, "checkout", tell)


@pytest.mark.usefixtures("window")
def test_what_could_not_be_written_is_said_and_can_be_tried_again(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    open_page(hands)
    page, said = hands.window.release_page, hands.window.messages._callouts["bad"]

    def meanwhile() -> None:
        writable(hands, False)
        hands.key(Qt.Key.Key_Return, CTRL)
        assert not page.button.isEnabled()
        hands.until(said.isVisible)
        hands.until(page.button.isEnabled)
        hands.settle()
        writable(hands, True)

    unheard(hands, meanwhile)
    assert said.accessibleName().startswith("本机数据不能写入")
    assert hands.drafted() == 1
    assert page.button.isEnabled()
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_done()


def test_of_a_filtered_list_only_its_drafts_are_released(hands: Hands) -> None:
    """The filter stands above the drafts; without it all of them go."""
    with hands.server.engine.begin() as db:
        office, institution = plant_unit(db, 1), plant_unit(db, 2, unit_class="institution")
    hands.work()
    for number in (office, institution):
        draft(hands, number, "pass")
    narrow = Query(kind="unit", lane=Lane.TO_REVIEW, unit_class=("institution",))
    hands.list.ask(narrow)
    hands.settle()
    open_page(hands)
    page = hands.window.release_page
    assert [one.wish.subject.id for one in page._found.lines] == [institution]
    assert "另有 1 条不在此筛选内，留在暂存。" in page._sum.text()
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_drafted(1)
    hands.list.ask(narrow)
    hands.settle()
    hands.window.open_release()
    hands.until(page.button.isEnabled)
    assert [one.wish.subject.id for one in page._found.lines] == [office], "none in the filter"
    hands.until(lambda: not page.bar.findChildren(ChipButton))
    page.close_page()
    hands.list.ask(Query(kind="unit", unit_class=("government",)))
    hands.settle()
    open_page(hands)
    (chip,) = page.bar.findChildren(ChipButton)
    chip.removed.emit()
    hands.until(lambda: not page.bar.findChildren(ChipButton))
    hands.until(page.button.isEnabled)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_drafted(0)


def test_a_batch_of_five_hundred_says_what_was_not_possible_and_why(hands: Hands) -> None:
    """Units that have not submitted cannot be passed: they are left out, with the reason."""
    units = plant(hands.server, units=500, persons=0)
    with hands.server.engine.begin() as db:
        taken_back = text("UPDATE unit SET submitted_at = NULL WHERE id = ANY(:ids)")
        db.execute(taken_back, {"ids": units[:30]})
    hands.work()
    hands.list.ask(Query(kind="unit"))
    hands.until(lambda: len(hands.list.model.keys) == 500)
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_A)
    pane = hands.page.checking.pane
    hands.judged()
    assert pane.button.text() == "通过 470 家"
    assert pane.model.rows[0][1] == (GroupCell("30", "单位尚未提交，请等提交后再审核。"),)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: hands.drafted() == 470)
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafted(0)
