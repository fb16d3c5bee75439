"""What a worker process does: one picture after another, until its pipe closes."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time

from ciie_admin.photos.finding import PhotoFinding, reject
from ciie_admin.photos.measured import Measured

Check = Callable[[bytes], Measured]
Begin = Callable[[], Check]
"""Loads what a check needs; called once in each worker."""
Answer = tuple[Measured, float]
"""With milliseconds of CPU."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one picture may take, beyond what a worker needs before it sees one.

    `memory` holds on Linux, which refuses more; `cpu` on Linux and macOS, which end the process;
    `seconds` everywhere. Where memory is not held, the cap on declared pixels bounds it.
    """

    cpu: float = 5
    """Seconds, of all threads."""
    seconds: float = 60
    """Of the clock on the wall, for what hangs without computing."""
    memory: int = 200 * 2**20
    """Bytes, private and writable."""


def work(pipe: Connection, begin: Begin, bounds: Bounds) -> None:
    """Sends `None` when ready or a text why not; then an Answer to each picture."""
    settle()
    try:
        check = begin()
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        pipe.send(repr(error))
        return
    _bound_memory(bounds.memory)
    pipe.send(None)
    with suppress(EOFError, OSError):  # nobody listens any more
        while True:
            pipe.send(_judged(check, pipe.recv_bytes(), bounds.cpu))


def unfit(why: str) -> PhotoFinding:
    """`why`: memory, time, crash or the kind of an error."""
    return reject("corrupt", f"worker: {why}", "whole")


def ran_out_of_cpu(exit_code: int | None) -> bool:
    return sys.platform != "win32" and exit_code == -signal.SIGPROF


def _judged(check: Check, content: bytes, cpu: float) -> Answer:
    start = process_time()
    _limit_cpu(cpu)
    try:
        found = check(content)
    except MemoryError:
        found = Measured((unfit("memory"),))
    except Exception as error:  # noqa: BLE001 - a file is to blame, or is taken to be
        found = Measured((unfit(type(error).__name__),))
    _limit_cpu(0)
    return found, (process_time() - start) * 1_000


def settle() -> None:
    """Nothing is written, nothing interrupts, one thread computes; ends with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    with suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        for stream in (1, 2):  # decoders complain to the terminal, between the lines of an answer
            os.dup2(nowhere.fileno(), stream)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Also where the parent was killed while a decoder hangs here."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_cpu(seconds: float) -> None:
    """From now; 0 takes the limit away. The system ends the process in the midst of a decoder."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _bound_memory(more: int) -> None:
    """Beyond what is there now."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
