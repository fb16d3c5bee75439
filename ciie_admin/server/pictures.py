"""Badge photos and licence pictures by their SHA-256, with a thumbnail each."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Table,
    Text,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Finding
from ciie_admin.server import photo_rules
from ciie_admin.server.access import Sight
from ciie_admin.server.account_tables import PictureRow
from ciie_admin.server.faults import Fault
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.server.tables import LICENCE, LICENCE_BEFORE, PHOTO_BEFORE

PICTURES: Table = PictureRow.__table__  # type: ignore[assignment]
THUMBNAIL = (192, 256)
"""Pixels."""
QUALITY = 80
MAX_PIXELS = 50_000_000
"""A larger picture is refused unread: unpacking it would need gigabytes."""
LICENCE_FORMATS = ("PNG", "JPEG")
READABLE = ("JPEG", "PNG", "GIF", "BMP")
JPEGS = ("JPEG", "MPO")
"""Some cameras write a JPEG with a second one behind it, which goes by the other name."""
FOREIGN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises on files that are no pictures, are cut off, or are made to harm."""


@dataclass(frozen=True, slots=True)
class Picture:
    digest: str
    original: bytes
    thumbnail: bytes
    findings: tuple[Finding, ...] = ()


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_photo(content: bytes, edition: Edition) -> Picture:
    """A badge photo with what its file alone tells (seed 000, part 6): faults are noted, not
    refused. Raises Fault(422, "photo_no_image") for anything that is no picture.
    """
    try:
        picture, _ = _decoded(content)
    except FOREIGN:
        raise Fault(422, "photo_no_image") from None
    found = photo_rules.of_file(content, edition.photo)
    return Picture(digest_of(content), content, _thumbnail(picture), found)


def read_licence(content: bytes, edition: Edition) -> Picture:
    """PNG, JPG or JPEG of at most the edition's size (seed 000, part 2).

    Raises Fault(422, "licence_no_image") otherwise.
    """
    try:
        picture, kind = _decoded(content)
    except FOREIGN:
        raise Fault(422, "licence_no_image") from None
    if kind not in LICENCE_FORMATS or len(content) > edition.licence_max_bytes:
        raise Fault(422, "licence_no_image")
    return Picture(digest_of(content), content, _thumbnail(picture))


def keep(db: Connection, pictures: Iterable[Picture]) -> None:
    """Store what is not stored yet, sorted so that two uploads never wait for each other."""
    found = {one.digest: one for one in pictures}
    if not found:
        return
    rows = [
        {"digest": digest, "original": one.original, "thumbnail": one.thumbnail}
        for digest, one in sorted(found.items())
    ]
    db.execute(upsert(PICTURES).on_conflict_do_nothing(), rows)


def thumbnails(db: Connection, seen: Sight, digests: Sequence[str]) -> dict[str, bytes]:
    """JPEG by digest, of pictures on records the caller sees; others are left out."""
    shown = _shown(db, seen, digests)
    query = select(PICTURES.c.digest, PICTURES.c.thumbnail).where(PICTURES.c.digest.in_(shown))
    return {row.digest: row.thumbnail for row in db.execute(query)}


def original(db: Connection, seen: Sight, digest: str) -> bytes:
    """Raises Fault(404, "no_such_record"), whether it does not exist or is not to be seen."""
    shown = _shown(db, seen, (digest,))
    query = select(PICTURES.c.original).where(PICTURES.c.digest.in_(shown))
    found = db.execute(query).scalar_one_or_none()
    if found is None:
        raise Fault(404, "no_such_record")
    return bytes(found)


def media_type(content: bytes) -> str:
    return "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"


def _shown(db: Connection, seen: Sight, digests: Sequence[str]) -> set[str]:
    return set(db.execute(in_sight(seen, digests)).scalars())


def in_sight(seen: Sight, digests: Sequence[str]) -> CompoundSelect[str]:
    """The address alone gives no right to read: a record in sight must carry the picture, have
    carried it when it was returned, or be compared with it as the photo of its earlier badge.
    """
    places = list(seen.places)

    def of(table: Table, picture: ColumnElement[str], *only: ColumnElement[bool]) -> Select[str]:
        seen_there = or_(table.c.review_place.in_(places), table.c.count_place.in_(places))
        return select(picture).select_from(table).where(picture.in_(digests), seen_there, *only)

    return of(PERSONS, PERSONS.c.photo).union(
        of(UNITS, literal_column(LICENCE, Text())),
        of(PERSONS, literal_column(PHOTO_BEFORE, Text()), PERSONS.c.before.is_not(None)),
        of(UNITS, literal_column(LICENCE_BEFORE, Text()), UNITS.c.before.is_not(None)),
        of(PERSONS, PERSONS.c.former_photo, PERSONS.c.former_photo != ""),
    )


def _decoded(content: bytes) -> tuple[Image.Image, str]:
    """Turned upright and wholly decoded, with the name of its format."""
    picture = Image.open(io.BytesIO(content), formats=READABLE)
    if picture.width * picture.height > MAX_PIXELS:
        raise OSError("too many pixels")
    kind = picture.format or ""
    upright = ImageOps.exif_transpose(picture)
    upright.load()
    return upright, "JPEG" if kind in JPEGS else kind


def _thumbnail(picture: Image.Image) -> bytes:
    """The whole picture on white: nothing is cut away that a reviewer might have to see. Its
    comment is the size of the original, in whose px findings say where they are.
    """
    small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS, reducing_gap=2.0)
    page = Image.new("RGB", THUMBNAIL, "white")
    corner = ((THUMBNAIL[0] - small.width) // 2, (THUMBNAIL[1] - small.height) // 2)
    page.paste(small, corner, small if small.mode == "RGBA" else None)
    out = io.BytesIO()
    size = f"{picture.width}x{picture.height}".encode()
    page.save(out, "JPEG", quality=QUALITY, optimize=True, comment=size)
    return out.getvalue()
