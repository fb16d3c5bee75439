"""The process that writes the list of unfit photos: what becomes of the file if it fails."""

import resource
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ciie_admin.errors import BadFile
from ciie_admin.exports import unfit_process
from ciie_admin.exports.unfit_photos import COLUMNS, Frame, Row, Shown
from tests.fixtures.registrants import photo

HEADS = ("number", *COLUMNS)
FRAME = Frame(title="a", facts="b", heads=HEADS, about_name="c", about=[("d", "e")], page="{page}")
MANY = 400
"""More than its pipe holds."""


def rows(end_it: bool = False) -> Iterator[Row]:
    for number in range(MANY):
        yield Row(("x",) * len(COLUMNS), Shown(photo(number % 4), ()))
        if end_it:
            for one in active_children():
                one.kill()


def written(path: Path, *, end_it: bool = False) -> tuple[int, list[int]]:
    steps: list[int] = []
    count = unfit_process.write(path, FRAME, rows(end_it), steps.append, lambda: False)
    return count, steps


def test_what_is_in_the_program_is_never_half_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"older")
    with pytest.raises(RuntimeError, match=rf"ended with -{int(signal.SIGKILL)}$"):
        written(path, end_it=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))  # inherited, as a full disk would be
    try:
        with pytest.raises(BadFile, match="disk_full"):
            written(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [one.name for one in tmp_path.iterdir()] == ["list.xlsx"]
    assert path.read_bytes() == b"older"
    count, steps = written(path)
    assert (count, steps[0], steps[-1]) == (MANY, unfit_process.STEP, MANY)
    assert load_workbook(path).worksheets[0].max_row == MANY + 3
    assert not active_children()
