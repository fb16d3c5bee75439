"""超额排序: the order, the line where the places end, and what is done with the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from ciie_admin.domain.ranking import RankKey
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.quota_page import QuotaPage
from tests.fixtures.editions import ZHONGSHAN
from tests.fixtures.quota_pages import go_to, over_asked, quota_page
from tests.fixtures.windows import Hands

LAST = 5
"""Column of the result."""


def said(page: QuotaPage, column: int) -> list[str]:
    model = page.bench.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_line_moves_with_the_keys_and_the_list_is_served_then_passed(
    hands: Hands, window: MainWindow, planted: list[int]
) -> None:
    page = quota_page(hands)
    assert page.bench.isHidden()
    people = over_asked(hands.server, planted[0])
    hands.desk.sync_now()
    go_to(page, ZHONGSHAN)
    bench = page.bench
    hands.until(lambda: bench.isVisible() and bench.model.rowCount() == 13)
    assert said(page, 0)[8] == "名额 8 到此为止 以下 4 人超出额度，列入候补，有退回即依次递补"
    assert said(page, LAST)[7] == "名额内"
    assert said(page, LAST)[9:] == [f"候补第 {n} 位" for n in range(1, 5)]
    bench.table.go_to(9)
    assert bench.why.text() == "候选07与候选08相比，前者早 1 分钟提交"
    assert bench.act.text() == "按此名单审核 8 人…"
    bench.add_key(RankKey.REUSE)
    hands.until(lambda: bench.act.text() == "按此顺序排定")
    inside = said(page, 1)[:8]
    assert inside[:4] == ["候选02", "候选05", "候选08", "候选11"]
    hands.press(bench.act)
    hands.until(lambda: bench.act.text() == "按此名单审核 8 人…")
    with hands.server.engine.connect() as db:
        found = db.execute(text("SELECT count(*) FROM person WHERE free_place = 'reserved'"))
        assert found.scalar_one() == 8
        query = "SELECT form->>'name' FROM person WHERE free_place = 'waiting' ORDER BY rank"
        assert list(db.execute(text(query)).scalars()) == said(page, 1)[9:]
    hands.press(bench.act)
    hands.until_drafts({"pass_person": 8})
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.until_drafted(0)
    see_the_person(hands, window, people)


def see_the_person(hands: Hands, window: MainWindow, people: list[int]) -> None:
    """Who waits, and what is left, beside the decision; a unit's free labels beside its own."""
    window.open_person(people[6])
    meters = window.persons.box.rail._meters
    hands.until(lambda: bool(meters) and meters[0].accessibleName() == "VIP 额度 剩余 0 / 8")
    row = hands.list.model.row_of(people[6])
    label = [column.key for column in hands.list.table._columns].index("label")
    hands.until(lambda: hands.list.model.index(row, label).data() == "VIP 候补")
    hands.until(lambda: any("候补 • 手工排第" in line for line in notes(window)))
    window.go_units()
    meters = window.units.box.rail._meters
    hands.until(lambda: bool(meters) and meters[0].accessibleName() == "VIP 额度 剩余 0 / 8")


def notes(window: MainWindow) -> list[str]:
    labels = window.persons.application.findChildren(QWidget)
    return [one.accessibleName() or getattr(one, "text", str)() for one in labels]
