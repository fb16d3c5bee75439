"""Colours as they occur on heads."""

import numpy as np

from ciie_admin.photos.detection import Floats

CHROMA = np.array([0.5, 1.0, 1.0], np.float32)
"""Weights of L, a and b where light differs more than colour does."""
MOST = 15.0


def unlike_hair(colour: Floats) -> float:
    """How far a Lab colour lies from the warm axis from black over brown and blond to white.

    0 for any natural hair, at most `MOST`.
    """
    _, red, yellow = (float(part) for part in colour)
    chroma = float(np.hypot(red, yellow))
    cold = 4 - yellow if chroma > 6 else 0.0
    green = 2 - red if chroma > 8 else 0.0
    return min(MOST, max(0.0, cold, green, yellow - 1.9 * red - 22, chroma - 48))


def apart(one: Floats, other: Floats) -> float:
    """Delta-E with light at half weight."""
    return float(np.linalg.norm((one - other) * CHROMA))


def chroma_apart(one: Floats, other: Floats) -> float:
    return float(np.hypot(*(one - other)[1:]))
