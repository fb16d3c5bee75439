"""Whether something lies over the mouth and nose: a mask, a hand, a scarf; not a beard."""

from collections.abc import Iterator
from statistics import median

import numpy as np

from ciie_admin.photos.aligned import Aligned
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import Kept, Said, look
from ciie_admin.photos.middles import median as median_of
from ciie_admin.photos.sight import Sight
from ciie_admin.photos.tints import apart, chroma_apart, unlike_hair

BARE = (9, 151, 118, 347)
"""Brow and below the eyes: bare above any mask, though not under a fringe or sunglasses."""
NOSE, LOW_CHEEKS, MOUTH = 4, (205, 425), (164, 18, 200)
"""Tip of the nose; beside the mouth; above, below it, and the chin."""
BETWEEN_EYES, BELOW_LIPS, CHIN = 168, 200, 152
LINE = 13
"""Between the lips."""
FAR = 13.2
"""Chroma between nose and brow; 49 portraits with and without drawn beards reach 12.9."""
FAR_LIGHT, FAR_NOSE, FAR_ALL = 12.0, 16.0, 21.0
"""Light of the nose, Delta-E of the nose and of all, for black and white masks in grey pictures."""
GLARE = 97.0
"""L of a nose lost in light: nothing can be told."""
OTHER, EVEN = 17.0, 3.4
"""Chroma of a covered mouth, deviation of L: a beard is as far, but never as even (3.6 and up)."""
ONE, BRIDGE = 5.0, 10.0
"""Delta-E, light at half weight, of the tip of the nose to chin and below the lips, where one cloth
covers them; to the bridge, which is bare, more. Of 49 portraits in 1,369 crops none has both.
"""
HIDDEN, HIDDEN_BLURRED, HIDDEN_ALIKE = 0.36, 0.2, 0.42
"""Contrast between the lips for that around the eyes; bare and bearded mouths have .49 and up,
out of focus .25. Under one cloth of the colour of skin: .42.
"""


def covered(sight: Sight, *, blurred: bool, off_colour: bool) -> Iterator[Said]:
    aligned, hidden = sight.aligned, HIDDEN_BLURRED if blurred else HIDDEN
    if not blurred and _one_cloth(aligned, BRIDGE / 2):
        hidden = HIDDEN_ALIKE
    contrast = _deviation(aligned, LINE) / (_around_eyes(aligned) + 0.5)
    seen = (round(contrast, 2), f"{hidden:.2f}")
    fault = seen if contrast < hidden else None if off_colour else _other_colour(aligned)
    if fault:
        yield look("occlusion", *fault, sight.part(50, 280, 58, 288, 152, 149, 378))
    else:
        yield Kept("occlusion", *seen)


def masked(aligned: Aligned) -> bool:
    """Whether the nose is covered together with the cheeks."""
    if _one_cloth(aligned, BRIDGE):
        return True
    bare = _bare(aligned)
    nose = aligned.colour(NOSE)
    off = [chroma_apart(aligned.colour(point), bare) for point in (NOSE, *LOW_CHEEKS)]
    if nose[0] > GLARE:
        return False
    if off[0] > FAR and median(off) > FAR:
        return True
    below = (NOSE, *LOW_CHEEKS, *MOUTH[:2])
    whole = [float(np.linalg.norm(aligned.colour(point) - bare)) for point in below]
    if whole[0] < FAR_NOSE or median(whole) < FAR_ALL:
        return False
    return abs(float(nose[0] - bare[0])) > FAR_LIGHT


def _one_cloth(aligned: Aligned, bare: float) -> bool:
    """Whether nose and chin have one colour, and the bridge one further from it than `bare`."""
    nose = aligned.colour(NOSE)
    below = (aligned.colour(BELOW_LIPS), median_of(aligned.patch(CHIN, 0.09)))
    if any(apart(one, nose) > ONE for one in below):
        return False
    return apart(median_of(aligned.patch(BETWEEN_EYES, 0.06)), nose) > bare


def _other_colour(aligned: Aligned) -> tuple[float, str] | None:
    bare = _bare(aligned)
    if masked(aligned):
        return round(chroma_apart(aligned.colour(NOSE), bare), 1), f"{FAR:.1f}"
    mouth = [aligned.colour(point) for point in MOUTH]
    off = median([chroma_apart(one, bare) for one in mouth])
    even = median([_deviation(aligned, point) for point in (*LOW_CHEEKS, *MOUTH)])
    strange = min(unlike_hair(mouth[1]), unlike_hair(mouth[2])) > 4
    if off > OTHER and (even < EVEN or strange):
        return round(off, 1), f"{OTHER:.1f}"
    return None


def _bare(aligned: Aligned) -> Floats:
    """Whichever of the places above a mask is most like the nose."""
    nose = aligned.colour(NOSE)
    places = [aligned.colour(point) for point in BARE]
    return min(places, key=lambda place: float(np.linalg.norm(place - nose)))


def _deviation(aligned: Aligned, point: int) -> float:
    return float(aligned.patch(point, 0.09)[:, 0].std())


def _around_eyes(aligned: Aligned) -> float:
    eyes = []
    for outer, inner in ((33, 133), (263, 362)):
        x, y = aligned.points[[outer, inner]].mean(axis=0)
        eyes.append(float(aligned.square(float(x), float(y) + 4.8, 0.28)[:, 0].std()))
    return float(np.mean(eyes))
