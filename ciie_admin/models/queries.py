"""What a list shows: one Query, from which ids, counts and the export all follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from sqlalchemy import literal_column, or_, select

from ciie_admin.domain.lanes import PERSON_LANES, UNIT_LANES, Lane
from ciie_admin.domain.places import Place, called, subtree
from ciie_admin.domain.states import Payment, RegionType, UnitClass
from ciie_admin.errors import BadInput
from ciie_admin.models import spelling
from ciie_admin.models.tables import NARROW, PERSON, SEARCH, UNIT
from ciie_admin.wire.messages import SubjectKind

Order = Literal["submitted", "name", "unit", "finding"]
PERSON_ONLY = ("region_type", "label", "entry_date", "payment")
FLAGS = ("reuse", "added_late")
YES_NO = ("yes", "no")
MAX_DIGITS = 18
"""Of a record's id: more would not fit its 64 bits."""
VALUES: Mapping[str, tuple[str, ...]] = {
    "order": get_args(Order),
    "stage": ("draft", "pending", "held"),
    "unit_class": tuple(UnitClass),
    "region_type": tuple(RegionType),
    "payment": tuple(Payment),
    "reuse": YES_NO,
    "added_late": YES_NO,
}
"""What a term may say where that is no matter of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Conditions are joined by AND; several values of one by OR. Empty means: any.

    `places` are all ids of the chosen subtree; `stage` is
    `draft`, `pending` or `held`.
    """

    kind: SubjectKind
    lane: Lane | None = None
    places: tuple[int, ...] = ()
    unit_class: tuple[str, ...] = ()
    region_type: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    entry_date: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    reuse: bool | None = None
    added_late: bool | None = None
    stage: str = ""
    unit: int | None = None
    ids: tuple[int, ...] = ()
    """Just these records: a link from elsewhere in the window."""
    text: str = ""
    order: Order = "submitted"
    descending: bool = False


def parse(
    kind: SubjectKind, terms: Sequence[str], places: Mapping[int, Place] | None = None
) -> Query:
    """A query from `key:value` terms, ANDed; several values of one key are alternatives.

    `place:` takes an id or a name of `places` and means everything below it too. Raises BadInput
    bad_filter, bad_filter_value, filter_twice, no_such_place or place_ambiguous.
    """
    query = Query(kind=kind)
    for term in terms:
        query = _with_term(query, term, places or {})
    return query


def keys(kind: SubjectKind) -> tuple[str, ...]:
    """Filter keys of this kind, as the shell names them."""
    skip = {"kind", "descending", "ids"}
    if kind == "unit":
        skip |= {*PERSON_ONLY, *FLAGS, "unit"}
    names = (f.name for f in fields(Query) if f.name not in skip)
    return tuple("place" if name == "places" else name for name in names)


def narrowed(query: Query) -> tuple[str, ...]:
    """Keys of the conditions that are set, without what they say; `ids` is one of them."""
    names = [f.name for f in fields(Query) if f.name not in {"kind", "order", "descending"}]
    chosen = [name for name in names if getattr(query, name) not in (None, "", ())]
    return tuple("place" if name == "places" else name for name in chosen)


def conditions(query: Query) -> list[Any]:
    """Everything but the lane, as SQL conditions on the narrow table."""
    table = NARROW[query.kind]
    found: list[Any] = _person_conditions(query) if query.kind == "person" else []
    if query.places:
        here = table.c.review_place.in_(query.places)
        found.append(or_(here, table.c.count_place.in_(query.places)))
    if query.unit_class:
        found.append(_of_class(query))
    if query.finding:
        found.append(_with_findings(query))
    if query.ids:
        found.append(table.c.id.in_(query.ids))
    if query.stage:
        found.append(table.c.pending_stage == query.stage)
    if query.text.strip():
        found.append(_matching(query))
    return found


def _person_conditions(query: Query) -> list[Any]:
    listed = {name: getattr(query, name) for name in PERSON_ONLY}
    flags = {name: getattr(query, name) for name in FLAGS}
    found: list[Any] = [PERSON.c[name].in_(values) for name, values in listed.items() if values]
    found += [PERSON.c[name] == int(yes) for name, yes in flags.items() if yes is not None]
    return [*found, PERSON.c.unit_id == query.unit] if query.unit is not None else found


def ordering(query: Query) -> list[Any]:
    table = NARROW[query.kind]
    columns: dict[str, list[Any]] = {
        "submitted": [table.c.submitted_at],
        "name": [table.c.sort],
        "finding": [table.c.finding == "", table.c.submitted_at],
        "unit": [table.c.sort],
    }
    if query.order == "unit" and query.kind == "person":
        owner = select(UNIT.c.sort).where(UNIT.c.id == PERSON.c.unit_id).scalar_subquery()
        columns["unit"] = [owner, table.c.unit_id]
    chosen = [*columns[query.order], table.c.id]
    return [column.desc() for column in chosen] if query.descending else chosen


def lanes(kind: SubjectKind) -> tuple[Lane, ...]:
    return UNIT_LANES if kind == "unit" else PERSON_LANES


def without(query: Query, key: str) -> Query:
    """The query without one of its conditions."""
    empty = getattr(Query(kind=query.kind), key)
    return replace(query, **{key: empty})


def _with_findings(query: Query) -> Any:
    """`any` is each finding there is, `none` no finding at all."""
    column = NARROW[query.kind].c.finding
    named = column.in_(["" if rule == "none" else rule for rule in query.finding])
    return or_(column != "", named) if "any" in query.finding else named


def _of_class(query: Query) -> Any:
    if query.kind == "unit":
        return UNIT.c.unit_class.in_(query.unit_class)
    owners = select(UNIT.c.id).where(UNIT.c.unit_class.in_(query.unit_class))
    return PERSON.c.unit_id.in_(owners)


def _matching(query: Query) -> Any:
    """Records found by the text; persons also through their unit's name."""
    wanted = spelling.search_query(query.text)
    table = NARROW[query.kind]
    if not wanted:
        return literal_column("0")
    own = table.c.id.in_(_search(query.kind, wanted))
    if query.kind == "unit":
        return own
    return or_(own, PERSON.c.unit_id.in_(_search("unit", wanted)))


def _search(kind: SubjectKind, wanted: str) -> Any:
    index = SEARCH[kind]
    return select(index.c.rowid).where(literal_column(index.name).op("MATCH")(wanted))


def _with_term(query: Query, term: str, places: Mapping[int, Place]) -> Query:
    key, _, value = term.partition(":")
    known = keys(query.kind)
    if key not in known or not value.strip():
        raise BadInput("bad_filter", {"filter": term[:40], "fields": ", ".join(known)})
    if key == "place":
        return replace(query, places=(*query.places, *_place_ids(value.strip(), places)))
    present: Any = getattr(query, key)
    if isinstance(present, tuple):
        several: Any = (*present, _value(query.kind, key, value))
        return replace(query, **{key: several})
    if key == "text":
        return replace(query, text=f"{present} {value}".strip())
    if key != "order" and present not in (None, ""):
        raise BadInput("filter_twice", {"filter": key})
    return replace(query, **{key: _value(query.kind, key, value)})


def _value(kind: SubjectKind, key: str, value: str) -> Any:
    values = lanes(kind) if key == "lane" else VALUES.get(key)
    if values is not None and value not in values:
        raise _bad_value(key, value, ", ".join(values))
    if key == "lane":
        return Lane(value)
    if key in FLAGS:
        return value == "yes"
    if key != "unit":
        return value
    if not value.isdecimal() or len(value) > MAX_DIGITS:
        raise _bad_value(key, value, "unit:12")
    return int(value)


def _place_ids(name: str, places: Mapping[int, Place]) -> tuple[int, ...]:
    """The place of this name or id with everything below it."""
    found = called(places.values(), name)
    if not found:
        raise BadInput("no_such_place", {"place": name[:40]})
    if len(found) > 1:
        numbers = ", ".join(f"place:{one.id}" for one in found)
        raise BadInput("place_ambiguous", {"place": name[:40], "places": numbers})
    return subtree(places.values(), found[0].id)


def _bad_value(key: str, value: str, values: str) -> BadInput:
    return BadInput("bad_filter_value", {"filter": f"{key}:{value}"[:40], "values": values})
