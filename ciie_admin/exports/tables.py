"""A table somebody filled in: the first sheet of a workbook, or text separated by commas."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine

from ciie_admin.errors import BadFile

MOST_BYTES = 32 * 2**20
MOST_ROWS = 200_000
TEXTS = (".csv", ".txt")
ENCODINGS = ("utf-8-sig", "gb18030")
"""As programs of our users write them: the second one cannot fail, so it comes last."""
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are (number of the line as the program shows it, its cells); empty ones are left out.

    Every row has as many cells as there are heads.
    """

    heads: Row
    rows: tuple[tuple[int, Row], ...]


def read_table(path: Path) -> Table:
    """Its first line that is not empty holds the heads.

    Raises BadFile: file_missing, file_unreadable, table_empty or table_large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile("table_large", {"most": f"{MOST_ROWS:,}"})
        lines = _text(path) if path.suffix.lower() in TEXTS else _sheet(path)
    except FileNotFoundError:
        raise BadFile("file_missing", {"file": path.name}) from None
    except (OSError, python_calamine.CalamineError, csv.Error, ValueError):
        raise BadFile("file_unreadable", {"file": path.name}) from None
    filled = [(number, row) for number, row in enumerate(lines, 1) if any(row)]
    if len(filled) < 2:
        raise BadFile("table_empty", {"file": path.name})
    if len(filled) > MOST_ROWS:
        raise BadFile("table_large", {"most": f"{MOST_ROWS:,}"})
    heads = filled[0][1]
    rows = [(number, _as_wide(row, len(heads))) for number, row in filled[1:]]
    return Table(heads, tuple(rows))


def _as_wide(row: Row, width: int) -> Row:
    return (*row, *[""] * (width - len(row)))[:width]


def _sheet(path: Path) -> list[Row]:
    book = python_calamine.load_workbook(str(path))
    first = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [tuple(_said(cell) for cell in row) for row in first]


def _text(path: Path) -> list[Row]:
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        rows = csv.reader(io.StringIO(text, newline=""))
        return [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    raise ValueError("neither UTF-8 nor GB 18030")


def _said(cell: Any) -> str:
    """As it stands on the screen: whole numbers without a point, days without midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell == datetime.combine(cell.date(), datetime.min.time()):
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return " ".join(str(cell).split())
