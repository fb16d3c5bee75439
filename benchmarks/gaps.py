"""How long the windows stand still: the real main window, a timer of 1 ms, and work meanwhile.

Offscreen, against the real server in a process of its own, put aside as if it stood elsewhere. The
gap of a quiet window is measured as well: what the machine itself withholds. Until the window has
been painted once nothing can be done in it: that is a row by itself.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.download import LOGIN, PER_UNIT
from benchmarks.measuring import Measured, apart
from benchmarks.people import households
from benchmarks.stage import PASSWORD, planted, without_keyring

MOST = 50.0
"""Milliseconds."""
QUIET_SECONDS = 2.0
PHASES = {
    "quiet": "a quiet window",
    "download": "first download of {persons:,} persons",
    "catch up": "catch-up of {count:,} changes",
    "draft": "{count:,} decisions drafted",
    "release": "{count:,} looked at, released and sent",
}


def measure(persons: int, count: int) -> Iterator[Measured]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = households(persons // PER_UNIT, persons)
    with (
        planted(made) as stage,
        stage.server("gaps", aside=True) as (url, database),
        TemporaryDirectory() as folder,
    ):
        places = {"url": url, "database": database, "folder": folder}
        found = apart("benchmarks.gaps:run", **places, count=count)
    yield Measured(work="main window, opened in a first download", unit="ms", ours=found["open"])
    for phase, said in PHASES.items():
        work = "longest gap of the windows: " + said.format(persons=persons, count=count)
        gaps = found[phase]
        beside = {"gaps over 50 ms": gaps["long"], "seconds": gaps["seconds"]}
        yield Measured(work=work, unit="ms", ours=gaps["longest"], most=MOST, beside=beside)


def run(url: str, database: str, folder: str, count: int) -> dict[str, Any]:
    """In a process with windows."""
    from PySide6.QtWidgets import QApplication

    from ciie_admin.app import Program

    without_keyring()
    app = QApplication([])
    program = Program(app, Path(folder))
    program.sign_in(url, LOGIN, PASSWORD)
    found = _watched(app, program, database, count)
    program.end()
    return found


def _watched(app: Any, program: Any, database: str, count: int) -> dict[str, Any]:
    from benchmarks.ticking import Ticking
    from ciie_admin.views.main_window import MainWindow

    ticking = Ticking(app)
    ticking.until(lambda: program.desk.tally is not None)
    start = time.perf_counter()
    program.work()
    window: MainWindow = program.window
    rows = window.units.list.model
    ticking.until(lambda: bool(rows.keys) and rows.known(rows.keys[0]) is not None)
    found: dict[str, Any] = {"open": (time.perf_counter() - start) * 1_000}
    found["download"] = ticking.until(lambda: settled(program))
    found["catch up"] = ticking.until(_caught_up(program, database, count))
    found["draft"] = ticking.until(_drafted(program, window, count))
    found["release"] = ticking.until(_released(program, window))
    start = time.perf_counter()
    found["quiet"] = ticking.until(lambda: time.perf_counter() - start > QUIET_SECONDS)
    return found


def settled(program: Any) -> bool:
    desk = program.desk
    return bool(desk.last_told.state == "online" and desk.tally.whole)


def _caught_up(program: Any, database: str, count: int) -> Callable[[], bool]:
    """The changes are made by another process while the window goes on."""
    received = [0]
    arguments = f'{{"database": "{database}", "count": {count}}}'
    name = "benchmarks.download:change_persons"
    command = [sys.executable, "-m", "benchmarks.measuring", name, arguments]
    changing = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def hear(told: Any) -> None:
        received[0] += told.cycled.received if told.cycled else 0

    program.desk.told.connect(hear)
    return lambda: changing.poll() == 0 and received[0] >= count and settled(program)


def _drafted(program: Any, window: Any, count: int) -> Callable[[], bool]:
    """Once the queue is open, tick so many of it, pass them, and go on from the check before it."""
    page = window.persons
    opened, asked = [False], [False]
    page.list.opened.connect(lambda: opened.append(True))
    window.go_persons()

    def done() -> bool:
        if not asked[0] and opened[-1] and page.box.rail.button("pass").isEnabled():
            asked[0] = True
            page.list.model.tick(page.list.model.keys[:count], True)
            page.pass_it()
        elif page.checking.is_open:  # so many are checked before: Enter
            page.checking.go_on()
        return asked[0] and bool(program.desk.tally.drafted >= count)

    return done


def _released(program: Any, window: Any) -> Callable[[], bool]:
    """As a person does it: look at what is drafted, then release it."""
    window.open_release()
    page, asked = window.release_page, [False]

    def done() -> bool:
        if not asked[0] and page.button.isEnabled():
            asked[0] = True
            page.release_now()
        tally = program.desk.tally
        return asked[0] and settled(program) and tally.pending == tally.drafted == 0

    return done
