"""Rows into an .xlsx file: streamed, whole or not at all, and nothing in it but text and numbers.

The writer is chosen in docs/decisions/0003-workbook-writer.md. It writes strings only as inline
text: no cell can become a formula or a link, and a text of digits never becomes a number.
"""

import errno
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rustpy_xlsxwriter import Format, write_worksheets

from ciie_admin.errors import BadFile, BadInput
from ciie_admin.exports.columns import Kind, Value
from ciie_admin.exports.sheets import Sheet

STEP = 500
"""Rows between two looks at `cancelled` and two words of `progress`."""
MOST_ROWS = 1_048_575
"""Rows a sheet can hold below its head."""
LONGEST = 32_767
"""UTF-16 units a cell can hold; Excel calls a file with a longer text damaged."""
NAME_LIMIT = 31
"""Characters of a sheet's name."""
FORBIDDEN = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and CR, which is made a line feed before."""
FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, 39, 112})
"""No room left; 39 and 112 are Windows' own numbers for it."""
NUMBER = re.compile(r"(?:os error|code:) (\d+)")
"""The writer names the system's error only inside its sentence."""
ABOUT_WIDTHS = (20.0, 80.0)
PAGE = {"landscape": True, "repeat_rows": 0, "footer": "&C&P / &N"}


class Cancelled(Exception):
    """Somebody stopped the export: nothing was written, an older file stands as it was."""


def write(
    path: Path,
    sheet: Sheet,
    rows: Iterable[Sequence[Value]],
    about: Sequence[tuple[str, str]],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
    *,
    ready: Callable[[int], object] = lambda _: None,
) -> int:
    """Write the sheet and a last one from `about`, whose first pair is its head; rows written.

    Runs in the thread that calls it and streams: memory does not grow with the rows. `progress`
    hears how many rows are done. Written beside the target and put in its place at the end; right
    before that `ready` hears how many rows it has, and if it raises, nothing is put there.
    Raises Cancelled, BadFile (file_in_use, file_unwritable, disk_full) or BadInput (too_large).
    """
    return put_whole(
        path,
        lambda part: _fill(part, sheet, rows, about, progress, cancelled),
        cancelled,
        ready=ready,
    )


def put_whole(
    path: Path,
    fill: Callable[[Path], int],
    cancelled: Callable[[], bool],
    *,
    ready: Callable[[int], object] = lambda _: None,
) -> int:
    """`fill` writes the file it is given and says how many rows it has; only a whole one is put in
    place. As write() otherwise.
    """
    with _translating(path):
        _refuse_opened(path)
        part = path.with_name(f".{secrets.token_hex(6)}.part")
        part.open("xb").close()
        try:
            count = fill(part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            if cancelled():
                raise Cancelled
            _refuse_opened(path)
            ready(count)
            _put(part, path)
        finally:
            part.unlink(missing_ok=True)
    return count


def sound(text: str) -> str:
    """Without what a file cannot hold."""
    return str(_cell(text))


@dataclass(slots=True)
class _Tally:
    rows: int = 0


def _fill(
    part: Path,
    sheet: Sheet,
    rows: Iterable[Sequence[Value]],
    about: Sequence[tuple[str, str]],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> int:
    name, about_name = sheet.name[:NAME_LIMIT], sheet.about_name[:NAME_LIMIT]
    tally = _Tally()
    counted = _counted(rows, tally, progress, cancelled)
    top, *below = about
    formats = {kind: _format(kind) for kind in {head.kind for head in sheet.heads}}
    write_worksheets(
        [
            (name, _by_head([head.text for head in sheet.heads], counted)),
            (about_name, _by_head(top, below)),
        ],
        str(part),
        freeze_panes={name: {"row": 1, "col": 0}},
        autofilter={name: True},
        column_widths={
            name: {head.text: float(head.width) for head in sheet.heads},
            about_name: list(ABOUT_WIDTHS),
        },
        column_formats={
            name: {head.text: formats[head.kind] for head in sheet.heads},
            about_name: [_format("word"), _format("typed").set_text_wrap()],
        },
        header_format={name: _head_format(), about_name: _head_format()},
        ignore_errors={name: [head.text for head in sheet.heads if head.kind == "typed"]},
        page_setup={name: PAGE},
    )
    return tally.rows


def _counted(
    rows: Iterable[Sequence[Value]],
    tally: _Tally,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> Iterator[Sequence[Value]]:
    for row in rows:
        if tally.rows % STEP == 0:
            if cancelled():
                raise Cancelled
            progress(tally.rows)
        if tally.rows == MOST_ROWS:
            raise BadInput("too_large", {"limit": f"{MOST_ROWS:,}"})
        tally.rows += 1
        yield row
    progress(tally.rows)


def _by_head(
    heads: Sequence[str], rows: Iterable[Sequence[Value]]
) -> Iterator[Mapping[str, Value]]:
    """Rows by head. An empty list is one empty row: the writer takes the heads from a record."""
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(heads, _cells(row), strict=True))
    if empty:
        yield dict.fromkeys(heads)


def _cells(row: Sequence[Value]) -> Iterable[Value]:
    """The row as it is, if one look at all its text together finds nothing (a third faster)."""
    text = "".join([value for value in row if isinstance(value, str)])
    return row if text.isprintable() and len(text) <= LONGEST // 2 else map(_cell, row)


def _cell(value: Value) -> Value:
    """Texts without what a file cannot hold; nothing else is changed."""
    if not isinstance(value, str):
        return value
    text = FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")


def _format(kind: Kind) -> Format:
    """A column's format counts for its empty rows too, down to the last one."""
    if kind == "typed":
        return Format().set_num_format_index(49)  # "@": text, also after somebody edits the cell
    codes = {"whole": "0", "money": "#,##0.00", "moment": "yyyy-mm-dd hh:mm"}
    return Format().set_num_format(codes[kind]) if kind in codes else Format()


def _head_format() -> Format:
    bold = Format().set_bold().set_background_color("#EEF1F5").set_border_bottom("thin")
    return bold.set_text_wrap().set_align("vertical_center")


def _refuse_opened(path: Path) -> None:
    """LibreOffice, Excel and WPS leave a mark beside a file they hold open; WPS cuts the name."""
    name = path.name
    marks = (f".~lock.{name}#", f"~${name}", *(f".~{name[cut:]}" for cut in range(3)))
    if any(path.with_name(mark).exists() for mark in marks):
        raise BadFile("file_in_use", {"file": name})


def _put(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError:  # Windows: another program holds the target
        raise BadFile("file_in_use", {"file": path.name}) from None


@contextmanager
def _translating(path: Path) -> Iterator[None]:
    """The system's errors in the person's words.

    The writer panics, with a BaseException of its own, when its nameless temporary file is full.
    """
    try:
        yield
    except BaseException as error:
        number = getattr(error, "errno", None)
        found = NUMBER.search(str(error)) if _is_writers(error) else None
        if number is None and found is not None:
            number = int(found[1])
        if number is None:
            raise
        code = "disk_full" if number in FULL else "file_unwritable"
        raise BadFile(code, {"file": path.name}) from None


def _is_writers(error: BaseException) -> bool:
    return isinstance(error, OSError | RuntimeError) or type(error).__name__ == "PanicException"
