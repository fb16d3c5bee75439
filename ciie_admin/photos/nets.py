"""The three neural nets that find, measure and cut out a face, run by OpenCV."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ciie_admin.photos.models_folder import DIGESTS, FULL_RANGE, MESH, SEGMENTATION

CLASSIC = getattr(cv2.dnn, "ENGINE_CLASSIC", None)
"""OpenCV 5's other engine loses one of two outputs; OpenCV 4 has only this one."""


class ModelsMissing(Exception):
    """A model file is absent or not the one that was measured."""


@dataclass(frozen=True, slots=True)
class Nets:
    """Not to be shared by two threads: a net holds its input and output."""

    full_range: cv2.dnn.Net
    mesh: cv2.dnn.Net
    segmentation: cv2.dnn.Net


def load(folder: Path) -> Nets:
    """Takes about 30 ms. Raises ModelsMissing."""
    cv2.setNumThreads(1)  # photos are spread over processes, one thread in each
    return Nets(_net(folder / FULL_RANGE), _net(folder / MESH), _net(folder / SEGMENTATION))


def _net(path: Path) -> cv2.dnn.Net:
    try:
        content = path.read_bytes()
    except OSError:
        raise ModelsMissing(path.name) from None
    if hashlib.sha256(content).hexdigest() != DIGESTS[path.name]:
        raise ModelsMissing(path.name)
    if CLASSIC is not None:  # 5.0.0 heeds it only where it reads the file itself
        engine: dict[str, Any] = {"engine": CLASSIC}
        return cv2.dnn.readNetFromTFLite(str(path), **engine)
    return cv2.dnn.readNetFromTFLite(np.frombuffer(content, np.uint8))
