"""The window of a computer that is revoked while somebody works at it."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from ciie_admin import words
from ciie_admin.server import devices
from ciie_admin.views.lock_window import LockWindow
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.start_window import StartWindow
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import CTRL, Hands


def revoke(hands: Hands) -> None:
    with hands.server.engine.begin() as db:
        (device,) = db.execute(text("SELECT id FROM device")).scalars()
        devices.revoke(db, device, datetime.now(UTC))


def says_why(hands: Hands) -> None:
    hands.until(lambda: isinstance(hands.program.window, StartWindow))
    window = hands.program.window
    said = {one.text() for one in window.findChildren(QLabel) if one.isVisible()}
    sentence = words.sentence("mishap", "device_revoked", {}, "zh")
    assert {words.title("device_revoked", "zh"), sentence} <= said
    assert hands.program.desk is None


@pytest.mark.usefixtures("window")
def test_at_work_it_closes_wipes_and_says_why(hands: Hands) -> None:
    folder = hands.desk.entered.profile.folder
    revoke(hands)
    hands.key(Qt.Key.Key_F5)
    says_why(hands)
    assert [one.name for one in folder.iterdir()] == ["lock"]
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    assert len(hands.list.model.keys) == 6, "signed in anew, as another computer"


@pytest.mark.usefixtures("window")
def test_while_locked_it_is_found_out_after_unlocking(hands: Hands) -> None:
    folder = hands.desk.entered.profile.folder
    hands.key(Qt.Key.Key_L, CTRL)
    assert isinstance(hands.program.window, LockWindow)
    revoke(hands)
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    says_why(hands)
    assert [one.name for one in folder.iterdir()] == ["lock"]
