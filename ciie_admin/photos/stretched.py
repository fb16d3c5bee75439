"""Whether a picture was pressed or pulled in one direction, from the shape of the face.

Faces differ: by the measure below those of 49 people are 4.6 % broad or narrow around the mean
(one standard deviation), the same face in several crops 1.2 %. So only a clear stretch can be told.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from ciie_admin.photos.aligned import Aligned
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import PhotoFinding, look
from ciie_admin.photos.mesh import Mesh
from ciie_admin.photos.sight import Sight, pose

LENGTHS = (
    ((10, 152), -1.073),  # hairline to chin
    ((168, 13), -0.233),  # between the eyes to the lips
    ((127, 356), 1.388),  # temple to temple
    ((17, 152), -0.017),  # lower lip to chin
    ((133, 362), 0.139),  # inner corners of the eyes
)
"""Pairs of points and the weight of the log of their distance in space, about its mean."""
GRAIN, NOD, NONE = -0.051, 0.179, 0.0476
"""Weights of the grain's direction and of the pitch / 30 degrees squared; what is added. Ridge
regression on 49 people, each stretched .80 to 1.25 across.
"""
MOST = 0.115
"""Log of width over height: about 12 %."""
FINE = (1.6, 3.2)
"""Deviations in px of the whole frame: the band whose grain is compared across and down."""


def stretch(sight: Sight) -> Iterator[PhotoFinding]:
    broad = breadth(sight.mesh, sight.aligned)
    if abs(broad) > MOST:
        limit = f"{np.exp(-MOST):.2f}-{np.exp(MOST):.2f}"
        yield look(
            "stretched", round(float(np.exp(broad)), 2), limit, sight.polygon(sight.mesh.oval)
        )


def breadth(mesh: Mesh, aligned: Aligned) -> float:
    """Log of how many times too broad the picture is; below 0 too narrow."""
    logs = np.array([_log_length(mesh.points, *pair) for pair, _ in LENGTHS])
    weights = np.array([weight for _, weight in LENGTHS])
    nod = (pose(mesh).pitch / 30) ** 2
    return float(weights @ (logs - logs.mean())) + GRAIN * grain(aligned) + NOD * nod + NONE


def grain(aligned: Aligned) -> float:
    """Log of the energy of fine gradients across over that of those down, everywhere."""
    grey = aligned.grey.astype(np.float32)
    band = cv2.GaussianBlur(grey, (0, 0), FINE[0]) - cv2.GaussianBlur(grey, (0, 0), FINE[1])
    across, down = np.diff(band, axis=1), np.diff(band, axis=0)
    return float(np.log((across**2).mean() + 1e-3) - np.log((down**2).mean() + 1e-3))


def _log_length(points: Floats, first: int, second: int) -> float:
    return float(np.log(np.linalg.norm(points[first] - points[second]) + 1e-6))
