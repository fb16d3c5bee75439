"""All that is known of one picture: what is wrong with it, what was measured, where the face is."""

from dataclasses import dataclass

from ciie_admin.photos.finding import PhotoFinding, Polygon, Said, shown

ON_SCREEN = (
    "background", "face_share", "aspect", "pixels", "sharpness", "exposure", "pose", "file_size",
    "format", "no_face", "multi_face", "face_cut", "off_centre", "orientation", "stretched",
    "colour", "headwear", "sunglasses", "occlusion", "border", "trailing_data", "corrupt", "bomb",
)  # fmt: skip
"""Rules in the order of a screen."""
NAMED = {"face_small": "face_share", "face_large": "face_share"}
"""Two faults of one measure."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule of a picture, as it is shown; `rule` as in `ON_SCREEN`."""

    rule: str
    measured: str
    limit: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Mask:
    """A grid over the whole picture, row by row; 1 where something is wrong."""

    width: int
    height: int
    cells: bytes


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one picture. Places are px of the upright picture, as it is shown."""

    findings: tuple[PhotoFinding, ...]
    measures: tuple[Measure, ...] = ()
    size: tuple[int, int] = (0, 0)
    eyes: tuple[int, ...] = ()
    """x and y of the eye at the left of the picture, then of the one at the right; nothing
    without a face, or of one that lies on its side.
    """
    oval: Polygon | None = None
    """Around the face, from hairline to chin."""
    share: float | None = None
    """Of the picture, that the oval takes."""
    background: Mask | None = None
    """What of the background is not plain, if that is a fault."""
    likeness: bytes = b""
    """32 bytes that differ in few bits from those of the same picture stored in another way;
    nothing where the picture cannot be read.
    """


def measures_of(said: tuple[Said, ...]) -> tuple[Measure, ...]:
    """One a rule, in the order of a screen."""
    found: dict[str, Measure] = {}
    for one in said:
        rule = NAMED.get(one.rule, one.rule)
        kept = not isinstance(one, PhotoFinding)
        if rule not in found or found[rule].kept:
            found[rule] = Measure(rule, shown(one), one.limit, kept)
    return tuple(found[rule] for rule in ON_SCREEN if rule in found)
