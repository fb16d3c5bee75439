"""From a key to what a person sees: the verdict on its row, the next record beside it."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.download import LOGIN, PER_UNIT
from benchmarks.gaps import settled
from benchmarks.measuring import Measured, apart
from benchmarks.people import households
from benchmarks.stage import PASSWORD, planted, without_keyring

PRESSES = 100
WARM = 10
"""Presses before those that count."""
MOST = {"verdict": 50.0, "next": 100.0, "opened": 150.0}
"""Milliseconds."""
SAID = {
    "verdict": "key -> verdict on its row, p95",
    "next": "  -> the next record beside it, p95",
    "opened": "arrow key -> record beside the list, p95",
}


def measure(persons: int) -> Iterator[Measured]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = households(persons // PER_UNIT, persons)
    with (
        planted(made) as stage,
        stage.server("keys", aside=True) as (url, _),
        TemporaryDirectory() as folder,
    ):
        found = apart("benchmarks.keys:run", url=url, folder=folder)
    for name, said in SAID.items():
        work = f"{said} ({persons:,} cached)" if name == "verdict" else said
        yield Measured(work=work, unit="ms", ours=found[name], most=MOST[name])


def run(url: str, folder: str) -> dict[str, float]:
    """In a process with windows."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from benchmarks.ticking import Ticking
    from ciie_admin.app import Program

    without_keyring()
    app = QApplication([])
    program = Program(app, Path(folder))
    program.sign_in(url, LOGIN, PASSWORD)
    ticking = Ticking(app)
    desk: Any = program.desk
    ticking.until(lambda: desk.tally is not None)
    program.work()
    ticking.until(lambda: settled(program))
    ticking.until(lambda: _compared(desk))
    window: Any = program.window
    window.go_persons()
    page = window.persons
    ticking.until(lambda: bool(page.list.current) and _beside(page))
    press = _Press(app, page)
    decided = [press(Qt.Key.Key_F6) for _ in range(WARM + PRESSES)][WARM:]
    moved = [press(Qt.Key.Key_Down)[1] for _ in range(WARM + PRESSES)][WARM:]
    program.end()
    return {
        "verdict": _p95([verdict for verdict, _ in decided]),
        "next": _p95([shown for _, shown in decided]),
        "opened": _p95(moved),
    }


def _compared(desk: Any) -> bool:
    """Once after a first download all records are compared with the server's, for seconds."""
    from ciie_admin.models import digests

    with desk.entered.cache.read() as db:
        return not digests.is_due(db)


class _Press:
    """Milliseconds from the key until the row shows it, and until the card beside is painted."""

    def __init__(self, app: Any, page: Any) -> None:
        self._app, self._page = app, page

    def __call__(self, key: Any) -> tuple[float, float]:
        from PySide6.QtTest import QTest

        page, number = self._page, self._page.list.current
        begun = time.perf_counter()
        QTest.keyClick(page.list.table, key)
        row = self._until(lambda: _drafted(page, number), begun) if _decides(key) else 0.0
        card = self._until(lambda: page.list.current != number and _beside(page), begun)
        return row, card

    def _until(self, done: Callable[[], bool], begun: float) -> float:
        from PySide6.QtCore import QEventLoop

        wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        while not done():  # asleep between events, as a window is: spinning takes the worker's turn
            self._app.processEvents(wait)
        self._app.processEvents()  # what is asked to be painted is painted here
        return (time.perf_counter() - begun) * 1_000


def _decides(key: Any) -> bool:
    return bool(key.name == "Key_F6")


def _drafted(page: Any, number: int) -> bool:
    row = page.list.model.known(number)
    return row is not None and row.stage == "draft"


def _beside(page: Any) -> bool:
    card = page._card  # noqa: SLF001 - what is on the screen has no other name
    return card is not None and card.row.id == page.list.current


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
