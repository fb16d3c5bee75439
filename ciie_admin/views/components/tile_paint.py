"""How a tile is painted: picture, name with its marks, finding; ring, tick and hover around it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from ciie_admin.views.components.tile import FOUND, NAME, NAME_GAP, PICTURE, RING, Tile
from ciie_admin.views.components.tile_grid import ringed
from ciie_admin.views.delegates_paint import BOX, draw_box
from ciie_admin.views.paint import draw_icon, draw_text, fill_round, wrapped
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import PHOTO_RADIUS

ICON = 14
ICON_GAP = 4
ABSENT = 28
ABSENT_LINES = 3
CORNER = 6
LINE = 16


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is no picture, as sign and words."""

    icon: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a tile shows beside its person."""

    picture: QImage | Absent | None = None
    """None while it is being read."""
    current: bool = False
    focused: bool = False
    """The sheet has the keyboard."""
    hovered: bool = False
    ticked: bool = False


def paint_tile(painter: QPainter, rect: QRect, tile: Tile | None, look: Look) -> None:
    """`tile` None while its row is being read: nothing but the place of its picture."""
    _paint_around(painter, rect, look)
    frame = QRect(rect.topLeft(), PICTURE)
    _paint_picture(painter, frame, look.picture)
    if look.ticked:
        _paint_tick(painter, frame)
    if tile is None:
        return
    line = QRectF(rect.left(), frame.bottom() + 1 + NAME_GAP, rect.width(), NAME)
    _paint_name(painter, line, tile, look)
    _paint_found(painter, QRectF(line.left(), line.bottom(), line.width(), FOUND), tile)


def _paint_around(painter: QPainter, rect: QRect, look: Look) -> None:
    ground = "check" if look.ticked else "hover" if look.hovered else ""
    if ground:
        fill_round(painter, QRectF(ringed(rect)), ground, CORNER)
    if look.current:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("mark" if look.focused else "box"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(ringed(rect)).adjusted(1, 1, -1, -1), CORNER, CORNER)


def _paint_picture(painter: QPainter, frame: QRect, picture: QImage | Absent | None) -> None:
    """Or a placeholder of the same size."""
    if isinstance(picture, QImage):
        painter.drawImage(frame, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("hair"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5))
        return
    fill_round(painter, QRectF(frame), "track", PHOTO_RADIUS)
    if picture is not None:
        _paint_absent(painter, QRectF(frame), picture)


def _paint_absent(painter: QPainter, frame: QRectF, why: Absent) -> None:
    words = frame.adjusted(8, 0, -8, 0)
    lines = wrapped(why.said, words.width(), "caption", most=ABSENT_LINES)
    top = frame.center().y() - (ABSENT + 6 + LINE * len(lines)) / 2
    spot = QRectF(frame.center().x() - ABSENT / 2, top, ABSENT, ABSENT)
    draw_icon(painter, why.icon, "text3", spot, ABSENT)
    top += ABSENT + 6
    for line in lines:
        place = QRectF(words.left(), top, words.width(), LINE)
        draw_text(painter, place, line, "text2", "caption", align="centre")
        top += LINE


def _paint_tick(painter: QPainter, frame: QRect) -> None:
    plate = QRectF(frame.left() + RING, frame.top() + RING, BOX, BOX)
    fill_round(painter, plate.adjusted(1, 1, -1, -1), "surface", 2)
    draw_box(painter, plate, checked=True)


def _paint_name(painter: QPainter, line: QRectF, tile: Tile, look: Look) -> None:
    right = line.right()
    for sign in reversed(tile.marks):
        right -= ICON
        draw_icon(painter, sign.icon, sign.hue, QRectF(right, line.top(), ICON, NAME), ICON)
        right -= ICON_GAP
    room = QRectF(line.left(), line.top(), right - line.left(), line.height())
    draw_text(painter, room, tile.name, bold=look.current)


def _paint_found(painter: QPainter, line: QRectF, tile: Tile) -> None:
    sign = tile.found
    draw_icon(painter, sign.icon, sign.hue, line, ICON)
    words = line.adjusted(ICON + ICON_GAP, 0, 0, 0)
    draw_text(painter, words, tile.said, sign.hue, "caption")
