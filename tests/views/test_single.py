"""A second start brings the first window forward and ends by itself."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ciie_admin.app import Program
from ciie_admin.views.single import SecondStarts, raise_first
from tests.fixtures.windows import PATIENCE_MS


def test_alone_there_is_nobody_to_raise(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    assert not raise_first(tmp_path)


def test_a_second_process_raises_the_first_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QObject()
    first = SecondStarts(tmp_path / "ciie-admin", parent)
    heard: list[bool] = []
    first.heard.connect(lambda: heard.append(True))
    there = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ciie_admin"]
    second = subprocess.Popen(command, env=there, stderr=subprocess.DEVNULL)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=PATIENCE_MS)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: heard == [True], timeout=PATIENCE_MS)
    parent.deleteLater()


def test_what_a_killed_program_left_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path) -> None:
    """The name of its socket is taken over."""
    gone, here = QObject(), QObject()
    SecondStarts(tmp_path, gone)
    heard: list[bool] = []
    SecondStarts(tmp_path, here).heard.connect(lambda: heard.append(True))
    assert raise_first(tmp_path)
    qtbot.waitUntil(lambda: heard == [True], timeout=PATIENCE_MS)
    for one in (gone, here):
        one.deleteLater()


def test_a_minimised_window_comes_back(qtbot: QtBot, qapp: object, tmp_path: Path) -> None:
    program = Program(qapp, tmp_path)  # type: ignore[arg-type]
    window = program.start()
    qtbot.addWidget(window)
    window.showMinimized()
    program.come_forward()
    assert not window.isMinimized()
    assert window.isVisible()
    program.end()


def test_ended_while_it_still_loads(qtbot: QtBot, qapp: object, tmp_path: Path) -> None:
    """The thread that loads the rest has nobody to tell any more: it ends before the program."""
    program = Program(qapp, tmp_path)  # type: ignore[arg-type]
    qtbot.addWidget(program.start())
    program._load_rest()
    program.end()
    assert not [one for one in threading.enumerate() if one.name.startswith("loading")]


def test_threads_at_work_let_the_windows_go_first(qapp: object, tmp_path: Path) -> None:
    """Python's own 5 ms, waited for at every step of painting, are felt (docs/numbers.md)."""
    sys.setswitchinterval(0.005)
    Program(qapp, tmp_path).end()  # type: ignore[arg-type]
    assert sys.getswitchinterval() <= 0.000_5
