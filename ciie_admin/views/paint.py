"""Painting primitives shared by delegates and components; lengths in logical px.

Text stands on whole px and is elided at its end; what was measured once is kept, for lists paint
the same few hundred texts again and again.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout, QTextOption

from ciie_admin.views.icons import paint_icon
from ciie_admin.views.theme import current

KEPT = 8192
CAP_HEIGHT = 16
_measured: dict[tuple[str, str, bool], float] = {}
_fitted: dict[tuple[str, str, bool, int], tuple[str, float]] = {}
_wrapped: dict[tuple[str, str, int, int], tuple[str, ...]] = {}
_drops: dict[tuple[str, bool], float] = {}


def text_width(text: str, role: str = "body", bold: bool = False) -> float:
    found = _measured.get((text, role, bold))
    if found is None:
        if len(_measured) >= KEPT:
            _measured.clear()
        found = current().metrics(role, bold).horizontalAdvance(text)
        _measured[text, role, bold] = found
    return found


def fitted(text: str, width: float, role: str = "body", bold: bool = False) -> tuple[str, float]:
    """The text as it fits into `width`, and the width it then takes."""
    key = (text, role, bold, int(width))
    found = _fitted.get(key)
    if found is None:
        if len(_fitted) >= KEPT:
            _fitted.clear()
        shown = text
        if text_width(text, role, bold) > width:
            mode = Qt.TextElideMode.ElideRight
            shown = current().metrics(role, bold).elidedText(text, mode, int(width))
        found = _fitted[key] = (shown, text_width(shown, role, bold))
    return found


def wrapped(text: str, width: float, role: str = "body", *, most: int) -> tuple[str, ...]:
    """Lines of at most this width, at least one; what is left over is elided in the last."""
    if text_width(text, role) <= width:
        return (text,)
    key = (text, role, int(width), most)
    found = _wrapped.get(key)
    if found is None:
        if len(_wrapped) >= KEPT:
            _wrapped.clear()
        found = _wrapped[key] = _broken(text, width, role, most)
    return found


def _broken(text: str, width: float, role: str, most: int) -> tuple[str, ...]:
    layout = QTextLayout(text, current().font(role))
    wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    option = QTextOption()
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts these: a rare character of a name is two
    ends = [*starts[1:], len(units) // 2]
    parts = (units[2 * one : 2 * end] for one, end in zip(starts, ends, strict=True))
    return tuple(part.decode("utf-16-le").rstrip() for part in parts)


def _drop(role: str, bold: bool) -> float:
    """From the middle of a line down to its baseline."""
    found = _drops.get((role, bold))
    if found is None:
        metrics = current().metrics(role, bold)
        found = _drops[role, bold] = (metrics.ascent() - metrics.descent()) / 2
    return found


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    ink: str = "text",
    role: str = "body",
    *,
    bold: bool = False,
    align: str = "left",
) -> float:
    """One line, centred in height; align is left, right or centre. Returns the width used."""
    if not text:
        return 0.0
    theme = current()
    shown, used = fitted(text, rect.width(), role, bold)
    x = rect.left()
    if align != "left":
        spare = rect.width() - used
        x += spare if align == "right" else spare / 2
    painter.setFont(theme.font(role, bold))
    painter.setPen(theme.colour(ink))
    painter.drawText(QPointF(round(x), int(rect.center().y() + _drop(role, bold))), shown)
    return used


def cap_width(text: str) -> float:
    return max(CAP_HEIGHT + 2.0, text_width(text, "key") + 10)


def draw_caps(
    painter: QPainter,
    right: float,
    middle: float,
    caps: tuple[str, ...],
    *,
    on_accent: bool = False,
) -> float:
    """Key caps ending at `right`; returns the left edge."""
    theme = current()
    for cap in reversed(caps):
        width = round(cap_width(cap))
        box = QRectF(right - width + 0.5, round(middle - CAP_HEIGHT / 2) + 0.5, width - 1, 15)
        line = theme.colour("on_accent" if on_accent else "hair").toRgb()
        if on_accent:
            line.setAlpha(110)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if on_accent else theme.colour("surface"))
        painter.drawRoundedRect(box, 3, 3)
        draw_text(painter, box, cap, "on_accent" if on_accent else "text3", "key", align="centre")
        right -= width + 4
    return right


def caps_width(caps: tuple[str, ...]) -> float:
    return sum(round(cap_width(cap)) + 4 for cap in caps)


def draw_icon(painter: QPainter, name: str, hue: str, rect: QRectF, size: int = 16) -> None:
    """Icon at the left of `rect`, centred in height."""
    if name:
        paint_icon(painter, name, hue, rect.left(), rect.center().y() - size / 2, size)


def fill_round(painter: QPainter, rect: QRectF, token: str, radius: float = 4) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().colour(token))
    painter.drawRoundedRect(rect, radius, radius)


def draw_bar(painter: QPainter, rect: QRectF, share: float, token: str = "bar") -> None:
    """A meter, 6 px high in the middle of `rect`; share 0 to 1."""
    track = QRectF(rect.left(), round(rect.center().y() - 3), rect.width(), 6)
    fill_round(painter, track, "track", 3)
    if share > 0:
        painter.save()
        painter.setClipRect(QRectF(track.left(), track.top(), track.width() * min(share, 1.0), 6))
        fill_round(painter, track, token, 3)
        painter.restore()
