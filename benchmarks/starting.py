"""Cold start: from the start of the process to the sign-in window, and from there to a full list.

The limit is a process that shows an empty window of the same toolkit. Typing a password is left
out; that it is stretched (Argon2id, here and on the server) is not.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.measuring import Measured

ROUNDS = 5
TIMES = 2.0


def measure(url: str, folder: Path, persons: int) -> Iterator[Measured]:
    """`folder` holds the profile of the first clerk, downloaded whole."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    empty, signing, full = [], [], []
    for _ in range(ROUNDS):
        empty += _started("empty")
        first, last = _started("ours", url, str(folder))
        signing.append(first)
        full.append(last)
    limit = median(empty)
    ours = median(signing)
    yield Measured(
        work="cold start to the sign-in window", unit="s", ours=ours, limit=limit, times=TIMES
    )
    ours = median(full)
    work = f"cold start to the list, {persons:,} cached, signing in"
    yield Measured(work=work, unit="s", ours=ours, limit=limit, times=TIMES)


def _started(*arguments: str) -> list[float]:
    """Seconds from before the process began to each moment it tells of."""
    command = [sys.executable, "-m", "benchmarks.starting", *arguments]
    begun = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [float(said) - begun for said in done.stdout.split()]


def _tell() -> None:
    """The clock is the machine's, the same in every process."""
    print(time.monotonic(), flush=True)


def empty() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(0, _tell)
    QTimer.singleShot(0, app.exit)
    app.exec()


def ours(url: str, folder: str) -> None:
    """As the shell command without arguments does it; then the form is filled and sent."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from benchmarks.stage import LOGINS, PASSWORD, without_keyring
    from ciie_admin.app import Program
    from ciie_admin.views.main_window import MainWindow

    without_keyring()
    app = QApplication([])
    program = Program(app, Path(folder))
    start = program.start()

    def sign_in() -> None:
        _tell()
        start.server.field.setText(url)
        start.login.field.setText(LOGINS[0])
        start.password.field.setText(PASSWORD)
        start.sign_in()
        look.start()

    def listed() -> None:
        window = program.window
        if isinstance(window, MainWindow) and _shows_rows(window):
            _tell()
            look.stop()
            app.exit()

    look = QTimer(interval=2)
    look.timeout.connect(listed)
    QTimer.singleShot(0, sign_in)
    app.exec()
    program.stop()


def _shows_rows(window: object) -> bool:
    model = window.units.list.model  # type: ignore[attr-defined]
    return bool(model.keys) and model.known(model.keys[0]) is not None


WORK: dict[str, Callable[..., None]] = {"empty": empty, "ours": ours}

if __name__ == "__main__":
    WORK[sys.argv[1]](*sys.argv[2:])
