"""cast_shadow(widget): what floats over a window stands out by the same soft shadow everywhere."""

from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from ciie_admin.views.theme import paper_colour

BLUR, DROP = 8, 2
"""px"""
STRENGTH = 0.22


def cast_shadow(widget: QWidget) -> None:
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(BLUR)
    shadow.setOffset(0, DROP)
    ink = paper_colour("text")
    ink.setAlphaF(STRENGTH)
    shadow.setColor(ink)
    widget.setGraphicsEffect(shadow)
