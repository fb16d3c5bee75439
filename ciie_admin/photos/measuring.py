"""One uploaded picture, judged and measured in one go."""

import cv2
import numpy as np

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.background import GRID, Ground, standing_out
from ciie_admin.photos.coarse import likeness_of
from ciie_admin.photos.detection import halved
from ciie_admin.photos.face_rules import Looked, look
from ciie_admin.photos.file_rules import FileReading, read_file
from ciie_admin.photos.finding import PhotoFinding, Said, reject
from ciie_admin.photos.measured import Mask, Measured, measures_of
from ciie_admin.photos.mesh import LEFT_EYE, RIGHT_EYE
from ciie_admin.photos.nets import Nets
from ciie_admin.photos.placing import share
from ciie_admin.photos.sight import Sight, reduced

FAILED = (cv2.error, ValueError, ArithmeticError, IndexError, MemoryError, np.linalg.LinAlgError)
"""What a measure may raise on a picture nobody has thought of."""


def measure_badge(content: bytes, limits: PhotoLimits, nets: Nets | None) -> Measured:
    """Of a badge photo; faults of the file come first. Without nets no face is looked for.

    Never raises.
    """
    file = read_file(content, limits)
    if file.shown is None:
        return _measured(file, Looked(()))
    likeness = b""
    try:
        picture = reduced(file.shown)
        half = halved(picture)
        likeness = likeness_of(half)
        looked = Looked(()) if nets is None else look(file, (picture, half), limits, nets)
        return _measured(file, looked, likeness)
    except FAILED as mishap:
        broken = reject("corrupt", type(mishap).__name__, "whole")
        return _measured(file, Looked((broken,)), likeness)


def _measured(file: FileReading, looked: Looked, likeness: bytes = b"") -> Measured:
    said: tuple[Said, ...] = (*file.said, *looked.said)
    sight = looked.sight
    return Measured(
        findings=tuple(one for one in said if isinstance(one, PhotoFinding)),
        measures=measures_of(said),
        size=file.size,
        eyes=_eyes(sight) if sight else (),
        oval=sight.oval() if sight else None,
        share=share(sight) if sight else None,
        background=_faulty(looked.ground, sight.turned) if looked.ground and sight else None,
        likeness=likeness,
    )


def _eyes(sight: Sight) -> tuple[int, ...]:
    if sight.turned:
        return ()
    middles = (sight.mesh.middle(*eye) for eye in (RIGHT_EYE, LEFT_EYE))
    places = sorted(sight.point(*map(float, middle)) for middle in middles)
    return tuple(round(part) for place in places for part in place)


def _faulty(ground: Ground, turned: int) -> Mask | None:
    """Where nothing stands out by its colour but the whole is uneasy, all of the background."""
    if ground.plain:
        return None
    off = standing_out(ground)
    cells = off if off.any() else ground.free
    shown = np.rot90(cells, -turned).astype(np.uint8)
    return Mask(GRID, GRID, shown.tobytes())
