"""The approval sheet as a workbook: one sheet that prints upright on A4 as it stands."""

from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ciie_admin.exports import workbook
from ciie_admin.exports.approvals import WIDTHS, Counts, Paper
from ciie_admin.exports.workbook import NAME_LIMIT

MM_A_CHARACTER = 2.0
MARGIN_INCHES = 0.59
OPINION_ROWS = 4
THIN = Side(style="thin", color="8A929C")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="EEF1F5")
LAST = len(WIDTHS)


def write(
    path: Path, paper: Paper, sheet_name: str, *, ready: Callable[[int], object] = lambda _: None
) -> int:
    """Returns the rows of its list. In the thread that calls it; raises what workbook.write()
    raises.
    """

    def fill(part: Path) -> int:
        book = _book(paper, sheet_name[:NAME_LIMIT])
        with part.open("wb") as file:
            book.save(file)
        return paper.rows

    return workbook.put_whole(path, fill, lambda: False, ready=ready)


def _book(paper: Paper, name: str) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width / MM_A_CHARACTER
    row = _top(sheet, paper)
    for counts in paper.counts:
        row = _counts(sheet, counts, row) + 1
    row = _signatures(sheet, paper, row) + 1
    _list(sheet, paper, row)
    _set_page(sheet, paper, row)
    return book


def _top(sheet: Worksheet, paper: Paper) -> int:
    for row, (text, size) in enumerate(((paper.subtitle, 12), (paper.title, 18)), 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LAST)
        made = _put(sheet, row, 1, text)
        made.font = Font(bold=True, size=size)
        made.alignment = Alignment(horizontal="center")
    row = 3
    for label, text in paper.facts:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=LAST)
        _put(sheet, row, 1, label).font = Font(bold=True)
        _put(sheet, row, 3, text)
        row += 1
    return row + 1


def _counts(sheet: Worksheet, counts: Counts, row: int) -> int:
    """The first two columns of the list hold the names; the numbers follow."""
    for cells in (counts.heads, *counts.rows):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        bold = cells in (counts.heads, counts.rows[-1])
        for place, value in enumerate(cells):
            made = _put(sheet, row, place + 1 if place == 0 else place + 2, value)
            made.font = Font(bold=bold)
            made.border = BOX
            made.alignment = Alignment(horizontal="right" if place else "left", wrap_text=True)
            if cells is counts.heads:
                made.fill = GREY
        row += 1
    return row


def _signatures(sheet: Worksheet, paper: Paper, row: int) -> int:
    """A box to write in, then a line to sign on."""
    end = row + OPINION_ROWS - 1
    sheet.merge_cells(start_row=row, end_row=end, start_column=1, end_column=2)
    sheet.merge_cells(start_row=row, end_row=end, start_column=3, end_column=LAST)
    head = _put(sheet, row, 1, paper.opinion)
    head.font, head.alignment = Font(bold=True), Alignment(vertical="center")
    for number in range(row, end + 1):
        for place in range(1, LAST + 1):
            sheet.cell(number, place).border = BOX
    for place, label in zip((1, 3, 5), paper.signatures, strict=True):
        _put(sheet, end + 1, place, f"{label}：").font = Font(bold=True)
        sheet.row_dimensions[end + 1].height = 30
    return end + 2


def _list(sheet: Worksheet, paper: Paper, row: int) -> None:
    _row(sheet, row, paper.heads, bold=True, fill=True)
    row += 1
    for group in paper.groups:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LAST)
        _put(sheet, row, 1, group.title).font = Font(bold=True)
        for cells in group.rows:
            row += 1
            _row(sheet, row, cells)
        row += 1


def _row(
    sheet: Worksheet, row: int, cells: Sequence[str], *, bold: bool = False, fill: bool = False
) -> None:
    for place, text in enumerate(cells, 1):
        made = _put(sheet, row, place, text)
        made.border = BOX
        made.font = Font(bold=bold, size=9)
        made.alignment = Alignment(wrap_text=True, vertical="top")
        if fill:
            made.fill = GREY


def _put(sheet: Worksheet, row: int, place: int, value: str | int) -> Cell | MergedCell:
    """Text stays text, whatever it begins with and however many digits it has."""
    made = sheet.cell(row, place)
    if isinstance(value, int):
        made.value = value
        made.number_format = '#,##0;-#,##0;"—"'
    else:
        made.value = workbook.sound(value)
        made.data_type = "s"
        made.number_format = "@"
    return made


def _set_page(sheet: Worksheet, paper: Paper, heads: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{heads}:{heads}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN_INCHES
    foot = sheet.oddFooter
    foot.left.text = paper.foot  # type: ignore[union-attr]
    foot.right.text = paper.page.format(page="&P", pages="&N")  # type: ignore[union-attr]
