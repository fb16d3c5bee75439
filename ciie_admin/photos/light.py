"""Rules about light and colour, measured on the face (OFIQ's ranges, loosened)."""

import statistics
from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.aligned import HALF, Aligned
from ciie_admin.photos.finding import Kept, Said, look
from ciie_admin.photos.mesh import OVAL
from ciie_admin.photos.middles import LEVELS, median, quantiles_of_levels
from ciie_admin.photos.sight import Sight

PAIRS = ((50, 280), (205, 425), (118, 347), (172, 397), (69, 299), (214, 434))
"""Points of both halves of the face that mirror one another."""
SKIN, ABOVE_MASK = (50, 280, 205, 425, 4, 9), (9, 151, 118, 347)
TOP_OF_NOSE = 197
"""What is below lies under a mask."""
DARKEST, DARK, GLINT = 48.0, 85.0, 145.0
"""Mean grey of the face that is too dark for any skin; that is, unless something in it shines:
eyes, teeth or forehead above `GLINT` in dark skin well lit.
"""
BRONZE, GLEAM = 56.0, 180.0
"""Mean grey from which it may be dark skin in soft light, if the picture is not dark as a whole:
its 98th percentile.
"""
DEEP, RICH = 45.0, 38.0
"""L and chroma of skin: dark skin is not that rich in colour, darkened skin is."""
BLACK = 0.35
"""Of the face, at most 25 of 255: more than a black beard and a black fringe."""
BRIGHT, WHITE = 205.0, 0.09
"""Mean grey; share of the face at 247 or more. White beards reach .08."""
SPAN = 38.0
"""Levels from the 5th to the 95th percentile; 49 portraits have 64 and more."""
LOPSIDED, HALVES = 33.0, 28.0
"""L by which the halves differ: middle of the pairs, mean of the halves. Portraits: 30 and 25."""
ONE_TINT = 2.6
"""Lab a and b that are left when light is taken away: grey, sepia, any one tint. Portraits: 3.5."""
REDNESS, YELLOWNESS = (4.5, 38.0), (5.0, 46.0)
"""Lab a and b of skin (OFIQ asks for 5-25 and 5-35; 49 portraits in several lights have 10-36
and 10-43).
"""


def lit(sight: Sight, *, mask: bool) -> Iterator[Said]:
    """One: the worst fault, or how light the face is."""
    face = _face(sight.aligned, mask=mask)
    grey = sight.aligned.grey[::HALF, ::HALF][face]
    bright = _brightest(sight) > GLEAM
    for measured, limit in _faults(sight.aligned, face, mask=mask, bright=bright):
        yield look("exposure", measured, limit, sight.oval())
        return
    if grey.size:
        yield Kept("exposure", f"{grey.mean():.0f}", f"{DARKEST:.0f}-{BRIGHT:.0f}")


def coloured(sight: Sight, mode: str, *, mask: bool) -> Iterator[Said]:
    if mode != "RGB":
        yield look("colour", mode, "RGB")
        return
    if (left := _beside_light(sight.aligned)) < ONE_TINT:
        yield look("colour", round(left, 1), f"{ONE_TINT:.1f}", sight.oval())
        return
    points = ABOVE_MASK if mask else SKIN
    _, red, yellow = median(np.array([sight.aligned.colour(point) for point in points]))
    measured = f"a {red:.0f}, b {yellow:.0f}"
    limit = "a {:.0f}..{:.0f}, b {:.0f}..{:.0f}".format(*REDNESS, *YELLOWNESS)
    if REDNESS[0] <= red <= REDNESS[1] and YELLOWNESS[0] <= yellow <= YELLOWNESS[1]:
        yield Kept("colour", measured, limit)
    else:
        yield look("colour", measured, limit, sight.oval())


def _beside_light(aligned: Aligned) -> float:
    """How much a and b differ between places equally light, root mean square."""
    places = aligned.lab[::4, ::4].reshape(-1, 3)
    light = places[:, 0] / 50 - 1
    terms = np.stack([light * light * light, light * light, light, np.ones_like(light)], axis=1)
    colours = places[:, 1:]
    weights, *_ = np.linalg.lstsq(terms.T @ terms, terms.T @ colours, rcond=None)
    return float(np.sqrt(((colours - terms @ weights) ** 2).sum(axis=1).mean()))


def _faults(
    aligned: Aligned, face: npt.NDArray[np.bool_], *, mask: bool, bright: bool
) -> Iterator[tuple[str, str]]:
    grey = aligned.grey[::HALF, ::HALF][face]
    if not grey.size:
        return
    counts = np.bincount(grey, minlength=LEVELS)
    low, high, glint = quantiles_of_levels(counts, (0.05, 0.95, 0.99))
    mean = float(counts @ np.arange(LEVELS)) / grey.size
    if mean < DARKEST or (mean < (BRONZE if bright else DARK) and glint < GLINT):
        yield f"{mean:.0f}", f"> {DARK:.0f}"
    light, *hue = median(np.array([aligned.colour(point) for point in SKIN]))
    if not mask and light < DEEP and float(np.hypot(*hue)) > RICH:
        yield f"{light:.0f} L", f"> {DEEP:.0f} L"
    if (black := float(counts[:26].sum()) / grey.size) > BLACK:
        yield f"{black:.0%}", f"< {BLACK:.0%}"
    if mean > BRIGHT:
        yield f"{mean:.0f}", f"< {BRIGHT:.0f}"
    if (white := float(counts[247:].sum()) / grey.size) > WHITE:
        yield f"{white:.0%}", f"< {WHITE:.0%}"
    if high - low < SPAN:
        yield f"{high - low:.0f}", f"> {SPAN:.0f}"
    yield from _lopsided(aligned, face)


def _brightest(sight: Sight) -> float:
    """What only a fiftieth of the picture exceeds, 8-bit grey."""
    grey = cv2.cvtColor(np.ascontiguousarray(sight.square[::4, ::4]), cv2.COLOR_RGB2GRAY)
    return quantiles_of_levels(np.bincount(grey.reshape(-1), minlength=LEVELS), (0.98,))[0]


def _lopsided(aligned: Aligned, face: npt.NDArray[np.bool_]) -> Iterator[tuple[str, str]]:
    pairs = [_light(aligned, one) - _light(aligned, other) for one, other in PAIRS]
    between = abs(statistics.median(pairs))
    if between > LOPSIDED:
        yield f"{between:.0f} L", f"< {LOPSIDED:.0f} L"
    middle = float(aligned.points[[10, 9, 4, 152], 0].mean())
    column = np.arange(face.shape[1])
    lightness = aligned.lab[..., 0]
    sides = [lightness[face & side] for side in (column < middle - 4, column > middle + 4)]
    if all(side.size for side in sides):
        halves = abs(float(sides[0].mean() - sides[1].mean()))
        if halves > HALVES:
            yield f"{halves:.0f} L", f"< {HALVES:.0f} L"


def _light(aligned: Aligned, point: int) -> float:
    return float(aligned.colour(point)[0])


def _face(aligned: Aligned, *, mask: bool) -> npt.NDArray[np.bool_]:
    """What of it can be judged."""
    drawn = np.zeros(aligned.lab.shape[:2], np.uint8)
    cv2.fillConvexPoly(drawn, np.round(aligned.points[list(OVAL)]).astype(np.int32), 1)
    face: npt.NDArray[np.bool_] = (drawn > 0) & aligned.inside
    if mask:
        face[int(aligned.points[TOP_OF_NOSE, 1]) :] = False
    return face
