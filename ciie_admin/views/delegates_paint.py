"""How each kind of cell is painted. Every function gets the content rectangle of its cell."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ciie_admin.views.cells import (
    BranchCell,
    ChipCell,
    CutCell,
    DotsCell,
    DraftedCell,
    GroupCell,
    MeterCell,
    MoreCell,
    TextCell,
    ThumbCell,
    TickCell,
)
from ciie_admin.views.chips import paint_chip
from ciie_admin.views.icons import paint_icon
from ciie_admin.views.paint import draw_bar, draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import ACTS, STEPS
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import PHOTO_RADIUS, Sizes

BOX = 18
DOT = 14
NO_PHOTO = 40
"""Of the sign where a photo is missing, logical px at most."""
MARK = 18
"""Room of a mark behind a text."""
INDENT = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: its content rectangle, and whether its row is the current one."""

    rect: QRectF
    current: bool
    sizes: Sizes


def paint_text(painter: QPainter, place: Place, cell: TextCell) -> None:
    bold = cell.bold or (cell.main and place.current)
    role = "caption" if cell.caption else "body"
    if cell.found and cell.found in cell.text and not cell.right:
        _paint_found(painter, place.rect, cell, role, bold)
    align = "right" if cell.right else "left"
    room = place.rect if cell.mark is None else place.rect.adjusted(0, 0, -MARK, 0)
    used = draw_text(painter, room, cell.text, cell.ink, role, bold=bold, align=align)
    if cell.mark is not None:
        spot = place.rect.adjusted(used + MARK - DOT, 0, 0, 0)
        draw_icon(painter, cell.mark.icon, cell.mark.hue, spot, DOT)


def _paint_found(painter: QPainter, rect: QRectF, cell: TextCell, role: str, bold: bool) -> None:
    before = cell.text[: cell.text.index(cell.found)]
    left = rect.left() + text_width(before, role, bold)
    width = min(text_width(cell.found, role, bold), rect.right() - left)
    if width > 0:
        fill_round(painter, QRectF(left, rect.center().y() - 9, width, 18), "found", 2)


def paint_chip_cell(painter: QPainter, place: Place, cell: ChipCell) -> None:
    paint_chip(painter, place.rect, cell.sign.icon, cell.word, cell.sign.hue)


def paint_thumb(painter: QPainter, place: Place, cell: ThumbCell) -> None:
    width, height = place.sizes.thumb_width, place.sizes.thumb_height
    top = round(place.rect.center().y() - height / 2)
    draw_photo(painter, QRect(round(place.rect.left()), top, width, height), cell)


def draw_photo(painter: QPainter, frame: QRect, cell: ThumbCell) -> None:
    """The photo, or a placeholder of the same size, with rounded corners."""
    if cell.pixmap is None:
        fill_round(painter, QRectF(frame), "track", PHOTO_RADIUS)
        if cell.absent:
            size = min(frame.width() * 2 // 3, NO_PHOTO)
            middle = QRectF(frame).adjusted((frame.width() - size) / 2, 0, 0, 0)
            draw_icon(painter, "mdi6.account-off-outline", "text3", middle, size)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(frame, cell.pixmap)
    painter.setPen(QPen(current().colour("hair"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame.adjusted(0, 0, -1, -1))
    painter.restore()


def paint_tick(painter: QPainter, place: Place, cell: TickCell) -> None:
    draw_box(painter, place.rect, checked=cell.checked, faint=cell.locked)


def draw_box(
    painter: QPainter,
    rect: QRectF,
    *,
    checked: bool = False,
    partly: bool = False,
    faint: bool = False,
) -> None:
    name = "mdi6.checkbox-blank-outline"
    if checked or partly:
        name = "mdi6.minus-box" if partly else "mdi6.checkbox-marked"
    hue = "mark" if checked or partly else "box"
    draw_icon(painter, name, "ctl" if faint else hue, rect, BOX)


def paint_dots(painter: QPainter, place: Place, cell: DotsCell) -> None:
    x, middle = place.rect.left(), place.rect.center().y()
    step = DOT + 4
    for count, mark in enumerate(cell.marks):
        if count:
            reached = mark != "ahead"
            painter.setPen(QPen(current().colour("mark" if reached else "ctl"), 1))
            line = round(middle)
            painter.drawLine(QPointF(x - 4, line), QPointF(x - 1, line))
        sign = STEPS[mark]
        paint_icon(painter, sign.icon, sign.hue, x, middle - DOT / 2, DOT)
        x += step


def paint_meter(painter: QPainter, place: Place, cell: MeterCell) -> None:
    words = 40.0
    draw_bar(painter, place.rect.adjusted(0, 0, -words, 0), cell.share)
    draw_text(painter, place.rect, cell.text, "text", "caption", align="right")


def paint_drafted(painter: QPainter, place: Place, cell: DraftedCell) -> None:
    draw_text(painter, place.rect, cell.new, "mine", align="right")
    used = text_width(cell.new) + 4
    rest = place.rect.adjusted(0, 0, -used, 0)
    draw_text(painter, rest, cell.old, "text3", "key", align="right")
    y = round(rest.center().y()) + 0.5
    left = rest.right() - text_width(cell.old, "key")
    painter.drawLine(QPointF(left, y), QPointF(rest.right(), y))


def paint_branch(painter: QPainter, place: Place, cell: BranchCell) -> None:
    rect = place.rect.adjusted(cell.depth * INDENT, 0, 0, 0)
    if cell.unfolded is not None:
        draw_icon(painter, ACTS["fold" if cell.unfolded else "unfold"], "text2", rect)
    words = rect.adjusted(INDENT, 0, 0, 0)
    bold = cell.bold or place.current
    ink = "text2" if cell.unfolded is None and not place.current else "text"
    room = words if cell.mark is None else words.adjusted(0, 0, -MARK, 0)
    used = draw_text(painter, room, cell.text, ink, bold=bold)
    if cell.mark is not None:
        spot = words.adjusted(used + MARK - DOT, 0, 0, 0)
        draw_icon(painter, cell.mark.icon, cell.mark.hue, spot, DOT)


def paint_group(painter: QPainter, place: Place, cell: GroupCell) -> None:
    used = draw_text(painter, place.rect, cell.text, "text", "caption", bold=True)
    rest = place.rect.adjusted(used + 8, 0, 0, 0)
    draw_text(painter, rest, cell.note, "text2", "caption")


def paint_more(painter: QPainter, place: Place, cell: MoreCell) -> None:
    draw_text(painter, place.rect, cell.text, "link", "caption")


def paint_cut(painter: QPainter, place: Place, cell: CutCell) -> None:
    draw_icon(painter, "mdi6.call-split", "bad", place.rect, DOT)
    rest = place.rect.adjusted(DOT + 8, 0, 0, 0)
    used = draw_text(painter, rest, cell.text, "bad", "caption", bold=True)
    draw_text(painter, rest.adjusted(used + 8, 0, 0, 0), cell.note, "bad", "caption")


def ring_path(rect: QRectF) -> QPainterPath:
    """The focus ring inside a cell."""
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(2, 3, -2, -4), 4, 4)
    return path


PAINTERS: dict[type, Callable[..., None]] = {
    TextCell: paint_text,
    ChipCell: paint_chip_cell,
    ThumbCell: paint_thumb,
    TickCell: paint_tick,
    DotsCell: paint_dots,
    MeterCell: paint_meter,
    DraftedCell: paint_drafted,
    BranchCell: paint_branch,
    GroupCell: paint_group,
    MoreCell: paint_more,
    CutCell: paint_cut,
}
