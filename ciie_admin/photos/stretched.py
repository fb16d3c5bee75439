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
MOST, CLEARLY = 0.1, 0.16
"""Log of width over height: about 10 %, 2.1 standard deviations of a face the weights do not know,
one or two in a hundred; 17 %, none. A photo whose ground or frame is faulty has to be made again
anyway: it is told of a clear stretch only. Faults of a file say nothing about it.
"""


def stretch(sight: Sight, *, others: bool) -> Iterator[Said]:
    """`others`: the picture has other faults."""
    broad, most = breadth(sight.mesh), CLEARLY if others else MOST
    measured = round(float(np.exp(broad)), 2)
    limit = f"{np.exp(-most):.2f}-{np.exp(most):.2f}"
    if abs(broad) > most:
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
