"""Rows as text: columns in line on a terminal, tabs for programs that read along."""

import sys
from collections.abc import Sequence
from unicodedata import east_asian_width

from ciie_admin.cli.speech import column, printable
from ciie_admin.words import Language

Row = Sequence[object]


def print_table(names: Sequence[str], rows: Sequence[Row], language: Language) -> None:
    print_head(names, language)
    print_page(names, rows, language)


def print_head(names: Sequence[str], language: Language) -> None:
    """Heads of tab-separated columns; a terminal gets them with each page."""
    if not sys.stdout.isatty():
        print("\t".join(column(name, language) for name in names))


def print_page(names: Sequence[str], rows: Sequence[Row], language: Language) -> None:
    """One page of rows."""
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            print("\t".join(row))
        return
    every = [[column(name, language) for name in names], *cells]
    widths = [max(_width(row[place]) for row in every) for place in range(len(names))]
    for row in every:
        print("  ".join(map(_padded, row, widths)).rstrip())


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Cells of a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
