"""Notices that nobody has touched the computer for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.InputMethod, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
})  # fmt: skip
CHOICES = (5, 10, 20, 30)
"""Minutes a person may choose from; there is no `never`."""
USUAL = 10


class Idle(QObject):
    """Watches while told to. `clock` gives seconds that go on while the computer sleeps.

    It looks at what reaches the windows themselves. Asked of the application, it would be called
    for every event of every widget: thousands for one page that is made, each in Python.
    """

    over = Signal()

    def __init__(self, app: QApplication, clock: Callable[[], float] = time.time) -> None:
        super().__init__(app)
        self._app = app
        self._clock = clock
        self._touched = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._end)
        self.choose(USUAL)

    @property
    def minutes(self) -> int:
        return self._timer.interval() // 60_000

    def choose(self, minutes: int) -> None:
        """Anything but one of the choices is the usual one."""
        self._timer.setInterval((minutes if minutes in CHOICES else USUAL) * 60_000)

    def choose_kept(self, kept: object) -> None:
        """As the settings have it: anything may stand there."""
        self.choose(int(str(kept)) if str(kept).isdecimal() else USUAL)

    def watch(self) -> None:
        self._touched = self._clock()
        self._timer.start()
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
        self._app.focusWindowChanged.connect(self._join, Qt.ConnectionType.UniqueConnection)

    def rest(self) -> None:
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def _join(self, window: QWindow | None) -> None:
        """A window is new, or was made anew; one that is watched already stays so."""
        if window is not None and self._timer.isActive():
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A touch after the time is over, as on waking from sleep, goes nowhere."""
        if event.type() not in TOUCHES or not self._timer.isActive():
            return False
        now = self._clock()
        if now - self._touched > self._timer.interval() / 1000:
            self._end()
            return True
        self._touched = now
        self._timer.start()
        return False

    def _end(self) -> None:
        self.rest()
        self.over.emit()
