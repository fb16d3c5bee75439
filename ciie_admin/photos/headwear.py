"""Hats, caps, hoods: told from hair by their edge, their evenness and their colour."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.aligned import SMALL_UNIT, Aligned
from ciie_admin.photos.crossing import crossing
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
WEIGHTS = {
    "strength": 0.299,
    "leading": -0.281,
    "height": -4.073,
    "bend": 6.500,
    "loose": -2.489,
    "below": 0.114,
    "strange": 6.268,
    "down": 4.088,
    "along": -4.724,
    "brim": 25.722,
    "straight": 1.532,
    "aside": 0.162,
    "above": 0.064,
    "uneven": -1.755,
}
NONE = -3.513
"""Logistic regression on 49 people with 5 + 5 drawn head coverings and 7 drawn fringes, haircuts
and beards each, beside their own hair; signs chosen by leaving out people.
"""
LIKELY, CLEARLY = 0.0, 2.0
DYED, AWAY = 8.0, 20.0
"""How far the crown, or what is above the edge and so unlike skin, is from any natural hair: 49
people have 7.4.
"""
BRIM = 6
"""Rows below which a brim has ended, px of the half frame."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The strongest change of colour in each column between brows and crown, colours in Lab."""

    ragged: float
    """Eye distances by which it leaves a parabola, median."""
    above: Floats


@dataclass(frozen=True, slots=True)
class Crown:
    """Of the head above the face."""

    colour: Floats
    uneven: float
    """Deviation of L."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for or against a head covering, in the order of `WEIGHTS`."""

    strength: float
    leading: float
    height: float
    bend: float
    loose: float
    below: float
    strange: float
    down: float
    """Log of the change, as that along the edge and the unevenness of the crown."""
    along: float
    brim: float
    """Eye distances by which the head is broader above the brows than just below."""
    straight: float
    aside: float
    """Delta-E between the crown and what is beside the eyes: hair, ear or skin."""
    above: float
    """Delta-E between what is above the edge and skin."""
    uneven: float


def covering(sight: Sight, *, disguised: bool) -> Iterator[Said]:
    """`disguised`: a mask or dark glasses, which mislead about brows and skin."""
    aligned = sight.aligned
    smooth = np.asarray(cv2.GaussianBlur(aligned.lab, (0, 0), 1.0), np.float32)
    crown, edge = _crown(aligned), _edge(aligned, smooth)
    score = likelihood(_signs(aligned, smooth, crown, edge))
    cloth = of_no_hair(
        _skin(aligned), crown.colour if crown else None, edge.above if edge else None
    )
    limit = CLEARLY if disguised else LIKELY
    if score > limit or cloth:
        where = sight.part(54, 284, 10, 70, 300, 105, 334)
        yield look("headwear", round(score, 1), f"{limit:.0f}", where)
    else:
        yield Kept("headwear", round(score, 1), f"{limit:.0f}")


def likelihood(seen: Signs) -> float:
    """Log odds."""
    return NONE + sum(weight * float(getattr(seen, name)) for name, weight in WEIGHTS.items())


def signs(aligned: Aligned) -> Signs:
    smooth = np.asarray(cv2.GaussianBlur(aligned.lab, (0, 0), 1.0), np.float32)
    return _signs(aligned, smooth, _crown(aligned), _edge(aligned, smooth))


def _signs(aligned: Aligned, smooth: Floats, crown: Crown | None, edge: Edge | None) -> Signs:
    skin, top = _skin(aligned), float(aligned.points[HAIRLINE, 1])
    rim = crossing(aligned, smooth, skin, _across(aligned), (top, _brows(aligned)))
    return Signs(
        strength=rim.strength,
        leading=rim.leading,
        height=rim.height,
        bend=rim.bend,
        loose=rim.loose,
        below=rim.below,
        strange=rim.strange,
        down=float(np.log1p(rim.down)),
        along=float(np.log1p(rim.along)),
        brim=_brim(aligned),
        straight=-float(np.log((edge.ragged if edge else 0.15) + 0.006)),
        aside=8.0 if crown is None else _aside(aligned, crown.colour),
        above=min(float(np.linalg.norm(edge.above - skin)), 50.0) if edge else 10.0,
        uneven=float(np.log1p(8.0 if crown is None else crown.uneven)),
    )


def of_no_hair(skin: Floats, crown: Floats | None, above: Floats | None) -> bool:
    """Whether the crown, or a band above the brows, is of a colour that no hair has."""
    if crown is not None and unlike_hair(crown) > DYED:
        return True
    if above is None or unlike_hair(above) <= DYED:
        return False
    return float(np.linalg.norm(above - skin)) > AWAY


def _brim(aligned: Aligned) -> float:
    """By how much the outline steps inwards on the way down to the brows, on either side."""
    middle, last = round(_across(aligned)[0]), int(_brows(aligned)) + 2 * BRIM
    head = aligned.person[:last] > 0.5
    steps = [0.0]
    for side in (head[:, middle::-1], head[:, middle:]):
        closed = np.pad(side, ((0, 0), (0, 1)))
        reach = closed.argmin(axis=1)
        steps.append(float((reach[:-BRIM] - reach[BRIM:]).max(initial=0)))
    return max(steps) / SMALL_UNIT


def _skin(aligned: Aligned) -> Floats:
    return median(np.concatenate([aligned.patch(point, 0.09) for point in SKIN]))


def _crown(aligned: Aligned) -> Crown | None:
    """None where too little of it is in the picture."""
    middle, half = _across(aligned)
    top = float(aligned.points[HAIRLINE, 1])
    rows = slice(max(0, int(top - 0.55 * SMALL_UNIT)), max(2, int(top - 0.08 * SMALL_UNIT)))
    columns = slice(max(0, int(middle - 0.6 * half)), max(1, int(middle + 0.6 * half)))
    head = (aligned.person[rows, columns] > SURELY) & aligned.inside[rows, columns]
    if head.sum() <= 60:
        return None
    seen = aligned.lab[rows, columns][head]
    return Crown(median(seen), float(seen[:, 0].std()))


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


def _brows(aligned: Aligned) -> float:
    return float(aligned.points[list(BROWS), 1].mean())


def _edge(aligned: Aligned, smooth: Floats) -> Edge | None:
    middle, half = _across(aligned)
    first = int(max(2, aligned.points[HAIRLINE, 1] - 0.25 * SMALL_UNIT))
    last = int(_brows(aligned) - 0.05 * SMALL_UNIT)
    columns = np.arange(max(0, int(middle - 0.75 * half)), int(middle + 0.75 * half))
    columns = columns[columns < smooth.shape[1]]
    if last - first <= 8 or len(columns) <= 10:
        return None
    part = smooth[first - 2 : last + 2, columns[0] : columns[-1] + 1]
    change = part[4:] - part[:-4]
    rows = np.linalg.norm(change, axis=2).argmax(axis=0) + first
    place = (columns - middle) / max(half, 1.0)
    return Edge(
        ragged=float(median(np.abs(_leftover(place, rows.astype(np.float64))))) / SMALL_UNIT,
        above=median(smooth[np.maximum(rows - STEP, 0), columns]),
    )


Numbers = npt.NDArray[np.float64]


def _leftover(place: Numbers, values: Numbers) -> Numbers:
    """What a parabola over the columns leaves."""
    terms = np.vander(place, 3)
    weights, *_ = np.linalg.lstsq(terms, values, rcond=None)
    left: Numbers = values - terms @ weights
    return left
