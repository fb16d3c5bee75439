"""异常待处理, and the news of what colleagues did."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import text

from ciie_admin import words
from ciie_admin.domain.commands import PassUnit, ReturnUnit
from ciie_admin.domain.states import Step
from ciie_admin.domain.units import Unit
from ciie_admin.models import trays
from ciie_admin.views.cells import CELL_ROLE
from ciie_admin.views.components.fact_list import FactList
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import edit_unit
from tests.fixtures.windows import CTRL, SHIFT, Hands, held_up, unheard

FIELDS = ("单位名称", "注册地址")


def said(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def facts(shown: FactList) -> list[str]:
    """Label and value of each row, with what stood there before."""
    names = [one.accessibleName() for one in shown.findChildren(QWidget)]
    return [name for name in names if name]


def draft_first(hands: Hands) -> int:
    number = hands.list.current
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    return number


def release(hands: Hands) -> None:
    hands.desk.release()
    hands.until_drafted(0)


def colleague_returns(hands: Hands, number: int) -> None:
    reason = ReturnUnit(reasons=("licence_unclear",))
    Clerk(hands.server, "dalian.second").insists("unit", number, reason)


def open_tray(hands: Hands) -> None:
    hands.until(lambda: hands.desk.tally is not None and hands.desk.tally.tray == 1)
    hands.press(hands.window.top._buttons["attention"])
    hands.until(lambda: hands.window.tray._entry() is not None)


@pytest.mark.usefixtures("window")
def test_a_refusal_stands_there_in_the_servers_words_until_it_is_let_go(hands: Hands) -> None:
    number = draft_first(hands)

    def faster() -> None:
        colleague_returns(hands, number)
        release(hands)

    unheard(hands, faster)
    open_tray(hands)
    tray = hands.window.tray
    shown = {"by": "赵复核", "state": "returned"}
    words_of_the_server = words.sentence("refused", "state_moved", shown, "zh")
    assert said(tray._callout).replace(" ", "") == words_of_the_server
    first = words_of_the_server.partition("。")[0] + "。"
    assert tray.model.index(0, 2).data(CELL_ROLE).word == first
    known = facts(tray._wanted)
    assert {"您的决定 通过", "现在 退回修改"} <= set(known)
    assert any(fact.startswith("决定人 赵复核 ") for fact in known)
    assert not tray._differs_box.isVisible()
    assert hands.window.top._buttons["attention"].state.text == "异常 1"
    hands.key(Qt.Key.Key_Delete)
    hands.until(lambda: "attention" not in hands.window.top._buttons)
    assert tray.empty.accessibleName() == "没有需要处理的异常"


@pytest.mark.usefixtures("window")
def test_a_conflict_shows_what_changed_and_can_be_decided_again(hands: Hands) -> None:
    number = draft_first(hands)

    def rename() -> None:
        release(hands)
        with hands.server.engine.begin() as db:
            changes = {"name_zh": "大连改名贸易有限公司", "address": "大连市中山区2号"}
            edit_unit(db, number, handed_in=datetime.now(UTC), **changes)

    unheard(hands, rename)
    open_tray(hands)
    tray = hands.window.tray
    assert "数据已变更，请重新确认" in said(tray._callout)
    hands.until(tray._differs_box.isVisible)
    known = facts(tray._wanted)
    assert any(one.startswith("决定时间 ") and one.endswith(" · 本机") for one in known)
    assert any(one.startswith("登记方 修改后再次提交 ") for one in known), "theirs, with its time"
    changed = facts(tray._differs)
    assert {
        f"单位名称 大连第{number}贸易有限公司 → 大连改名贸易有限公司",
        "注册地址 大连市金普新区1号 → 大连市中山区2号",
    } <= set(changed)
    order = [one.split()[0] for one in changed if one.startswith(("单位名称", "注册地址"))]
    assert order == ["单位名称", "注册地址"]
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_drafted(1)
    hands.desk.release()
    hands.until_done()
    assert hands.desk.tally is not None
    assert hands.desk.tally.tray == 0
    with hands.server.engine.connect() as db:
        found = text("SELECT review FROM unit WHERE id = :id")
        review = db.execute(found, {"id": number}).scalar()
    assert review == "first_passed"


def conflicts(hands: Hands, count: int = 3) -> list[int]:
    """So many units passed here while their registrants changed them; all in the tray."""
    units = list(hands.list.model.keys[:count])
    for drafted in range(1, count + 1):
        hands.key(Qt.Key.Key_F6)
        hands.until_drafted(drafted)

    def changed() -> None:
        release(hands)
        with hands.server.engine.begin() as db:
            for number in units:
                edit_unit(db, number, address=f"新址{number}号")

    unheard(hands, changed)
    hands.until(lambda: hands.desk.tally is not None and hands.desk.tally.tray == count)
    hands.press(hands.window.top._buttons["attention"])
    hands.until(lambda: len(hands.window.tray._entries()) == count)
    return units


@pytest.mark.usefixtures("window")
def test_both_choices_say_what_follows_of_them(hands: Hands) -> None:
    conflicts(hands, 2)
    tray = hands.window.tray
    hands.until(lambda: bool(tray._mine.text()))
    assert tray._mine.text() == "保留我的：单位 初审通过 1 家：由另一位同事复审"
    assert tray._theirs.text() == "采用对方的：记录保持现状；您的决定和当时看到的内容仍留在本机"
    names = {name: button.text() for name, button in tray.buttons.items()}
    assert names == {
        "redo": "保留我的",
        "drop": "采用对方的",
        "redo_all": "全部保留我的 2 条",
        "drop_all": "全部采用对方的 2 条",
    }
    assert tray._all.isVisible()


@pytest.mark.usefixtures("window")
def test_all_of_a_kind_go_at_once_and_nothing_of_them_is_lost(hands: Hands) -> None:
    units = conflicts(hands)
    tray = hands.window.tray
    hands.key(Qt.Key.Key_Delete, SHIFT)
    hands.until(lambda: "attention" not in hands.window.top._buttons)
    hands.until(tray.empty.isVisible)
    with hands.desk.entered.cache.read() as db:
        assert trays.entries(db) == []
        kept = trays.entries(db, settled=True)
    assert sorted(one.wish.subject.id for one in kept) == sorted(units)
    assert {one.settled for one in kept} == {"dropped"}
    assert {one.wish.command.kind for one in kept} == {"pass_unit"}
    judged = [one.base.form.address for one in kept if isinstance(one.base, Unit)]
    assert judged == ["大连市金普新区1号"] * 3
    with hands.server.engine.connect() as db:
        reviews = db.execute(text("SELECT DISTINCT review FROM unit")).scalars().all()
    assert reviews == ["waiting"]


@pytest.mark.usefixtures("window")
def test_all_of_a_kind_are_kept_in_one_act(hands: Hands) -> None:
    units = conflicts(hands)
    tray = hands.window.tray
    hands.key(Qt.Key.Key_Return, CTRL | SHIFT)
    hands.until_drafted(3)
    hands.until(tray.empty.isVisible)
    hands.desk.undo()
    hands.until_drafted(0)
    hands.until(lambda: len(tray._entries()) == 3)
    hands.press(tray.buttons["redo_all"])
    hands.until_drafted(3)
    hands.desk.release()
    hands.until_done()
    with hands.server.engine.connect() as db:
        passed = text("SELECT id FROM unit WHERE review = 'first_passed' ORDER BY id")
        assert db.execute(passed).scalars().all() == sorted(units)
        settles = text("SELECT count(*) FROM operation WHERE body ->> 'resolves' IS NOT NULL")
        assert db.execute(settles).scalar() == 3


@pytest.mark.usefixtures("window")
def test_only_what_is_alike_goes_together(hands: Hands) -> None:
    """Two conflicts and a refusal: the buttons count the two."""
    conflicts(hands, 2)
    tray = hands.window.tray
    hands.key(Qt.Key.Key_Escape)
    hands.until(hands.page.isVisible)
    number = draft_first(hands)

    def faster() -> None:
        colleague_returns(hands, number)
        release(hands)

    unheard(hands, faster)
    hands.until(lambda: hands.desk.tally is not None and hands.desk.tally.tray == 3)
    hands.press(hands.window.top._buttons["attention"])
    hands.until(lambda: tray.model.rowCount() == 3 and tray._entry() is not None)
    tray.table.go_to(2)
    hands.until(lambda: tray.buttons["drop"].text() == "放弃")
    assert not tray._all.isVisible()
    tray.table.go_to(0)
    hands.until(lambda: tray.buttons["drop_all"].text() == "全部采用对方的 2 条")
    hands.key(Qt.Key.Key_Delete, SHIFT)
    hands.until(lambda: tray.model.rowCount() == 1)


@pytest.mark.usefixtures("window")
def test_a_colleagues_decision_is_news_and_leads_to_the_record(hands: Hands) -> None:
    last = hands.list.model.keys[-1]
    toast = hands.window.toast
    Clerk(hands.server, "dalian.second").insists("unit", last, PassUnit(step=Step.FIRST))
    hands.until(toast.isVisible)
    assert toast.text().startswith("赵复核 ")
    assert toast.text().endswith("大连第6贸易有限公司：初审通过")
    hands.press(toast)
    assert not toast.isVisible()
    hands.until(lambda: hands.card() == last)


@pytest.mark.usefixtures("window")
def test_news_of_a_record_that_is_about_to_leave_the_list_leads_to_it_all_the_same(
    hands: Hands,
) -> None:
    last = hands.list.model.keys[-1]
    with held_up(hands.desk._reads["whole"]):
        Clerk(hands.server, "dalian.second").insists("unit", last, PassUnit(step=Step.FIRST))
        hands.until(hands.window.toast.isVisible)
        hands.press(hands.window.toast)
    hands.settle()
    hands.until(lambda: hands.card() == hands.list.current)
    assert hands.card() == last


@pytest.mark.usefixtures("window")
def test_ones_own_decision_is_no_news(hands: Hands) -> None:
    draft_first(hands)
    hands.desk.release()
    hands.until_done()
    hands.settle()
    assert not hands.window.toast.isVisible()
