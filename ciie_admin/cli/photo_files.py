"""Pictures named on a command line, one after another, never more than one in memory."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

READ_MOST = 32 * 2**20
"""Bytes. A file above this is far beyond any limit: its size is judged without reading it."""
Unread = Callable[[str, Path], None]
"""Told why ("file_not_there", "file_not_read") and which."""


@dataclass(frozen=True, slots=True)
class Named:
    """`size` in bytes; `content` is absent above READ_MOST."""

    path: Path
    size: int
    content: bytes | None


def named(paths: Iterable[Path], unread: Unread) -> Iterator[Named]:
    """Every picture in the order given; of a folder, whatever their extension, all files in it.

    What is missing or cannot be read is told and left out.
    """
    for path in paths:
        for one in _files(path, unread) if _is_folder(path) else (path,):
            read = _read(one, unread)
            if read is not None:
                yield read


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, say
        return False


def _files(folder: Path, unread: Unread) -> Iterator[Path]:
    """Sorted by name, its own files before those of its subfolders; none that are hidden."""

    def closed(error: OSError) -> None:
        unread("file_not_read", Path(error.filename))

    for place, folders, files in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(place, name)


def _read(path: Path, unread: Unread) -> Named | None:
    """Of regular files only: a pipe or a device might never end."""
    try:
        if not os.path.lexists(path):
            unread("file_not_there", path)
        elif not path.is_file():
            unread("file_not_read", path)
        else:
            with path.open("rb") as opened:
                content = opened.read(READ_MOST + 1)
                small = len(content) <= READ_MOST
                size = len(content) if small else path.stat().st_size
                return Named(path, size, content if small else None)
    except (OSError, ValueError):  # ValueError: a name no system can mean
        unread("file_not_read", path)
    return None
