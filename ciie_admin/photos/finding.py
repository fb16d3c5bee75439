"""What a check found in one picture."""

from dataclasses import dataclass

from ciie_admin.domain.findings import Severity


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels of the upright picture; right and bottom are outside."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Polygon:
    """Corners as (x, y) in pixels of the upright picture."""

    points: tuple[tuple[float, float], ...]


Where = Box | Polygon


@dataclass(frozen=True, slots=True)
class PhotoFinding:
    """One rule that is not kept. `where` is the part of the picture it is about, if it is a part.

    A share is a fraction of 1, an angle is in degrees.
    """

    rule: str
    severity: Severity
    measured: float | str
    limit: str
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """One rule that was measured and is kept; values as in a finding."""

    rule: str
    measured: float | str
    limit: str


Said = PhotoFinding | Kept
SHARES = frozenset({"face_small", "face_large", "face_share", "face_cut"})
"""Measured as fractions, with limits in percent."""


def shown(one: Said) -> str:
    """What was measured, as a screen says it."""
    if isinstance(one.measured, str):
        return one.measured
    return f"{one.measured:.1%}" if one.rule in SHARES else f"{one.measured:.3g}"


def reject(
    rule: str, measured: float | str, limit: str, where: Where | None = None
) -> PhotoFinding:
    return PhotoFinding(rule, Severity.REJECT, measured, limit, where)


def look(rule: str, measured: float | str, limit: str, where: Where | None = None) -> PhotoFinding:
    return PhotoFinding(rule, Severity.LOOK, measured, limit, where)
