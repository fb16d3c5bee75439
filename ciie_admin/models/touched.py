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
    ground: bool = False
    """The edition or a place: who works there, what it shares and asks for."""
    quotas: frozenset[int] = frozenset()
    """Accounts of free badges, with those that give to them."""
    own: bool = False
    """Done in this window just now: nothing but decisions changed, no field of a record."""

    def ids(self, kind: str) -> frozenset[int]:
        return self.units if kind == "unit" else self.persons

    def __bool__(self) -> bool:
        records = self.units or self.persons or self.quotas or self.thumbnails
        return bool(self.everything or self.ground or records)


class Touching(Protocol):
    """The outcome of an act."""

    @property
    def touched(self) -> Touched: ...


def of_records(pairs: "set[tuple[str, int]]") -> "set[tuple[str, int]]":
    """What happens to a photo happens to its person."""
    return {("person" if kind == "photo" else kind, number) for kind, number in pairs}


def touched(pairs: "set[tuple[str, int]]") -> Touched:
    """From (kind, id) pairs."""
    records = of_records(pairs)
    return Touched(
        frozenset(number for kind, number in records if kind == "unit"),
        frozenset(number for kind, number in records if kind == "person"),
        ground=any(kind in ("place", "edition") for kind, _ in pairs),
        quotas=frozenset(number for kind, number in pairs if kind == "quota"),
    )
