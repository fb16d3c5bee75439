"""Where the model files are, and whether they are the ones that were measured."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ciie_admin.config import resource

FULL_RANGE = "face_detection_full_range.tflite"
MESH = "face_landmark.tflite"
SEGMENTATION = "selfie_segmentation.tflite"
DIGESTS: Mapping[str, str] = {
    FULL_RANGE: "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
    MESH: "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    SEGMENTATION: "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
}
"""SHA-256 by file name."""


def models_folder() -> Path:
    return resource("models")


def lacking(folder: Path) -> tuple[str, ...]:
    """Names of the files that are not there, cannot be read or are others. Takes about 3 ms."""
    return tuple(name for name in DIGESTS if _digest(folder / name) != DIGESTS[name])


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
