"""办理前核对: a batch is judged before it is drafted, and asked about where that is worth it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from ciie_admin.domain.states import UnitReview
from ciie_admin.models.feasible import UNASKED
from ciie_admin.models.queries import Query
from ciie_admin.views.cells import GroupCell
from tests.fixtures.windows import CTRL, Hands, plant


def said(hands: Hands) -> str:
    pane = hands.page.checking.pane
    return " ".join(one.text() for one in pane.findChildren(QLabel) if one.isVisible())


def reasons(hands: Hands) -> list[tuple[str, str]]:
    """Count and sentence of each group."""
    rows = hands.page.checking.pane.model.rows
    return [(c[0].text, c[0].note) for _, c in rows if isinstance(c[0], GroupCell)]


def forty(hands: Hands) -> list[int]:
    """Forty units in one list; four were rejected since, three have not submitted."""
    units = plant(hands.server, units=40, persons=0)
    with hands.server.engine.begin() as db:
        rejected = text(
            "UPDATE unit SET review = :review, decided_name = '姜波' WHERE id = ANY(:ids)"
        )
        db.execute(rejected, {"review": UnitReview.REJECTED.value, "ids": units[:4]})
        taken_back = text("UPDATE unit SET submitted_at = NULL WHERE id = ANY(:ids)")
        db.execute(taken_back, {"ids": units[4:7]})
    hands.work()
    hands.list.ask(Query(kind="unit"))
    hands.until(lambda: len(hands.list.model.keys) == 40)
    hands.key(Qt.Key.Key_A, CTRL)
    return units


def returning(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_Return)
    hands.judged()


def test_what_cannot_be_decided_is_said_before_anything_is_drafted(hands: Hands) -> None:
    units = forty(hands)
    page, pane = hands.page, hands.page.checking.pane
    returning(hands)
    chosen = set(page.box._before[1])
    assert chosen
    assert not page.application.isVisible()
    assert not page.box.rail.isVisible()
    assert "退回修改：40 条中 33 条可以办理，7 条不能办理" in said(hands).replace(
        "<b>", ""
    ).replace("</b>", "")
    assert reasons(hands) == [
        ("4", "姜波已先决定：不通过。请刷新后重新判断。"),
        ("3", "单位尚未提交，请等提交后再审核。"),
    ]
    assert pane.button.text() == "退回修改 33 家"
    hands.settle()
    assert hands.drafted() == 0
    hands.key(Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert page.application.isVisible()
    assert page.box.rail.armed() == "return", "as it was, reasons and all"
    assert page.box._chosen == chosen
    assert page.list.model.ticked == set(units)


def test_each_record_is_a_link_and_enter_goes_on(hands: Hands) -> None:
    units = forty(hands)
    pane = hands.page.checking.pane
    returning(hands)
    hands.key(Qt.Key.Key_Down)
    number = pane.model.key(pane.table.current_row())
    assert number in units[:4]
    hands.key(Qt.Key.Key_O)
    assert not pane.isVisible()
    assert hands.list.current == number
    hands.until(lambda: hands.card() == number)
    assert hands.drafted() == 0
    returning(hands)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(33)
    assert not pane.isVisible()
    assert not hands.window.messages.isVisible(), "what was seen is not said twice"
    assert not hands.list.model.ticked


def test_friction_grows_with_size_alone(hands: Hands) -> None:
    plant(hands.server, units=UNASKED + 1, persons=0)
    hands.work()
    pane = hands.page.checking.pane
    hands.until(lambda: len(hands.list.model.keys) == UNASKED + 1)
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_X)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(UNASKED)
    assert not pane.isVisible()
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafted(0)
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_F6)
    hands.judged()
    assert reasons(hands) == []
    assert pane.button.hasFocus()
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_X)
    assert not pane.isVisible(), "other ticks, another batch"
    hands.settle()
    assert hands.drafted() == 0


@pytest.mark.usefixtures("window")
def test_what_is_under_judgement_is_forgotten_with_the_ticks(hands: Hands) -> None:
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_F6)
    hands.key(Qt.Key.Key_X)
    hands.settle()
    assert hands.drafted() == 0
    assert not hands.page.checking.pane.isVisible()


@pytest.mark.usefixtures("window")
def test_a_long_judgement_is_said_and_can_be_left(hands: Hands) -> None:
    checking = hands.page.checking
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_F6)
    checking._patience.timeout.emit()
    assert "正在核对 6 条。" in said(hands)
    assert not checking.pane.button.isEnabled()
    hands.key(Qt.Key.Key_Escape)
    assert not checking.pane.isVisible()
    hands.settle()
    assert hands.drafted() == 0
    hands.key(Qt.Key.Key_F6)
    checking._patience.timeout.emit()
    hands.until_drafted(6)
    assert not checking.pane.isVisible(), "all of them can be: nothing is asked"
    assert hands.page.application.isVisible()
