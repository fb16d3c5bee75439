"""Persons under their units: heads, folding, ticking, and a list that changes meanwhile."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ciie_admin.models.touched import Touched
from ciie_admin.views.cells import SPOKEN_ROLES
from tests.fixtures.records import plant_person
from tests.fixtures.windows import CTRL, SHIFT, Hands, held_up


@pytest.fixture
def by_unit(hands: Hands, planted: list[int]) -> Hands:
    """Six units with two persons each."""
    assert len(planted) == 6
    hands.work()
    hands.persons()
    hands.list.ask(replace(hands.list.query, order="unit"))
    hands.until(lambda: len(hands.list.model.keys) == 18)
    hands.until(lambda: hands.card() == hands.list.current != 0)
    return hands


def heads(hands: Hands) -> list[str]:
    """As a screen reader says them."""
    model = hands.list.model
    rows = [row for row, key in enumerate(model.keys) if key < 0]
    hands.until(lambda: all(model.known(model.keys[row]) is not None for row in rows))
    return [model.index(row, 0).data(SPOKEN_ROLES[1]) for row in rows]


def rows(hands: Hands) -> int:
    return hands.list.model.rowCount()


def test_arrows_go_past_heads_and_heads_say_who_and_how_many(by_unit: Hands) -> None:
    assert sorted(heads(by_unit)) == [f"大连第{n}贸易有限公司 2 人 待审核" for n in range(1, 7)]
    seen = [by_unit.list.current]
    for _ in range(11):
        by_unit.key(Qt.Key.Key_Down)
        seen.append(by_unit.list.current)
    assert by_unit.list.units.groups is not None
    assert seen == list(by_unit.list.units.groups.records)
    by_unit.key(Qt.Key.Key_K)
    assert by_unit.list.current == seen[-2]
    by_unit.key(Qt.Key.Key_Home, CTRL)
    assert by_unit.list.current == seen[0]
    by_unit.until(lambda: by_unit.page.application.head._position.text() == "1 / 12")


def test_a_folded_unit_keeps_its_ticks_and_opens_again(by_unit: Hands) -> None:
    first = by_unit.list.current
    by_unit.key(Qt.Key.Key_G)
    ticked = set(by_unit.list.model.ticked)
    assert len(ticked) == 2
    by_unit.key(Qt.Key.Key_F)
    assert rows(by_unit) == 16
    assert by_unit.list.table.current_row() == 0, "the head, so that the same key opens it"
    assert heads(by_unit)[0].endswith("已折叠")
    assert set(by_unit.list.chosen()) == ticked
    by_unit.key(Qt.Key.Key_Down)
    assert by_unit.list.table.current_row() == 2, "past the head of the next, open, unit"
    by_unit.key(Qt.Key.Key_Up)
    by_unit.key(Qt.Key.Key_F)
    assert by_unit.list.current == first
    by_unit.key(Qt.Key.Key_F11, SHIFT)
    by_unit.until(lambda: rows(by_unit) == 6)
    assert set(by_unit.list.model.ticked) == ticked
    assert by_unit.list.table.current_row() == 0
    by_unit.key(Qt.Key.Key_A, CTRL)
    assert len(by_unit.list.chosen()) == 12, "all in this filter, folded or not"
    by_unit.key(Qt.Key.Key_F11, SHIFT)
    by_unit.until(lambda: rows(by_unit) == 18)
    assert len(by_unit.list.model.ticked) == 12


def test_by_mouse_the_head_folds_and_its_box_ticks(by_unit: Hands) -> None:
    table = by_unit.list.table

    def click(row: int, column: int) -> None:
        at = table.visualRect(by_unit.list.model.index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(3, 0)
    assert len(by_unit.list.model.ticked) == 2
    click(3, 2)
    assert rows(by_unit) == 16
    assert by_unit.list.current > 0, "the person in front stays"
    click(3, 0)
    assert not by_unit.list.model.ticked


def test_what_comes_from_the_server_moves_nothing_that_is_looked_at(
    by_unit: Hands, planted: list[int]
) -> None:
    folded = -by_unit.list.model.keys[3]
    by_unit.list.units.turn(folded)
    by_unit.key(Qt.Key.Key_End)
    last, table = by_unit.list.current, by_unit.list.table
    owner = -by_unit.list.model.keys[0]
    by_unit.list.model.tick([last], True)
    height = table.rowViewportPosition(table.current_row())
    with by_unit.server.engine.begin() as db:
        plant_person(db, owner, 901)
        plant_person(db, folded, 902)
    by_unit.desk.sync_now()
    by_unit.until(lambda: rows(by_unit) == 17)
    assert by_unit.list.current == last
    assert table.rowViewportPosition(table.current_row()) == height
    assert by_unit.list.model.ticked == {last}
    assert "3 人" in heads(by_unit)[0]
    assert "3 人 待审核 已折叠" in heads(by_unit)[1]
    assert set(planted) == {-key for key in by_unit.list.model.keys if key < 0}


def test_folded_while_the_list_is_read_anew_it_stays_folded(by_unit: Hands) -> None:
    with held_up(by_unit.desk._reads["whole"]):
        by_unit.desk.touched.emit(Touched(persons=frozenset({by_unit.list.current})))
        by_unit.key(Qt.Key.Key_F)
        assert rows(by_unit) == 16
    by_unit.settle()
    assert rows(by_unit) == 16
    by_unit.key(Qt.Key.Key_F)
    assert rows(by_unit) == 18
