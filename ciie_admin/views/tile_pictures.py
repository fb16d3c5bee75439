"""A thumbnail made into the picture of a tile: eyes where everybody's eyes are. Any thread.

Heads of one size at one place let differences stand out: who stands askew, whose ground is not
plain. Nothing is turned: how somebody holds their head is what is to be judged.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ciie_admin.photos.marking import original_size
from ciie_admin.views.portraits import whole

EYES_APART, EYE_LINE = 0.26, 0.46
"""Of the tile's width and height: about where they are in a usual photo, which so keeps its size
and still fills its tile.
"""
SMALLEST, LARGEST = 0.5, 2.5
"""Scale against the whole picture: a tiny face is not blown up to a blur."""
MOST = 512
"""Px of a thumbnail's longer side that are unpacked, whatever was sent."""
THOUSAND = 1_000
WHITE = 225
"""Grey from which a line is white: compression lets the picture run into it a little."""
LEAST_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where a whole picture stands in a tile, in px of the tile."""

    scale: float
    left: float
    top: float


def tile_picture(jpeg: bytes, eyes: tuple[int, ...], size: QSize, ground: QColor) -> QImage | None:
    """In just so many pixels; without eyes the whole picture. None if it cannot be read."""
    thumb = whole(jpeg, MOST)
    if thumb is None:
        return None
    if eyes:
        thumb = thumb.copy(inner(thumb, original_size(jpeg)))
    place = fitted(thumb.size(), eyes, size)
    scaled = thumb.scaled(
        max(1, round(thumb.width() * place.scale)),
        max(1, round(thumb.height() * place.scale)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(ground)
    painter = QPainter(page)
    painter.drawImage(QPoint(round(place.left), round(place.top)), scaled)
    painter.end()
    return page


def fitted(picture: QSize, eyes: tuple[int, ...], tile: QSize) -> Fitted:
    """Scale and corner: the whole picture in the middle, or the eyes at their place."""
    usual = min(tile.width() / picture.width(), tile.height() / picture.height())
    if len(eyes) != 4:
        left = (tile.width() - usual * picture.width()) / 2
        return Fitted(usual, left, (tile.height() - usual * picture.height()) / 2)
    wide, high = picture.width() / THOUSAND, picture.height() / THOUSAND
    x1, y1, x2, y2 = eyes[0] * wide, eyes[1] * high, eyes[2] * wide, eyes[3] * high
    apart = max(abs(complex(x2 - x1, y2 - y1)), 1.0)
    scale = min(max(EYES_APART * tile.width() / apart, SMALLEST * usual), LARGEST * usual)
    left = tile.width() / 2 - scale * (x1 + x2) / 2
    return Fitted(scale, left, EYE_LINE * tile.height() - scale * (y1 + y2) / 2)


def inner(thumb: QImage, size: tuple[int, int] | None = None) -> QRect:
    """The picture without the white that makes a thumbnail 3:4; eyes are measured on it alone.

    White at both ends alike is taken for that margin, as far as one of `size` can have any. Where
    that is not known, a portrait reaches its lower edge, so that white ground of its own is not.
    """
    grey = thumb.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, high, line = grey.width(), grey.height(), grey.bytesPerLine()
    bits = bytes(grey.constBits())
    across, down = _most(wide, high, size)
    above, below = _margins(lambda y: bits[y * line : y * line + wide], high, down)
    beside = (0, 0) if above else _margins(lambda x: bits[x : high * line : line], wide, across)
    return QRect(0, 0, wide, high).adjusted(beside[0], above, -beside[1], -below)


def _most(wide: int, high: int, size: tuple[int, int] | None) -> tuple[int, int]:
    """Px of margin there can be at each side, and above and below."""
    if size is None:
        return wide, high
    scale = min(wide / size[0], high / size[1])
    return int((wide - scale * size[0]) / 2 + 1), int((high - scale * size[1]) / 2 + 1)


def _margins(cut: Callable[[int], bytes], count: int, most: int) -> tuple[int, int]:
    """White lines before and behind: as many, or one more behind where the rest was odd."""

    def is_white(place: int) -> bool:
        return min(cut(place)) >= WHITE

    found = 0
    while found < min(most, count // 2) and is_white(found) and is_white(count - 1 - found):
        found += 1
    if not LEAST_MARGIN <= found < count // 2:
        return 0, 0
    return found, found + is_white(count - 1 - found)
