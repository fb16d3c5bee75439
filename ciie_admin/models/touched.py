"""Which records a transaction changed: what every list and card listens to."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Touched:
    """`everything` when a page was so large, or the mirror so new, that ids do not matter."""

    units: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
    everything: bool = False
    thumbnails: frozenset[str] = field(default_factory=frozenset)

    def ids(self, kind: str) -> frozenset[int]:
        return self.units if kind == "unit" else self.persons

    def __bool__(self) -> bool:
        return bool(self.everything or self.units or self.persons or self.thumbnails)


class Touching(Protocol):
    """The outcome of an act."""

    @property
    def touched(self) -> Touched: ...


def touched(pairs: "set[tuple[str, int]]") -> Touched:
    """From (kind, id) pairs."""
    return Touched(
        frozenset(number for kind, number in pairs if kind == "unit"),
        frozenset(number for kind, number in pairs if kind == "person"),
    )
