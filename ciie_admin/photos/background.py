"""Whether what is behind the person is plain: one colour, with light falling off softly."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.aligned import lab_of
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import PhotoFinding, Polygon, look, reject
from ciie_admin.photos.sight import Sight

GRID = 64
"""Width and height of what the fit is made on."""
BEHIND, KEEP_OFF, KEEP_OFF_BLURRED = 0.15, 3, 7
"""Sure background, and the square of cells kept off the person: hair and its glow belong to
neither, least of all out of focus.
"""
BLEED = 2
"""Cells into which the colour of a border runs."""
LEAST = 0.03
"""Of the picture: with less background there is nothing to judge."""
SPREAD, FAR_SPREAD = 3.4, 10.0
"""Delta-E that a tenth of the background lies off a smooth surface: look; reject."""
PATCH = 9.5
"""The same for a fortieth: a switch, a corner of a poster."""
EDGES = 10.0
"""Mean gradient of lightness a px at 256 x 256, as an 8-bit Sobel sum."""


@dataclass(frozen=True, slots=True)
class Ground:
    """How far the background is from a smooth surface, Delta-E; its share of the picture."""

    spread: float
    patch: float
    edges: float
    share: float


def behind(
    sight: Sight, frame: tuple[float, float, float, float], *, blurred: bool
) -> Iterator[PhotoFinding]:
    """`frame` is a border to leave out: shares of width and height, left, top, right, bottom."""
    free = _free(sight.person, frame, KEEP_OFF_BLURRED if blurred else KEEP_OFF)
    ground = measure(sight, free)
    if ground.share < LEAST:
        return
    if ground.spread > SPREAD or ground.patch > PATCH or ground.edges > EDGES:
        measured = round(max(ground.spread, ground.patch * SPREAD / PATCH), 1)
        say = reject if ground.spread > FAR_SPREAD else look
        limit = f"{SPREAD:.1f}"
        yield say("background", measured, limit, outline(sight, free))


def measure(sight: Sight, free: npt.NDArray[np.bool_]) -> Ground:
    small = cv2.resize(sight.square, (GRID, GRID), interpolation=cv2.INTER_AREA)
    lab = lab_of(small)
    if free.mean() < LEAST:
        return Ground(0.0, 0.0, 0.0, float(free.mean()))
    away = _off_surface(lab, free)
    spread, patch = np.percentile(away, [90, 97.5])
    return Ground(float(spread), float(patch), _edges(sight, free), float(free.mean()))


def outline(sight: Sight, free: npt.NDArray[np.bool_]) -> Polygon:
    """Of the largest part of the background, with few corners."""
    found, _ = cv2.findContours(free.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(found, key=cv2.contourArea)
    simple = cv2.approxPolyDP(largest, 1.5, closed=True).reshape(-1, 2)
    cell = np.array([sight.width / GRID, sight.height / GRID], np.float32)
    return sight.polygon(simple * cell)


def _free(
    person: Floats, frame: tuple[float, float, float, float], off: int
) -> npt.NDArray[np.bool_]:
    """Cells of the grid that show nothing but background."""
    near = (person >= BEHIND).astype(np.float32)
    small = cv2.resize(near, (GRID, GRID), interpolation=cv2.INTER_AREA) > 0
    around = cv2.dilate(small.astype(np.uint8), np.ones((off, off), np.uint8))
    free: npt.NDArray[np.bool_] = around == 0
    left, top, right, bottom = (int(share * GRID) + BLEED if share else 0 for share in frame)
    free[:top] = free[GRID - bottom :] = False
    free[:, :left] = free[:, GRID - right :] = False
    return free


def _off_surface(lab: Floats, free: npt.NDArray[np.bool_]) -> Floats:
    """Delta-E of each free cell from a surface of second degree through them."""
    y, x = (np.nonzero(free)[axis].astype(np.float32) / GRID - 0.5 for axis in (0, 1))
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
    colours = lab[free]
    weights, *_ = np.linalg.lstsq(terms.T @ terms, terms.T @ colours, rcond=None)
    away: Floats = np.linalg.norm(colours - terms @ weights, axis=1)
    return away


def _edges(sight: Sight, free: npt.NDArray[np.bool_]) -> float:
    grey = cv2.cvtColor(sight.square, cv2.COLOR_RGB2GRAY)
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    where = cv2.resize(free.astype(np.uint8), grey.shape, interpolation=cv2.INTER_NEAREST)
    return float(cv2.mean(cv2.magnitude(across, down), mask=where)[0])
