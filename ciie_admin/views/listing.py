"""What the survey lane answers to a list: its ids, how they have changed, and counts."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import grouping, reading, spot_checks
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.grouping import Folded, Groups
from ciie_admin.models.queries import Query
from ciie_admin.views.record_list import Plan, plan
from ciie_admin.wire.messages import SubjectKind


@dataclass(frozen=True, slots=True)
class Opened:
    """Answer to a new question: all ids in order."""

    keys: "array[int]"
    groups: Groups | None
    """Of persons by unit; then `keys` holds units, too."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """Answer to the same question after something changed."""

    plan: Plan
    groups: Groups | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records each lane has; `samples` of a queue of spot checks, by share."""

    lanes: dict[Lane, int]
    samples: dict[int, int]


def opening(query: Query, kept: frozenset[int], folded: Folded) -> Callable[[Snapshot], Opened]:
    def work(db: Snapshot) -> Opened:
        keys, groups = _listed(db, query, kept, folded)
        return Opened(keys, groups)

    return work


def renewal(
    query: Query, old: "array[int]", kept: frozenset[int], folded: Folded
) -> Callable[[Snapshot], Renewed]:
    def work(db: Snapshot) -> Renewed:
        keys, groups = _listed(db, query, kept, folded)
        return Renewed(plan(old, keys), groups)

    return work


def _listed(
    db: Snapshot, query: Query, kept: frozenset[int], folded: Folded
) -> tuple["array[int]", Groups | None]:
    if not grouping.is_grouped(query):
        return reading.ids(db, query, kept), None
    groups = grouping.groups(db, query, kept)
    return grouping.keys(groups, folded), groups


def read_rows(db: Snapshot, kind: SubjectKind, keys: Sequence[int]) -> dict[int, Any]:
    """Rows by key: a negative one is that of a unit above its persons."""
    if kind == "unit":
        return dict(reading.unit_rows(db, keys))
    rows: dict[int, Any] = dict(reading.person_rows(db, grouping.only_records(keys)))
    heads = reading.unit_rows(db, [-key for key in keys if key < 0])
    return rows | {-number: row for number, row in heads.items()}


def counting(query: Query) -> Callable[[Snapshot], Counted]:
    def work(db: Snapshot) -> Counted:
        samples = spot_checks.sample_counts(db, query) if spot_checks.is_queue(query) else {}
        return Counted(reading.counts(db, query), samples)

    return work
