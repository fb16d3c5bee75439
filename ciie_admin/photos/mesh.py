"""468 points on a face in three dimensions, by MediaPipe's face mesh."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import Floats, Found
from ciie_admin.photos.nets import Nets

SIDE = 192
AROUND = 1.5
"""Side of the square that is looked at, for one long side of the detector's box."""
OUTPUTS = ("conv2d_31", "conv2d_21")
OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
"""Points around the face, clockwise from the hairline."""
RIGHT_EYE, LEFT_EYE = (33, 133), (263, 362)
"""Outer and inner corner, of the person's right and left eye."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """`points` 468 x (x, y, depth) in px of the picture; depth grows away from the camera."""

    points: Floats
    certain: float
    """That there is a face, 0 to 1."""

    @property
    def oval(self) -> Floats:
        return self.points[list(OVAL), :2]

    def middle(self, *numbers: int) -> Floats:
        """Mean of some points, x and y."""
        mean: Floats = self.points[list(numbers), :2].mean(axis=0)
        return mean


def measure(nets: Nets, picture: Pixels, face: Found) -> Mesh:
    turn = eye_angle(face)
    side = AROUND * max(face.right - face.left, face.bottom - face.top)
    middle = ((face.left + face.right) / 2, (face.top + face.bottom) / 2)
    onto = cv2.getRotationMatrix2D(middle, math.degrees(turn), SIDE / side)
    onto = np.asarray(onto, np.float64)
    onto[:, 2] = onto[:, 2] + SIDE / 2 - np.array(middle)
    crop = cv2.warpAffine(picture, onto, (SIDE, SIDE), flags=_smoothly(side))
    nets.mesh.setInput(cv2.dnn.blobFromImage(crop, 1 / 255))
    flag, raw = nets.mesh.forward(OUTPUTS)
    points = raw.reshape(-1, 3).astype(np.float32)
    back = cv2.invertAffineTransform(onto).astype(np.float32)
    points[:, :2] = points[:, :2] @ back[:, :2].T + back[:, 2]
    points[:, 2] *= side / SIDE
    return Mesh(points, float(1 / (1 + np.exp(-float(flag.reshape(-1)[0])))))


def eye_angle(face: Found) -> float:
    """Of the line from the right to the left eye, radians, clockwise positive."""
    right, left = face.marks[0], face.marks[1]
    return math.atan2(float(left[1] - right[1]), float(left[0] - right[0]))


def _smoothly(side: float) -> int:
    return cv2.INTER_AREA if side > 2 * SIDE else cv2.INTER_LINEAR
