"""A batch from the first tick to its sheet, by keys: check, go on, release, try again, undo."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import text

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.models.queries import Query
from ciie_admin.views.batches_rows import BatchPane
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import edit_unit
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, PATIENCE_MS, SHIFT, Hands, plant, unheard

NOT_SUBMITTED = 7


def counts(pane: BatchPane) -> dict[str, int]:
    """As the tabs say them."""
    return {tab.lane.key: tab.lane.count or 0 for tab in pane.tabs._tabs}


def take_back(server: Server, units: list[int]) -> None:
    with server.engine.begin() as db:
        taken_back = text("UPDATE unit SET submitted_at = NULL WHERE id = ANY(:ids)")
        db.execute(taken_back, {"ids": units})


def hand_in(server: Server, units: list[int]) -> None:
    """Submitted, or corrected and submitted again."""
    with server.engine.begin() as db:
        submitted = text(
            "UPDATE unit SET submitted_at = now(), review = 'waiting' WHERE id = ANY(:ids)"
        )
        db.execute(submitted, {"ids": units})
        for number in units:
            edit_unit(db, number, address="大连市中山区2号")


def decide_forty(hands: Hands) -> None:
    """All ticked and passed: the check is seen, Enter goes on with those that can."""
    hands.work()
    hands.list.ask(Query(kind="unit"))
    hands.until(lambda: len(hands.list.model.keys) == 40)
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_F6)
    hands.judged()
    assert hands.page.checking.pane.button.text() == "通过 33 家"
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(33)


def release_while_another_office_is_first(hands: Hands, unit: int) -> None:
    def meanwhile() -> None:
        reason = ReturnUnit(reasons=("licence_unclear",))
        Clerk(hands.server, "dalian.second").insists("unit", unit, reason)
        hands.key(Qt.Key.Key_Return, CTRL)
        hands.until(hands.window.release_page.button.isEnabled)
        hands.key(Qt.Key.Key_Return, CTRL)
        hands.until_drafted(0)

    unheard(hands, meanwhile)
    hands.until_done()


def open_batches(hands: Hands) -> BatchPane:
    hands.key(Qt.Key.Key_4, CTRL)
    pane = hands.window.batches.side
    hands.until(lambda: pane.line is not None)
    hands.settle()
    return pane


def exported(hands: Hands, path: Path) -> list[tuple[Any, ...]]:
    """The outcome sheet of the batch in front, read back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        with hands.qtbot.waitSignal(hands.window.export.written, timeout=PATIENCE_MS):
            hands.key(Qt.Key.Key_E, CTRL | SHIFT)
    return [*load_workbook(path).worksheets[0].iter_rows(values_only=True)][1:]


def told(server: Server) -> list[dict[str, Any]]:
    with server.engine.connect() as db:
        said = db.execute(text("SELECT detail FROM audit WHERE kind = 'export'")).scalars()
        return [json.loads(one)["export"] for one in said]


def test_forty_units_from_the_tick_to_the_sheet(hands: Hands, tmp_path: Path) -> None:
    units = plant(hands.server, units=40, persons=0)
    take_back(hands.server, units[:NOT_SUBMITTED])
    decide_forty(hands)
    release_while_another_office_is_first(hands, units[20])
    pane = open_batches(hands)
    asked = {"all": 40, "accepted": 32, "refused": 1, "not_possible": 7}
    assert counts(pane) == asked
    assert pane.buttons["retry"].text() == "重新办理 8 条"

    hand_in(hands.server, [units[0], units[20]])
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: lane(hands, units[0]) == lane(hands, units[20]) == "to_review")
    hands.key(Qt.Key.Key_R)
    hands.until_drafted(2)
    hands.until(lambda: counts(pane) == {"all": 2, "drafted": 2})
    assert "2 条已暂存为新的一批，6 条仍不能办理" in pane._callouts["warn"].accessibleName()
    assert hands.desk.tally is not None
    assert hands.desk.tally.tray == 0, "what was refused is settled with its draft"

    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafted(0)
    hands.until(lambda: counts(pane) == {"all": 2, "undone": 2})
    hands.key(Qt.Key.Key_Down)
    hands.until(lambda: counts(pane) == asked)
    assert pane.buttons["retry"].text() == "重新办理 8 条", "undone, so to be tried once more"

    rows = exported(hands, tmp_path / "a.xlsx")
    outcomes = [row[5] for row in rows]
    assert {word: outcomes.count(word) for word in set(outcomes)} == {
        "已生效": 32, "未被接受": 1, "不能办理": 7,
    }  # fmt: skip
    assert {row[6] for row in rows if row[5] == "不能办理"} == {"单位尚未提交，请等提交后再审核。"}
    hands.until(lambda: bool(told(hands.server)))
    (export,) = told(hands.server)
    assert (export["of"], export["rows"], export["masked"]) == ("unit", 40, True)


def lane(hands: Hands, number: int) -> str:
    """As the cache has it now."""
    with hands.desk.entered.cache.read() as db:
        found = db.execute(text("SELECT lane FROM unit WHERE id = :n"), {"n": number}).scalar()
    return str(found)
