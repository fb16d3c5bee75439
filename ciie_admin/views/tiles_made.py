"""Pictures of tiles as wished for, how they are made, and which of them stay in memory."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from ciie_admin.models import thumbnails
from ciie_admin.models.engine import Snapshot
from ciie_admin.views.tile_pictures import tile_picture


@dataclass(frozen=True, slots=True)
class Wish:
    """One picture as a tile wants it, in device px; equal wishes are one picture."""

    photo: str
    eyes: tuple[int, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Made:
    images: dict[Wish, QImage]
    missing: frozenset[str]
    """Photos that are not in the cache."""
    broken: frozenset[str]
    """Photos that no picture can be made of."""


def make(wishes: Sequence[Wish], fresh: Mapping[str, bytes], ground: QColor, db: Snapshot) -> Made:
    """On a lane. `fresh` are thumbnails that are still on their way into the cache."""
    wanted = {one.photo for one in wishes}
    known = {**thumbnails.read(db, sorted(wanted - fresh.keys())), **fresh}
    images: dict[Wish, QImage] = {}
    broken: set[str] = set()
    for one in wishes:
        if one.photo not in known:
            continue
        size = QSize(one.width, one.height)
        image = tile_picture(known[one.photo], one.eyes, size, ground)
        if image is None:
            broken.add(one.photo)
        else:
            images[one] = image
    return Made(images, frozenset(wanted - known.keys()), frozenset(broken))


class Kept:
    """At most so many bytes of pictures: the least lately shown go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._images: OrderedDict[Wish, QImage] = OrderedDict()
        self.bytes = 0

    def get(self, wish: Wish) -> QImage | None:
        image = self._images.get(wish)
        if image is not None:
            self._images.move_to_end(wish)
        return image

    def __contains__(self, wish: Wish) -> bool:
        return wish in self._images

    def add(self, images: Mapping[Wish, QImage]) -> None:
        self._drop(wish for wish in images if wish in self._images)
        self._images.update(images)
        self.bytes += sum(image.sizeInBytes() for image in images.values())
        while self.bytes > self._most and len(self._images) > len(images):
            self._drop([next(iter(self._images))])

    def clear(self) -> None:
        self._images.clear()
        self.bytes = 0

    def _drop(self, wishes: Iterable[Wish]) -> None:
        for wish in list(wishes):
            self.bytes -= self._images.pop(wish).sizeInBytes()
