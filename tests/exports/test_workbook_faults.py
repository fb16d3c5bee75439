"""Whole or not at all: cancelling, other programs, full disks, folders nobody may write."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import is_zipfile

import openpyxl
import pytest

from ciie_admin.config import PACKAGE
from ciie_admin.errors import BadFile, CacheUnreadable
from ciie_admin.exports.sheets import Head, Sheet
from ciie_admin.exports.workbook import Cancelled, write

SHEET = Sheet("名册", "说明", (Head("姓名", 12, "typed"),))
ABOUT = [("表名", "人员名册")]
NAME = "人员名册.xlsx"
NOBODY = 65_534
"""The account without rights of a Unix system."""
FULL_DISK = """
import resource, sys
from pathlib import Path
from ciie_admin.errors import BadFile
from tests.exports.test_workbook_faults import put
folder, limit, rows = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    put(folder / "a.xlsx", rows)
except BadFile as fault:
    print(fault.code, fault.facts["file"])
"""


def put(path: Path, rows: int = 3) -> int:
    made = ((f"{row * 7919:030d}",) for row in range(rows))
    return write(path, SHEET, made, ABOUT, lambda _: None, lambda: False)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def rows_in(path: Path) -> int:
    return int(openpyxl.load_workbook(path)["名册"].max_row) - 1


@contextmanager
def without_rights() -> Iterator[None]:
    """As an ordinary person: the superuser may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(("look", "rows"), [(0, 1), (1, 501), (2, 600)])
def test_cancelling_leaves_the_folder_as_it_was(tmp_path: Path, look: int, rows: int) -> None:
    """At the start, between rows, and when all rows are in but the file is not in its place."""
    put(tmp_path / NAME)
    looks = iter(range(3))
    taken: list[int] = []

    def more() -> Iterator[tuple[str]]:
        for row in range(600):
            taken.append(row)
            yield (str(row),)

    with pytest.raises(Cancelled):
        write(tmp_path / NAME, SHEET, more(), ABOUT, lambda _: None, lambda: next(looks) == look)
    assert len(taken) == rows
    assert names(tmp_path) == [NAME]
    assert rows_in(tmp_path / NAME) == 3


def test_a_fault_of_the_rows_passes_and_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("a",)
        raise CacheUnreadable("cache_disk")

    with pytest.raises(CacheUnreadable, match="cache_disk"):
        write(tmp_path / NAME, SHEET, rows(), ABOUT, lambda _: None, lambda: False)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "mark", [f".~lock.{NAME}#", f"~${NAME}", f".~{NAME}", f".~{NAME[1:]}", f".~{NAME[2:]}"]
)
def test_a_file_open_in_a_spreadsheet_program_is_left_alone(tmp_path: Path, mark: str) -> None:
    """And that is said at once, before any row is read."""
    put(tmp_path / NAME)
    (tmp_path / mark).touch()
    rows = iter([("a",)])
    with pytest.raises(BadFile, match="file_in_use") as caught:
        write(tmp_path / NAME, SHEET, rows, ABOUT, lambda _: None, lambda: False)
    assert caught.value.facts == {"file": NAME}
    assert list(rows) == [("a",)]
    assert rows_in(tmp_path / NAME) == 3
    assert len(names(tmp_path)) == 2


def test_a_file_opened_while_it_was_written_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / NAME)

    def opened(rows: int) -> None:
        (tmp_path / f".~lock.{NAME}#").touch()

    with pytest.raises(BadFile, match="file_in_use"):
        write(tmp_path / NAME, SHEET, [("a",)], ABOUT, opened, lambda: False)
    assert rows_in(tmp_path / NAME) == 3
    assert len(names(tmp_path)) == 2


def test_whoever_has_to_know_first_can_still_prevent_it(tmp_path: Path) -> None:
    """Told once, of a file that is whole and not there yet."""
    put(tmp_path / NAME)
    told: list[int] = []

    def ready(rows: int) -> None:
        told.append(rows)
        assert rows_in(tmp_path / NAME) == 3
        (part,) = tmp_path.glob(".*.part")
        assert is_zipfile(part)
        raise CacheUnreadable("cache_full")

    rows = [("a",), ("b",)]
    with pytest.raises(CacheUnreadable, match="cache_full"):
        write(tmp_path / NAME, SHEET, rows, ABOUT, lambda _: None, lambda: False, ready=ready)
    assert told == [2]
    assert names(tmp_path) == [NAME]
    assert rows_in(tmp_path / NAME) == 3


def test_the_mark_of_another_file_means_nothing(tmp_path: Path) -> None:
    (tmp_path / "~$别的.xlsx").touch()
    assert put(tmp_path / NAME) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="marks ownership the Unix way")
def test_a_target_the_system_does_not_let_go_of_is_in_use() -> None:
    """A sticky folder refuses to replace another's file, as Windows does with an open one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / NAME)
        folder.chmod(0o1777)
        if os.geteuid() != 0:
            pytest.skip("takes two accounts")
        with without_rights(), pytest.raises(BadFile, match="file_in_use"):
            put(folder / NAME, 9)
        assert names(folder) == [NAME]
        assert rows_in(folder / NAME) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="rights the Unix way")
def test_a_folder_nobody_may_write_is_named() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with without_rights(), pytest.raises(BadFile, match="file_unwritable") as caught:
            put(folder / NAME)
        folder.chmod(0o755)
        assert caught.value.facts == {"file": NAME}
        assert names(folder) == []


def test_a_folder_that_is_none_is_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / NAME).mkdir()
    for path in (tmp_path / "missing" / NAME, tmp_path / "file" / NAME, tmp_path / NAME):
        with pytest.raises(BadFile, match="file_unwritable"):
            put(path)
    assert names(tmp_path) == sorted(["file", NAME])


@pytest.mark.skipif(sys.platform == "win32", reason="limits the Unix way")
@pytest.mark.parametrize(("limit", "rows"), [(2_000, 3), (300_000, 20_000)])
def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, limit: int, rows: int) -> None:
    """Once the file itself finds no room, once the writer's nameless temporary file."""
    result = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(limit), str(rows)],
        cwd=PACKAGE.parent,
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.stdout == "disk_full a.xlsx\n", result.stderr[-2_000:]
    assert names(tmp_path) == []


def test_the_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    put(tmp_path / NAME)
    assert (tmp_path / NAME).stat().st_mode == (tmp_path / "other").stat().st_mode
