"""What crosses the forehead: the rim of a hat is one smooth curve, the ends of hair are none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ciie_admin.photos.aligned import SMALL_UNIT, Aligned
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.middles import median
from ciie_admin.photos.tints import unlike_hairs

ACROSS = np.linspace(-1, 1, 41)
BREADTH = 0.8
"""Of half the head, how far the curves reach to each side."""
TILTS = (-0.12, -0.06, 0.0, 0.06, 0.12)
BENDS = (-0.35, -0.22, -0.1, 0.0, 0.1, 0.22, 0.35, 0.5)
"""Eye distances by which the ends lie lower: one than the other, both than the middle."""
CURVES = np.round(
    [[(tilt + bend * ACROSS) * ACROSS * SMALL_UNIT for bend in BENDS] for tilt in TILTS]
).astype(int)
CURVES = CURVES.reshape(-1, len(ACROSS))
REACH = 3
"""Rows above and below that are compared, px of the half frame."""
STRONGEST = 30.0
"""Delta-E beyond which a change counts no more."""
WEAK = 10
"""A curve is as strong as its eleventh weakest place of 41."""
ABOVE_BROWS = 0.35
"""Eye distances above the hairline from which curves are tried."""
NEAR, CLOTH, BARE = 5, range(4, 18), (4, 6, 8)
"""Rows beside the curve where a stronger change is looked for; above it; below it."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The curve along which colour changes most everywhere. Lengths in eye distances."""

    strength: float
    """Delta-E."""
    leading: float
    """By how much it is stronger than most curves."""
    height: float
    """Of its middle above the brows."""
    bend: float
    loose: float
    """Px by which the strongest change lies beside it, mean."""
    below: float
    """Delta-E between skin and what is below it."""
    strange: float
    """Share of what is above it that is of no colour of hair."""
    down: float
    along: float
    """Mean change of light from px to px above it, in either direction: strands of hair run down,
    so it changes along the curve.
    """


def crossing(
    aligned: Aligned,
    smooth: Floats,
    skin: Floats,
    across: tuple[float, float],
    rows: tuple[float, float],
) -> Crossing:
    """`smooth` is its Lab, blurred; `across` middle and half breadth of the head, `rows` hairline
    and brows, px.
    """
    wide = smooth.shape[1]
    places = across[0] + BREADTH * across[1] * ACROSS
    columns = np.clip(np.round(places), 0, wide - 1).astype(int)
    strip = smooth[:, columns]
    change = _change(strip)
    first = max(REACH + 1, int(rows[0] - ABOVE_BROWS * SMALL_UNIT))
    strength, tried = _strengths(change, np.arange(first, max(first + 4, int(rows[1]))))
    best = int(strength.argmax())
    curve = tried[best]
    skin_below = _colours(strip, curve, BARE).reshape(-1, 3)
    above = _colours(strip, curve, [-row for row in CLOTH])
    light = _colours(aligned.lab[:, columns, :1], curve, [-row for row in CLOTH])[..., 0]
    middle = len(ACROSS) // 2
    return Crossing(
        strength=float(strength[best]),
        leading=float(strength[best] - median(strength)),
        height=float(rows[1] - curve[middle]) / SMALL_UNIT,
        bend=float(curve[0] + curve[-1] - 2 * curve[middle]) / 2 / SMALL_UNIT,
        loose=_loose(change, curve),
        below=min(50.0, float(np.linalg.norm(median(skin_below) - skin))),
        strange=float((unlike_hairs(above) > 8).mean()),
        down=float(np.abs(np.diff(light, axis=0)).mean()),
        along=float(np.abs(np.diff(light, axis=1)).mean()),
    )


Rows = npt.NDArray[np.int64]


def _change(strip: Floats) -> Floats:
    """Of each place, how its colour differs between above and below."""
    change = np.zeros(strip.shape[:2], np.float32)
    off = strip[2 * REACH :] - strip[: -2 * REACH]
    change[REACH:-REACH] = np.minimum(np.sqrt((off * off).sum(axis=2)), STRONGEST)
    return change


def _strengths(change: Floats, starts: Rows) -> tuple[Floats, Rows]:
    """Of every curve from every row, and its rows."""
    nearby = change.copy()
    nearby[1:] = np.maximum(nearby[1:], change[:-1])
    nearby[:-1] = np.maximum(nearby[:-1], change[1:])
    tried = np.clip(starts[:, None, None] + CURVES, REACH, len(change) - REACH - 1)
    tried = tried.reshape(-1, len(ACROSS))
    met = nearby[tried, np.arange(len(ACROSS))]
    strengths: Floats = np.partition(met, WEAK, axis=1)[:, WEAK]
    return strengths, tried


def _colours(strip: Floats, curve: Rows, beside: Sequence[int]) -> Floats:
    """So many rows below the curve, which may lie outside the frame."""
    rows = np.clip(curve + np.array(beside)[:, None], 0, len(strip) - 1)
    found: Floats = strip[rows, np.arange(len(ACROSS))]
    return found


def _loose(change: Floats, curve: Rows) -> float:
    rows = np.clip(curve + np.arange(-NEAR, NEAR + 1)[:, None], 0, len(change) - 1)
    strongest = change[rows, np.arange(len(ACROSS))].argmax(axis=0)
    return float(np.abs(strongest - median(strongest)).mean())
