"""The list of unfit photos, written by a process of its own.

In the program's own process pictures, XML and zip would take turns with the windows at one
interpreter: with 1,200 pictures these stood still for 60 to 100 ms on a busy computer. What it
takes to write them, 30 MB, goes with the process.
"""

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ciie_admin.exports import workbook
from ciie_admin.exports.unfit_photos import Frame, Row
from ciie_admin.exports.workbook import Cancelled
from ciie_admin.photos.hired import SPAWN, uninterrupted
from ciie_admin.photos.worker import settle

STEP = 20
"""Rows between two words of `progress`."""
POLL = 0.1
"""Seconds between two looks at `cancelled` while the last rows are written."""


def write(
    path: Path,
    frame: Frame,
    rows: Iterable[Row],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
    *,
    ready: Callable[[int], object] = lambda _: None,
) -> int:
    """As workbook.write(): whole or not at all. Raises RuntimeError where the process is lost."""
    return workbook.put_whole(
        path, lambda part: _filled(part, frame, rows, progress, cancelled), cancelled, ready=ready
    )


def _filled(
    part: Path,
    frame: Frame,
    rows: Iterable[Row],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> int:
    if cancelled():
        raise Cancelled
    with _writer(part, frame) as (pipe, process):
        count = 0
        for count, row in enumerate(rows, 1):
            if not _sent(pipe, row):
                break
            if count % STEP == 0:
                if cancelled():
                    raise Cancelled
                progress(count)
        _sent(pipe, None)
        progress(count)
        while not pipe.poll(POLL):
            if cancelled():
                raise Cancelled
        _heed(pipe, process)
    return count


@contextmanager
def _writer(part: Path, frame: Frame) -> Iterator[tuple[Connection, Any]]:
    """Our end of its pipe, and the process; whatever happens, nothing of it is left."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_work, args=(theirs, str(part), frame), daemon=True)
    with uninterrupted():
        process.start()
    theirs.close()
    try:
        yield ours, process
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _sent(pipe: Connection, row: Row | None) -> bool:
    """False where it has ended: its last word says why."""
    try:
        pipe.send(row)
    except OSError:
        return False
    return True


def _heed(pipe: Connection, process: Any) -> None:
    """Its last word: None, or the number of the system's error."""
    try:
        failed = pipe.recv()
    except (EOFError, OSError):
        process.join()
        raise RuntimeError(f"the writer ended with {process.exitcode}") from None
    if failed is not None:
        raise OSError(failed, "")


def _work(pipe: Connection, part: str, frame: Frame) -> None:
    settle()
    from ciie_admin.exports import unfit_book  # the program itself never needs it

    failed: int | None = None
    with suppress(EOFError):  # given up
        try:
            unfit_book.fill(Path(part), frame, iter(pipe.recv, None))
        except OSError as error:
            failed = error.errno or errno.EIO
        pipe.send(failed)
