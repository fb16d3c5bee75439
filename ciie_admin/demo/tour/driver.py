"""Drives the real windows by keys and clicks, waits for what should follow, takes pictures."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

MakeProgram = Callable[[Path], Any]
"""Makes the client program over a folder of profiles (ciie_admin.app.Program)."""
PATIENCE_SECONDS = 60.0
PULSE_MS = 5
QUIET_SECONDS = 0.25
"""Without an event of the lanes for so long a screen counts as settled."""


class Stuck(Exception):
    """What should have followed did not."""


@dataclass(slots=True)
class Step:
    """One thing done: how long it took, its picture, what SQL on the server then said."""

    name: str
    seconds: float
    picture: str = ""
    server: dict[str, int] = field(default_factory=dict)


class Driver:
    """`until` and `settle` let Qt work; nothing sleeps longer than an event takes."""

    def __init__(self, app: QApplication, program: Any, out: Path) -> None:
        self.app = app
        self.program = program
        self.out = out
        self.steps: list[Step] = []
        self._began = time.monotonic()
        self._pulse = QTimer(interval=PULSE_MS)
        self._pulse.start()

    def _work(self) -> None:
        """Wait for the next event; the pulse sees to it that there is one."""
        self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    @property
    def window(self) -> QWidget:
        window: QWidget = self.program.window
        return window

    def key(self, key: Qt.Key, *, ctrl: bool = False, times: int = 1) -> None:
        """Press a key where the keyboard focus is."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for _ in range(times):
            QTest.keyClick(self.app.focusWidget() or self.window, key, modifier)
            self.settle()

    def press(self, keys: str) -> None:
        """As the key sheet names them: `Ctrl+Shift+C`."""
        pressed: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
        focus = self.app.focusWidget() or self.window
        QTest.keyClick(focus, pressed.key(), pressed.keyboardModifiers())
        self.settle()

    def hold(self, key: Qt.Key, name: str) -> None:
        """A picture while a key is held."""
        focus = self.app.focusWidget() or self.window
        QTest.keyPress(focus, key)
        self.shot(name)
        QTest.keyRelease(focus, key)
        self.settle()

    def come_back(self, to: QWidget) -> None:
        """From another window, as a desktop does when that is closed."""
        self.window.activateWindow()
        to.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self.settle()

    def type(self, widget: QWidget, text: str) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(widget, text)

    def until(self, condition: Callable[[], Any], what: str) -> None:
        """Let the program work until it is so. Raises Stuck naming what was waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                raise Stuck(what)
            self._work()

    def settle(self) -> None:
        """Let answers of the lanes arrive and be painted."""
        quiet = time.monotonic() + QUIET_SECONDS
        while time.monotonic() < quiet:
            self._work()
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def shot(
        self,
        name: str,
        server: dict[str, int] | None = None,
        *,
        of: QWidget | None = None,
        settled: bool = True,
    ) -> Step:
        """End a step with a picture of the window, or of another one."""
        if settled:
            self.settle()
        picture = f"{len(self.steps) + 1:02d}-{name}.png"
        (of or self.window).grab().save(str(self.out / picture))
        return self.done(name, picture, server)

    def done(self, name: str, picture: str = "", server: dict[str, int] | None = None) -> Step:
        now = time.monotonic()
        step = Step(name, round(now - self._began, 3), picture, server or {})
        self._began = now
        self.steps.append(step)
        return step

    def write(self, also: dict[str, Any] | None = None) -> None:
        """tour.json: every step in order."""
        said = {"steps": [asdict(step) for step in self.steps], **(also or {})}
        path = self.out / "tour.json"
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
