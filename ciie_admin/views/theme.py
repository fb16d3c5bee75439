"""The theme in force: colours and fonts for painting code, palette and style sheet for the rest.

`apply(app, "light" | "dark")` sets Fusion, QPalette, font and the one style sheet; call it again
to change the theme. `current()` is read while painting. `restyle(widget, armed=True)` changes
dynamic properties and polishes once. `signals().changed` tells who caches pixels. UI thread only.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ciie_admin.views.theme_focus import FocusRing
from ciie_admin.views.theme_sheet import sheet
from ciie_admin.views.theme_values import DARK, FAMILIES, LIGHT, TYPE, Palette

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """One palette and one family; colours and fonts are made once each."""

    scheme: Scheme
    palette: Palette
    family: str
    _colours: dict[str, QColor] = field(default_factory=dict, compare=False, repr=False)
    _fonts: dict[tuple[str, bool], QFont] = field(default_factory=dict, compare=False, repr=False)
    _metrics: dict[tuple[str, bool], QFontMetricsF] = field(
        default_factory=dict, compare=False, repr=False
    )

    def colour(self, token: str) -> QColor:
        """A colour of the palette by name; a Hue is a name too."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(getattr(self.palette, token))
        return found

    def font(self, role: str = "body", bold: bool = False) -> QFont:
        """The font of a text role; roles that are bold by nature stay bold."""
        found = self._fonts.get((role, bold))
        if found is None:
            found = self._fonts[role, bold] = _font(self.family, role, bold)
        return found

    def metrics(self, role: str = "body", bold: bool = False) -> QFontMetricsF:
        found = self._metrics.get((role, bold))
        if found is None:
            found = self._metrics[role, bold] = QFontMetricsF(self.font(role, bold))
        return found


class Signals(QObject):
    changed = Signal()


@dataclass(slots=True)
class _Standing:
    theme: Theme | None = None
    ring: FocusRing | None = None


_standing = _Standing()


@cache
def signals() -> Signals:
    return Signals()


def current() -> Theme:
    """The theme in force; light until `apply` was called."""
    if _standing.theme is None:
        _standing.theme = _theme("light")
    return _standing.theme


def apply(app: QApplication, scheme: Scheme) -> Theme:
    """Put a theme on the application and return it."""
    theme = _standing.theme = _theme(scheme)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(theme))
    app.setFont(theme.font())
    app.setStyleSheet(sheet(theme.palette))
    if _standing.ring is None:
        _standing.ring = FocusRing(app, lambda: current().colour("mark"))
    signals().changed.emit()
    return theme


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties (True becomes "true", None clears) and polish once if any changed."""
    changed = False
    for name, value in properties.items():
        wanted = str(value).lower() if isinstance(value, bool) else value
        if widget.property(name) != wanted:
            widget.setProperty(name, wanted)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def paper_colour(token: str) -> QColor:
    """A colour of the light theme: photos and print are never themed."""
    return QColor(getattr(LIGHT, token))


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """For print: sized by the sheet it is printed on, on any thread."""
    font = QFont(current().family)
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("locl"), 0)  # else digits beside letters could not be searched for
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def _theme(scheme: Scheme) -> Theme:
    return Theme(scheme, LIGHT if scheme == "light" else DARK, _family())


def _family() -> str:
    present = set(QFontDatabase.families())
    return next((name for name in FAMILIES if name in present), QFont().family())


def _font(family: str, role: str, bold: bool) -> QFont:
    kind = TYPE[role]
    font = QFont(family)
    font.setPixelSize(kind.pixels)
    font.setWeight(QFont.Weight.Bold if bold or kind.bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    tokens = {
        role.Window: "chrome", role.WindowText: "text", role.Base: "surface",
        role.AlternateBase: "sunken", role.Text: "text", role.Button: "raised",
        role.ButtonText: "text", role.BrightText: "on_accent", role.Light: "raised",
        role.Midlight: "hover", role.Mid: "hair", role.Dark: "ctl", role.Shadow: "box",
        role.Highlight: "sel", role.HighlightedText: "text", role.Link: "link",
        role.LinkVisited: "link", role.PlaceholderText: "text3", role.ToolTipBase: "raised",
        role.ToolTipText: "text", role.Accent: "mark",
    }  # fmt: skip
    made = QPalette()
    for key, token in tokens.items():
        made.setColor(key, theme.colour(token))
    faded = (role.WindowText, role.Text, role.ButtonText, role.HighlightedText)
    for key in faded:
        made.setColor(QPalette.ColorGroup.Disabled, key, theme.colour("text3"))
    made.setColor(QPalette.ColorGroup.Inactive, role.Highlight, theme.colour("selidle"))
    return made
