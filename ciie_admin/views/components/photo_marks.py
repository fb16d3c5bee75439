"""What is drawn over a photo: the frame of its rule, the oval of the face, what is at fault.

Lines are blue with a white halo, faults amber, words on filled flags; in both themes alike, for a
photo is not themed. Painting only: `paint_marks(painter, place, Marks(...))`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from ciie_admin.views.paint import text_width
from ciie_admin.views.theme import current, paper_colour

INSET = 10.0
"""px of the frame inside the picture, so that it can be seen where the picture is as it should."""
TICK = 14.0
"""Half the length of a mark across the oval."""
FLAG, FLAG_PAD, FLAG_GAP = 20.0, 6.0, 4.0
FRAME = (3.0, 4.0)
SHADE = 64
"""Of 255: how much of the amber lies over what is at fault."""

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mask:
    """Cells of a grid over the whole picture, row by row: 1 is at fault."""

    width: int
    height: int
    cells: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`text` stands on its flag; `outline` in px of the upright picture, empty: the whole of it.

    Not `drawn`: the flag alone, for its outline is drawn anyway.
    """

    text: str
    outline: Points = ()
    mask: Mask | None = None
    drawn: bool = True
    shaded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`size` is that of the upright picture, in the px all outlines are in."""

    size: tuple[float, float]
    frame: str = ""
    oval: Points = ()
    share: str = ""
    faults: tuple[Fault, ...] = ()


def picture_in(place: QRectF, size: tuple[float, float]) -> QRectF:
    """Where a whole picture of this size lies in its place."""
    fitted = QSizeF(max(size[0], 1.0), max(size[1], 1.0)).scaled(
        place.size(), Qt.AspectRatioMode.KeepAspectRatio
    )
    left = place.left() + (place.width() - fitted.width()) / 2
    return QRectF(
        left, place.top() + (place.height() - fitted.height()) / 2, fitted.width(), fitted.height()
    )


def paint_marks(painter: QPainter, place: QRectF, marks: Marks) -> None:
    picture = picture_in(place, marks.size)
    scale = picture.width() / max(marks.size[0], 1.0)
    painter.save()
    painter.setClipRect(place)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    taken: list[QRectF] = []
    for fault in filter(lambda one: one.drawn, marks.faults):
        _paint_fault(painter, picture, scale, fault)
    if marks.frame:
        frame = _paint_frame(painter, picture)
        corner = frame.topLeft() + QPointF(FLAG_GAP, FLAG_GAP)
        _flag(painter, place, corner, marks.frame, "mine", taken)
    if marks.oval:
        _paint_oval(painter, picture, scale, marks, place, taken)
    for fault in marks.faults:
        around = _bounds(picture, scale, fault)
        wide = _flag_width(fault.text)
        at = QPointF(around.right() - wide, around.bottom() + FLAG_GAP)
        _flag(painter, place, at, fault.text, "warn", taken)
    painter.restore()


def _bounds(picture: QRectF, scale: float, fault: Fault) -> QRectF:
    """Of the fault on the screen."""
    if fault.mask is not None:
        return _mask_bounds(picture, fault.mask)
    if fault.outline:
        return _polygon(picture, scale, fault.outline).boundingRect().intersected(picture)
    return picture.adjusted(0, 0, 0, -FLAG - 3 * FLAG_GAP)


def _polygon(picture: QRectF, scale: float, points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF(
        [QPointF(picture.left() + x * scale, picture.top() + y * scale) for x, y in points]
    )


def _paint_frame(painter: QPainter, picture: QRectF) -> QRectF:
    """The largest frame of the rule's shape, in the middle of the picture."""
    frame = picture_in(picture, FRAME).adjusted(INSET, INSET, -INSET, -INSET)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(paper_colour("surface"), 4))
    painter.drawRect(frame)
    pen = QPen(paper_colour("mark"), 2)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRect(frame)
    return frame


def _paint_oval(
    painter: QPainter,
    picture: QRectF,
    scale: float,
    marks: Marks,
    place: QRectF,
    taken: list[QRectF],
) -> None:
    """With a mark across it at each side, and its share below."""
    oval = _polygon(picture, scale, marks.oval)
    box = oval.boundingRect()
    middle = box.center()
    across = [
        (QPointF(middle.x(), box.top()), QPointF(0, TICK)),
        (QPointF(middle.x(), box.bottom()), QPointF(0, TICK)),
        (QPointF(box.left(), middle.y()), QPointF(TICK, 0)),
        (QPointF(box.right(), middle.y()), QPointF(TICK, 0)),
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("surface", 4.0), ("mark", 2.0)):
        painter.setPen(QPen(paper_colour(token), width))
        painter.drawPolygon(oval)
        for at, half in across:
            painter.drawLine(at - half, at + half)
    if marks.share:
        wide = _flag_width(marks.share)
        at = QPointF(middle.x() - wide / 2, box.bottom() + FLAG_GAP)
        _flag(painter, place, at, marks.share, "mine", taken)


def _paint_fault(painter: QPainter, picture: QRectF, scale: float, fault: Fault) -> None:
    shade = paper_colour("warn")
    shade.setAlpha(SHADE)
    if fault.mask is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(picture, _mask_image(fault.mask))
        return
    shape = QPolygonF(picture)
    if fault.outline:
        shape = _polygon(picture, scale, fault.outline)
    if fault.outline and fault.shaded:
        painter.setBrush(shade)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("surface", 4.0), ("warn", 2.0)):
        painter.setPen(QPen(paper_colour(token), width))
        painter.drawPolygon(shape)


def _mask_image(mask: Mask) -> QImage:
    shade = paper_colour("warn")
    shade.setAlpha(2 * SHADE)
    table = [0, shade.rgba()]
    cells = QImage(mask.cells, mask.width, mask.height, mask.width, QImage.Format.Format_Indexed8)
    cells.setColorTable(table)
    return cells.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _mask_bounds(picture: QRectF, mask: Mask) -> QRectF:
    places = [place for place, one in enumerate(mask.cells) if one]
    if not places:
        return picture
    columns, rows = [p % mask.width for p in places], [p // mask.width for p in places]
    wide, high = picture.width() / mask.width, picture.height() / mask.height
    return QRectF(
        picture.left() + min(columns) * wide,
        picture.top() + min(rows) * high,
        (max(columns) + 1 - min(columns)) * wide,
        (max(rows) + 1 - min(rows)) * high,
    )


def _flag_width(text: str) -> float:
    return text_width(text, "caption") + 2 * FLAG_PAD


def _flag(
    painter: QPainter, place: QRectF, at: QPointF, text: str, token: str, taken: list[QRectF]
) -> None:
    """Words on a filled ground, inside the place and on no other flag."""
    box = QRectF(at, QSizeF(_flag_width(text), FLAG))
    room = place.adjusted(FLAG_GAP, FLAG_GAP, -FLAG_GAP, -FLAG_GAP)
    box.moveLeft(min(max(box.left(), room.left()), room.right() - box.width()))
    box.moveTop(min(max(box.top(), room.top()), room.bottom() - FLAG))
    step = -FLAG - 2 if box.bottom() + FLAG * 2 > room.bottom() else FLAG + 2
    while any(box.intersects(other) for other in taken) and room.contains(box.translated(0, step)):
        box.translate(0, step)
    taken.append(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper_colour(token))
    painter.drawRoundedRect(box, 4, 4)
    metrics = current().metrics("caption")
    drop = (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(current().font("caption"))
    painter.setPen(paper_colour("surface"))
    painter.drawText(QPointF(round(box.left() + FLAG_PAD), round(box.center().y() + drop)), text)
