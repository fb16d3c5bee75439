"""The approval sheet as a PDF: upright A4, its fonts inside, painted row by row.

Any thread: paints on nothing that is on the screen, and between two rows others have their turn.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from ciie_admin.exports import workbook
from ciie_admin.exports.approvals import WIDTHS, Counts, Paper
from ciie_admin.views.theme import paper_colour, paper_font

DPI = 600
MM = DPI / 25.4
MARGIN = 15.0
"""mm on all sides."""
WIDTH, HEIGHT = 180.0, 267.0
"""mm between the margins."""
FOOT = 8.0
"""mm at the bottom for the number of the sheet and of the page."""
GAP = 1.2
"""mm between a line and the text beside it."""
COUNT_WIDTH = 22.0
OPINION, SIGNATURE = 26.0, 12.0
LABEL = 28.0
BODY, SMALL, TITLE = 9.5, 8.0, 17.0
"""pt."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
Draw = Callable[[QPainter, float], None]
"""Paints a piece whose upper edge is so many mm below the margin."""


def write(
    path: Path, paper: Paper, sheet_name: str, *, ready: Callable[[int], object] = lambda _: None
) -> int:
    """As approval_book.write()."""

    def fill(part: Path) -> int:
        part.write_bytes(_content(paper, sheet_name))
        return paper.rows

    return workbook.put_whole(path, fill, lambda: False, ready=ready)


def _content(paper: Paper, title: str) -> bytes:
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QPdfWriter(kept)
    made.setResolution(DPI)
    made.setTitle(title)
    sides = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    millimetre = QPageLayout.Unit.Millimeter
    upright = QPageLayout.Orientation.Portrait
    made.setPageLayout(QPageLayout(size, upright, sides, millimetre))
    pages = _Setting(made, paper).pages
    painter = QPainter(made)
    for number, pieces in enumerate(pages, 1):
        if number > 1:
            made.newPage()
        for top, draw in pieces:
            draw(painter, top)
        _foot(painter, paper, number, len(pages))
    painter.end()
    return bytes(kept.data().data())


class _Setting:
    """What stands where, found before anything is painted: each page says how many there are."""

    def __init__(self, made: QPdfWriter, paper: Paper) -> None:
        self._made = made
        self._paper = paper
        self._heads: tuple[str, ...] = ()
        self._metrics = {
            key: QFontMetricsF(paper_font(key[0], bold=key[1]), made)
            for key in ((BODY, False), (BODY, True), (SMALL, False), (SMALL, True), (TITLE, True))
        }
        self.pages: list[list[tuple[float, Draw]]] = [[]]
        self._y = 0.0
        self._set()

    def _set(self) -> None:
        paper = self._paper
        self._line(paper.subtitle, BODY, bold=True)
        self._line(paper.title, TITLE, bold=True)
        self._space(3)
        widths = (LABEL, WIDTH - LABEL)
        for fact in paper.facts:
            self._row(fact, widths, BODY, lines=False)
        for counts in paper.counts:
            self._space(3)
            self._counts(counts)
        self._space(3)
        self._place(OPINION + SIGNATURE, lambda painter, top: _signatures(painter, paper, top))
        self._space(4)
        self._list()

    def _list(self) -> None:
        paper = self._paper
        self._heads = paper.heads
        self._row(paper.heads, WIDTHS, SMALL, bold=True, filled=True)
        for group in paper.groups:
            self._row((group.title,), (WIDTH,), SMALL, bold=True, keep=10)
            for cells in group.rows:
                self._row(cells, WIDTHS, SMALL)

    def _counts(self, counts: Counts) -> None:
        numbers = len(counts.heads) - 1
        each = min(COUNT_WIDTH, (WIDTH - 40) / numbers)
        widths = (WIDTH - each * numbers, *(each,) * numbers)
        for place, row in enumerate((counts.heads, *counts.rows)):
            said = [_number(cell) if isinstance(cell, int) else cell for cell in row]
            bold = place in (0, len(counts.rows))
            self._row(said, widths, SMALL, bold=bold, filled=place == 0, right=True)

    def _line(self, text: str, points: float, *, bold: bool) -> None:
        height = self._height(text, WIDTH, points, bold)
        where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter

        def draw(painter: QPainter, top: float) -> None:
            _text(painter, QRectF(0, top, WIDTH, height), text, points, bold=bold, where=where)

        self._place(height, draw)

    def _row(
        self,
        cells: Sequence[str],
        widths: Sequence[float],
        points: float,
        *,
        bold: bool = False,
        filled: bool = False,
        right: bool = False,
        lines: bool = True,
        keep: float = 0,
    ) -> None:
        height = max(
            self._height(text, width - 2 * GAP, points, bold)
            for text, width in zip(cells, widths, strict=True)
        )

        def draw(painter: QPainter, top: float) -> None:
            x = 0.0
            for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
                box = QRectF(x, top, width, height)
                if lines:
                    _box(painter, box, filled=filled)
                side = (
                    Qt.AlignmentFlag.AlignRight if right and place else Qt.AlignmentFlag.AlignLeft
                )
                where = side | Qt.AlignmentFlag.AlignVCenter
                strong = bold or (not lines and place == 0)
                _text(painter, box, text, points, bold=strong, where=where)
                x += width

        self._place(height, draw, keep)

    def _height(self, text: str, width: float, points: float, bold: bool) -> float:
        room = QRectF(0, 0, width * MM, HEIGHT * MM)
        return self._metrics[points, bold].boundingRect(room, WRAP, text or " ").height() / MM + GAP

    def _place(self, height: float, draw: Draw, keep: float = 0) -> None:
        """`keep` mm more must fit below it, else it goes to the next page, too."""
        if self._y + height + keep > HEIGHT - FOOT:
            self.pages.append([])
            self._y = 0.0
            if heads := self._heads:
                self._heads = ()
                self._row(heads, WIDTHS, SMALL, bold=True, filled=True)
                self._heads = heads
        self.pages[-1].append((self._y, draw))
        self._y += height

    def _space(self, height: float) -> None:
        self._y += height


def _number(value: int) -> str:
    return f"{value:,}" if value else "—"


def _signatures(painter: QPainter, paper: Paper, top: float) -> None:
    upper = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    _box(painter, QRectF(0, top, WIDTH, OPINION))
    room = QRectF(0, top + GAP, WIDTH, OPINION)
    _text(painter, room, paper.opinion, BODY, bold=True, where=upper)
    each = WIDTH / len(paper.signatures)
    for place, label in enumerate(paper.signatures):
        box = QRectF(place * each, top + OPINION, each, SIGNATURE)
        _box(painter, box)
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        _text(painter, box, label, BODY, bold=True, where=where)


def _foot(painter: QPainter, paper: Paper, number: int, count: int) -> None:
    box = QRectF(0, HEIGHT - FOOT, WIDTH, FOOT)
    low = Qt.AlignmentFlag.AlignBottom
    _text(painter, box, paper.foot, SMALL, where=low | Qt.AlignmentFlag.AlignLeft)
    said = paper.page.format(page=number, pages=count)
    _text(painter, box, said, SMALL, where=low | Qt.AlignmentFlag.AlignRight)


def _box(painter: QPainter, box: QRectF, *, filled: bool = False) -> None:
    painter.setPen(QPen(paper_colour("box"), 0.2 * MM))
    painter.setBrush(paper_colour("chrome") if filled else Qt.BrushStyle.NoBrush)
    painter.drawRect(_dots(box))


def _text(
    painter: QPainter,
    box: QRectF,
    text: str,
    points: float,
    *,
    bold: bool = False,
    where: Qt.AlignmentFlag,
) -> None:
    painter.setFont(paper_font(points, bold=bold))
    painter.setPen(paper_colour("text"))
    painter.drawText(_dots(box.adjusted(GAP, 0, -GAP, 0)), int(where) | int(WRAP), text)


def _dots(box: QRectF) -> QRectF:
    return QRectF(box.x() * MM, box.y() * MM, box.width() * MM, box.height() * MM)
