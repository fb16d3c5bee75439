"""Material Design Icons in theme colours: one font of the package qtawesome, none of its code.

Importing that would load OpenGL and half of the toolkit before the first window (measured).

Names are `mdi6.*`, hues are palette tokens of the theme as it is when a picture is asked for.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPixmap

from ciie_admin.views.theme import current

_FONT = "materialdesignicons6-webfont-6.9.96.ttf"
_GLYPHS = "materialdesignicons6-webfont-charmap-6.9.96.json"
_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}


def _folder() -> Path:
    package = find_spec("qtawesome")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("qtawesome")
    return Path(package.origin).parent / "fonts"


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_folder() / _FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _glyphs() -> dict[str, str]:
    codes = json.loads((_folder() / _GLYPHS).read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


def known(name: str) -> bool:
    """Whether the icon font has this name."""
    return name.removeprefix("mdi6.") in _glyphs()


def pixmap(name: str, hue: str, size: int, dpr: float = 1.0) -> QPixmap:
    """`size` in logical px; kept by name, colour, size and device pixel ratio.

    Raises KeyError for a name the font does not have.
    """
    key = (name, current().colour(hue).name(), size, dpr)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _drawn(name, hue, size, dpr)
    return found


def _drawn(name: str, hue: str, size: int, dpr: float) -> QPixmap:
    made = QPixmap(QSize(round(size * dpr), round(size * dpr)))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    font = QFont(_family())
    font.setPixelSize(size)
    painter.setFont(font)
    painter.setPen(current().colour(hue))
    glyph = _glyphs()[name.removeprefix("mdi6.")]
    painter.drawText(QRectF(0, 0, size, size), int(Qt.AlignmentFlag.AlignCenter), glyph)
    painter.end()
    return made


def paint_icon(painter: QPainter, name: str, hue: str, x: float, y: float, size: int) -> None:
    """Top left corner at (x, y), snapped to whole logical px."""
    made = pixmap(name, hue, size, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPoint(round(x), round(y)), made)
