"""Counts wait for a lull, but not for ever; what is one's own is counted at once."""

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ciie_admin.views.lull import Lull
from tests.fixtures.windows import PATIENCE_MS, Hands


def test_asked_often_it_fires_once_when_nobody_asks_any_more(qtbot: QtBot) -> None:
    owner = QObject()
    lull = Lull(owner)
    fired: list[bool] = []
    lull.timeout.connect(lambda: fired.append(lull.isActive()))
    with qtbot.waitSignal(lull.timeout, timeout=PATIENCE_MS):
        for _ in range(5):
            lull.ask()
    assert fired == [False]


def test_somebody_who_never_stops_asking_is_answered(qtbot: QtBot) -> None:
    owner = QObject()
    lull = Lull(owner)
    fired: list[bool] = []
    lull.timeout.connect(lambda: fired.append(True))

    def asked_again() -> bool:
        lull.ask()
        return bool(fired)

    qtbot.waitUntil(asked_again, timeout=PATIENCE_MS)


@pytest.mark.usefixtures("window")
def test_numbers_of_whole_lists_follow_the_decisions(hands: Hands) -> None:
    hands.persons()
    before = hands.desk.tally.to_do.persons  # type: ignore[union-attr]
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.until(lambda: hands.desk.tally.to_do.persons == before - 1)  # type: ignore[union-attr]
