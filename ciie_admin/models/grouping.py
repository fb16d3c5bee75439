"""Persons by their unit: the ids of a list cut into groups, without reading a single row."""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from sqlalchemy import Connection

from ciie_admin.models import reading
from ciie_admin.models.queries import Query


@dataclass(frozen=True, slots=True)
class Groups:
    """`records` are all ids in order; group n has those from starts[n] up to starts[n + 1]."""

    records: "array[int]"
    units: "array[int]"
    starts: "array[int]"
    places: dict[int, int] = field(default_factory=dict)
    """Unit -> its n."""

    def of(self, unit: int) -> "array[int]":
        """The persons of one unit in the list."""
        place = self.places.get(unit)
        if place is None:
            return array("q")
        return self.records[self.starts[place] : self.starts[place + 1]]


@dataclass(frozen=True, slots=True)
class Folded:
    """Which units show no persons: those named, or all but those."""

    units: frozenset[int] = frozenset()
    but: bool = False

    def has(self, unit: int) -> bool:
        return (unit in self.units) is not self.but

    def turned(self, unit: int) -> "Folded":
        return Folded(self.units ^ {unit}, self.but)


def is_grouped(query: Query) -> bool:
    """A list of persons by unit shows its units."""
    return query.kind == "person" and query.order == "unit"


def groups(db: Connection, query: Query, keep: Collection[int] = ()) -> Groups:
    """In the order of the list; what stands together there is one group."""
    records, owners = reading.owned_ids(db, query, keep)
    units, starts = array("q"), array("q", (0,))
    for unit, run in groupby(owners):
        units.append(unit)
        starts.append(starts[-1] + sum(1 for _ in run))
    return Groups(records, units, starts, {unit: place for place, unit in enumerate(units)})


def keys(found: Groups, folded: Folded) -> "array[int]":
    """What stands in the rows: a unit's id with a minus, then its persons unless it is folded."""
    shown = array("q")
    for unit, (start, end) in zip(found.units, pairwise(found.starts), strict=True):
        shown.append(-unit)
        if not folded.has(unit):
            shown.extend(found.records[start:end])
    return shown


def only_records(shown: Iterable[int]) -> list[int]:
    return [key for key in shown if key > 0]
