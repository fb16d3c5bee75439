"""Medians and quantiles of few values: numpy's own spend most of their time on questions."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

LEVELS = 256


def median(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Along the first axis."""
    low, high = (len(values) - 1) // 2, len(values) // 2
    ordered = np.partition(values, (low, high), axis=0)
    middle: npt.NDArray[Any] = (ordered[low] + ordered[high]) / 2
    return middle


def quantiles(values: npt.NDArray[Any], shares: Sequence[float]) -> list[float]:
    """Of all values, between two neighbours in proportion."""
    ordered = np.sort(values, axis=None)
    return [_between(ordered, share * (len(ordered) - 1)) for share in shares]


def quantiles_of_levels(counts: npt.NDArray[np.int64], shares: Sequence[float]) -> list[float]:
    """The same of 8-bit values, of which so many have each level."""
    so_far = np.cumsum(counts)
    places = [share * (float(so_far[-1]) - 1) for share in shares]
    neighbours = [(int(place), int(np.ceil(place))) for place in places]
    levels = np.searchsorted(so_far, neighbours, side="right")
    pairs = zip(levels.tolist(), places, strict=True)
    return [low + (high - low) * (place % 1) for (low, high), place in pairs]


def _between(ordered: npt.NDArray[Any], place: float) -> float:
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    below = float(ordered[low])
    return below + (float(ordered[high]) - below) * (place - low)
