"""What the rules look at: one upright picture, its faces, who stands before what."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.aligned import Aligned
from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import Floats, Found
from ciie_admin.photos.finding import Box, Polygon
from ciie_admin.photos.mesh import Mesh

ENOUGH = 480 * 640
"""Pixels a picture is made smaller to: the rules were measured at this size."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Degrees. Yaw to the picture's right, pitch downwards, roll clockwise."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class Sight:
    """`picture` is the upright one, made smaller; `scale` px of the upright one for one of it."""

    picture: Pixels
    scale: float
    limits: PhotoLimits
    faces: Sequence[Found]
    """The largest first."""
    mesh: Mesh
    aligned: Aligned
    half: Pixels
    """The picture, half as large."""
    square: Pixels
    """The picture pressed into 256 x 256."""
    person: Floats
    """256 x 256 over the whole picture: 0 background, 1 person."""
    turned: int
    """Quarter turns that brought the face upright; 0 for nearly all."""

    @property
    def width(self) -> int:
        return int(self.picture.shape[1])

    @property
    def height(self) -> int:
        return int(self.picture.shape[0])

    @property
    def alone(self) -> bool:
        """Whether it is clear whose photo this is."""
        return len(self.faces) == 1 or self.faces[1].area < RIVAL * self.faces[0].area

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where it lies in the picture as it is shown, px: turned back, and as large as it is."""
        wide, high = self.width, self.height
        for _ in range(self.turned):
            x, y, wide, high = high - y, x, high, wide
        return round(x * self.scale, 1), round(y * self.scale, 1)

    def polygon(self, points: Floats) -> Polygon:
        return Polygon(tuple(self.point(float(x), float(y)) for x, y in points))

    def oval(self) -> Polygon:
        return self.polygon(self.mesh.oval)

    def box(self, face: Found) -> Box:
        return self.shown(Box(face.left, face.top, face.right, face.bottom))

    def shown(self, box: Box) -> Box:
        """A box of `picture` in the picture as it is shown."""
        one, other = self.point(box.left, box.top), self.point(box.right, box.bottom)
        (left, right), (top, bottom) = (sorted(ends) for ends in zip(one, other, strict=True))
        return Box(left, top, right, bottom)

    def part(self, *numbers: int) -> Polygon:
        """The hull of some points of the mesh."""
        hull = cv2.convexHull(self.mesh.points[list(numbers), :2])
        return self.polygon(np.asarray(hull, np.float32).reshape(-1, 2))


RIVAL = 0.25
"""A second face of this part of the first: nobody can say whose photo it is."""


def reduced(shown: Pixels) -> Pixels:
    """At most `ENOUGH` pixels."""
    height, width = shown.shape[:2]
    scale = math.sqrt(ENOUGH / max(width * height, 1))
    if scale >= 1:
        return shown
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(shown, size, interpolation=cv2.INTER_AREA), np.uint8)


def pose(mesh: Mesh) -> Pose:
    """From the widest points of the face, forehead and chin, and the eyes."""
    points = mesh.points[[454, 234, 152, 10, 263, 362, 33, 133]].astype(np.float64)
    across, down = points[0] - points[1], points[2] - points[3]
    eyes = (points[4] + points[5] - points[6] - points[7]) / 2
    return Pose(
        yaw=math.degrees(math.atan2(across[2], math.hypot(across[0], across[1]))),
        pitch=math.degrees(math.atan2(down[2], math.hypot(down[0], down[1]))),
        roll=math.degrees(math.atan2(eyes[1], eyes[0])),
    )
