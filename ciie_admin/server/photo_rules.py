"""The checker's findings as a record says them, and the stamp of the rules they follow from."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.domain.findings import PHOTO_RULES, Finding
from ciie_admin.photos.file_rules import read_file
from ciie_admin.photos.measured import Measured
from ciie_admin.photos.saying import said
from ciie_admin.wire.codec import dump

OF_PHOTO = PHOTO_RULES - {"photo_missing", "same_picture"}
"""What is found in the picture itself, and stays until it is replaced or judged anew."""


def stamp(version: int, limits: PhotoLimits) -> str:
    """Equal where every photo is judged alike."""
    return f"{version}.{hashlib.sha256(dump(limits)).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class PhotoResult:
    """Of one picture under one set of rules; `eyes` as in a Person."""

    findings: tuple[Finding, ...]
    eyes: tuple[int, ...] = ()
    likeness: bytes = b""


def result_of(measured: Measured) -> PhotoResult:
    sides = measured.size * 2
    eyes = zip(measured.eyes, sides, strict=False)
    return PhotoResult(
        findings=said(measured.findings),
        eyes=tuple(round(1_000 * place / side) for place, side in eyes),
        likeness=measured.likeness,
    )


def of_file(content: bytes, limits: PhotoLimits) -> tuple[Finding, ...]:
    """What the file alone tells (seed 000, part 6); 1.5 ms for a photo of 480x640."""
    return said(read_file(content, limits).findings)


def photo_part(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.rule in OF_PHOTO)


def with_photo_part(findings: Iterable[Finding], found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """All others as they were, these in place of what was found in the photo before."""
    return (*(one for one in findings if one.rule not in OF_PHOTO), *found)
