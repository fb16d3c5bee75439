"""All rules about one uploaded picture."""

import cv2
import numpy as np

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.face_rules import face_findings
from ciie_admin.photos.file_rules import read_file
from ciie_admin.photos.finding import PhotoFinding, reject
from ciie_admin.photos.licence_rules import licence_findings
from ciie_admin.photos.nets import Nets

FAILED = (cv2.error, ValueError, ArithmeticError, IndexError, MemoryError, np.linalg.LinAlgError)
"""What a measure may raise on a picture nobody has thought of."""
RULES_VERSION = 1
"""Raised whenever a picture might be judged otherwise than before."""


def check_badge(content: bytes, limits: PhotoLimits, nets: Nets | None) -> tuple[PhotoFinding, ...]:
    """Faults of a badge photo, those of the file first. Without nets no face is looked for.

    Never raises.
    """
    file = read_file(content, limits)
    if file.shown is None or nets is None:
        return file.findings
    try:
        return (*file.findings, *face_findings(file, limits, nets))
    except FAILED as mishap:
        return (*file.findings, reject("corrupt", type(mishap).__name__, "whole"))


def check_licence(content: bytes, max_bytes: int) -> tuple[PhotoFinding, ...]:
    """Faults of a licence's picture (seed 000, part 2: png, jpg, jpeg, at most 2 MB).

    Never raises.
    """
    return licence_findings(content, max_bytes)
