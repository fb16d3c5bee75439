"""Whether two files show the same picture: a fingerprint of its coarse light and dark.

No face is recognised by it: two photos of one person taken a moment apart differ like those of two
people.
"""

import cv2
import numpy as np

from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.middles import median

SIDE, LOW = 64, 16
"""Of the small grey picture; of its lowest frequencies, across and down."""


LEAST = 2.0
"""Deviation of the small grey picture, 8-bit levels: below it nothing is shown that could be alike.
"""


def likeness_of(half: Pixels) -> bytes:
    """256 bits: which frequencies are stronger than their median. That of all is left out of the
    median, not of the bits: it is always the strongest of them. Nothing of an empty picture.
    """
    grey = cv2.cvtColor(half, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    if small.std() < LEAST:
        return b""
    low = cv2.dct(small.astype(np.float32))[:LOW, :LOW].reshape(-1)
    return np.packbits(low > median(low[1:])).tobytes()
