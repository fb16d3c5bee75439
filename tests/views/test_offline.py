"""Without a server: the work goes on, nothing is lost, and it all arrives once."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.start_window import StartWindow
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import CTRL, Hands


def sync_text(hands: Hands) -> str:
    return hands.window.top._buttons["sync"].state.text


def release_by_key(hands: Hands) -> None:
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_drafted(0)


@pytest.mark.usefixtures("window")
def test_a_day_without_network_arrives_once(hands: Hands) -> None:
    assert sync_text(hands).startswith("在线 ")
    hands.server.stop()
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: sync_text(hands).startswith("离线 · 上次同步 "))
    for count in (1, 2):
        hands.key(Qt.Key.Key_A)
        hands.until_drafted(count)
    release_by_key(hands)
    assert hands.window.top._buttons["pending"].state.text == "待确认 2"
    hands.program.stop()

    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    assert hands.desk.entered.token == ""
    hands.until(lambda: hands.desk.tally is not None and hands.desk.tally.pending == 2)
    hands.list.table.go_to(2)
    hands.until(lambda: hands.card() == hands.list.current)
    hands.key(Qt.Key.Key_A)
    hands.until_drafted(1)
    release_by_key(hands)

    hands.server.start()
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "online")
    hands.until_done()
    hands.until(lambda: sync_text(hands).startswith("在线 "))
    with hands.server.engine.connect() as db:
        passed = db.execute(
            text("SELECT count(*) FROM unit WHERE review = 'first_passed'")
        ).scalar()
        taken = db.execute(text("SELECT count(*), count(DISTINCT id) FROM operation")).one()
    assert passed == 3
    assert tuple(taken) == (3, 3)


@pytest.mark.usefixtures("window")
def test_signed_in_offline_the_window_comes_online_by_itself(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ciie_admin.views.desk.KNOCK_MS", 300)
    hands.program.stop()
    hands.server.stop()
    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    assert sync_text(hands).startswith("离线")
    hands.until(hands.desk._knocking.isActive)
    hands.server.start()
    hands.until(lambda: hands.desk.entered.online)
    hands.until(lambda: sync_text(hands).startswith("在线 "))


@pytest.mark.usefixtures("window")
def test_a_wrong_password_opens_nothing_offline_either(hands: Hands) -> None:
    hands.program.stop()
    hands.server.stop()
    hands.sign_in(password=PASSWORD + "x")
    window = hands.program.window
    assert isinstance(window, StartWindow)
    hands.until(window.callout.isVisible)
    assert isinstance(hands.program.window, StartWindow)
    hands.server.start()
