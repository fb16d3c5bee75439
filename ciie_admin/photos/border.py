"""A flat frame or bar around the photo (GA 461: no frame)."""

from collections.abc import Iterator

import numpy as np

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.finding import Box, Kept, Said, look
from ciie_admin.photos.middles import median
from ciie_admin.photos.sight import Sight

DEEPEST = 0.16
"""Of the side: a frame is not broader."""
FLAT = 8.0
"""Largest mean deviation along a line of the frame, 8-bit levels."""
STRAY = 0.03
"""Of a line of the frame, that may be of another colour: a shoulder before a stripe is more."""
STEP = 14.0
"""Levels by which what is inside differs from the frame in any colour."""
MOST = 0.62
"""Of the line along which there is that step: a white shirt against a white frame makes none."""
STEEP = 4
"""Pixels of the half picture over which the step may be spread."""
SPARSE = 3
"""Every so many pixels of a line are enough."""
Frame = tuple[float, float, float, float]


def framed(sight: Sight, frame: Frame) -> Iterator[Said]:
    sides = [share for share in frame if share]
    if sides:
        wide, high = sight.width, sight.height
        left, top, right, bottom = frame
        inner = Box(left * wide, top * high, (1 - right) * wide, (1 - bottom) * high)
        yield look("border", f"{max(sides):.1%}", "0 %", sight.shown(inner))
    else:
        yield Kept("border", "0 %", "0 %")


def frame_of(picture: Pixels) -> Frame:
    """Breadth of the frame at left, top, right, bottom as shares; all 0 without a frame."""
    top, bottom = _breadth(picture), _breadth(picture[::-1])
    turned = picture.transpose(1, 0, 2)
    left, right = _breadth(turned), _breadth(turned[::-1])
    high, wide = picture.shape[:2]
    return (left / wide, top / high, right / wide, bottom / high)


def _breadth(picture: Pixels) -> int:
    """Rows from the top that are flat and end in a straight step; 0 if they do not."""
    deepest = int(len(picture) * DEEPEST)
    lines = picture[: deepest + STEEP + 1, ::SPARSE].astype(np.int16)
    colour = median(lines[0]).astype(np.int16)
    if np.abs(lines[0] - colour).max(axis=1).mean() >= FLAT:
        return 0
    apart = np.abs(lines - colour)
    off = np.maximum(np.maximum(apart[..., 0], apart[..., 1]), apart[..., 2])
    flat = (off.mean(axis=1) < FLAT) & ((off > STEP).mean(axis=1) < STRAY)
    rows = len(flat) if flat.all() else int(np.argmin(flat))
    if not 2 <= rows <= deepest:
        return 0
    inside = off[min(rows + STEEP, len(off)) - 1]
    return rows if float((inside > STEP).mean()) >= MOST else 0
