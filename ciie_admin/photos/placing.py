"""Rules about where the face is, how large, how it is held (seed 000; ISO 19794-5, loosened)."""

from collections.abc import Iterator

import cv2
import numpy as np

from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import Box, PhotoFinding, look, reject
from ciie_admin.photos.mesh import LEFT_EYE, RIGHT_EYE
from ciie_admin.photos.sight import Sight, pose

SECOND = 0.01
"""Area of a second face for one of the first (OFIQ, SingleFacePresent)."""
ASIDE = 0.095
"""Of the picture's width, from its middle; compliant crops of 49 portraits stay below .06."""
EYES_FROM, EYES_TO = 0.29, 0.57
"""Of the picture's height; exit-entry photos ask for .37 to .53."""
BEYOND = 0.02
"""Of the oval's width, outside the picture."""
YAW, ROLL, PITCH_UP, PITCH_DOWN = 19.0, 14.0, -13.0, 27.0
"""Degrees. ISO wants 5, 8 and 5; frontal faces read about 8 of pitch in this mesh."""


def several(sight: Sight) -> Iterator[PhotoFinding]:
    first, *others = sight.faces
    for other in others:
        if other.area > SECOND * first.area:
            yield reject("multi_face", len(sight.faces), "1", sight.box(other))
            return


def placed(sight: Sight) -> Iterator[PhotoFinding]:
    """Size, edges and place of the one face."""
    yield from _size(sight)
    yield from _cut(sight)
    if not sight.turned:
        yield from _off_centre(sight, sight.mesh.oval)


def held(sight: Sight) -> Iterator[PhotoFinding]:
    angles = pose(sight.mesh)
    turned = (
        ("yaw", angles.yaw, -YAW, YAW),
        ("roll", angles.roll, -ROLL, ROLL),
        ("pitch", angles.pitch, PITCH_UP, PITCH_DOWN),
    )
    for name, angle, least, most in turned:
        if not least <= angle <= most:
            limit = f"{least:.0f}..{most:.0f}°"
            yield look("pose", f"{name} {angle:.0f}°", limit, sight.oval())
            return


def share(sight: Sight) -> float:
    """Of the picture, that the oval of the face takes."""
    return float(cv2.contourArea(sight.mesh.oval)) / (sight.width * sight.height)


def _size(sight: Sight) -> Iterator[PhotoFinding]:
    part, limits = share(sight), sight.limits
    limit = f"{limits.face_min}-{limits.face_max} %"
    if part * 100 < limits.face_min:
        yield reject("face_small", round(part, 3), limit, sight.oval())
    elif part * 100 > limits.face_max:
        yield reject("face_large", round(part, 3), limit, sight.oval())


def cut_off(sight: Sight) -> float:
    """How far the oval reaches out of the picture, for one of its width; below 0 it does not."""
    oval = sight.mesh.oval
    least, most = oval.min(axis=0), oval.max(axis=0)
    size = np.array([sight.width, sight.height], np.float32)
    return float(max((-least).max(), (most - size).max()) / (most[0] - least[0]))


def _cut(sight: Sight) -> Iterator[PhotoFinding]:
    outside = cut_off(sight)
    if outside > BEYOND:
        yield reject("face_cut", round(outside, 3), f"{BEYOND:.0%}", sight.oval())


def _off_centre(sight: Sight, oval: Floats) -> Iterator[PhotoFinding]:
    aside = float(oval[:, 0].mean()) / sight.width - 0.5
    eyes = float(sight.mesh.middle(*RIGHT_EYE, *LEFT_EYE)[1]) / sight.height
    wide, high = sight.width * sight.scale, sight.height * sight.scale
    middle = Box(wide * (0.5 - ASIDE), high * EYES_FROM, wide * (0.5 + ASIDE), high * EYES_TO)
    if abs(aside) > ASIDE:
        yield look("off_centre", round(aside, 3), f"±{ASIDE:.3f}", middle)
    elif not EYES_FROM <= eyes <= EYES_TO:
        yield look("off_centre", round(eyes, 3), f"{EYES_FROM:.2f}-{EYES_TO:.2f}", middle)
