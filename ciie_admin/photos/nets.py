"""The three neural nets that find, measure and cut out a face, run by OpenCV."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

FULL_RANGE = "face_detection_full_range.tflite"
MESH = "face_landmark.tflite"
SEGMENTATION = "selfie_segmentation.tflite"
DIGESTS: Mapping[str, str] = {
    FULL_RANGE: "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
    MESH: "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    SEGMENTATION: "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
}
"""SHA-256 by file name."""


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
    return cv2.dnn.readNetFromTFLite(np.frombuffer(content, np.uint8))
