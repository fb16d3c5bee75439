"""Export of 100,000 persons x 20 columns: our workbook beside other writers and the bare limit.

Run as `python -m benchmarks.export [rows]`. Each contender writes the same cells in a process of
its own; the last line is the whole act from an encrypted cache with 20,000 units. The work runs
in a thread beside a ticking one, which stands for the windows.
"""

import gc
import importlib
import importlib.util
import json
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import psutil

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.exports import sheets, workbook
from ciie_admin.exports.columns import Value
from ciie_admin.models import mirroring, opening, roster
from ciie_admin.models.engine import open_cache
from ciie_admin.models.queries import Query
from ciie_admin.wire.messages import Change, EditionChange, PersonChange, PlaceChange, UnitChange
from tests.exports.samples import person, setting, unit
from tests.fixtures.editions import small_edition, small_tree
from tests.fixtures.records import person_form, unit_form

ROWS = 100_000
PER_UNIT = 5
PAGE = 5_000
KEY = bytes(32)
AT = datetime(2024, 10, 1, tzinfo=UTC)
OPENS = datetime(2024, 5, 20, tzinfo=UTC)
JITTER = 3 * 86_400
"""Seconds: persons are submitted about in the order they were registered in, not quite."""
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 as cells are: no zone
TICK = 0.005
ABOUT = [("a", "b")]
HAN = "一乙二十丁七八九人力又三干于工土士大才下寸上小口山千川久凡及"
CONTENDERS = {
    "bare": "bare XML and zip (the limit)",
    "ours": "exports.workbook (rustpy-xlsxwriter)",
    "openpyxl": "openpyxl, write-only",
    "xlsxwriter": "XlsxWriter, constant memory",
    "whole": "whole act: cache, cells, file",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Wall and processor seconds, MB above idle at the highest, ms of a tick's longest gap."""

    seconds: float
    processor: float
    megabytes: float
    gap: float


def _name(n: int) -> str:
    return f"王{HAN[n % len(HAN)]}{HAN[n // 31 % len(HAN)]}"


def rows(count: int) -> Iterator[tuple[Value, ...]]:
    """Rows of the list of persons, made in next to no time."""
    start = datetime(2024, 9, 1)  # noqa: DTZ001 as cells are: no zone
    sample = sheets.cells(1, person(), setting())
    for n in range(count):
        at = start + timedelta(minutes=n % 40_000)
        name = _name(n)
        ends = (f"T{n // PER_UNIT:017d}", f"大连第{n // PER_UNIT}贸易有限公司", name)
        number = f"210***********{n % 10_000:04d}"
        yield (n + 1, *sample[1:3], *ends, *sample[6:9], number, *sample[10:19], at)


def bare(path: Path, count: int) -> None:
    """The fewest steps from a cell to a zipped sheet: a spreadsheet program could not open it."""
    letters = [chr(ord("A") + n) for n in range(20)]
    zipped = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
    with zipped, zipped.open("xl/worksheets/sheet1.xml", "w") as sheet:
        sheet.write(b"<worksheet><sheetData>")
        lines: list[str] = []
        for line, row in enumerate(rows(count), 2):
            lines.append(f'<row r="{line}">')
            lines += [_xml(f"{a}{line}", value) for a, value in zip(letters, row, strict=True)]
            lines.append("</row>")
            if line % 500 == 0:
                sheet.write("".join(lines).encode())
                lines.clear()
        sheet.write("".join(lines).encode() + b"</sheetData></worksheet>")


def _xml(place: str, value: Value) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, datetime):
        value = (value - DAY_ZERO).total_seconds() / 86_400
    return f'<c r="{place}"><v>{value}</v></c>'


def ours(path: Path, count: int) -> None:
    sheet = sheets.sheet("person", setting())
    workbook.write(path, sheet, rows(count), ABOUT, lambda _: None, lambda: False)


def openpyxl(path: Path, count: int) -> None:
    book = importlib.import_module("openpyxl").Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for row in rows(count):
        sheet.append(row)
    book.save(path)


def xlsxwriter(path: Path, count: int) -> None:
    library = importlib.import_module("xlsxwriter")
    book = library.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("a")
    text, date = (book.add_format({"num_format": f}) for f in ("@", "yyyy-mm-dd hh:mm"))
    for line, row in enumerate(rows(count), 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value, text)
            elif isinstance(value, datetime):
                sheet.write_datetime(line, column, value, date)
            else:
                sheet.write_number(line, column, value)
    book.close()


def whole(path: Path, count: int) -> None:
    """From the cache beside `path`, which fill() made with as many persons."""
    del count
    cache = open_cache(path.with_name("cache.db"), KEY)
    roster.export_roster(
        cache,
        Query(kind="person"),
        path,
        actor=Actor(account=1, name="a", role=Role.HEAD, path=(1, 2)),
        language="zh",
        at=AT,
        progress=lambda _: None,
        cancelled=lambda: False,
    )
    cache.close()


def fill(path: Path, count: int) -> None:
    """A cache as after a first download."""
    cache = open_cache(path, KEY)
    opening.prepare(cache)
    tree = [PlaceChange(seq=1, id=place.id, record=place) for place in small_tree()]
    first: list[Change] = [EditionChange(seq=1, id=7, record=small_edition()), *tree]
    with cache.write() as db:
        mirroring.store(db, first)
        opening.set_progress(db, {"whole": "1", "time": AT.isoformat()})
    for start in range(0, count, PAGE):
        with cache.write() as db:
            mirroring.store(db, [*_changes(start, min(start + PAGE, count))])
    cache.close()


def _changes(start: int, end: int) -> Iterator[Change]:
    one, other = unit(), person()
    for n in range(start, end):
        at = OPENS + timedelta(seconds=n * 50 + n * 7_919 % JITTER)
        owner = n // PER_UNIT + 1
        if n % PER_UNIT == 0:
            record = replace(one, id=owner, form=unit_form(owner))
            yield UnitChange(seq=2, id=owner, record=record)
        form = person_form(n, name=_name(n))
        made = replace(other, id=n + 1, unit_id=owner, submitted_at=at, form=form)
        yield PersonChange(seq=2, id=n + 1, record=made)


def measured(work: Callable[[Path, int], None], path: Path, count: int) -> Run:
    """Runs the work in a thread; this thread ticks and looks at the memory meanwhile.

    What has been imported is frozen first, as a window should do once it stands: any thread may
    set off a collection of everything, and it holds up all of them (40-120 ms without).
    """
    gc.collect()
    gc.freeze()
    process = psutil.Process()
    idle = highest = process.memory_info().rss
    done, longest = threading.Event(), 0.0

    def run() -> None:
        try:
            work(path, count)
        finally:
            done.set()

    started, spent = time.perf_counter(), time.process_time()
    thread = threading.Thread(target=run)
    thread.start()
    last = started
    while not done.wait(TICK):
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        highest = max(highest, process.memory_info().rss)
    thread.join()
    seconds, processor = time.perf_counter() - started, time.process_time() - spent
    return Run(seconds, processor, (highest - idle) / 2**20, longest * 1_000)


def contender(name: str, folder: Path, count: int) -> Run | None:
    """The quickest of a few runs, each in a process of its own; None for a missing library."""
    slow = name in ("openpyxl", "xlsxwriter")
    if slow and importlib.util.find_spec(name) is None:
        return None
    command = [sys.executable, "-m", "benchmarks.export", "--run", name, str(folder), str(count)]
    results = [
        Run(**json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        for _ in range(1 if slow else 3)
    ]
    return min(results, key=lambda run: run.seconds)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--run"]:
        _, name, place, number = arguments
        work: Any = globals()[name]
        print(json.dumps(asdict(measured(work, Path(place) / f"{name}.xlsx", int(number)))))
        return
    count = int(arguments[0]) if arguments else ROWS
    print(f"export of {count:,} persons x 20 columns")
    print(f"{'':40}{'s':>8}{'CPU s':>8}{'ratio':>8}{'MB+':>8}{'gap ms':>8}")
    limit = 0.0
    with TemporaryDirectory() as made:
        folder = Path(made)
        fill(folder / "cache.db", count)
        for name, said in CONTENDERS.items():
            run = contender(name, folder, count)
            if run is None:
                print(f"{said:40}{'not installed':>16}")
                continue
            limit = limit or run.seconds
            numbers = f"{run.seconds:8.2f}{run.processor:8.2f}{run.seconds / limit:8.2f}"
            print(f"{said:40}{numbers}{run.megabytes:8.0f}{run.gap:8.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
