"""Where a person was in the window: what survives its being built anew in another language."""

from dataclasses import dataclass
from typing import Literal

from ciie_admin.models.queries import Query
from ciie_admin.views.quota_tree import Wish
from ciie_admin.wire.messages import SubjectKind

Page = Literal["review", "release", "tray", "batches", "bench", "quota"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One list: its question, its current record (0: none), and rows kept or ticked by id."""

    query: Query
    current: int
    kept: frozenset[int]
    ticked: frozenset[int]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    kind: SubjectKind
    page: Page
    spots: tuple[Spot, ...]
    """Of the lists that were looked at."""
    searched: str
    bench: Spot | None = None
    """Of the photo bench, if it was ever opened."""
    quota: Wish | None = None
    """Of the quota tree, if it was ever opened."""
