"""A photo with its faults marked, out of what this computer has: the original, else the small one.

Not on the UI thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ciie_admin.domain.findings import Finding
from ciie_admin.models import originals, thumbnails
from ciie_admin.models.engine import Cache
from ciie_admin.photos.marking import Look, marked, original_size


@dataclass(frozen=True, slots=True)
class Drawn:
    """`small`: made from the thumbnail, because the original is not on this computer."""

    jpeg: bytes
    small: bool = False


def drawn(
    cache: Cache,
    digest: str,
    faults: Sequence[Finding],
    *,
    numbers: Sequence[int] = (),
    look: Look | None = None,
) -> Drawn | None:
    """None where there is neither. Raises CacheUnreadable."""
    content = originals.peek(cache, digest)
    if content is not None:
        return Drawn(marked(content, faults, numbers=numbers, look=look))
    with cache.read() as db:
        small = thumbnails.read(db, [digest]).get(digest)
    if small is None:
        return None
    size = original_size(small)
    if size is None:  # of an older server: where the fault is cannot be told
        faults = [replace(one, where=()) for one in faults]
    return Drawn(marked(small, faults, numbers=numbers, size=size, look=look), small=True)
