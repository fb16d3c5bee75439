"""A timer of 1 ms on the thread of the windows; what it misses is what a person feels."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

LONG = 50.0
"""Milliseconds."""
AFTER = 0.5
"""Seconds that still count once the work is done: the lists are painted anew."""
MOST_SECONDS = 600.0


class Ticking(QObject):
    """`until` runs the event loop while the condition does not hold."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._done: Callable[[], bool] = lambda: True
        self._gaps: list[float] = []
        self._last = self._begun = self._held = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def until(self, done: Callable[[], bool]) -> dict[str, Any]:
        """Milliseconds of the longest gap, how many were over 50, and seconds in all.

        Raises TimeoutError.
        """
        self._done, self._gaps, self._held = done, [], 0.0
        self._last = self._begun = time.perf_counter()
        self._timer.start()
        self._app.exec()
        self._timer.stop()
        if not self._held:
            raise TimeoutError("the work did not end")
        longest = max(self._gaps)
        many = sum(1 for gap in self._gaps if gap > LONG)
        return {"longest": longest, "long": many, "seconds": self._held - self._begun}

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last) * 1_000)
        self._last = now
        if not self._held and self._done():
            self._held = now
        if (self._held and now > self._held + AFTER) or now > self._begun + MOST_SECONDS:
            self._app.exit()
