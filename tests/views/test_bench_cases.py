"""The photo bench where several people, several photos or a misfortune meet."""

from PySide6.QtCore import Qt

from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.cells import GroupCell
from tests.fixtures.bench import TILTED, at, open_bench, plain_jpeg, plant_photos
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, Hands


def planted(server: Server, count: int) -> list[int]:
    return plant_photos(server, [plain_jpeg(n) for n in range(count)], [(TILTED,)] * count)


def found_unfit(hands: Hands) -> None:
    """The photo in front, for the one reason there is."""
    for key in (Qt.Key.Key_F7, Qt.Key.Key_1, Qt.Key.Key_Return):
        hands.key(key)


def left_out(page: BenchPage) -> list[tuple[str, list[str]]]:
    """Reasons of the check, each with the names under it."""
    found: list[tuple[str, list[str]]] = []
    for _, cells in page.checking.pane.model.rows:
        if isinstance(cells[0], GroupCell):
            found.append((cells[0].note, []))
        else:
            found[-1][1].append(cells[0].text)
    return found


def test_several_at_once_leave_alone_what_was_found_unfit(hands: Hands, server: Server) -> None:
    """Whoever they are, what cannot be done is said by name, and the others are done."""
    planted(server, 4)
    hands.work()
    page = open_bench(hands, 4)
    first, *others = page.list.model.keys
    hands.until(lambda: all(page.list.model.known(n) for n in page.list.model.keys))
    names = {n: page.list.model.known(n).name for n in page.list.model.keys}
    pane = page.checking.pane
    found_unfit(hands)
    hands.until_drafted(1)
    for by_key in (Qt.Key.Key_F6, Qt.Key.Key_F7):
        hands.key(Qt.Key.Key_A, CTRL)
        hands.key(by_key)
        if by_key == Qt.Key.Key_F7:
            hands.key(Qt.Key.Key_1)
            hands.key(Qt.Key.Key_Return)
        hands.until(pane.isVisible)
        assert left_out(page) == [
            ("李经办已判照片不合格，批量办理不作改动。要改请逐张判定。", [names[first]])
        ]
        assert pane.button.text() in ("照片合格 3 张", "照片不合格 3 张")
        if by_key == Qt.Key.Key_F6:
            hands.key(Qt.Key.Key_Return)
            hands.until_drafted(4)
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Escape)
    assert hands.drafts() == {"photo_fit": 3, "photo_unfit": 1}
    hands.until(lambda: page.foot.unfit == (first,))
    page.list.model.tick(page.list.model.keys, True)
    assert page.foot.button.text() == "退回 1 人"
    hands.key(Qt.Key.Key_F10)
    hands.until(pane.isVisible)
    assert [found for _, found in left_out(page)] == [[names[n] for n in others]]
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(5)
    assert hands.drafts() == {"photo_fit": 3, "photo_unfit": 1, "return_person": 1}
    assert at(page)
