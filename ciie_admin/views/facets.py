"""What each column's head filters by: the values that occur, in words, and the query they make."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, get_args

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.engine import Snapshot
from ciie_admin.models.occurring import (
    MOST,
    Facet,
    Occurring,
    occurring,
    occurring_places,
    occurring_tags,
)
from ciie_admin.models.queries import Query
from ciie_admin.views import filters, speech
from ciie_admin.views.components.tick_list import TickRow
from ciie_admin.views.desk import Desk
from ciie_admin.views.fields_said import known_word
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import word

translate = QCoreApplication.translate
UNIT_FACETS = {
    "class": "unit_class",
    "place": "places",
    "finding": "finding",
    "submitted": "resubmitted",
    "assigned": "assigned",
    "tag": "tag",
}
PERSON_FACETS = {
    "unit": "unit_class",
    "class": "unit_class",
    "place": "places",
    "label": "label",
    "region": "region_type",
    "entry": "entry_date",
    "payment": "payment",
    "reuse": "reuse",
    "late": "added_late",
    "finding": "finding",
    "assigned": "assigned",
    "submitted": "resubmitted",
    "tag": "tag",
}
FLAGS = ("reuse", "added_late", "resubmitted")


def facets(kind: SubjectKind) -> dict[str, str]:
    """Column of a list -> condition of its query. The unit of a person is filtered by its class."""
    return UNIT_FACETS if kind == "unit" else PERSON_FACETS


def reading_of(query: Query, facet: str, desk: Desk) -> Callable[[Snapshot], tuple[Occurring, ...]]:
    """To be run in the lane for whole lists."""
    if facet == "places":
        trees = {place.id: below for place, below in filters.places_below(desk)}
        return lambda db: occurring_places(db, query, trees)
    if facet == "tag":
        return lambda db: occurring_tags(db, query)
    known: Facet = next(one for one in get_args(Facet) if one == facet)
    return lambda db: occurring(db, query, known)


def rows(query: Query, facet: str, found: Sequence[Occurring], desk: Desk) -> list[TickRow]:
    """One per value, with what is chosen already ticked, also when it does not occur."""
    present = _present(query, facet, desk)
    counts = {one.value: one.count for one in found}
    if facet == "assigned":
        counts = {filters.account_key(value, desk): number for value, number in counts.items()}
    if facet == "finding":
        counts = {"any": sum(n for rule, n in counts.items() if rule != "none"), **counts}
    missing = {value: 0 for value in present if value not in counts}
    return [
        TickRow(value, _word(facet, value, desk), grouped(number), value in present)
        for value, number in {**counts, **missing}.items()
    ]


def chosen(query: Query, facet: str, offered: Sequence[TickRow], ticked: Sequence[str]) -> Query:
    """Narrowed to what is ticked; all ticked is no condition, unless more was not even offered."""
    wanted = tuple(ticked)
    if len(wanted) == len(offered) < MOST or {"any", "none"} <= {*wanted}:
        wanted = ()
    value: Any = wanted
    if facet in FLAGS:
        value = None if len(wanted) != 1 else wanted[0] == "yes"
    elif facet == "finding" and "any" in wanted:
        value = ("any",)
    return replace(query, **{facet: value})


def chosen_places(query: Query, desk: Desk, ticked: Sequence[str]) -> Query:
    """Each ticked place with everything below it."""
    trees = {str(place.id): below for place, below in filters.places_below(desk)}
    ids = {number for top in ticked for number in trees.get(top, ())}
    return replace(query, places=tuple(sorted(ids)))


def _present(query: Query, facet: str, desk: Desk) -> tuple[str, ...]:
    value: Any = getattr(query, facet)
    if facet in FLAGS:
        return () if value is None else ("yes" if value else "no",)
    if facet == "places":
        inside = frozenset(value)
        trees = filters.places_below(desk)
        return tuple(str(place.id) for place, below in trees if inside.issuperset(below))
    return tuple(value)


def _word(facet: str, value: str, desk: Desk) -> str:
    language, on = desk.language, desk.ground
    if facet == "places":
        place = on.places.get(int(value)) if on else None
        return speech.place_name(place, language)
    if facet in FLAGS:
        return word("answer", value, language)
    if facet == "tag":
        return value
    if facet == "assigned":
        return filters.account_word(value, on, language)
    if facet == "finding":
        if value == "any":
            return translate("Filters", "With findings")
        return known_word("finding_short", value, language)
    return filters.listed(facet, value, on, language) if value else "—"
