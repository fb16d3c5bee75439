"""Badge photos and licences as they were uploaded: sealed files beside the cache, oldest used first
to go.

The mirror has a row for each, with its key. Without the row the file is noise: whatever drops the
row (sight lost, the mirror begun anew, the cache's key destroyed) has dropped the picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from ciie_admin.errors import CacheUnreadable
from ciie_admin.models import losing, sealed_files
from ciie_admin.models.engine import Cache, cache_unwritable
from ciie_admin.models.pending import among
from ciie_admin.models.sealed_files import Sealed
from ciie_admin.models.tables import ORIGINAL
from ciie_admin.wire.messages import SubjectKind

CAP = 512 * 2**20
"""Bytes of all files together: some thousand photos."""


def read(cache: Cache, digest: str) -> bytes | None:
    """The picture, from now on the last one used; None if it is not here, or not as it was kept.

    Never on the UI thread. Raises CacheUnreadable.
    """
    with cache.read() as db:
        row = db.execute(select(ORIGINAL).where(ORIGINAL.c.digest == digest)).one_or_none()
        newest = _newest(db)
    if row is None:
        return None
    kept = Sealed(row.name, row.key, row.size)
    content = sealed_files.read(sealed_files.folder_of(cache), digest, kept)
    if content is None:
        _forget(cache, kept)
    elif row.used < newest:
        with suppress(CacheUnreadable), cache.write() as db:  # shown, even on a full disk
            used = update(ORIGINAL).where(ORIGINAL.c.name == kept.name)
            db.execute(used.values(used=_newest(db) + 1))
    return content


def peek(cache: Cache, digest: str) -> bytes | None:
    """As read(), but it does not count as used: for whoever goes through many of them."""
    with cache.read() as db:
        known = here(db, (digest,))
    return opened(cache, digest, known)


def here(db: Connection, digests: Iterable[str]) -> dict[str, Sealed]:
    """Of these pictures the files there are."""
    rows = db.execute(select(ORIGINAL).where(among(ORIGINAL.c.digest, digests)))
    return {row.digest: Sealed(row.name, row.key, row.size) for row in rows}


def opened(cache: Cache, digest: str, known: Mapping[str, Sealed]) -> bytes | None:
    """The picture; None if it is not among these, or not as it was kept."""
    kept = known.get(digest)
    if kept is None:
        return None
    return sealed_files.read(sealed_files.folder_of(cache), digest, kept)


def keep(cache: Cache, digest: str, content: bytes, cap: int = CAP) -> bool:
    """Make room and keep it; False if its record has left our sight since it was asked for.

    `content` was checked against its digest where it arrived. The file is written within the
    transaction, so that whoever clears away files of no row never meets one on its way. Never on
    the UI thread. Raises CacheUnreadable; then nothing is kept.
    """
    folder, made = sealed_files.folder_of(cache), None
    try:
        with cache.write() as db:
            if not losing.in_sight(db, (digest,)):
                return False
            made = sealed_files.write(folder, digest, content)
            gone = [*_put(db, digest, made), *_over(db, digest, cap)]
    except (OSError, CacheUnreadable) as error:
        if made is not None:
            sealed_files.remove(folder, (made.name,))
        raise cache_unwritable(error) if isinstance(error, OSError) else error from None
    sealed_files.remove(folder, gone)
    return True


def missing(db: Connection, kind: SubjectKind, records: Sequence[int]) -> list[str]:
    """Digests of these persons' photos, or units' licences, that are not here; in their order."""
    table, digest = losing.PICTURE[kind]
    shown = select(table.c.id, digest).where(among(table.c.id, records))
    pictures: dict[int, str | None] = dict(map(tuple, db.execute(shown)))
    wanted = dict.fromkeys(found for one in records if (found := pictures.get(one)))
    here = select(ORIGINAL.c.digest).where(among(ORIGINAL.c.digest, wanted))
    known = set(db.execute(here).scalars())
    return [one for one in wanted if one not in known]


def _put(db: Connection, digest: str, made: Sealed) -> list[str]:
    """Write its row; returns the name of the file that had its place."""
    mine = ORIGINAL.c.digest == digest
    before = db.execute(select(ORIGINAL.c.name).where(mine)).scalars().all()
    db.execute(delete(ORIGINAL).where(mine))
    row = {"digest": digest, "name": made.name, "key": made.key, "size": made.size}
    db.execute(insert(ORIGINAL).values(**row, used=_newest(db) + 1))
    return list(before)


def _over(db: Connection, kept: str, cap: int) -> list[str]:
    """Rows beyond the cap go, the least lately used first, but never `kept`; their names."""
    over = db.execute(select(func.coalesce(func.sum(ORIGINAL.c.size), 0))).scalar_one() - cap
    gone: list[str] = []
    oldest = select(ORIGINAL.c.name, ORIGINAL.c.size).where(ORIGINAL.c.digest != kept)
    for row in db.execute(oldest.order_by(ORIGINAL.c.used)):
        if over <= 0:
            break
        gone.append(row.name)
        over -= row.size
    if gone:
        db.execute(delete(ORIGINAL).where(among(ORIGINAL.c.name, gone)))
    return gone


def _forget(cache: Cache, kept: Sealed) -> None:
    with cache.write() as db:
        db.execute(delete(ORIGINAL).where(ORIGINAL.c.name == kept.name))
    sealed_files.remove(sealed_files.folder_of(cache), (kept.name,))


def _newest(db: Connection) -> int:
    """Uses are numbered: the order depends on no clock."""
    return int(db.execute(select(func.coalesce(func.max(ORIGINAL.c.used), 0))).scalar_one())
