"""A photo with its faults marked, out of what this computer has: the original, else the small one.

Not on the UI thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ciie_admin.domain.findings import Finding
from ciie_admin.models import originals, thumbnails
from ciie_admin.models.engine import Cache
from ciie_admin.models.sealed_files import Sealed
from ciie_admin.photos.marking import Look, Size, marked, original_size


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to draw on; `size` as marking.marked() takes it."""

    content: bytes
    faults: tuple[Finding, ...]
    size: Size | None = None
    small: bool = False
    """It is the thumbnail, because the original is not on this computer."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """`small` as in Found."""

    jpeg: bytes
    small: bool = False


def found(
    cache: Cache, digest: str, faults: Sequence[Finding], known: Mapping[str, Sealed]
) -> Found | None:
    """None where there is neither. `known`: originals.here(). Raises CacheUnreadable."""
    content = originals.opened(cache, digest, known)
    if content is not None:
        return Found(content, tuple(faults))
    with cache.read() as db:
        small = thumbnails.read(db, [digest]).get(digest)
    if small is None:
        return None
    size = original_size(small)
    if size is None:  # of an older server: where the fault is cannot be told
        faults = [replace(one, where=()) for one in faults]
    return Found(small, tuple(faults), size, small=True)


def drawn(
    cache: Cache,
    digest: str,
    faults: Sequence[Finding],
    *,
    numbers: Sequence[int] = (),
    look: Look | None = None,
) -> Drawn | None:
    """As found(), drawn."""
    with cache.read() as db:
        here = originals.here(db, (digest,))
    one = found(cache, digest, faults, here)
    if one is None:
        return None
    jpeg = marked(one.content, one.faults, numbers=numbers, size=one.size, look=look)
    return Drawn(jpeg, one.small)
