"""Counts wait for a moment in which nobody decides."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

QUIET_MS = 250
MOST_MS = 800
"""Numbers are exact within a second, however fast somebody decides."""


class Lull(QTimer):
    """Fires once nothing more was asked for QUIET_MS, at the latest MOST_MS after the first.

    Counting goes through all records of a list: done at each key of a fast hand it would take
    the processor from what that hand waits for.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True)
        self._first = QElapsedTimer()

    def ask(self) -> None:
        if not self.isActive():
            self._first.start()
        self.start(max(0, min(QUIET_MS, MOST_MS - self._first.elapsed())))
