"""Hair that is seen to be hair: strands from the hairline to the crown, no two alike."""

from collections.abc import Callable, Sequence
from random import Random

from PIL import ImageColor

Point = tuple[float, float]
Line = Callable[[Sequence[Point], str, float], None]
"""Draws a line through points of the picture with a colour and a breadth in px."""

STRANDS, FRINGES = 110, 150
OVER = 9.0
"""Px by which fine ends of hair reach over the skin."""


def comb(
    line: Line, hairline: Sequence[Point], crown: Sequence[Point], hair: str, rng: Random
) -> None:
    """Both outlines from left to right."""
    for _ in range(STRANDS):
        part = rng.random()
        root, top = _on(hairline, part), _on(crown, min(1, max(0, part + rng.uniform(-0.05, 0.05))))
        begin, end = sorted((rng.uniform(0.0, 0.7), rng.uniform(0.3, 0.96)))
        tint = _lit(hair, rng.uniform(-0.35, 0.30))
        line(_strand(root, top, begin, end, rng.uniform(-7, 7)), tint, rng.uniform(1.0, 3.0))
    for _ in range(FRINGES):
        part = rng.random()
        root, top = _on(hairline, part), _on(crown, part)
        reach = -(rng.random() ** 2) * OVER / max(_length(root, top), 1.0)
        tint = _lit(hair, rng.uniform(-0.2, 0.15))
        line(_strand(root, top, reach, 0.12, rng.uniform(-4, 4)), tint, rng.uniform(0.8, 2.0))


def hang(line: Line, box: tuple[float, float, float, float], hair: str, rng: Random) -> None:
    """Hair that falls down within left, top, right, bottom."""
    left, top, right, bottom = box
    for _ in range(40):
        x, y = rng.uniform(left, right), rng.uniform(top, bottom - 30)
        end = min(bottom, y + rng.uniform(40, 160))
        tint = _lit(hair, rng.uniform(-0.35, 0.25))
        line([(x, y), (x + rng.uniform(-3, 3), (y + end) / 2), (x, end)], tint, rng.uniform(1, 2.5))


def _strand(root: Point, top: Point, begin: float, end: float, bend: float) -> list[Point]:
    made = []
    for step in range(7):
        part = begin + (end - begin) * step / 6
        x = root[0] + (top[0] - root[0]) * part + bend * part * (1 - part) * 4
        made.append((x, root[1] + (top[1] - root[1]) * part))
    return made


def _on(outline: Sequence[Point], part: float) -> Point:
    at = part * (len(outline) - 1)
    first = min(int(at), len(outline) - 2)
    rest = at - first
    (x, y), (further_x, further_y) = outline[first], outline[first + 1]
    return (x + (further_x - x) * rest, y + (further_y - y) * rest)


def _length(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _lit(colour: str, part: float) -> str:
    """Lighter by a part of the way to a warm white, or darker by a part of the way to black."""
    ends = (222, 196, 168) if part > 0 else (0, 0, 0)
    mixed = (
        round(own + (end - own) * abs(part))
        for own, end in zip(ImageColor.getrgb(colour), ends, strict=False)
    )
    return "#" + "".join(f"{value:02X}" for value in mixed)
