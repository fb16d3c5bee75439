"""A worker process as its parent sees it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from time import monotonic
from typing import Any, Generic, TypeVar

from ciie_admin.photos.worker import Answer, Begin, Bounds, ran_out_of_cpu, work

K = TypeVar("K")
SPAWN = get_context("spawn")
"""A forked process would share locks with threads it does not have."""
START = 60.0
"""Seconds a worker may take to load what it needs."""


class NotStarted(Exception):
    """A worker cannot work at all, whatever the picture: says why."""


class Lost(Exception):
    """A worker has died or hangs. `certain`: its picture is the cause, and would be again."""

    def __init__(self, why: str, *, certain: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.certain = certain


@dataclass(slots=True)
class Errand(Generic[K]):
    """One picture on its way; `tries` counts workers lost over it."""

    key: K
    content: bytes
    tries: int = 0


@dataclass(slots=True, eq=False)
class Hired(Generic[K]):
    process: Any  # typeshed has no common type for the processes of a context
    pipe: connection.Connection
    bounds: Bounds
    since: float
    """Monotonic seconds: of its start, then of its errand."""
    ready: bool = False
    errand: Errand[K] | None = None

    @property
    def idle(self) -> bool:
        return self.ready and self.errand is None

    @property
    def elapsed(self) -> float:
        """Milliseconds."""
        return (monotonic() - self.since) * 1_000

    def give(self, errand: Errand[K]) -> None:
        """Waits until it has been read. Of one that died meanwhile, `answer` says so."""
        self.errand, self.since = errand, monotonic()
        with suppress(OSError):
            self.pipe.send_bytes(errand.content)

    def answer(self, *, spoke: bool) -> Answer | None:
        """None if there is none yet, or only that it is ready. Raises NotStarted and Lost."""
        if not spoke:
            self._watch()
            return None
        try:
            said: Any = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            if not self.ready:
                raise NotStarted(f"exit code {self.process.exitcode}") from None
            certain = ran_out_of_cpu(self.process.exitcode)
            raise Lost("time" if certain else "crash", certain=certain) from None
        if self.ready:
            answer: Answer = said
            return answer
        if said is not None:
            raise NotStarted(said)
        self.ready = True
        return None

    def _watch(self) -> None:
        if not self.ready and self.elapsed > START * 1_000:
            raise NotStarted(f"not ready after {START:.0f} s")
        if self.ready and self.elapsed > self.bounds.seconds * 1_000:
            raise Lost("time")

    def dismiss(self) -> None:
        """At once, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def hire(begin: Begin, bounds: Bounds) -> Hired[Any]:
    """Returns before it is ready."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=work, args=(theirs, begin, bounds), daemon=True)
    with uninterrupted():
        process.start()
    theirs.close()
    return Hired(process, ours, bounds, monotonic())


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A process started in here never sees Ctrl-C: it would complain while it is still loading."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it unblocks the signal when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
