"""One window in a process of its own, which tells the time when it stands; see starting.py.

Loads nothing but what that window needs.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path


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


def ours(url: str, login: str, password: str, folder: str) -> None:
    """As the shell command without arguments does it; then the form is filled and sent."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ciie_admin.app import Program

    app = QApplication([])
    program = Program(app, Path(folder))
    start = program.start()

    def sign_in() -> None:
        _tell()
        start.server.field.setText(url)
        start.login.field.setText(login)
        start.password.field.setText(password)
        start.sign_in()
        look.start()

    def listed() -> None:
        if _shows_rows(program.window):
            _tell()
            look.stop()
            app.exit()

    look = QTimer(interval=2)
    look.timeout.connect(listed)
    QTimer.singleShot(0, sign_in)
    app.exec()
    program.end()


def _shows_rows(window: object) -> bool:
    page = getattr(window, "units", None)
    if page is None:
        return False
    model = page.list.model
    return bool(model.keys) and model.known(model.keys[0]) is not None


WORK: dict[str, Callable[..., None]] = {"empty": empty, "ours": ours}

if __name__ == "__main__":
    WORK[sys.argv[1]](*sys.argv[2:])
