"""Pre-checks (预检): what the program noticed, for a person to judge."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    REJECT = "reject"
    """An exact rule is broken."""
    LOOK = "look"
    """Somebody should look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `rule` names a word of resources/words.toml; values are shown as they stand."""

    rule: str
    severity: Severity
    measured: str = ""
    limit: str = ""
    others: tuple[int, ...] = ()
    """Of a duplicate: the records that look like it and are in the caller's sight. None of them
    may be: then it is only known that there is one.
    """
    where: tuple[int, ...] = ()
    """Of a photo: left, top, right and bottom in px of the upright picture, right and bottom
    outside; empty where it is about the whole of it.
    """


PHOTO_RULES = frozenset({
    "photo_missing", "same_picture", "same_picture_earlier",
    "format", "corrupt", "bomb", "file_size", "pixels", "aspect",
    "no_face", "multi_face", "face_share", "face_small", "face_large", "face_cut", "off_centre",
    "orientation", "pose", "background", "sharpness", "stretched", "exposure", "colour",
    "sunglasses", "headwear", "occlusion", "border", "retouched", "trailing_data",
})  # fmt: skip
"""Rules about the badge photo; all others are about the form or the licence."""
DUPLICATE_RULES = frozenset({
    "duplicate_number", "duplicate_person", "duplicate_unit", "same_picture",
})  # fmt: skip
"""Rules about other records; `measured` names what is the same: number, birth, picture, code, name,
licence.
"""
