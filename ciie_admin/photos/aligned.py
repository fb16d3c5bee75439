"""A face brought into one frame: eyes level, their centres 96 px apart at a fixed place."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.mesh import LEFT_EYE, RIGHT_EYE, Mesh
from ciie_admin.photos.middles import median

WIDTH, HEIGHT, UNIT = 336, 448, 96
MIDDLE = (WIDTH / 2, HEIGHT / 2)
"""Where the middle between the eyes comes to lie."""
HALF = 2
"""Colours are measured in a frame half as large."""
SMALL_UNIT = UNIT // HALF
REACH = 0.09
"""Half width of a patch of skin, eye distances."""
PLACES = (
    4, 9, 18, 50, 69, 118, 151, 164, 172, 200, 205, 214, 280, 299, 347, 397, 425, 434,
)  # fmt: skip
"""Points of the mesh whose colour rules ask for: cheeks, brow, nose, mouth, chin, jaws."""


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
    colours: Floats
    """Median Lab around each of `PLACES`."""
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

    def colour(self, number: int) -> Floats:
        """Median Lab around a point."""
        median: Floats = self.colours[PLACES.index(number)]
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
    lab = lab_of(small)
    return Aligned(
        colours=_colours(lab, points[list(PLACES)].astype(np.float32)),
        grey=np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8),
        lab=lab,
        points=points.astype(np.float32),
        person=np.asarray(cv2.warpAffine(person, from_mask, size), np.float32),
        inside=_inside(half, width, height),
        zoom=float(np.hypot(onto[0, 0], onto[0, 1])),
    )


def _colours(lab: Floats, centres: Floats) -> Floats:
    """Medians of squares, all at once."""
    half = round(REACH * SMALL_UNIT)
    step = np.arange(-half, half + 1)
    high, wide = lab.shape[:2]
    middle = np.round(centres).astype(int)
    rows = np.clip(middle[:, 1, None, None] + step[None, :, None], 0, high - 1)
    columns = np.clip(middle[:, 0, None, None] + step[None, None, :], 0, wide - 1)
    squares = lab[rows, columns].reshape(len(centres), -1, 3)
    medians: Floats = median(squares.transpose(1, 0, 2))
    return medians


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
    """The picture's four corners, drawn into the half frame."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    drawn = np.zeros((HEIGHT // HALF, WIDTH // HALF), np.uint8)
    placed = corners @ onto[:, :2].T + onto[:, 2]
    cv2.fillConvexPoly(drawn, np.round(np.clip(placed, -9999, 9999)).astype(np.int32), 1)
    held: npt.NDArray[np.bool_] = drawn > 0
    return held
