"""Whether what is behind the person is plain: one colour, with light falling off softly."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.aligned import lab_of
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import Kept, Polygon, Said, look, reject
from ciie_admin.photos.middles import quantiles
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
TAKEN_FOR_IT = 0.1
"""Of the face's oval. The net that was told to find persons loses one who fills the picture, and
then takes cheeks and hair for background: of 247 real compliant portraits none had any of it.
"""
SPREAD, FAR_SPREAD = 3.4, 10.0
"""Delta-E that a tenth of the background lies off a smooth surface: look; reject."""
PATCH = 9.5
"""The same for a fortieth: a switch, a corner of a poster."""
STEP = 5.0
"""Delta-E between both sides of a straight line through the background, where neither side changes
as much by itself: the corner of a room, a panel. 49 portraits before soft grounds have 2.6.
"""
ALONG, MOST_ROWS = 5, 0.8
"""Cells along the line that show it, at least, and which share of them."""
ACROSS, BESIDE = 2, 3
"""Cells over which the step is taken; how far from it the sides are looked at."""
MOST_OF_IT, AGAIN = 0.6, 3
"""Of the background, that tells what colour it has; how often that is asked."""
EDGES = 10.0
"""Mean gradient of lightness a px at 256 x 256, as an 8-bit Sobel sum."""


@dataclass(frozen=True, slots=True)
class Ground:
    """How far the background is from a smooth surface, Delta-E; its share of the picture."""

    spread: float
    patch: float
    edges: float
    step: float
    share: float
    free: npt.NDArray[np.bool_]
    """Cells of the grid that show nothing but background."""
    lab: Floats
    """Colours of the whole grid."""

    @property
    def plain(self) -> bool:
        return (
            self.spread <= SPREAD
            and self.patch <= PATCH
            and self.edges <= EDGES
            and self.step <= STEP
        )


def ground_of(
    sight: Sight, frame: tuple[float, float, float, float], *, blurred: bool
) -> Ground | None:
    """None where there is too little of it to be judged, or where it cannot be told from the face.

    `frame` is a border to leave out: shares of width and height, left, top, right, bottom.
    """
    if _of_the_face(sight) > TAKEN_FOR_IT:
        return None
    free = _free(sight.person, frame, KEEP_OFF_BLURRED if blurred else KEEP_OFF)
    return measure(sight, free) if free.mean() >= LEAST else None


def behind(sight: Sight, ground: Ground | None) -> Iterator[Said]:
    if ground is None:
        return
    parts = (ground.patch / PATCH, ground.step / STEP)
    measured = round(max(ground.spread, SPREAD * max(parts)), 1)
    limit = f"{SPREAD:.1f}"
    if ground.plain:
        yield Kept("background", measured, limit)
    else:
        say = reject if ground.spread > FAR_SPREAD else look
        yield say("background", measured, limit, outline(sight, ground.free))


def measure(sight: Sight, free: npt.NDArray[np.bool_]) -> Ground:
    small = cv2.resize(sight.square, (GRID, GRID), interpolation=cv2.INTER_AREA)
    lab = lab_of(small)
    away = _off_surface(lab, free)
    spread, patch = quantiles(away, (0.9, 0.975))
    share = float(free.mean())
    step = max(_step(lab, free), _step(lab.transpose(1, 0, 2), free.T))
    return Ground(spread, patch, _edges(sight, free), step, share, free, lab)


def standing_out(ground: Ground) -> npt.NDArray[np.bool_]:
    """Cells of the background that are not of the colour of most of it.

    A surface through all of them would be drawn towards what stands out: those nearest to it are
    fitted again, those nearest to the middle colour first.
    """
    colours = ground.lab[ground.free]
    away: Floats = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    for _ in range(AGAIN):
        near = ground.free.copy()
        near[ground.free] = away <= np.quantile(away, MOST_OF_IT)
        away = _off_surface(ground.lab, ground.free, near)
    off = ground.free.copy()
    off[ground.free] = away > SPREAD
    return off


def outline(sight: Sight, free: npt.NDArray[np.bool_]) -> Polygon:
    """Of the largest part of the background, with few corners."""
    found, _ = cv2.findContours(free.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(found, key=cv2.contourArea)
    simple = cv2.approxPolyDP(largest, 1.5, closed=True).reshape(-1, 2)
    cell = np.array([sight.width / GRID, sight.height / GRID], np.float32)
    return sight.polygon(simple * cell)


def _of_the_face(sight: Sight) -> float:
    """Which share of the face's oval is taken for background."""
    side = sight.person.shape[0]
    oval = sight.mesh.oval / (sight.width, sight.height) * side
    face = cv2.fillPoly(np.zeros((side, side), np.uint8), [oval.astype(np.int32)], 1) > 0
    return float((sight.person[face] < BEHIND).mean()) if face.any() else 0.0


def _free(
    person: Floats, frame: tuple[float, float, float, float], off: int
) -> npt.NDArray[np.bool_]:
    near = (person >= BEHIND).astype(np.float32)
    small = cv2.resize(near, (GRID, GRID), interpolation=cv2.INTER_AREA) > 0
    around = cv2.dilate(small.astype(np.uint8), np.ones((off, off), np.uint8))
    free: npt.NDArray[np.bool_] = around == 0
    left, top, right, bottom = (int(share * GRID) + BLEED if share else 0 for share in frame)
    free[:top] = free[GRID - bottom :] = False
    free[:, :left] = free[:, GRID - right :] = False
    return free


def _off_surface(
    lab: Floats, free: npt.NDArray[np.bool_], through: npt.NDArray[np.bool_] | None = None
) -> Floats:
    """Delta-E of each free cell from a surface of second degree through them, or some of them."""
    y, x = (cells.astype(np.float32) / GRID - 0.5 for cells in np.nonzero(free))
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
    colours = lab[free]
    fitted = slice(None) if through is None else through[free]
    some, wanted = terms[fitted], colours[fitted]
    weights, *_ = np.linalg.lstsq(some.T @ some, some.T @ wanted, rcond=None)
    away: Floats = np.linalg.norm(colours - terms @ weights, axis=1)
    return away


def _edges(sight: Sight, free: npt.NDArray[np.bool_]) -> float:
    grey = cv2.cvtColor(sight.square, cv2.COLOR_RGB2GRAY)
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    where = cv2.resize(free.astype(np.uint8), grey.shape, interpolation=cv2.INTER_NEAREST)
    return float(cv2.mean(cv2.magnitude(across, down), mask=where)[0])


def _step(lab: Floats, free: npt.NDArray[np.bool_]) -> float:
    """The strongest straight step across columns, Delta-E."""
    change: Floats = np.sqrt(np.square(lab[:, ACROSS:] - lab[:, :-ACROSS]).sum(axis=2))
    seen = free[:, ACROSS:] & free[:, :-ACROSS]
    beside = np.maximum(change[:, : -2 * BESIDE], change[:, 2 * BESIDE :])
    whole = seen[:, BESIDE:-BESIDE] & seen[:, : -2 * BESIDE] & seen[:, 2 * BESIDE :]
    many = whole.sum(axis=0)
    shown = np.flatnonzero(many >= ALONG)
    if not shown.size:
        return 0.0
    steps = (change[:, BESIDE:-BESIDE] - beside)[:, shown]
    ordered = np.sort(np.where(whole[:, shown], steps, np.inf), axis=0)
    weakest = (many[shown] * (1 - MOST_ROWS)).astype(int)
    return float(ordered[weakest, np.arange(shown.size)].max())
