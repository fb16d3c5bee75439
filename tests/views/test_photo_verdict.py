"""The verdict on a photo in the windows: card, list, undo, release, and the return it proposes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ciie_admin.domain.commands import JudgePhoto
from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Query
from ciie_admin.views import filters, photo_said
from ciie_admin.views.cells import CELL_ROLE, ChipCell
from ciie_admin.views.chips import StateChip
from tests.fixtures.clerks import Clerk
from tests.fixtures.local import always
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.windows import CTRL, Hands

PHOTOS = tuple(f"{n:064x}" for n in range(1, 4))
UNFIT = JudgePhoto(fit=False, photo=PHOTOS[0], sight="small", reasons=("photo_unfit",))


@pytest.fixture
def people(hands: Hands) -> list[int]:
    """Three persons; a colleague has found the photo of the first unfit."""
    with hands.server.engine.begin() as db:
        unit = plant_unit(db)
        ids = [plant_person(db, unit, n, photo=photo) for n, photo in enumerate(PHOTOS, 1)]
    Clerk(hands.server, "dalian.second").insists("photo", ids[0], UNFIT)
    hands.work()
    hands.persons()
    return ids


def words(hands: Hands) -> str:
    """All the card's head says."""
    card = hands.page.application._card
    chips = [one.accessibleName() for one in card.findChildren(StateChip)]
    return " ".join((*chips, *(one.text() for one in card.findChildren(QLabel))))


def judge(hands: Hands, number: int, *, fit: bool) -> None:
    reasons = () if fit else ("photo_unfit",)
    row = hands.list.model.known(number)
    assert row is not None
    command = JudgePhoto(fit=fit, photo=row.photo, sight="original", reasons=reasons)
    hands.desk.decide("photo", [number], always(command), lambda _done: None)


def test_a_photo_found_unfit_in_the_windows(hands: Hands, people: list[int]) -> None:
    first, second, third = people
    assert hands.card() == first
    said = words(hands)
    for part in ("照片不合格", "未看原图，只看过缩略图", "原因：photo_unfit"):
        assert part in said
    hands.key(Qt.Key.Key_F6)
    hands.until(hands.window.messages.isVisible)
    hands.settle()
    assert hands.drafted() == 0
    hands.key(Qt.Key.Key_F7)
    hands.until(lambda: hands.page.box.rail.armed() == "return")
    assert hands.page.box._chosen == {"photo_unfit"}, "proposed by who judged the photo"
    hands.key(Qt.Key.Key_Return)
    hands.until_drafts({"return_person": 1})
    judge(hands, second, fit=False)
    judge(hands, third, fit=True)
    hands.until_drafts({"return_person": 1, "photo_unfit": 1, "photo_fit": 1})
    hands.until(lambda: hands.list.foot.undo.text() == "撤销：照片合格 王四")
    hands.until(lambda: hands.list.model.known(third).photo_stage == "draft")
    cell = photo_said.cell(hands.list.model.known(third), "zh")
    assert isinstance(cell, ChipCell)
    assert cell.word == "暂存·照片合格"
    query = Query(kind="person", lane=Lane.TO_REVIEW, photo="unfit")
    assert [(one.name, one.value) for one in filters.chips(query, hands.desk)] == [
        ("照片审核", "照片不合格")
    ]
    _released(hands)
    hands.until(lambda: hands.list.model.known(third).photo_stage is None)
    assert hands.list.model.known(third).shown_photo == "fit"


def _released(hands: Hands) -> None:
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_Return, CTRL)
    page = hands.window.release_page
    hands.until(page.button.isEnabled)
    cells = [
        page.model.data(page.model.index(row, column), CELL_ROLE)
        for row in range(page.model.rowCount())
        for column in range(page.model.columnCount())
    ]
    said = {one.word for one in cells if isinstance(one, ChipCell)}
    assert {"照片合格", "照片不合格", "退回修改"} <= said
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_done()
