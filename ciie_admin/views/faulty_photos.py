"""Photos with their faults marked, made ready for the screen. Never on the UI thread."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from PySide6.QtGui import QImage

from ciie_admin.errors import CacheUnreadable, Mishap
from ciie_admin.models import originals
from ciie_admin.models.engine import Cache
from ciie_admin.models.faulty_photos import drawn
from ciie_admin.models.letters import FaultyPhoto
from ciie_admin.photos.marking import Look
from ciie_admin.sync.entering import Entered
from ciie_admin.views.components.marked import PLACE
from ciie_admin.views.portraits import portrait

LOOK = Look(longest=2 * PLACE.height())


@dataclass(frozen=True, slots=True)
class Shown:
    """`whole`: drawn from the original. Without an image there is no picture here at all."""

    name: str
    image: QImage | None
    whole: bool


def pictures(cache: Cache, photos: Sequence[FaultyPhoto], ratio: float) -> tuple[Shown, ...]:
    """In so many pixels of the screen as their place has."""
    return tuple(_picture(cache, one, ratio) for one in photos)


def _picture(cache: Cache, one: FaultyPhoto, ratio: float) -> Shown:
    made = drawn(cache, one.photo, one.faults, numbers=one.numbers, look=LOOK)
    if made is None:
        return Shown(one.name, None, whole=False)
    image = portrait(made.jpeg, PLACE * ratio)
    if image is not None:
        image.setDevicePixelRatio(ratio)
    return Shown(one.name, image, whole=not made.small)


def fetched(entered: Entered, digests: Sequence[str]) -> int:
    """Ask the server for these originals and keep them; how many came. On the download lane."""
    got = 0
    with closing(entered.office()) as office:
        for digest in digests:
            with suppress(Mishap, CacheUnreadable):
                got += originals.keep(entered.cache, digest, office.original(digest))
    return got
