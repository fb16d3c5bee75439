"""Sunglasses: no eye to be seen behind the glass. Clear glasses are nobody's concern."""

from collections.abc import Iterator

import numpy as np

from ciie_admin.photos.aligned import SMALL_UNIT, Aligned
from ciie_admin.photos.finding import Kept, Said, look
from ciie_admin.photos.middles import median, quantiles
from ciie_admin.photos.sight import Sight
from ciie_admin.photos.tints import chroma_apart

EYES = ((33, 133), (263, 362))
SKIN, FOREHEAD = (9, 50, 280, 205, 425, 4), (9, 151)
"""Bare skin to compare with; above a mask only the forehead."""
DARK = 0.54
"""L of the glass for that of the skin, both eyes; 49 portraits have .61 and up."""
DULL, TINTED, COLOURED = 0.30, 0.66, 7.0
"""Range of L within the eye for that of the skin: an eye has .32 and up. A lens that hides it is
also darker than skin, or of another colour.
"""


def shaded(sight: Sight, *, mask: bool) -> Iterator[Said]:
    aligned = sight.aligned
    skin = median(np.array([aligned.colour(point) for point in (FOREHEAD if mask else SKIN)]))
    light = max(float(skin[0]), 5.0)
    glass = [_glass(aligned, outer, inner) for outer, inner in EYES]
    dark = max(float(colour[0]) / light for colour in glass)
    dull = max(_range(aligned, outer, inner) / light for outer, inner in EYES)
    other = min(chroma_apart(colour, skin) for colour in glass)
    if dark < DARK or (dull < DULL and (dark < TINTED or other > COLOURED)):
        where = sight.part(*(33, 133, 263, 362, 27, 257, 230, 450))
        yield look("sunglasses", round(min(dark, dull), 2), f"{DARK:.2f}", where)
    else:
        yield Kept("sunglasses", round(dark, 2), f"{DARK:.2f}")


def _glass(aligned: Aligned, outer: int, inner: int) -> np.ndarray:
    x, y = aligned.points[[outer, inner]].mean(axis=0)
    return median(aligned.square(float(x), float(y) + 0.05 * SMALL_UNIT, 0.22))


def _range(aligned: Aligned, outer: int, inner: int) -> float:
    """From the dark of the iris to the white of the eye."""
    ends = np.sort(aligned.points[[outer, inner], 0])
    y = float(aligned.points[[outer, inner], 1].mean())
    rows = slice(max(0, int(y - 0.07 * SMALL_UNIT)), max(1, int(y + 0.08 * SMALL_UNIT) + 1))
    eye = aligned.lab[rows, max(0, int(ends[0])) : int(ends[1]) + 1, 0]
    if not eye.size:
        return 1.0
    low, high = quantiles(eye, (0.08, 0.92))
    return high - low
