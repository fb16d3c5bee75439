"""What the read lane answers to a list: ids and counts, or how they have changed."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import reading
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.queries import Query
from ciie_admin.views.record_list import Plan, plan


@dataclass(frozen=True, slots=True)
class Opened:
    """Answer to a new question: all ids in order, and the counts of every lane."""

    keys: "array[int]"
    counts: dict[Lane, int]


@dataclass(frozen=True, slots=True)
class Renewed:
    """Answer to the same question after something changed."""

    plan: Plan
    counts: dict[Lane, int]


def opening(query: Query, kept: frozenset[int]) -> Callable[[Snapshot], Opened]:
    def work(db: Snapshot) -> Opened:
        return Opened(reading.ids(db, query, kept), reading.counts(db, query))

    return work


def renewal(query: Query, old: "array[int]", kept: frozenset[int]) -> Callable[[Snapshot], Renewed]:
    def work(db: Snapshot) -> Renewed:
        return Renewed(plan(old, reading.ids(db, query, kept)), reading.counts(db, query))

    return work
