"""What a worker loads for each kind of picture; imported by the parent without any of it."""

from functools import cache, partial
from typing import TYPE_CHECKING

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.measured import Measured
from ciie_admin.photos.models_folder import models_folder
from ciie_admin.photos.worker import Bounds, Check

if TYPE_CHECKING:
    from ciie_admin.photos.nets import Nets

MIB = 2**20
BADGE = Bounds(memory=176 * MIB)
"""A worker with the nets has 100 MiB before it sees a photo; 300 MiB is the most it may reach."""
LICENCE = Bounds(memory=230 * MIB)
"""Without them it has 50. A scan of 48 megapixels takes 190, unless it is a progressive JPEG
without subsampling.
"""


def badge(limits: PhotoLimits) -> Check:
    """Without the model files, what the file alone tells."""
    from ciie_admin.photos.measuring import measure_badge

    loaded = nets()
    if loaded is not None:
        _warm_up(loaded)
    return partial(measure_badge, limits=limits, nets=loaded)


def licence(max_bytes: int) -> Check:
    from ciie_admin.photos import licence_rules  # noqa: F401 - loaded before the first picture

    return partial(_licence, max_bytes=max_bytes)


def _licence(content: bytes, max_bytes: int) -> Measured:
    from ciie_admin.photos.licence_rules import licence_findings

    return Measured(licence_findings(content, max_bytes))


@cache
def nets() -> "Nets | None":
    """Loaded once in this process; not to be shared by two threads."""
    from ciie_admin.photos.nets import ModelsMissing, load

    try:
        return load(models_folder())
    except ModelsMissing:
        return None


def _warm_up(loaded: "Nets") -> None:
    """What libraries put off until they are first used; the first photo would pay 60 ms for it."""
    import cv2
    import numpy as np
    from PIL import Image

    page = np.zeros((1, 3, 192, 192), np.float32)
    for net in (loaded.full_range, loaded.mesh):
        net.setInput(page)
        net.forward()
    loaded.segmentation.setInput(np.zeros((1, 3, 256, 256), np.float32))
    loaded.segmentation.forward()
    cv2.dct(np.zeros((64, 64), np.float32))
    colours = np.zeros((8, 8, 3), np.float32)
    for one in (colours, colours.astype(np.uint8)):
        cv2.cvtColor(one, cv2.COLOR_RGB2LAB)  # fills tables
    np.median(colours)  # imports numpy.ma
    Image.preinit()
