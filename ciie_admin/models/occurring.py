"""The values that occur in a list, and how often: what a filter in its head offers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from ciie_admin.models.queries import Query, conditions, without
from ciie_admin.models.tables import NARROW, PERSON, UNIT

Facet = Literal[
    "unit_class", "region_type", "label", "entry_date", "payment", "finding", "reuse", "added_late"
]
"""Conditions of a Query whose values are a column's."""
MOST = 300
"""Values offered at once, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Occurring:
    """`value` as the Query says it: `none` for no finding, `yes` and `no`, a place's id."""

    value: str
    count: int


def occurring(db: Connection, query: Query, facet: Facet) -> tuple[Occurring, ...]:
    """Exact counts in the list without its own condition on the facet."""
    column = UNIT.c.unit_class if facet == "unit_class" else NARROW[query.kind].c[facet]
    found = _narrowed(query, facet, column).group_by(column)
    rows = db.execute(found.order_by(func.count().desc(), column).limit(MOST))
    return tuple(Occurring(_said(facet, value), number) for value, number in rows)


def occurring_places(
    db: Connection, query: Query, trees: Mapping[int, tuple[int, ...]]
) -> tuple[Occurring, ...]:
    """Of each subtree (top place -> all its ids) with records, in the order given.

    A record reviewed in one subtree and counted in another is in both, as in the list.
    """
    table = NARROW[query.kind]
    pair = table.c.review_place, table.c.count_place
    rows = [*db.execute(_narrowed(query, "places", *pair).group_by(*pair))]
    counts: Counter[int] = Counter()
    for top, below in trees.items():
        inside = frozenset(below)
        counts[top] = sum(n for one, other, n in rows if one in inside or other in inside)
    return tuple(Occurring(str(top), counts[top]) for top in trees if counts[top])


def _narrowed(query: Query, key: str, *columns: Any) -> Any:
    wanted = select(*columns, func.count()).select_from(_source(query, key))
    wanted = wanted.where(*conditions(without(query, key)))
    if query.lane is None:
        return wanted
    return wanted.where(NARROW[query.kind].c.shown_lane == query.lane.value)


def _source(query: Query, key: str) -> Any:
    if query.kind == "person" and key == "unit_class":
        return PERSON.join(UNIT, UNIT.c.id == PERSON.c.unit_id)
    return NARROW[query.kind]


def _said(facet: Facet, value: Any) -> str:
    if facet in ("reuse", "added_late"):
        return "yes" if value else "no"
    return "none" if facet == "finding" and not value else str(value)
