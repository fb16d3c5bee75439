"""Person and background apart, by MediaPipe's selfie segmentation."""

import cv2
import numpy as np

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import Floats
from ciie_admin.photos.nets import Nets

SIDE = 256


def person_mask(nets: Nets, picture: Pixels) -> Floats:
    """256 x 256 over the whole picture, whatever its shape: 0 background, 1 person."""
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    nets.segmentation.setInput(cv2.dnn.blobFromImage(small, 1 / 255))
    mask: Floats = nets.segmentation.forward().reshape(SIDE, SIDE).astype(np.float32)
    return mask
