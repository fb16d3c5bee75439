"""A list has a current row as soon as it has rows, whatever changes while it is being opened."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ciie_admin.models.touched import Touched
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.windows import CTRL, PATIENCE_MS, Hands, held_up, plant


@pytest.mark.usefixtures("window")
def test_a_change_does_not_get_in_the_way_of_a_list(hands: Hands) -> None:
    page = hands.window.persons
    hands.settle()
    with hands.qtbot.waitSignal(page.list.opened, timeout=PATIENCE_MS):
        page.open(replace(page.list.query, lane=None))
        hands.desk.touched.emit(Touched(persons=frozenset({1})))
    assert len(page.list.model.keys) == 12
    assert page.list.current == page.list.model.keys[0]


def test_what_arrives_in_an_empty_list_is_looked_at(hands: Hands) -> None:
    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.until(lambda: hands.desk.last_told.state == "online")
    hands.settle()
    assert hands.list.current == 0
    hands.key(Qt.Key.Key_F, CTRL)
    plant(hands.server)
    hands.desk.sync_now()
    hands.until(lambda: len(hands.list.model.keys) == 6)
    hands.until(lambda: hands.card() == hands.list.current == hands.list.model.keys[0])


@pytest.mark.usefixtures("window")
def test_what_is_decided_while_the_list_is_read_anew_stays_in_it(hands: Hands) -> None:
    before = list(hands.list.model.keys)
    with held_up(hands.desk._reads["whole"]):
        hands.desk.touched.emit(Touched(units=frozenset(before[-1:])))
        hands.key(Qt.Key.Key_F6)
        hands.until(lambda: hands.stage(before[0]) == "draft")
    hands.settle()
    assert list(hands.list.model.keys) == before
