"""Material Design Icons in theme colours: one font of the package qtawesome, none of its code.

Importing that would load OpenGL and half of the toolkit before the first window (measured).

`icon(name, hue)` is a QIcon that asks the theme each time it is drawn, so a change of theme needs
no second call; `pixmap(...)` is for painting code. Names are `mdi6.*`, hues are palette tokens.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

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


class _Engine(QIconEngine):
    def __init__(self, name: str, hue: str) -> None:
        super().__init__()
        self._name = name
        self._hue = hue

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        hue = "text3" if mode == QIcon.Mode.Disabled else self._hue
        size = min(rect.width(), rect.height())
        paint_icon(painter, self._name, hue, rect.x(), rect.y(), size)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        hue = "text3" if mode == QIcon.Mode.Disabled else self._hue
        return pixmap(self._name, hue, min(size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._hue)


def icon(name: str, hue: str = "text2") -> QIcon:
    """For menus, inputs and plain Qt buttons; our own buttons take the name itself."""
    return QIcon(_Engine(name, hue))
