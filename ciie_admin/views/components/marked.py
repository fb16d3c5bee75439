"""PhotoRow: photos with their faults marked, as they go with a message.

PhotoRow(): show_photos([MarkedPhoto(name, said, image)]); names below, two in a row
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ciie_admin.views.components.labels import boxed, clear, column_of, label

PLACE = QSize(162, 216)
"""Logical px of one photo."""
IN_A_ROW, GAP = 2, 12


@dataclass(frozen=True, slots=True)
class MarkedPhoto:
    """`said` is what the marks say, for whoever cannot see them; no `image`: none is there."""

    name: str
    said: str
    image: QImage | None


class PhotoRow(QWidget):
    """Takes no place while there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(IN_A_ROW, 1)
        self.shown: tuple[MarkedPhoto, ...] = ()
        self.hide()

    def show_photos(self, photos: Sequence[MarkedPhoto]) -> None:
        self.shown = tuple(photos)
        clear(self._grid)
        for place, one in enumerate(photos):
            self._grid.addWidget(_tile(one), place // IN_A_ROW, place % IN_A_ROW)
        self.setVisible(bool(photos))


def _tile(one: MarkedPhoto) -> QWidget:
    picture = QLabel()
    picture.setFixedSize(PLACE)
    picture.setAccessibleName(f"{one.name}: {one.said}" if one.said else one.name)
    picture.setToolTip(one.said)
    if one.image is not None:
        picture.setPixmap(QPixmap.fromImage(one.image))
    return boxed(column_of(picture, label(one.name, "caption", hue="text2"), gap=4))
