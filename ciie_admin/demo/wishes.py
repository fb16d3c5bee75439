"""What somebody wants to see: size of the made-up fair, language, scheme, where to put it."""

from dataclasses import dataclass
from pathlib import Path

from ciie_admin.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`size` of the window in px; `folder` keeps the made-up world, None: a default or none."""

    units: int
    persons: int
    seed: int
    folder: Path | None = None
    size: tuple[int, int] | None = None
    scheme: str = "light"
    language: Language = "zh"
    out: Path = Path("build/tour")
