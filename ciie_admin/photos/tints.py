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
    return float(unlike_hairs(colour))


def unlike_hairs(colours: Floats) -> Floats:
    """The same of many, ... x 3."""
    red, yellow = colours[..., 1], colours[..., 2]
    chroma = np.hypot(red, yellow)
    cold = np.where(chroma > 6, 4 - yellow, 0.0)
    green = np.where(chroma > 8, 2 - red, 0.0)
    warm = np.maximum(yellow - 1.9 * red - 22, chroma - 48)
    off: Floats = np.clip(np.maximum(np.maximum(cold, green), warm), 0.0, MOST)
    return off


def apart(one: Floats, other: Floats) -> float:
    """Delta-E with light at half weight."""
    return float(np.linalg.norm((one - other) * CHROMA))


def chroma_apart(one: Floats, other: Floats) -> float:
    return float(np.hypot(*(one - other)[1:]))
