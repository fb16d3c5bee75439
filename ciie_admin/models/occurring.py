"""The values that occur in a list, and how often: what a filter in its head offers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, distinct, func, select

from ciie_admin.models.precious import MARK
from ciie_admin.models.queries import Query, conditions, without
from ciie_admin.models.tables import NARROW, PERSON, UNIT

Facet = Literal[
    "unit_class",
    "region_type",
    "label",
    "entry_date",
    "payment",
    "finding",
    "reuse",
    "added_late",
    "resubmitted",
    "assigned",
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
    name = "assigned_to" if facet == "assigned" else facet
    column = UNIT.c.unit_class if facet == "unit_class" else NARROW[query.kind].c[name]
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


def occurring_tags(db: Connection, query: Query) -> tuple[Occurring, ...]:
    """Names of local tags on the records of the list; a person has its unit's, too."""
    listed = select(NARROW[query.kind].c.id).where(*conditions(without(query, "tag")))
    if query.lane is not None:
        listed = listed.where(NARROW[query.kind].c.shown_lane == query.lane.value)
    number = func.count(distinct(NARROW[query.kind].c.id))
    found = (
        select(MARK.c.name, number)
        .select_from(NARROW[query.kind].join(MARK, _marked(query)))
        .where(NARROW[query.kind].c.id.in_(listed))
        .group_by(MARK.c.name)
    )
    rows = db.execute(found.order_by(number.desc(), MARK.c.name).limit(MOST))
    return tuple(Occurring(name, count) for name, count in rows)


def _marked(query: Query) -> Any:
    own = (MARK.c.subject_kind == query.kind) & (MARK.c.subject_id == NARROW[query.kind].c.id)
    if query.kind == "unit":
        return own
    return own | ((MARK.c.subject_kind == "unit") & (MARK.c.subject_id == PERSON.c.unit_id))


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
    if facet in ("reuse", "added_late", "resubmitted"):
        return "yes" if value else "no"
    return "none" if facet in ("finding", "assigned") and not value else str(value)
