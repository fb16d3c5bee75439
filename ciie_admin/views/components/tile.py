"""Tile: one person on the contact sheet, ready to be painted and spoken."""

from dataclasses import dataclass

from PySide6.QtCore import QSize

from ciie_admin.views.cells import spoken
from ciie_admin.views.signs import FINDINGS, PHOTOS, STAGES, Sign, finding_sign

PICTURE = QSize(108, 144)
NAME_GAP, NAME, FOUND = 4, 20, 16
"""Between picture and name; heights of the two lines below."""
TILE = QSize(PICTURE.width(), PICTURE.height() + NAME_GAP + NAME + FOUND)
RING = 5
"""What stands around a tile: a ring of 2 px, 3 px off."""
QUIET = "text3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """`eyes` as domain.persons.Person has them, empty where the whole picture is to be shown."""

    id: int
    name: str
    photo: str = ""
    """SHA-256 of the picture; empty without one."""
    eyes: tuple[int, ...] = ()
    finding: str = ""
    """Rule of the worst finding of the photo; empty without any."""
    severity: str = "look"
    said: str = ""
    """What was found, in words."""
    checked: bool = True
    """The checker has seen this photo."""
    verdict: str = ""
    """fit, unfit, or empty while nobody has judged."""
    stage: str = ""
    """draft or pending while the verdict is one's own."""
    judged: str = ""
    """Verdict and stage, in words."""

    @property
    def found(self) -> Sign:
        """Nothing found is quiet: the eye goes where something is to be done."""
        if self.finding:
            return finding_sign(self.severity, self.finding)
        return Sign(FINDINGS["clear" if self.checked else "unchecked"].icon, QUIET)

    @property
    def marks(self) -> tuple[Sign, ...]:
        """Beside the name, from the left: the verdict, and that it is not in effect yet."""
        stage = STAGES.get(self.stage)
        verdict = PHOTOS.get(self.verdict)
        if verdict is not None and stage is not None:
            verdict = Sign(verdict.icon, stage.hue)
        return tuple(sign for sign in (verdict, stage) if sign is not None)


@spoken.register
def _(tile: Tile) -> str:
    return ", ".join(part for part in (tile.name, tile.said, tile.judged) if part)
