"""A face brought into one frame: eyes level, their centres 96 px apart at a fixed place."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.mesh import LEFT_EYE, RIGHT_EYE, Mesh

WIDTH, HEIGHT, UNIT = 336, 448, 96
MIDDLE = (WIDTH / 2, HEIGHT / 2)
"""Where the middle between the eyes comes to lie."""
HALF = 2
"""Colours are measured in a frame half as large."""
SMALL_UNIT = UNIT // HALF
REACH = 0.09
"""Half width of a patch of skin, eye distances."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """One face in its frame; all in px of the half frame but `grey`, which is the whole one."""

    grey: npt.NDArray[np.uint8]
    lab: Floats
    """L 0 to 100, a and b about -100 to 100."""
    points: Floats
    """468 x (x, y)."""
    person: Floats
    """Of each pixel, how surely it shows a person."""
    inside: npt.NDArray[np.bool_]
    """Whether the picture reaches there."""
    zoom: float
    """Pixels of the whole frame for one of the picture: above 1 the picture was enlarged."""

    def patch(self, number: int, reach: float) -> Floats:
        """Lab of a square around a point, half as wide as `reach` eye distances, n x 3."""
        x, y = self.points[number]
        return self.square(float(x), float(y), reach)

    def square(self, x: float, y: float, reach: float) -> Floats:
        """Around any place; moved to the edge of the frame if it lies outside."""
        high, wide = self.lab.shape[:2]
        half = max(1, round(reach * SMALL_UNIT))
        row, column = min(max(round(y), 0), high - 1), min(max(round(x), 0), wide - 1)
        rows = slice(max(0, row - half), row + half + 1)
        cut: Floats = self.lab[rows, max(0, column - half) : column + half + 1]
        return cut.reshape(-1, 3)

    def colour(self, number: int, reach: float = REACH) -> Floats:
        """Median Lab of the patch around a point."""
        median: Floats = np.median(self.patch(number, reach), axis=0)
        return median


def align(picture: Pixels, mesh: Mesh, person: Floats) -> Aligned:
    right, left = mesh.middle(*RIGHT_EYE), mesh.middle(*LEFT_EYE)
    onto = _frame(right, left)
    rgb = cv2.warpAffine(picture, onto, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    size = (WIDTH // HALF, HEIGHT // HALF)
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    half = onto / HALF
    points = mesh.points[:, :2] @ half[:, :2].T + half[:, 2]
    height, width = picture.shape[:2]
    from_mask = half @ np.diag([width / person.shape[1], height / person.shape[0], 1.0])
    return Aligned(
        grey=np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8),
        lab=lab_of(small),
        points=points.astype(np.float32),
        person=np.asarray(cv2.warpAffine(person, from_mask, size), np.float32),
        inside=_inside(half, width, height),
        zoom=float(np.hypot(onto[0, 0], onto[0, 1])),
    )


def lab_of(rgb: npt.NDArray[Any]) -> Floats:
    """Of 8-bit RGB: L 0 to 100, a and b about -100 to 100."""
    return np.asarray(cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _frame(right: Floats, left: Floats) -> npt.NDArray[np.float64]:
    """The turn and size that bring both eyes to their places."""
    across = (left - right).astype(np.float64)
    far = max(float(np.hypot(*across)), 1.0)
    cos, sin = across / far * (UNIT / far)
    turn = np.array([[cos, sin], [-sin, cos]])
    shift = np.array(MIDDLE) - turn @ ((right + left) / 2)
    return np.hstack([turn, shift[:, None]])


def _inside(onto: npt.NDArray[np.float64], width: int, height: int) -> npt.NDArray[np.bool_]:
    back = cv2.invertAffineTransform(onto)
    x, y = np.meshgrid(np.arange(WIDTH // HALF), np.arange(HEIGHT // HALF))
    u = back[0, 0] * x + back[0, 1] * y + back[0, 2]
    v = back[1, 0] * x + back[1, 1] * y + back[1, 2]
    held: npt.NDArray[np.bool_] = (u >= 0) & (v >= 0) & (u < width) & (v < height)
    return held
