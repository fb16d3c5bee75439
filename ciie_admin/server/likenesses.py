"""Which photos show the same picture, and which persons therefore look like one another.

Photos of one picture share a key, the digest of the first of them; a photo nobody has compared yet
has its own. Persons carry the key of their photo (`person.picture`), by which duplicates.py finds
them as by a number, and earlier editions are asked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, text, update

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.photos.likeness import ALIKE, BITS
from ciie_admin.server import duplicates
from ciie_admin.server.feed import Moved
from ciie_admin.server.photo_tables import PhotoLikenessRow
from ciie_admin.server.records import PERSONS, among

LIKENESSES: Table = PhotoLikenessRow.__table__  # type: ignore[assignment]
EARLIER = "same_picture_earlier"
ADD = text("""
INSERT INTO photo_likeness (digest, likeness, key)
SELECT :digest, CAST(:bits AS bit(256)), coalesce((
  SELECT key FROM photo_likeness WHERE bit_count(likeness # CAST(:bits AS bit(256))) <= :alike
  ORDER BY bit_count(likeness # CAST(:bits AS bit(256))), digest LIMIT 1), :digest)
ON CONFLICT DO NOTHING
""")
"""35 ms among 100,000, most of it counting bits."""
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


def add(db: Connection, photo: str, likeness: bytes) -> None:
    """Compare it with all that are known. Only for the one process that judges."""
    if likeness:
        bits = f"{int.from_bytes(likeness):0{BITS}b}"
        db.execute(ADD, {"digest": photo, "bits": bits, "alike": ALIKE})


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
