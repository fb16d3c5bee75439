"""Where faces are: BlazeFace full-range on the whole picture, once or a few times."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.nets import Nets

Floats = npt.NDArray[np.float32]

SIDE, CELLS, STRIDE = 192, 48, 4
THRESHOLD = 0.55
OVERLAP = 0.3
"""Of two boxes that share more than this of their union one is dropped."""
MARGIN = 0.35
"""Grey put around a picture in which no face was found: one that fills it is then seen."""
OUTPUTS = ("reshaped_classifier_face_4", "reshaped_regressor_face_4")
CENTRES = (
    np.stack([np.tile(np.arange(CELLS), CELLS), np.repeat(np.arange(CELLS), CELLS)], axis=1).astype(
        np.float32
    )
    * STRIDE
    + STRIDE / 2
)


@dataclass(frozen=True, slots=True)
class Found:
    """A face in px of the picture. Marks: right eye, left eye, nose, mouth, right, left ear."""

    score: float
    left: float
    top: float
    right: float
    bottom: float
    marks: Floats

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def halved(picture: Pixels) -> Pixels:
    """Each pixel the mean of four; the nets look at still smaller pictures."""
    height, width = picture.shape[:2]
    size = (max(1, width // 2), max(1, height // 2))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def detect(nets: Nets, half: Pixels) -> list[Found]:
    """Best first, in px of the picture that was halved.

    Tried again with a margin where nothing is found.
    """
    return _detect(nets, half, 0.0) or _detect(nets, half, MARGIN)


def best_score(nets: Nets, picture: Pixels, margin: float = 0.0) -> float:
    """Of any face, however weak; 0 to 1."""
    return float(_forward(nets, picture, margin)[0].max())


def _detect(nets: Nets, picture: Pixels, margin: float) -> list[Found]:
    scores, raw, scale, offset = _forward(nets, picture, margin)
    sure = np.flatnonzero(scores >= THRESHOLD)
    sure = sure[np.argsort(-scores[sure])]
    places = raw[sure].reshape(-1, 8, 2)
    places[:, 0] += CENTRES[sure]
    places[:, 2:] += CENTRES[sure, None]
    kept: list[Found] = []
    for score, place in zip(scores[sure], places, strict=True):
        middle, size, marks = place[0], place[1], place[2:]
        first, last = (middle - size / 2) / scale - offset, (middle + size / 2) / scale - offset
        (left, top), (right, bottom) = (2 * first).tolist(), (2 * last).tolist()
        one = Found(float(score), left, top, right, bottom, 2 * (marks / scale - offset))
        if all(_shared(one, other) < OVERLAP for other in kept):
            kept.append(one)
    return kept


def _forward(nets: Nets, picture: Pixels, margin: float) -> tuple[Floats, Floats, float, Floats]:
    """Scores and places of all cells; net px for one px, and what was put left of and above."""
    height, width = picture.shape[:2]
    longest = max(height, width) * (1 + 2 * margin)
    scale = SIDE / longest
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
    left, top = (SIDE - size[0]) // 2, (SIDE - size[1]) // 2
    right, bottom = SIDE - size[0] - left, SIDE - size[1] - top
    grey = (128, 128, 128)
    edge = cv2.BORDER_CONSTANT
    page = cv2.copyMakeBorder(small, top, bottom, left, right, edge, value=grey)
    nets.full_range.setInput(cv2.dnn.blobFromImage(page, 1 / 127.5, mean=(127.5, 127.5, 127.5)))
    classes, places = nets.full_range.forward(OUTPUTS)
    scores = 1 / (1 + np.exp(-np.clip(classes.reshape(-1), -80, 80)))
    offset = (np.array([left, top]) / scale).astype(np.float32)
    found = places.reshape(-1, 16).astype(np.float32)
    return scores.astype(np.float32), found, scale, offset


def _shared(one: Found, other: Found) -> float:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min(one.area, other.area)
