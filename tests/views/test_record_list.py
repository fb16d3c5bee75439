"""The list model: ids first, rows where somebody looks, and an order that may change under it."""

import threading
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ciie_admin.domain.lanes import Lane
from ciie_admin.views import listing
from ciie_admin.views.cells import CELL_ROLE, TextCell, TickCell
from ciie_admin.views.components.row_head import TICK_COLUMN, Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.record_list import PAGE, PAGES_ASKED, Plan, RecordList, plan
from ciie_admin.views.steady import keep_in_place
from tests.fixtures.windows import PATIENCE_MS, Hands, plant

NAME = 1
"""The column beside the tick."""
ORDERS = st.lists(st.integers(1, 40), unique=True)


def keys(*numbers: int) -> "array[int]":
    return array("q", numbers)


@dataclass(slots=True)
class Listed:
    """A model over rows that are their own names, and what it asked for."""

    asked: list[list[int]] = field(default_factory=list)

    def model(self, numbers: Sequence[int]) -> RecordList:
        made = RecordList(2, lambda row: (TickCell(False), TextCell(row)), self.fetch)
        made.reset(keys(*numbers))
        return made

    def fetch(self, ids: Sequence[int]) -> None:
        self.asked.append(list(ids))


def shown(model: RecordList) -> list[str]:
    role = Qt.ItemDataRole.DisplayRole
    return [model.index(row, NAME).data(role) for row in range(model.rowCount())]


@given(ORDERS, ORDERS)
def test_a_plan_leads_from_any_list_to_any_other(old: list[int], new: list[int]) -> None:
    made = plan(keys(*old), keys(*new))
    assert sorted((*made.stay, *made.gone)) == sorted(old)
    assert sorted((*made.stay, *made.come)) == sorted(new)
    assert [n for n in old if n in set(made.stay)] == list(made.stay)
    assert not set(made.gone) & set(new)
    assert not set(made.come) & set(old)


@given(ORDERS, ORDERS, st.data())
def test_applied_every_held_row_is_where_its_record_went(
    old: list[int], new: list[int], draw: st.DataObject
) -> None:
    model = Listed().model(old)
    tester = QAbstractItemModelTester(model)
    ticked = set(draw.draw(st.lists(st.sampled_from(old)))) if old else set()
    model.tick(ticked, True)
    held = {n: QPersistentModelIndex(model.index(row, NAME)) for row, n in enumerate(old)}
    model.apply(plan(keys(*old), keys(*new)))
    assert list(model.keys) == new
    assert {n: index.row() for n, index in held.items() if index.isValid()} == {
        n: new.index(n) for n in old if n in new
    }
    assert model.ticked == ticked & set(new)
    assert tester.model() is model


def test_three_hundred_rows_under_the_tester(qtbot: QtBot) -> None:
    """Reversed, thinned out, filled up and emptied: Qt's own rules for models hold all the way."""
    made = Listed()
    model = made.model(range(300))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = RowTable((TICK_COLUMN, Column(key="name", title="", stretch=True)), "list", "plain")
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(400, 300)
    table.show()
    for wanted in (range(299, -1, -1), range(0, 300, 7), range(500), range(0), range(10, 20)):
        model.apply(plan(model.keys, keys(*wanted)))
        assert list(model.keys) == list(wanted)
        model.store({n: str(n) for n in wanted})
    assert shown(model) == [str(n) for n in range(10, 20)]
    assert tester.model() is model


def test_the_current_row_and_the_place_on_screen_survive(qtbot: QtBot) -> None:
    model = Listed().model(range(300))
    table = RowTable((TICK_COLUMN, Column(key="name", title="", stretch=True)), "list", "plain")
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(400, 300)
    table.show()
    table.go_to(150)
    on_screen = table.rowViewportPosition(150)
    assert 0 <= on_screen < table.viewport().height()
    for wanted in (range(200), range(100, 200), range(250), [*range(151, 250), *range(151)]):
        change = plan(model.keys, keys(*wanted))
        keep_in_place(table, model, lambda change=change: model.apply(change))  # type: ignore[misc]
        assert model.keys[table.current_row()] == 150
        assert table.rowViewportPosition(table.current_row()) == on_screen


def test_without_the_current_row_in_view_the_topmost_stays(qtbot: QtBot) -> None:
    model = Listed().model(range(300))
    table = RowTable((TICK_COLUMN, Column(key="name", title="", stretch=True)), "list", "plain")
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(400, 300)
    table.show()
    table.go_to(0)
    table.verticalScrollBar().setValue(100 * table.rowHeight(0))
    change = plan(model.keys, keys(0, *range(50, 300)))
    keep_in_place(table, model, lambda: model.apply(change))
    assert model.keys[table.indexAt(table.viewport().rect().topLeft()).row()] == 100
    assert model.keys[table.current_row()] == 0


def test_a_plan_without_change_resets_nothing(qtbot: QtBot) -> None:
    model = Listed().model([1, 2, 3])
    with (
        qtbot.assertNotEmitted(model.layoutChanged),
        qtbot.assertNotEmitted(model.rowsInserted),
        qtbot.assertNotEmitted(model.ticked_changed),
    ):
        model.apply(Plan(keys(1, 2, 3), keys(), keys(), keys(1, 2, 3)))


def test_rows_are_asked_by_the_page_once_and_only_where_somebody_looks(qtbot: QtBot) -> None:
    made = Listed()
    model = made.model(range(1, 5 * PAGE + 1))
    assert model.rowCount() == 5 * PAGE
    for _ in range(3):
        assert model.index(PAGE + 3, NAME).data(CELL_ROLE) is None
    qtbot.waitUntil(lambda: bool(made.asked), timeout=PATIENCE_MS)
    assert made.asked == [list(range(PAGE + 1, 2 * PAGE + 1))]
    model.store({n: str(n) for n in made.asked[0]})
    assert model.index(PAGE, NAME).data(CELL_ROLE) == TextCell(str(PAGE + 1))
    assert model.index(0, NAME).data(CELL_ROLE) is None
    qtbot.waitUntil(lambda: len(made.asked) == 2, timeout=PATIENCE_MS)
    assert made.asked[1] == list(range(1, PAGE + 1))


def test_a_row_that_changes_while_it_is_read_is_read_again(qapp: QApplication) -> None:
    """The answer under way is of before the change; it comes first, the other stays."""
    del qapp
    listed = Listed()
    model = listed.model([1, 2])
    shown(model)
    model._ask()
    assert listed.asked == [[1, 2]]
    model.forget([1])
    assert listed.asked[1:] == [[1]]
    model.store({1: "before", 2: "two"})
    model.store({1: "after"})
    assert shown(model) == ["after", "two"]
    model.forget([3])
    assert len(listed.asked) == 2, "nobody has looked at it"


def test_of_the_pages_that_flew_past_only_the_last_are_asked(qtbot: QtBot) -> None:
    made = Listed()
    model = made.model(range(50 * PAGE))
    for page in range(50):
        model.index(page * PAGE, NAME).data(CELL_ROLE)
    qtbot.waitUntil(lambda: bool(made.asked), timeout=PATIENCE_MS)
    assert len(made.asked[0]) == PAGES_ASKED * PAGE
    assert made.asked[0][0] == (50 - PAGES_ASKED) * PAGE


def test_a_tick_needs_no_row(qapp: QApplication) -> None:
    made = Listed()
    model = made.model([5, 6])
    model.tick([6], True)
    assert model.index(1, 0).data(CELL_ROLE) == TickCell(True)
    assert model.index(0, 0).data(CELL_ROLE) == TickCell(False)
    assert not made.asked
    assert not model.index(0, 0, QModelIndex()).data(Qt.ItemDataRole.FontRole)


def test_few_rows_are_painted_alone(qapp: QApplication) -> None:
    model = Listed().model(range(1, 31))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    model.store({7: "seven", 400: "of another list"})
    assert told == [(6, 6)]
    model.store({number: str(number) for number in range(1, 31)})
    assert told[1:] == [(0, 29)]


def test_a_verdict_does_not_read_the_list_again(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the list: the row, the card, and a little later the counts of the lanes."""
    plant(hands.server, units=30, persons=0)
    hands.work()
    again: list[object] = []
    renewal = listing.renewal

    def noting(*asked: Any) -> Any:
        again.append(asked)
        return renewal(*asked)

    monkeypatch.setattr(listing, "renewal", noting)
    first = hands.list.current
    waiting = hands.list.top.counts[Lane.TO_REVIEW]
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: hands.stage(first) == "draft" and hands.list.current != first)
    hands.until(lambda: hands.list.top.counts[Lane.TO_REVIEW] == waiting - 1)
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: hands.list.top.counts[Lane.TO_REVIEW] == waiting)
    assert hands.stage(first) is None
    assert not again


def test_painting_never_reads_the_cache(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """While cells are asked for, no statement runs and nobody waits: rows come later."""
    plant(hands.server, units=90, persons=0)
    hands.work()
    model, cache = hands.list.model, type(hands.desk.entered.cache)
    readers: list[bool] = []
    read = cache.read

    def noting(self: object) -> object:
        readers.append(threading.current_thread() is threading.main_thread())
        return read(self)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "read", noting)
    model._rows.clear()
    model._asked.clear()
    for row in range(model.rowCount()):
        for column in range(1, model.columnCount()):
            assert model.index(row, column).data(CELL_ROLE) is None
    hands.until(lambda: model.known(model.keys[-1]) is not None)
    assert readers
    assert not any(readers)
