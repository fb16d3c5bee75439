"""Hats, caps, hoods: told from hair by their edge, their evenness and their colour."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.aligned import SMALL_UNIT, Aligned
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import Kept, Said, look
from ciie_admin.photos.middles import median
from ciie_admin.photos.sight import Sight
from ciie_admin.photos.tints import apart, unlike_hair

SKIN = (50, 280, 118, 347, 4)
BROWS, HAIRLINE, TEMPLES = (105, 334, 66, 296), 10, (127, 356)
SURELY = 0.6
"""Segmentation above which a pixel shows the person."""
STEP = 5
"""Rows above and below the edge that are compared, px of the half frame."""
WEIGHTS = (0.623, 2.102, 0.314, 0.209, 0.038)
NONE = -3.244
"""Logistic regression of the five signs on 49 people with 5 drawn head coverings and 7 drawn
fringes, haircuts and beards each, beside their own hair.
"""
LIKELY = 0.0
DYED, AWAY = 8.0, 20.0
"""How far the crown, or what is above the edge and so unlike skin, is from any natural hair: 49
people have 7.4.
"""
NECK, JAW = 152, ((172, -1), (397, 1))
ALIKE, UNLIKE_SKIN, SMOOTH = 7.0, 16.0, 0.06
"""Of a hood or scarf: Delta-E between crown, neck and sides; to skin; raggedness of the edge."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What crosses the forehead from side to side, colours in Lab."""

    ragged: float
    """Eye distances by which it leaves a parabola, median."""
    patchy: float
    """Deviation of the colours just above it, their slow change taken away."""
    above: Floats


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a head covering."""

    straight: float
    even: float
    unlike_hair: float
    aside: float
    """Delta-E between the crown and what is beside the eyes: hair, ear or skin."""
    above: float
    """Delta-E between what is above the edge and skin."""


def covering(sight: Sight) -> Iterator[Said]:
    crown, edge = _crown(sight.aligned), _edge(sight.aligned)
    seen = _signs(sight.aligned, crown, edge)
    score = likelihood(seen)
    if score > LIKELY or of_no_hair(seen, edge) or _wrapped(sight.aligned, crown, edge):
        where = sight.part(54, 284, 10, 70, 300, 105, 334)
        yield look("headwear", round(score, 1), f"{LIKELY:.0f}", where)
    else:
        yield Kept("headwear", round(score, 1), f"{LIKELY:.0f}")


def likelihood(seen: Signs) -> float:
    """Log odds."""
    parts = (seen.straight, seen.even, seen.unlike_hair, seen.aside, seen.above)
    return sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True)) + NONE


def signs(aligned: Aligned) -> Signs:
    return _signs(aligned, _crown(aligned), _edge(aligned))


def _signs(aligned: Aligned, crown: Floats | None, edge: Edge | None) -> Signs:
    skin = _skin(aligned)
    return Signs(
        straight=-float(np.log((edge.ragged if edge else 0.15) + 0.006)),
        even=-float(np.log((edge.patchy if edge else 20.0) + 1)),
        unlike_hair=0.0 if crown is None else unlike_hair(crown),
        aside=8.0 if crown is None else _aside(aligned, crown),
        above=min(float(np.linalg.norm(edge.above - skin)), 50.0) if edge else 10.0,
    )


def of_no_hair(seen: Signs, edge: Edge | None) -> bool:
    """Whether the crown, or a band above the brows, is of a colour that no hair has."""
    if seen.unlike_hair > DYED:
        return True
    return edge is not None and seen.above > AWAY and unlike_hair(edge.above) > DYED


def _wrapped(aligned: Aligned, crown: Floats | None, edge: Edge | None) -> bool:
    """Whether one cloth goes over the head, down both sides and around the neck."""
    if crown is None or edge is None or edge.ragged > SMOOTH:
        return False
    if np.linalg.norm(crown - _skin(aligned)) < UNLIKE_SKIN:
        return False
    x, y = aligned.points[NECK]
    places = [aligned.square(float(x), float(y) + 0.28 * SMALL_UNIT, 0.12)]
    for point, side in JAW:
        x, y = aligned.points[point]
        places.append(aligned.square(float(x) + side * 0.22 * SMALL_UNIT, float(y), 0.09))
    return all(apart(median(place), crown) < ALIKE for place in places)


def _skin(aligned: Aligned) -> Floats:
    return median(np.concatenate([aligned.patch(point, 0.09) for point in SKIN]))


def _crown(aligned: Aligned) -> Floats | None:
    """Median colour of the head above the face; None where too little of it is in the picture."""
    middle, half = _across(aligned)
    top = float(aligned.points[HAIRLINE, 1])
    rows = slice(max(0, int(top - 0.55 * SMALL_UNIT)), max(2, int(top - 0.08 * SMALL_UNIT)))
    columns = slice(max(0, int(middle - 0.6 * half)), max(1, int(middle + 0.6 * half)))
    head = (aligned.person[rows, columns] > SURELY) & aligned.inside[rows, columns]
    if head.sum() <= 60:
        return None
    return median(aligned.lab[rows, columns][head])


def _aside(aligned: Aligned, crown: Floats) -> float:
    """The smallest difference to what lies beside the eyes, at most 40; 8 if nothing does."""
    found = []
    for temple, side in zip(TEMPLES, (-1, 1), strict=True):
        x, y = aligned.points[temple]
        for down in (-0.15, 0.15):
            beside = _beside(
                aligned, float(x) + side * 0.14 * SMALL_UNIT, float(y) + down * SMALL_UNIT
            )
            if beside is not None:
                found.append(apart(beside, crown))
    return min([*found, 40.0]) if found else 8.0


def _beside(aligned: Aligned, x: float, y: float) -> Floats | None:
    high, wide = 0.09 * SMALL_UNIT, 0.07 * SMALL_UNIT
    rows = slice(int(max(0, y - high)), int(max(1, y + high + 1)))
    columns = slice(int(max(0, x - wide)), int(max(1, x + wide + 1)))
    head = (aligned.person[rows, columns] > SURELY) & aligned.inside[rows, columns]
    if head.sum() <= 10:
        return None
    return median(aligned.lab[rows, columns][head])


def _across(aligned: Aligned) -> tuple[float, float]:
    """Middle of the head and half its breadth, px."""
    right, left = (float(aligned.points[temple, 0]) for temple in TEMPLES)
    return (right + left) / 2, (left - right) / 2


def _edge(aligned: Aligned) -> Edge | None:
    """The strongest change of colour between brows and crown in each column."""
    middle, half = _across(aligned)
    first = int(max(2, aligned.points[HAIRLINE, 1] - 0.25 * SMALL_UNIT))
    last = int(aligned.points[list(BROWS), 1].mean() - 0.05 * SMALL_UNIT)
    columns = np.arange(max(0, int(middle - 0.75 * half)), int(middle + 0.75 * half))
    columns = columns[columns < aligned.lab.shape[1]]
    if last - first <= 8 or len(columns) <= 10:
        return None
    offset = max(0, first - 2 - STEP)
    part = aligned.lab[offset : last + 2 + STEP, columns[0] : columns[-1] + 1]
    smooth = np.asarray(cv2.GaussianBlur(part, (0, 0), 1.0), np.float32)
    upper, lower = first - offset - 2, last - offset - 2
    change = smooth[upper + 4 : lower + 4] - smooth[upper:lower]
    rows = np.linalg.norm(change, axis=2).argmax(axis=0) + first
    place = (columns - middle) / max(half, 1.0)
    above = smooth[np.maximum(rows - STEP - offset, 0), np.arange(len(columns))]
    return Edge(
        ragged=float(median(np.abs(_leftover(place, rows.astype(np.float64))))) / SMALL_UNIT,
        patchy=float(_leftover(place, above).std(axis=0).sum()),
        above=median(above),
    )


Numbers = npt.NDArray[np.float64]


def _leftover(place: Numbers, values: Numbers) -> Numbers:
    """What a parabola over the columns leaves."""
    terms = np.vander(place, 3)
    weights, *_ = np.linalg.lstsq(terms, values, rcond=None)
    left: Numbers = values - terms @ weights
    return left
