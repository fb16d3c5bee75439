"""The list of unfit photos as a workbook that prints on A4: each picture goes into the file as it
comes, so that memory holds one of them. Runs in a process of its own (unfit_process.py).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ciie_admin.exports import workbook
from ciie_admin.exports.unfit_photos import PICTURE, WIDTHS, Frame, Row
from ciie_admin.exports.workbook import NAME_LIMIT
from ciie_admin.photos.marking import Look, marked

LOOK = Look(longest=256, most=15 * 1024)
PLACE = (96, 128)
"""Px of the picture in its cell."""
EDGE = 4
EMU = 9525
"""Of one px."""
POINTS = (PLACE[1] + 2 * EDGE) * 0.75
"""Height of a row."""
HEADS = 3
NUMBER_WIDTH = 6.0
ABOUT_WIDTHS = (20.0, 80.0)
THIN = Side(style="thin", color="8A929C")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="EEF1F5")
TEXT = Alignment(wrap_text=True, vertical="center")


def fill(part: Path, frame: Frame, rows: Iterable[Row]) -> None:
    """Raises OSError where there is no room for it."""
    book = Workbook()
    sheet = book.worksheets[0]
    _head(sheet, frame)
    count = pictures = 0
    with ZipFile(part, "w", ZIP_DEFLATED) as archive:
        for count, row in enumerate(rows, 1):
            _row(sheet, HEADS + count, count, row.cells)
            if row.picture is not None:
                pictures += 1
                placed = _Placed(HEADS + count, pictures)
                one = row.picture
                jpeg = marked(one.content, one.faults, size=one.size, look=LOOK)
                archive.writestr(placed.path[1:], jpeg)
                sheet.add_image(placed)
        _finish(sheet, frame, HEADS + count)
        _about(book, frame)
        _Writer(book, archive).write_data()


class _Placed(Image):
    """A picture that is in the file already: where it lies, and its name there."""

    def __init__(self, row: int, number: int) -> None:
        self.format, self._id = "jpeg", number
        self.width, self.height = PLACE
        edge = EMU * EDGE
        start = AnchorMarker(col=PICTURE, colOff=edge, row=row - 1, rowOff=edge)
        end = AnchorMarker(
            col=PICTURE,
            colOff=EMU * (EDGE + PLACE[0]),
            row=row - 1,
            rowOff=EMU * (EDGE + PLACE[1]),
        )
        self.anchor = TwoCellAnchor(editAs="twoCell", _from=start, to=end)


class _Writer(ExcelWriter):
    def _write_images(self) -> None:
        """They came before everything else."""


def _head(sheet: Worksheet, frame: Frame) -> None:
    sheet.title = frame.title[:NAME_LIMIT]
    for place, width in enumerate((NUMBER_WIDTH, *WIDTHS), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    last = len(frame.heads)
    for number, text in ((1, frame.title), (2, frame.facts)):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
        _put(sheet, number, 1, text)
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    for place, text in enumerate(frame.heads, 1):
        _put(sheet, HEADS, place, text)
        made = sheet.cell(HEADS, place)
        made.font, made.fill, made.border, made.alignment = Font(bold=True), GREY, BOX, TEXT


def _row(sheet: Worksheet, row: int, number: int, cells: Sequence[str]) -> None:
    sheet.row_dimensions[row].height = POINTS
    sheet.cell(row, 1, number)
    for place, text in enumerate(cells, 2):
        _put(sheet, row, place, text)
    for place in range(1, len(cells) + 2):
        made = sheet.cell(row, place)
        made.border, made.alignment = BOX, TEXT


def _put(sheet: Worksheet, row: int, place: int, text: str) -> None:
    """Text stays text, whatever it begins with and however many digits it has."""
    made = sheet.cell(row, place)
    made.number_format = "@"
    if text:
        made.value = workbook.sound(text)
        made.data_type = "s"


def _finish(sheet: Worksheet, frame: Frame, last: int) -> None:
    sheet.freeze_panes = f"A{HEADS + 1}"
    sheet.auto_filter.ref = f"A{HEADS}:{get_column_letter(len(frame.heads))}{last}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{HEADS}:{HEADS}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.59
    sheet.oddFooter.center.text = frame.page.format(page="&P", pages="&N")  # type: ignore[union-attr]


def _about(book: Workbook, frame: Frame) -> None:
    sheet = book.create_sheet(frame.about_name[:NAME_LIMIT])
    for letter, width in zip("AB", ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for number, pair in enumerate(frame.about, 1):
        for place, text in enumerate(pair, 1):
            _put(sheet, number, place, text)
            sheet.cell(number, place).alignment = TEXT
            sheet.cell(number, place).font = Font(bold=number == 1)
