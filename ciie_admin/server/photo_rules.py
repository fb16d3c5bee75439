"""The checker's findings as a record says them, and the stamp of the rules they follow from."""

import hashlib
from collections.abc import Iterable

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.domain.findings import PHOTO_RULES, Finding
from ciie_admin.photos.file_rules import read_file
from ciie_admin.photos.finding import Box, PhotoFinding, Where
from ciie_admin.wire.codec import dump

OF_PHOTO = PHOTO_RULES - {"photo_missing", "same_picture"}
"""What is found in the picture itself, and stays until it is replaced or judged anew."""
SHARES = frozenset({"face_small", "face_large", "face_cut"})
"""Measured as fractions, with limits in percent."""


def stamp(version: int, limits: PhotoLimits) -> str:
    """Equal where every photo is judged alike."""
    return f"{version}.{hashlib.sha256(dump(limits)).hexdigest()[:12]}"


def of_file(content: bytes, limits: PhotoLimits) -> tuple[Finding, ...]:
    """What the file alone tells (seed 000, part 6); 1.5 ms for a photo of 480x640."""
    return said(read_file(content, limits).findings)


def said(found: Iterable[PhotoFinding]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule=one.rule,
            severity=one.severity,
            measured=_measured(one),
            limit=one.limit,
            where=_corners(one.where),
        )
        for one in found
    )


def photo_part(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.rule in OF_PHOTO)


def with_photo_part(findings: Iterable[Finding], found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """All others as they were, these in place of what was found in the photo before."""
    return (*(one for one in findings if one.rule not in OF_PHOTO), *found)


def _measured(one: PhotoFinding) -> str:
    if isinstance(one.measured, str):
        return one.measured
    return f"{one.measured:.1%}" if one.rule in SHARES else f"{one.measured:.3g}"


def _corners(where: Where | None) -> tuple[int, ...]:
    """The box around it: four numbers, where an oval would have seventy."""
    if where is None:
        return ()
    if isinstance(where, Box):
        return round(where.left), round(where.top), round(where.right), round(where.bottom)
    across, down = zip(*where.points, strict=True)
    return round(min(across)), round(min(down)), round(max(across)), round(max(down))
