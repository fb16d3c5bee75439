"""Rules about where the face is, how large, how it is held (seed 000; ISO 19794-5, loosened)."""

from collections.abc import Iterator

import cv2
import numpy as np

from ciie_admin.photos.detection import Floats
from ciie_admin.photos.finding import Box, Kept, Said, look, reject
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


def several(sight: Sight) -> Iterator[Said]:
    first, *others = sight.faces
    for other in others:
        if other.area > SECOND * first.area:
            yield reject("multi_face", len(sight.faces), "1", sight.box(other))
            return
    yield Kept("multi_face", 1, "1")


def placed(sight: Sight) -> Iterator[Said]:
    """Size, edges and place of the one face."""
    yield from _size(sight)
    yield from _cut(sight)
    if not sight.turned:
        yield from _off_centre(sight, sight.mesh.oval)


def held(sight: Sight) -> Iterator[Said]:
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
    name, angle, least, most = max(turned, key=_used)
    yield Kept("pose", f"{name} {angle:.0f}°", f"{least:.0f}..{most:.0f}°")


def _used(turned: tuple[str, float, float, float]) -> float:
    """How much of what is allowed an angle takes."""
    _, angle, least, most = turned
    return angle / (most if angle > 0 else least)


def share(sight: Sight) -> float:
    """Of the picture, that the oval of the face takes."""
    return float(cv2.contourArea(sight.mesh.oval)) / (sight.width * sight.height)


def _size(sight: Sight) -> Iterator[Said]:
    part, limits = share(sight), sight.limits
    limit = f"{limits.face_min}-{limits.face_max} %"
    if part * 100 < limits.face_min:
        yield reject("face_small", round(part, 3), limit, sight.oval())
    elif part * 100 > limits.face_max:
        yield reject("face_large", round(part, 3), limit, sight.oval())
    else:
        yield Kept("face_share", round(part, 3), limit)


def cut_off(sight: Sight) -> float:
    """How far the oval reaches out of the picture, for one of its width; below 0 it does not."""
    oval = sight.mesh.oval
    least, most = oval.min(axis=0), oval.max(axis=0)
    size = np.array([sight.width, sight.height], np.float32)
    return float(max((-least).max(), (most - size).max()) / (most[0] - least[0]))


def _cut(sight: Sight) -> Iterator[Said]:
    outside = cut_off(sight)
    if outside > BEYOND:
        yield reject("face_cut", round(outside, 3), f"{BEYOND:.0%}", sight.oval())
    else:
        yield Kept("face_cut", round(max(outside, 0.0), 3), f"{BEYOND:.0%}")


def _off_centre(sight: Sight, oval: Floats) -> Iterator[Said]:
    aside = float(oval[:, 0].mean()) / sight.width - 0.5
    eyes = float(sight.mesh.middle(*RIGHT_EYE, *LEFT_EYE)[1]) / sight.height
    wide, high = sight.width, sight.height
    place = Box(wide * (0.5 - ASIDE), high * EYES_FROM, wide * (0.5 + ASIDE), high * EYES_TO)
    middle = sight.shown(place)
    if abs(aside) > ASIDE:
        yield look("off_centre", round(aside, 3), f"±{ASIDE:.3f}", middle)
    elif not EYES_FROM <= eyes <= EYES_TO:
        yield look("off_centre", round(eyes, 3), f"{EYES_FROM:.2f}-{EYES_TO:.2f}", middle)
    else:
        yield Kept("off_centre", round(aside, 3), f"±{ASIDE:.3f}")
