"""Whether the face is sharp: fine against coarse detail, along and across, at the face's scale."""

from collections.abc import Iterator, Mapping

import cv2
import numpy as np

from ciie_admin.photos.aligned import Aligned
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import Kept, Said, look
from ciie_admin.photos.sight import Sight

ROWS, COLUMNS = slice(130, 400), slice(50, 286)
"""The face from the forehead to the chin in the aligned frame."""
BLURS = (1.0, 2.0, 4.0)
"""Standard deviations in px where the eyes are 96 px apart: the two bands between them."""
LEAST = -1.12
"""Log of fine over coarse energy, the weaker direction. 49 sharp portraits read -1.02 to -.46,
blurred with a deviation of 1.5 px -1.6 to -1.1, moved by 9 px -1.9 to -.9.
"""
SPARSE = 2
"""Every so many lines are enough."""
SMEARED = -1.6
"""From here on edges glow into what is beside them."""
ENLARGED = 1.4
"""A face that small has no fine detail to be judged by."""
COARSE_TABLE = 90.0
"""Mean of the luma quantisation table: 29 at the usual quality 75, 58 at 50, 96 at 30."""


def sharp(sight: Sight, detail: float, tables: Mapping[int, list[int]]) -> Iterator[Said]:
    """`detail` as `fine_detail` has measured it."""
    table = float(np.mean(tables[0])) if tables.get(0) else 0.0
    if detail < LEAST and sight.aligned.zoom < ENLARGED:
        yield look("sharpness", round(detail, 2), f"{LEAST:.2f}", sight.oval())
    elif table > COARSE_TABLE:
        yield look("sharpness", f"JPEG {table:.0f}", f"{COARSE_TABLE:.0f}", sight.oval())
    elif sight.aligned.zoom < ENLARGED:
        yield Kept("sharpness", round(detail, 2), f"{LEAST:.2f}")


def fine_detail(aligned: Aligned) -> float:
    face = aligned.grey[ROWS, COLUMNS].astype(np.float32)
    return min(_ratio(face, across=True), _ratio(face, across=False))


def _ratio(face: Floats, *, across: bool) -> float:
    """Log energy of detail of about 4 px over that of about 8 px, in one direction."""
    some = face[::SPARSE] if across else np.ascontiguousarray(face[:, ::SPARSE])
    first, second, third = (_blurred(some, sigma, across=across) for sigma in BLURS)
    fine, coarse = cv2.norm(first, second), cv2.norm(second, third)
    return 2 * float(np.log((fine + 1e-3) / (coarse + 1e-3)))


def _blurred(face: Floats, sigma: float, *, across: bool) -> Floats:
    kernel = cv2.getGaussianKernel(2 * round(3 * sigma) + 1, sigma, cv2.CV_32F)
    one = np.ones((1, 1), np.float32)
    pair = (kernel, one) if across else (one, kernel)
    return np.asarray(cv2.sepFilter2D(face, -1, *pair), np.float32)
