"""Worker threads for what the UI thread must never do; results come back as queued signals."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from ciie_admin.errors import Mishap

T = TypeVar("T")
log = logging.getLogger("ciie.work")
Failed = Callable[[Mishap], None]


class WorkLane(QObject):
    """Runs plain functions in order, one after the other (or `workers` at a time).

    An answer is dropped when its asker is gone, or when the asker asked again under the same
    key: then the older question is not even begun.
    """

    failed = Signal(object)
    """A Mishap nobody asked to hear about."""
    _answered = Signal(object)

    def __init__(self, name: str, workers: int = 1) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._latest: dict[tuple[int, str], int] = {}
        self._lock = threading.Lock()
        self._asked = 0
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        *,
        asker: QObject | None = None,
        key: str = "",
        failed: Failed | None = None,
    ) -> None:
        """Do `work` on the lane, then call `then` or `failed` on the UI thread."""
        if self._closed:
            return
        slot = (id(asker), key)
        with self._lock:
            self._asked += 1
            number = self._asked
            if key:
                self._latest[slot] = number

        def superseded() -> bool:
            return bool(key) and self._latest.get(slot) != number

        def task() -> None:
            if superseded():
                return
            then_call: Callable[[], None] | None = None
            try:
                result = work()
                if then is not None:
                    then_call = _bound(then, result)
            except Mishap as mishap:
                then_call = _bound(failed or self.failed.emit, mishap)
            except Exception as error:  # a fault of ours must not end the lane
                log.exception("task failed: %s", type(error).__name__)
                then_call = _bound(failed or self.failed.emit, Mishap("program_fault"))
            if then_call is not None:
                self._answered.emit((then_call, asker, superseded))

        self._pool.submit(task)

    def close(self, *, wait: bool = True, finish: bool = False) -> None:
        """Finish what runs, forget what waits (unless `finish`); nothing is answered any more."""
        self._closed = True
        self._pool.shutdown(wait=wait, cancel_futures=not finish)

    @Slot(object)
    def _deliver(self, answer: Any) -> None:
        call, asker, superseded = answer
        if self._closed or superseded() or (asker is not None and not isValid(asker)):
            return
        call()


def _bound(function: Callable[[Any], None], value: object) -> Callable[[], None]:
    return lambda: function(value)
