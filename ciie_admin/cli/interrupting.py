"""Ctrl-C while a command waits."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def interruptible() -> Iterator[Event]:
    """Set once somebody wants the command to end. Python raises KeyboardInterrupt wherever it is
    just then, and drops it if that is the end of some object's life: this keeps it.
    """
    wanted = Event()

    def note(_number: int, _frame: object) -> None:
        wanted.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield wanted
    finally:
        signal.signal(signal.SIGINT, before)
