"""登录的电脑: one's own sign-ins as the server lists them, and ending one that was left open."""

from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import text

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.models import opening
from ciie_admin.sync.entering import enter
from ciie_admin.views.cells import CELL_ROLE
from ciie_admin.views.components.labels import ElidedLabel
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.clerks import Clerk
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import CTRL, SHIFT, Hands

OTHER = UUID("0c4a1f7e-2222-4222-8222-222222222222")
Key = Qt.Key


@pytest.fixture
def page(hands: Hands, window: MainWindow) -> ComputersPage:
    """One other computer of the same account, and one of a colleague."""
    Clerk(hands.server, "dalian.clerk", OTHER)
    Clerk(hands.server, "dalian.second")
    opened(hands, 2)
    return window.computers


def opened(hands: Hands, rows: int) -> None:
    hands.key(Key.Key_S, CTRL | SHIFT)
    made = hands.window.computers
    hands.until(lambda: made.model.rowCount() == rows and made.isVisible())


def said(widget: QWidget) -> str:
    labels: list[QLabel | ElidedLabel] = widget.findChildren(QLabel)
    labels += widget.findChildren(ElidedLabel)
    return " ".join(one.text() for one in labels if one.isVisible())


def cells(page: ComputersPage) -> list[list[Any]]:
    model = page.model
    return [
        [model.index(row, column).data(CELL_ROLE) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def own_device(hands: Hands) -> str:
    with hands.desk.entered.cache.read() as db:
        return str(opening.device(db))


def test_it_lists_ones_own_and_marks_this_computer(hands: Hands, page: ComputersPage) -> None:
    other, mine = cells(page)
    assert (other[0].text, other[1].word) == ("电脑 0c4a1f7e", "其他电脑")
    assert (mine[0].text, mine[1].word) == (f"电脑 {own_device(hands)[:8]}", "本机")
    assert all("月" in one.text for one in other[2:])
    assert "另有 1 次登录" in said(page.head)


def test_the_menu_leads_there(hands: Hands, window: MainWindow) -> None:
    acts = {one.text(): one for one in window.account_menu().actions()}
    acts["登录的电脑"].trigger()
    hands.until(lambda: window.computers.model.rowCount() == 1)
    assert window.stack.currentWidget() is window.computers
    assert "仅本次登录" in said(window.computers.head)


def test_ones_own_is_not_ended_here(hands: Hands, page: ComputersPage) -> None:
    page.table.go_to(1)
    assert not page.button.isEnabled()
    assert page.button.toolTip() == "您正在使用这台电脑"
    assert "退出登录" in page.follows.text()
    hands.key(Key.Key_Delete)
    hands.heard_out()
    with hands.server.engine.connect() as db:
        ended = db.execute(text("SELECT count(*) FROM session WHERE ended_at IS NOT NULL"))
        assert ended.scalar() == 0
    assert page.model.rowCount() == 2


def test_another_is_ended_and_has_to_sign_in_again(hands: Hands, page: ComputersPage) -> None:
    """The other computer really works: its next exchange is refused, its decisions are kept."""
    page.table.go_to(0)
    assert "须重新输入密码" in page.follows.text()
    other = enter(hands.server.url, "dalian.clerk", PASSWORD, hands.program._root / "other")  # type: ignore[operator]
    page.refresh()
    hands.until(lambda: page.model.rowCount() == 3)
    page.table.go_to(0)
    hands.press(page.button)
    hands.until(lambda: page.model.rowCount() == 2)
    with pytest.raises(Mishap) as caught, closing(other.office()) as office:
        office.sessions()
    assert caught.value.code == "session_ended"
    other.leave()
    assert cells(page)[0][0].text == "电脑 0c4a1f7e", "only the one that was chosen"
    assert "另有 1 次登录" in said(page.head)


def test_an_earlier_sign_in_of_this_computer_is_told_from_the_one_that_asks(
    hands: Hands, page: ComputersPage
) -> None:
    Clerk(hands.server, "dalian.clerk", UUID(own_device(hands)))
    page.refresh()
    hands.until(lambda: page.model.rowCount() == 3)
    marks = [row[1].word for row in cells(page)]
    assert marks == ["本机（较早的登录）", "其他电脑", "本机"]
    page.table.go_to(0)
    assert page.button.isEnabled()


def test_what_had_ended_already_just_goes(hands: Hands, page: ComputersPage) -> None:
    with hands.server.engine.begin() as db:
        db.execute(
            text("UPDATE session SET ended_at = :now WHERE device_id = :device"),
            {"now": datetime.now(UTC), "device": OTHER},
        )
    page.table.go_to(0)
    hands.key(Key.Key_Delete)
    hands.until(lambda: page.model.rowCount() == 1)
    assert page.callout.isHidden()


def test_offline_it_says_so_and_fills_by_itself(hands: Hands, page: ComputersPage) -> None:
    hands.key(Key.Key_Escape)
    hands.server.stop()
    hands.key(Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "offline")
    hands.key(Key.Key_S, CTRL | SHIFT)
    hands.until(lambda: "登录情况由服务器记录" in said(page.empty))
    assert page.model.rowCount() == 0
    assert page.beside.isHidden()
    page.empty.chosen.emit("again")
    hands.until(lambda: "登录情况由服务器记录" in said(page.empty))
    hands.server.start()
    hands.key(Key.Key_F5)
    hands.until(lambda: page.model.rowCount() == 2)
    assert page.beside.isVisible()


def alone(hands: Hands) -> None:
    """The window does not learn by itself that the server goes away."""
    assert hands.desk._loop is not None
    hands.desk._loop.stop()
    hands.desk._loop = None


def test_the_server_goes_away_while_it_is_asked(hands: Hands, page: ComputersPage) -> None:
    page.table.go_to(0)
    alone(hands)
    hands.server.stop()
    hands.key(Key.Key_Delete)
    hands.until(page.callout.isVisible)
    assert words.title("unreachable", "zh") in said(page.callout)
    assert page.model.rowCount() == 2
    hands.server.start()
    hands.key(Key.Key_Delete)
    hands.until(lambda: page.model.rowCount() == 1)
    assert page.callout.isHidden()


def test_the_first_question_may_fail(hands: Hands, window: MainWindow) -> None:
    alone(hands)
    hands.server.stop()
    hands.key(Key.Key_S, CTRL | SHIFT)
    hands.until(lambda: words.title("unreachable", "zh") in said(window.computers.empty))
    assert window.computers.beside.isHidden()
    hands.server.start()
    hands.desk.begin_sync()
    hands.until(lambda: window.computers.model.rowCount() == 1)
