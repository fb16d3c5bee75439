"""RowTable: what it paints, which keys it keeps, which it leaves to the page."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ciie_admin.views import theme
from ciie_admin.views.cells import (
    CELL_ROLE,
    NOTHING_FOUND,
    BranchCell,
    ChipCell,
    CutCell,
    DotsCell,
    DraftedCell,
    GroupCell,
    MeterCell,
    MoreCell,
    TextCell,
    ThumbCell,
    TickCell,
    spoken,
)
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.delegates_paint import PAINTERS
from ciie_admin.views.signs import STAGES, STATES
from ciie_admin.views.theme_values import COMPACT, LIGHT, NORMAL
from tests.views.gallery_rows import COLUMNS, CellModel, persons

NO_KEYS = Qt.KeyboardModifier.NoModifier
CELLS = (
    TextCell("甲"),
    ChipCell(STATES["passed"], "审核通过"),
    ChipCell(NOTHING_FOUND, "无异常"),
    ThumbCell(None, "甲"),
    TickCell(True),
    DotsCell(("done", "blocked", "ahead"), "退票"),
    MeterCell(0.4, "40 %"),
    DraftedCell("88", "96"),
    BranchCell("分团", 1, unfolded=True, mark=STAGES["draft"], marked="暂存"),
    GroupCell("不能提交 4", "留在暂存"),
    MoreCell("另 4 条"),
    CutCell("名额 45 到此为止"),
)


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> RowTable:
    theme.apply(qapp, "light")
    made = RowTable(COLUMNS, "人员")
    qtbot.addWidget(made)
    model = persons()
    model.setParent(made)
    made.setModel(model)
    made.resize(696, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    made.go_to(4)
    qapp.processEvents()
    return made


def colour(table: RowTable, row: int, x: int) -> str:
    y = table.rowViewportPosition(row) + 4
    return table.viewport().grab().toImage().pixelColor(x, y).name().upper()


def test_the_current_row_has_a_bar_and_a_ground(table: RowTable) -> None:
    assert colour(table, 4, 1) == LIGHT.mark
    assert colour(table, 4, 10) == LIGHT.sel
    assert colour(table, 3, 1) == LIGHT.surface


def test_a_list_without_focus_keeps_the_bar(table: RowTable, qapp: QApplication) -> None:
    table.clearFocus()
    qapp.processEvents()
    assert colour(table, 4, 1) == LIGHT.mark
    assert colour(table, 4, 10) == LIGHT.selidle


def test_ticked_rows_have_their_own_ground(table: RowTable) -> None:
    assert colour(table, 7, 10) == LIGHT.check
    assert colour(table, 8, 10) == LIGHT.surface


def test_the_row_under_the_pointer_shows_it(table: RowTable, qapp: QApplication) -> None:
    y = table.rowViewportPosition(2) + 10
    QTest.mouseMove(table.viewport(), QPoint(300, y))
    qapp.processEvents()
    assert colour(table, 2, 10) == LIGHT.hover


def test_columns_fill_the_width_and_keep_their_places(table: RowTable) -> None:
    whole = sum(table.columnWidth(i) for i in range(len(COLUMNS)))
    assert whole == table.viewport().width() == 696
    name = table.columnViewportPosition(2)
    assert name == 16 + 18 + 10 + 24 + 10


def test_compact_drops_the_time_column_and_shrinks_rows(table: RowTable) -> None:
    time = next(i for i, column in enumerate(COLUMNS) if column.key == "time")
    assert not table.isColumnHidden(time)
    table.set_sizes(COMPACT)
    assert table.isColumnHidden(time)
    assert table.rowHeight(0) == 32
    table.set_sizes(NORMAL)
    assert not table.isColumnHidden(time)
    assert table.rowHeight(0) == 36


def test_arrows_move_and_say_so(table: RowTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.current_row_changed) as heard:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert heard.args == [5]
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.current_row() == table.model().rowCount() - 1


def test_single_letters_and_space_reach_the_page(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    table = RowTable(COLUMNS, "人员")
    QVBoxLayout(page).addWidget(table)
    model = persons()
    model.setParent(table)
    table.setModel(model)
    heard: list[str] = []
    for key in ("A", "Space"):
        action = QAction(key, page)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: heard.append(key))
        page.addAction(action)
    page.show()
    page.activateWindow()
    table.setFocus()
    table.go_to(0)
    qapp.processEvents()
    QTest.keyClick(table, Qt.Key.Key_A)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert heard == ["A", "Space"]
    assert table.current_row() == 0


def test_typing_searches_nothing_and_goes_on_to_the_page(table: RowTable) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NO_KEYS, "韩")
    QApplication.sendEvent(table, event)
    assert table.current_row() == 4
    assert not event.isAccepted()


def test_input_methods_are_refused(table: RowTable) -> None:
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert table.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    event = QInputMethodEvent("tong", [])
    event.setCommitString("通")
    QApplication.sendEvent(table, event)
    assert not event.isAccepted()
    table.go_to(6)
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_click_on_the_box_asks_for_a_tick_and_stays(table: RowTable, qtbot: QtBot) -> None:
    at = QPoint(20, table.rowViewportPosition(6) + 18)
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(table.tick_asked) as heard:
        QTest.mouseClick(table.viewport(), left, shift, at)
    assert heard.args == [6, True]
    assert table.current_row() == 4


def test_the_head_asks_for_all_or_for_an_order(table: RowTable, qtbot: QtBot) -> None:
    head = table.horizontalHeader().viewport()
    with qtbot.waitSignal(table.head_tick_asked):
        QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    with qtbot.waitSignal(table.head_asked) as heard:
        QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(90, 10))
    assert heard.args == ["name"]


def test_a_band_spans_all_columns_in_its_own_height(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    columns = (Column(key="name", title="姓名", stretch=True), Column(key="unit", width=60))
    rows = [(GroupCell("可提交 47"),), (TextCell("甲"), TextCell("乙")), (CutCell("名额 45"),)]
    table = RowTable(columns, "暂存", row="plain")
    qtbot.addWidget(table)
    model = CellModel(rows, columns)
    model.setParent(table)
    table.setModel(model)
    table.set_bands({0: 28, 2: 24})
    table.resize(300, 200)
    table.show()
    assert [table.rowHeight(row) for row in range(3)] == [28, 32, 24]
    assert table.columnSpan(0, 0) == 2
    assert colour(table, 0, 200) == LIGHT.sunken
    assert colour(table, 2, 200) == LIGHT.bad_tint


def test_every_kind_of_cell_is_painted_and_spoken(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    assert {type(cell) for cell in CELLS} == set(PAINTERS)
    columns = (Column(key="a", title="", stretch=True),)
    table = RowTable(columns, "全部", row="plain")
    qtbot.addWidget(table)
    model = CellModel([(cell,) for cell in CELLS], columns)
    model.setParent(table)
    table.setModel(model)
    table.resize(240, 32 * len(CELLS) + 28)
    table.show()
    picture = table.viewport().grab().toImage()
    for row, cell in enumerate(CELLS):
        top = table.rowViewportPosition(row)
        box = [
            picture.pixelColor(x, y).name() for x in range(16, 224) for y in range(top, top + 30)
        ]
        assert len(set(box)) > 1, cell
        assert spoken(cell)
    assert spoken(None) == ""


def test_rows_not_read_yet_paint_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    columns = (Column(key="a", title="姓名", stretch=True),)
    table = RowTable(columns, "空")
    qtbot.addWidget(table)
    model = CellModel([(None,)], columns)
    model.setParent(table)
    table.setModel(model)
    table.resize(200, 100)
    table.show()
    assert model.data(model.index(0, 0), CELL_ROLE) is None
    picture = table.viewport().grab().toImage()
    inside = {picture.pixelColor(x, y).name() for x in range(10, 190) for y in range(1, 34)}
    assert inside == {LIGHT.surface.lower()}
