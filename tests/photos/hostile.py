"""A check that does to its worker what the picture says: importable by the worker's process."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.finding import look
from ciie_admin.photos.measured import Measured
from ciie_admin.photos.worker import Check


def begin() -> Check:
    return obey


def begin_without_library() -> Check:
    raise ImportError("no such library")


def begin_and_end() -> Check:
    os._exit(3)


def begin_short_of_memory(_limits: object) -> Check:
    raise MemoryError


def begin_without_nets(limits: PhotoLimits) -> Check:
    """As where the model files are missing."""
    from ciie_admin.photos.measuring import measure_badge

    return partial(measure_badge, limits=limits, nets=None)


def obey(content: bytes) -> Measured:
    """A picture is one of WORDS and what follows it; anything else is found fit."""
    word, _, rest = content.decode("latin-1").partition(" ")
    if word == "who":
        return Measured((look("pose", os.getpid(), ""),))
    if word in WORDS:
        WORDS[word](rest)
    return Measured(())


def die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(mark: str) -> None:
    if not Path(mark).exists():
        Path(mark).touch()
        die(mark)


def compute(mark: str) -> None:
    begun(mark)
    while True:
        pass


def begun(mark: str) -> None:
    """One more line."""
    with Path(mark).open("a", encoding="ascii") as lines:
        lines.write(f"{os.getpid()}\n")


def hang(mark: str) -> None:
    Path(mark).write_text(str(os.getpid()), encoding="ascii")
    threading.Event().wait()


def eat(_: str) -> None:
    bytearray(2**30)


def fail(said: str) -> None:
    raise KeyError(said)


def fail_to_read(said: str) -> None:
    raise OSError(said)


def talk(_: str) -> None:
    os.write(1, b"on standard output")
    os.write(2, b"on standard error")
    sys.stderr.write("again")


WORDS: dict[str, Callable[[str], None]] = {
    one.__name__: one for one in (die, die_once, compute, hang, eat, fail, fail_to_read, talk)
}
