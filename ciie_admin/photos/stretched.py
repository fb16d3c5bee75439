"""Whether a picture was pressed or pulled in one direction, from the shape of the face.

Faces differ: by the measure below those of 49 people are 4.5 % broad or narrow around the mean
(one standard deviation), the same face in several crops 1.2 %. So only a clear stretch can be told.
"""

from collections.abc import Iterator

import numpy as np

from ciie_admin.photos.finding import Kept, Said, look
from ciie_admin.photos.mesh import Mesh
from ciie_admin.photos.sight import Sight, pose

LENGTHS = (
    ((10, 152), -1.722),  # hairline to chin
    ((127, 356), 1.171),  # temple to temple
    ((168, 13), -0.078),  # between the eyes to the lips
    ((61, 291), 0.117),  # corners of the mouth: a smile broadens both
)
"""Pairs of points and the weight of the log of their distance in space, about its mean."""
NOD, NONE = 0.182, 0.5143
"""Weight of the pitch / 30 degrees squared; what is added. Ridge regression on 49 people, each
pressed and pulled .80 to 1.25 across.
"""
MOST = 0.115
"""Log of width over height, about 12 %: 2.4 standard deviations, one or two faces in a hundred."""


def stretch(sight: Sight) -> Iterator[Said]:
    broad = breadth(sight.mesh)
    measured = round(float(np.exp(broad)), 2)
    limit = f"{np.exp(-MOST):.2f}-{np.exp(MOST):.2f}"
    if abs(broad) > MOST:
        yield look("stretched", measured, limit, sight.oval())
    else:
        yield Kept("stretched", measured, limit)


def breadth(mesh: Mesh) -> float:
    """Log of how many times too broad the picture is; below 0 too narrow."""
    points = mesh.points.astype(np.float64)
    lengths = [np.linalg.norm(points[first] - points[second]) for (first, second), _ in LENGTHS]
    logs = np.log(np.array(lengths) + 1e-6)
    weights = np.array([weight for _, weight in LENGTHS])
    return float(weights @ (logs - logs.mean())) + NOD * (pose(mesh).pitch / 30) ** 2 + NONE
