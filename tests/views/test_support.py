"""What a clerk reads out to somebody who calls: asked by a key, exact, and nothing whole in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ciie_admin.views.support import SupportPane
from tests.fixtures.editions import JINPU
from tests.fixtures.registrants import Registrant, entry, id_card
from tests.fixtures.server import Server
from tests.fixtures.windows import Hands

Key = Qt.Key


@pytest.fixture
def caller(server: Server) -> Registrant:
    """A unit with a second person that was never submitted."""
    registrant = Registrant(server)
    registrant.whole(1, "government", place=JINPU)
    registrant.add(entry(id_card(2), 2), submit=False)
    return registrant


def said(pane: SupportPane) -> str:
    plain = [one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    return " ".join([*plain, *(one.accessibleName() for one in pane.findChildren(QWidget))])


@pytest.mark.parametrize("kind", ["unit", "person"])
def test_a_key_tells_what_is_missing_and_how_the_account_stands(
    hands: Hands, caller: Registrant, kind: str
) -> None:
    hands.work("jinpu.clerk")
    if kind == "person":
        hands.persons()
    pane = hands.page.support
    hands.key(Key.Key_Q)
    hands.until(lambda: "可以登录" in said(pane))
    hands.until(lambda: "1 人还没有提交" in said(pane))
    assert "24:00" in said(pane)
    assert caller.phone[-4:] in said(pane)
    assert caller.phone not in said(pane)
    hands.key(Key.Key_Escape)
    assert not pane.isVisible()
    assert hands.page.application.head.isVisible()


def test_without_the_server_it_still_tells_what_is_missing(
    hands: Hands, caller: Registrant
) -> None:
    del caller
    hands.work("jinpu.clerk")
    hands.server.stop()
    hands.key(Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "offline")
    hands.key(Key.Key_Q)
    pane = hands.page.support
    hands.until(lambda: "1 人还没有提交" in said(pane))
    assert "请先联网" in said(pane)
