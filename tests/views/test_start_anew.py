"""A lost key at the sign-in window: what it means is said, and the way out is walked by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlalchemy import text

from ciie_admin import words
from ciie_admin.server.recovery import Recovered, recover
from ciie_admin.views.lock_window import LockWindow
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.start_window import StartWindow
from tests.fixtures.records import LONG_AGO
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import CTRL, Hands

Key = Qt.Key


@pytest.fixture
def folder(hands: Hands, key_store: Path, planted: list[int]) -> Path:
    """Offline one decision is released and one drafted; then the key store forgets its half."""
    del planted
    hands.work()
    made = hands.desk.entered.profile.folder
    assert hands.desk.entered.in_keyring
    hands.server.stop()
    hands.key(Key.Key_A)
    hands.until_drafted(1)
    hands.key(Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.key(Key.Key_Return, CTRL)
    hands.until_drafted(0)
    hands.ready()
    hands.key(Key.Key_A)
    hands.until_drafted(1)
    hands.settle()
    hands.program.leave()
    hands.server.start()
    (made.parent / "kept.json").write_text(key_store.read_text())
    key_store.write_text("{}")
    return made


def said(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def refused(hands: Hands) -> StartWindow:
    """The password typed, and no key to open with."""
    hands.sign_in()
    window = hands.program.window
    assert isinstance(window, StartWindow)
    hands.until(window.callout.isVisible)
    return window


def tab_to(hands: Hands, wanted: QWidget) -> None:
    for _ in range(12):
        if QApplication.focusWidget() is wanted:
            return
        hands.key(Key.Key_Tab)
    pytest.fail("not reached by Tab")


def seen(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def begun(hands: Hands) -> Path | None:
    return hands.desk.entered.sealed


def operations(hands: Hands) -> list[int]:
    with hands.server.engine.connect() as db:
        query = text("SELECT count(*), count(DISTINCT id) FROM operation")
        return list(db.execute(query).one())


def delivered(hands: Hands, sealed: Path) -> Recovered:
    lines = sealed.read_bytes().splitlines()
    return recover(hands.server.engine, hands.server.secret, lines, LONG_AGO)


def test_by_keys_from_the_lost_key_to_the_list_and_the_decision_arrives_once(
    hands: Hands, folder: Path
) -> None:
    window = refused(hands)
    assert words.title("keyring_lost", "zh") in said(window.callout)
    assert not window.anew.meaning.isVisible()
    tab_to(hands, window.anew.ask)
    hands.key(Key.Key_Space)
    meaning = said(window.anew.meaning).replace("\N{ZERO WIDTH SPACE}", "")
    assert meaning.endswith(words.sentence("start_anew", "meaning", {"folder": str(folder)}, "zh"))
    assert seen(folder) == ["cache.db", "lock", "outbox.jnl", "vault.json"], "nothing yet"
    assert window.anew.agree.hasFocus()
    hands.key(Key.Key_Space)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    assert len(hands.list.model.keys) == 6
    assert hands.drafted() == 0
    sealed = folder / "outbox-1.jnl"
    assert begun(hands) == sealed
    assert sealed.name in said(hands.window.messages)
    hands.key(Key.Key_2, CTRL)
    assert sealed.name in said(hands.window.messages), "it stays until somebody closes it"
    assert operations(hands) == [0, 0]
    assert delivered(hands, sealed) == Recovered(delivered=1)
    assert delivered(hands, sealed) == Recovered(known=1)
    assert operations(hands) == [1, 1]
    hands.program.leave()
    hands.work()
    assert begun(hands) is None
    assert not hands.window.messages.isVisible()
    assert sealed.exists()


def test_put_down_nothing_happens(hands: Hands, folder: Path) -> None:
    window = refused(hands)
    hands.press(window.anew.ask)
    tab_to(hands, window.anew.back)
    hands.key(Key.Key_Space)
    assert not window.anew.meaning.isVisible()
    assert window.anew.ask.hasFocus()
    assert seen(folder) == ["cache.db", "lock", "outbox.jnl", "vault.json"]


def test_the_key_store_is_back_and_everything_is_there(
    hands: Hands, folder: Path, key_store: Path
) -> None:
    """It was only locked: whoever agreed all the same has lost nothing."""
    window = refused(hands)
    hands.press(window.anew.ask)
    key_store.write_text((folder.parent / "kept.json").read_text())
    hands.press(window.anew.agree)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    hands.until_drafted(1)
    hands.until(lambda: operations(hands) == [1, 1])
    assert begun(hands) is None


def test_without_the_server_nothing_is_begun(hands: Hands, folder: Path) -> None:
    window = refused(hands)
    hands.press(window.anew.ask)
    hands.server.stop()
    hands.press(window.anew.agree)
    hands.until(lambda: words.title("unreachable", "zh") in said(window.callout))
    assert seen(folder) == ["cache.db", "lock", "outbox.jnl", "vault.json"]
    hands.server.start()


def test_other_mishaps_offer_no_such_way(hands: Hands, planted: list[int]) -> None:
    del planted
    hands.sign_in(password="wrong 1234")
    window = hands.program.window
    assert isinstance(window, StartWindow)
    hands.until(window.callout.isVisible)
    assert window.anew.isHidden()


def test_a_locked_computer_sends_to_the_sign_in_window(
    hands: Hands, key_store: Path, planted: list[int]
) -> None:
    del planted
    hands.work()
    hands.key(Key.Key_L, CTRL)
    window = hands.program.window
    assert isinstance(window, LockWindow)
    key_store.write_text("{}")
    hands.active()
    hands.type(PASSWORD)
    hands.key(Key.Key_Return)
    hands.until(window.callout.isVisible)
    assert "在登录窗口选择“在本机重新开始”" in said(window.callout)
    hands.press(window.leave)
    assert isinstance(hands.program.window, StartWindow)
    assert refused(hands).anew.isVisible()
