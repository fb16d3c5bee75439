"""Person and background apart, by MediaPipe's selfie segmentation."""

import cv2
import numpy as np

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.nets import Nets

SIDE = 256


def pressed(half: Pixels) -> Pixels:
    """Into the square that the net looks at."""
    square = cv2.resize(half, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    return np.asarray(square, np.uint8)


def person_mask(nets: Nets, square: Pixels) -> Floats:
    """0 background, 1 person, over the whole picture whatever its shape."""
    nets.segmentation.setInput(cv2.dnn.blobFromImage(square, 1 / 255))
    mask: Floats = nets.segmentation.forward().reshape(SIDE, SIDE).astype(np.float32)
    return mask
