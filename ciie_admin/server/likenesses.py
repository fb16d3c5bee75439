"""Which photos show the same picture, and which persons therefore look like one another.

Photos of one picture share a key, the digest of the first of them; a photo nobody has compared yet
has its own. Persons carry the key of their photo (`person.picture`), by which duplicates.py finds
them as by a number, and earlier editions are asked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, bindparam, select, text, update

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.photos.likeness import BITS
from ciie_admin.server import duplicates
from ciie_admin.server.feed import Moved
from ciie_admin.server.photo_tables import PhotoLikenessRow
from ciie_admin.server.records import PERSONS, among

if TYPE_CHECKING:  # most servers never judge, and need no numpy
    from ciie_admin.server.known_likenesses import KnownLikenesses

LIKENESSES: Table = PhotoLikenessRow.__table__  # type: ignore[assignment]
EARLIER = "same_picture_earlier"
ADD = text("""
INSERT INTO photo_likeness (digest, likeness, key)
SELECT digest, CAST(:bits AS bit(256)), :key FROM picture WHERE digest = :digest FOR KEY SHARE
ON CONFLICT DO NOTHING
""")
KEY = text("""
SELECT key FROM photo_likeness WHERE likeness = ANY(CAST(:near AS bit(256)[]))
ORDER BY digest LIMIT 1
""")
BEFORE = text("""
SELECT picture, max(edition_id) AS edition FROM person
WHERE picture = ANY(:pictures) AND edition_id < :edition AND submitted_at IS NOT NULL
GROUP BY 1
""")
LATER = text("""
WITH held AS MATERIALIZED (
  SELECT id FROM person WHERE picture = ANY(:pictures) AND edition_id > :edition
  ORDER BY id FOR UPDATE)
UPDATE person SET photo_judged = '' FROM held WHERE person.id = held.id
""")
"""Held in the order in which every writer holds persons."""


def add(db: Connection, known: "KnownLikenesses", photo: str, likeness: bytes) -> None:
    """Compare it with all that are known: it shares the key of the nearest that is alike, by digest
    the first of several. Only for the one process that judges. A picture that is gone is left out.
    """
    if not likeness:
        return
    nearest = ([*map(_bits, some)] for some in known.near(likeness))
    keys = (db.execute(KEY, {"near": some}).scalar() for some in nearest)
    key = next(filter(None, keys), photo)
    row = {"digest": photo, "bits": _bits(likeness), "key": key}
    if db.execute(ADD, row).rowcount:
        known.add(likeness)


def _bits(likeness: bytes) -> str:
    return f"{int.from_bytes(likeness):0{BITS}b}"


def keys_of(db: Connection, photos: Iterable[str]) -> dict[str, str]:
    """By photo, its picture."""
    wanted = {one for one in photos if one}
    query = select(LIKENESSES.c.digest, LIKENESSES.c.key)
    known = db.execute(query.where(among(LIKENESSES.c.digest, wanted)))
    return {one: one for one in wanted} | {row.digest: row.key for row in known}


def used_before(db: Connection, edition: int, pictures: Iterable[str]) -> Mapping[str, Finding]:
    """By picture, that the badge of an earlier edition shows it: the latest is named."""
    asked = {"pictures": sorted(set(pictures)), "edition": edition}
    return {
        row.picture: Finding(rule=EARLIER, severity=Severity.LOOK, measured=str(row.edition))
        for row in db.execute(BEFORE, asked)
    }


def renew(db: Connection, edition: int, shown: Sequence[tuple[int, str, str]]) -> set[Moved]:
    """Write these persons' pictures, each given with the one before; returns whose others are not
    what they were. Their rows must be held.
    """
    if not shown:
        return set()
    pictures = {picture for _, *both in shown for picture in both if picture}
    keys = duplicates.locked(db, edition, {f"picture:{one}" for one in pictures})
    write(db, [(number, now) for number, _, now in shown])
    db.execute(LATER, {"pictures": sorted(pictures), "edition": edition})
    return duplicates.renew(db, edition, keys)


def write(db: Connection, pictures: Collection[tuple[int, str]]) -> None:
    if pictures:
        change = update(PERSONS).where(PERSONS.c.id == bindparam("row_id"))
        named: dict[str, Any] = {"picture": bindparam("new_picture")}
        rows = [{"row_id": number, "new_picture": one} for number, one in sorted(pictures)]
        db.execute(change.values(named), rows)
