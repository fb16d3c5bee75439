"""At the meeting: large, exceptions first, masked, and nothing can be decided there."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from ciie_admin.views.projector import Projector
from tests.fixtures.approval_effects import projector
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.windows import CTRL, SHIFT, Hands

LATE = 3
FULL_OR_PHONE = re.compile(r"\d{6,}|0411")


def said(page: Projector) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def plant_five(hands: Hands) -> None:
    """One unit with five persons; the third was added late."""
    with hands.server.engine.begin() as db:
        unit = plant_unit(db, 1, review="passed")
        for number in range(1, 6):
            plant_person(db, unit, number, added_late=number == LATE)


def test_a_list_one_by_one(hands: Hands) -> None:
    plant_five(hands)
    hands.work()
    hands.persons()
    hands.until(lambda: len(hands.list.model.keys) == 5)
    page = projector(hands)
    hands.until(lambda: "本表 5 条" in said(page))
    seen = []
    for place in range(1, 6):
        hands.key(Qt.Key.Key_Right)
        position = f"{place} / 5"
        hands.until(lambda position=position: position in said(page))  # type: ignore[misc]
        words = said(page)
        assert "大连第1贸易有限公司" in words
        assert any("*" in one for one in words), "the number stands there, masked"
        assert not [one for one in words if FULL_OR_PHONE.search(one)]
        seen.append(next(one for one in words if one.startswith("王")))
    assert len(set(seen)) == 5
    hands.key(Qt.Key.Key_Right)
    assert page.place == 5, "the last one stays"
    hands.key(Qt.Key.Key_Home)
    hands.key(Qt.Key.Key_Right)
    assert page.case is not None
    assert page.case.late, "who needs a word comes first"
    hands.until(lambda: {"需要说明", "审核后新增", "1 / 5"} <= set(said(page)))
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_A, Qt.Key.Key_U):
        hands.key(key)
    hands.settle()
    assert hands.drafted() == 0
    hands.key(Qt.Key.Key_Escape)
    hands.until(lambda: not hands.window.findChildren(Projector))


@pytest.mark.usefixtures("window")
def test_drafts_from_the_page_before_their_release(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(2)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.key(Qt.Key.Key_P, CTRL | SHIFT)
    (page,) = hands.window.findChildren(Projector)
    hands.until(lambda: "拟提交 2 条" in said(page))
    hands.key(Qt.Key.Key_Right)
    assert page.case is not None
    assert page.case.verdict == "return_unit"
    hands.until(lambda: {"退回修改", "需要说明", "1 / 2"} <= set(said(page)))
    with hands.server.engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM operation")).scalar_one() == 0
