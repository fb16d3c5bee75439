"""额度分配表 as a workbook: only totals can be typed into it, and sums follow while one types."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ciie_admin.domain.quotas import MOST
from ciie_admin.exports import workbook
from ciie_admin.exports.quota_table import (
    FEET,
    HIDDEN,
    WIDTHS,
    Allotment,
    AllotRow,
    Spot,
    foot_words,
    heads,
    least,
    spots,
)
from ciie_admin.exports.workbook import ABOUT_WIDTHS, NAME_LIMIT, STEP, Cancelled
from ciie_admin.words import Language, sentence, word

FIRST = 2
"""Row of the first node."""
HEAD = PatternFill("solid", fgColor="EEF1F5")
TYPED = PatternFill("solid", fgColor="F2F6FD")
LOW = PatternFill("solid", bgColor="FBE3E0")
BOX = Border(bottom=Side(style="thin", color="D5DAE1"))
BOLD = Font(bold=True)
STYLES: Mapping[str, Mapping[str, Any]] = {
    "quota text": {"number_format": "@", "border": BOX},
    "quota number": {"number_format": "0", "border": BOX},
    "quota total": {
        "number_format": "0",
        "border": BOX,
        "fill": TYPED,
        "protection": Protection(locked=False),
    },
}
"""By name: a cell that is given its parts one by one takes twice as long."""
WRAPPED = Alignment(wrap_text=True, vertical="center")
Stop = Callable[[], bool]


def write(
    path: Path,
    allotment: Allotment,
    about: Sequence[tuple[str, str]],
    language: Language,
    progress: Callable[[int], None] = lambda _: None,
    cancelled: Stop = lambda: False,
    *,
    ready: Callable[[int], object] = lambda _: None,
) -> int:
    """Its rows. As workbook.write(): whole or not at all; raises what that raises."""

    def fill(part: Path) -> int:
        book = _book(allotment, about, language, progress, cancelled)
        with part.open("wb") as file:
            book.save(file)
        return len(allotment.rows)

    return workbook.put_whole(path, fill, cancelled, ready=ready)


def _book(
    allotment: Allotment,
    about: Sequence[tuple[str, str]],
    language: Language,
    progress: Callable[[int], None],
    cancelled: Stop,
) -> Workbook:
    book = Workbook()
    for name, parts in STYLES.items():
        book.add_named_style(NamedStyle(name=name, **parts))
    sheet = book.worksheets[0]
    sheet.title = word("sheet", "allotment", language)[:NAME_LIMIT]
    places = spots(allotment.edition)
    _heads(sheet, places, heads(allotment.edition, allotment.giver, language))
    for number, row in enumerate(allotment.rows, 1):
        if number % STEP == 1:
            if cancelled():
                raise Cancelled
            progress(number - 1)
        _row(sheet, places, number, row)
    progress(len(allotment.rows))
    _feet(sheet, places, allotment, language)
    _guard(sheet, places, len(allotment.rows), language)
    _about(book, about, language)
    return book


def _heads(sheet: Worksheet, places: Sequence[Spot], texts: Sequence[str]) -> None:
    for place, (spot, text) in enumerate(zip(places, texts, strict=True), 1):
        made = _put(sheet, 1, place, text)
        made.font, made.fill, made.alignment = BOLD, HEAD, WRAPPED
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width, column.hidden = WIDTHS[spot.role], spot.role in HIDDEN


def _row(sheet: Worksheet, places: Sequence[Spot], number: int, row: AllotRow) -> None:
    for place, spot in enumerate(places, 1):
        value = _value(spot, number, row)
        kind = "total" if spot.role == "total" else "text" if isinstance(value, str) else "number"
        made = sheet.cell(number + FIRST - 1, place)
        made.style = f"quota {kind}"
        _fill(made, value)


def _value(spot: Spot, number: int, row: AllotRow) -> str | int:
    if spot.label is not None:
        quota = row.quotas[spot.label.id]
        return least(quota) if spot.role == "least" else quota.received
    if spot.role == "number":
        return number
    return {"name": row.name, "code": row.code, "node": str(row.node)}[spot.role]


def _feet(
    sheet: Worksheet, places: Sequence[Spot], allotment: Allotment, language: Language
) -> None:
    """The sum of what is typed, what may be given in all, and the difference: formulas of ours."""
    count = len(allotment.rows)
    top = FIRST + count
    for row, (key, text) in enumerate(zip(FEET, foot_words(language), strict=True), top):
        _put(sheet, row, 2, text).font = BOLD
        _put(sheet, row, len(places), key)
        for place, spot in enumerate(places, 1):
            if spot.role != "total" or spot.label is None:
                continue
            letter = get_column_letter(place)
            made = sheet.cell(row, place)
            made.value = {
                "sum": f"=SUM({letter}{FIRST}:{letter}{max(top - 1, FIRST)})" if count else 0,
                "available": allotment.available[spot.label.id],
                "left": f"={letter}{top + 1}-{letter}{top}",
            }[key]
            made.font, made.number_format = BOLD, "0;[Red]-0;0"


def _guard(sheet: Worksheet, places: Sequence[Spot], count: int, language: Language) -> None:
    """Whole numbers only, totals only; too low a number turns red as it is typed."""
    limit = {"limit": f"{MOST:,}"}
    rule = DataValidation(
        type="whole", operator="between", formula1="0", formula2=str(MOST), allow_blank=False
    )
    rule.errorTitle = word("sheet", "allotment", language)
    rule.error = sentence("quota_fault", "not_number", limit, language)
    rule.showErrorMessage = True
    last = FIRST + count - 1
    for place, spot in enumerate(places, 1):
        if spot.role == "total" and count:
            letter, beside = get_column_letter(place), get_column_letter(place + 1)
            cells = f"{letter}{FIRST}:{letter}{last}"
            rule.add(cells)
            formula = [f"{letter}{FIRST}<{beside}{FIRST}"]
            low = FormulaRule(formula=formula, fill=LOW)  # type: ignore[no-untyped-call]
            sheet.conditional_formatting.add(cells, low)
    if count:
        sheet.add_data_validation(rule)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.freeze_panes = f"C{FIRST}"
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"


def _put(sheet: Worksheet, row: int, place: int, value: str | int) -> Cell | MergedCell:
    made = sheet.cell(row, place)
    made.number_format = "0" if isinstance(value, int) else "@"
    _fill(made, value)
    return made


def _fill(cell: Cell | MergedCell, value: str | int) -> None:
    """Text stays text, whatever it begins with and however many digits it has."""
    if isinstance(value, int):
        cell.value = value
    elif value:
        cell.value, cell.data_type = workbook.sound(value), "s"


def _about(book: Workbook, about: Sequence[tuple[str, str]], language: Language) -> None:
    """What it is, and how it is filled in."""
    sheet = book.create_sheet(word("sheet", "about", language)[:NAME_LIMIT])
    for letter, width in zip("AB", ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    how = (word("quota_sheet", "how", language), word("quota_sheet", "how_text", language))
    for number, pair in enumerate((*about, how), 1):
        for place, text in enumerate(pair, 1):
            made = _put(sheet, number, place, text)
            made.alignment, made.font = WRAPPED, Font(bold=number == 1)
