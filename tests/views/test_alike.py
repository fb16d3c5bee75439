"""Two records that look alike, by keys: laid side by side, decided on, told apart, taken back."""

from typing import Any

from PySide6.QtCore import Qt
from sqlalchemy import text

from ciie_admin.models import marks
from ciie_admin.server import former_duplicates, records
from ciie_admin.views.alike import SideBySide
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import JINPU, PUDONG, ZHONGSHAN
from tests.fixtures.records import SECRET as PLANTED
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.server import SECRET, Server
from tests.fixtures.windows import CTRL, SHIFT, Hands

SAME: dict[str, Any] = {"number_key": records.number_key(PLANTED, "same"), "birth_key": None}


def plant(server: Server) -> tuple[int, int, int]:
    """One person of 金普新区 also registered in 中山, and one in 上海, which is out of sight."""
    with server.engine.begin() as db:
        here, there, far = (
            plant_unit(db, n, place) for n, place in ((1, JINPU), (2, ZHONGSHAN), (3, PUDONG))
        )
        one = plant_person(db, here, 1, **SAME)
        two = plant_person(db, there, 1, form=person_form(1, delivery="collection"), **SAME)
        mine = {"number_key": records.number_key(PLANTED, "far")}
        lonely = plant_person(db, here, 3, **{**SAME, **mine})
        plant_person(db, far, 3, **{**SAME, **mine})
    former_duplicates.catch_up(server.engine, SECRET)
    return one, two, lonely


def opened(hands: Hands, number: int) -> SideBySide:
    hands.persons()
    hands.until(lambda: hands.list.model.row_of(number) >= 0)
    hands.list.go_to(number)
    hands.until(lambda: hands.card() == number)
    hands.key(Qt.Key.Key_F2)
    assert hands.page.alike.isVisible()
    hands.settle()
    return hands.page.alike


def shown(beside: SideBySide) -> list[tuple[str, str]]:
    return [(head._head.name, head._head.line) for head in beside.table.heads]


def test_side_by_side_each_is_decided_on(hands: Hands, server: Server) -> None:
    one, two, _ = plant(server)
    hands.work()
    beside = opened(hands, one)
    assert beside.title.text() == "证件号码相同"
    assert [line for _, line in shown(beside)] == [
        "大连交易团 / 金普新区分团",
        "大连交易团 / 中山分团",
    ]
    hands.key(Qt.Key.Key_F2, SHIFT)
    assert (beside.side, beside.chosen) == (1, [two])
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_F7)
    hands.until_drafts({"return_person": 1})
    hands.until(lambda: hands.stage(two) == "draft" or hands.list.model.known(two) is not None)
    assert beside.isVisible(), "one goes on with the other"
    hands.key(Qt.Key.Key_S)
    assert beside.chosen == [one]
    hands.key(Qt.Key.Key_F6)
    hands.until_drafts({"return_person": 1, "pass_person": 1})
    hands.until(lambda: hands.stage(one) == "draft")
    assert hands.list.current == one
    hands.key(Qt.Key.Key_Escape)
    assert not beside.isVisible()
    assert hands.list.table.hasFocus()
    hands.desk.release()
    hands.until_done()
    there = Clerk(server, "dalian.second").sees("person")
    assert (there[one].review, there[two].review) == ("passed", "returned")


def test_not_a_duplicate_leaves_both_at_once_and_is_taken_back(
    hands: Hands, server: Server
) -> None:
    one, two, _ = plant(server)
    hands.work()
    beside = opened(hands, one)
    hands.key(Qt.Key.Key_F2, CTRL)
    hands.until(lambda: beside.title.text() == "已核实不是重复")
    assert beside.apart.text() == "仍疑似重复"
    hands.until(lambda: hands.page._card is not None and hands.page._card.row.finding == "")
    hands.until(lambda: finding(hands, two) == "")
    with server.engine.connect() as db:
        assert db.execute(text("SELECT low, high FROM apart")).all() == [(one, two)]
    assert hands.drafted() == 0, "nothing waits for a release"
    hands.key(Qt.Key.Key_I)
    hands.until(lambda: beside.title.text() == "证件号码相同")
    hands.until(lambda: finding(hands, two) == "duplicate_number")
    hands.key(Qt.Key.Key_F3)
    assert not beside.isVisible(), "what changed in a record is looked at on its own card"
    hands.settle()
    assert hands.drafted() == 0
    assert hands.window.messages.isHidden(), "nor was it tried"


def told(server: Server) -> list[int]:
    with server.engine.connect() as db:
        return list(db.execute(text("SELECT subject_id FROM operation")).scalars())


def tagged(hands: Hands, *persons: int) -> set[int]:
    with hands.desk.entered.cache.read() as db:
        return {*marks.of(db, "person", persons)}


def test_only_the_one_shown_is_acted_on_whatever_is_ticked(hands: Hands, server: Server) -> None:
    """Put aside, cleared, noted, tagged: three are ticked, the box shows one."""
    one, two, lonely = plant(server)
    hands.work()
    beside = opened(hands, one)
    hands.list.tick_everything()
    assert hands.list.model.ticked == {one, two, lonely}
    assert not hands.list.foot.batch.isVisible()
    hands.key(Qt.Key.Key_F9)
    hands.until(lambda: hands.stage(one) == "held")
    hands.settle()
    assert [hands.stage(number) for number in (one, two, lonely)] == ["held", None, None]
    hands.until(lambda: hands.page.box.rail.button("hold").text() == "取消搁置")
    hands.key(Qt.Key.Key_U)
    hands.until(lambda: hands.stage(one) is None)
    hands.key(Qt.Key.Key_S)
    assert beside.chosen == [two]
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_Delete)
    hands.until_drafted(0)
    hands.page.box.noted.emit("seen twice")
    hands.until(lambda: told(server) == [two])
    hands.key(Qt.Key.Key_T)
    hands.until(lambda: hands.page.tagging.panel is not None)
    hands.type("twin")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: tagged(hands, one, two, lonely) == {two})
    assert hands.list.model.ticked >= {one, lonely}, "they are still meant by the next act"


def finding(hands: Hands, number: int) -> str | None:
    row = hands.list.model.known(number)
    return None if row is None else row.finding


def test_what_is_out_of_sight_is_only_said_to_be(hands: Hands, server: Server) -> None:
    one, _, lonely = plant(server)
    hands.work()
    beside = opened(hands, lonely)
    assert "已在其他单位或交易团登记" in beside.nowhere.accessibleName()
    assert not beside.table.isVisible()
    hands.key(Qt.Key.Key_I)
    hands.key(Qt.Key.Key_F2)
    assert not beside.isVisible()
    said = hands.page.application._findings.accessibleName()
    assert "已在其他单位或交易团登记" in said
    hands.list.go_to(one)
    hands.until(lambda: hands.card() == one)
    hands.key(Qt.Key.Key_F2)
    assert beside.isVisible()
    hands.list.go_to(lonely)
    hands.until(lambda: not beside.isVisible())
