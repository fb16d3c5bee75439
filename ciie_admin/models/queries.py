"""What a list shows: one Query, from which ids, counts and the export all follow."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from sqlalchemy import literal_column, or_, select, text

from ciie_admin.domain.lanes import PERSON_LANES, UNIT_LANES, Lane
from ciie_admin.errors import BadInput
from ciie_admin.models import spelling
from ciie_admin.models.tables import NARROW, PERSON, SEARCH, UNIT
from ciie_admin.wire.messages import SubjectKind

Order = Literal["submitted", "name", "unit", "finding"]
PERSON_ONLY = ("region_type", "label", "entry_date", "payment")
FLAGS = ("reuse", "added_late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Conditions are joined by AND; several values of one by OR. Empty means: any.

    `places` are all ids of the chosen subtree; `stage` is `draft` or `pending`.
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
    text: str = ""
    order: Order = "submitted"
    descending: bool = False


def parse(kind: SubjectKind, terms: Sequence[str]) -> Query:
    """A query from `key:value` terms, ANDed. Raises BadInput naming the term and what is known."""
    query = Query(kind=kind)
    for term in terms:
        key, colon, value = term.partition(":")
        if not colon or not value:
            raise BadInput("bad_filter", {"term": term[:40], "known": ", ".join(keys(kind))})
        query = _with_term(query, key, value)
    return query


def keys(kind: SubjectKind) -> tuple[str, ...]:
    """Filter keys of this kind, as the shell names them."""
    skip = {"kind", "places", "descending"}
    if kind == "unit":
        skip |= {*PERSON_ONLY, *FLAGS, "unit"}
    return tuple(f.name for f in fields(Query) if f.name not in skip)


def conditions(query: Query) -> list[Any]:
    """Everything but the lane, as SQL conditions on the narrow table."""
    table = NARROW[query.kind]
    found: list[Any] = []
    if query.places:
        found.append(
            or_(
                table.c.review_place.in_(query.places), table.c.count_place.in_(query.places)
            )
        )
    if query.unit_class:
        found.append(_of_class(query))
    for name in PERSON_ONLY if query.kind == "person" else ():
        if values := getattr(query, name):
            found.append(table.c[name].in_(values))
    for name in FLAGS if query.kind == "person" else ():
        if (value := getattr(query, name)) is not None:
            found.append(table.c[name] == int(value))
    if query.finding:
        found.append(
            table.c.finding != "" if "any" in query.finding else table.c.finding.in_(query.finding)
        )
    if query.stage:
        found.append(table.c.pending_stage == query.stage)
    if query.unit is not None and query.kind == "person":
        found.append(table.c.unit_id == query.unit)
    if query.text.strip():
        found.append(_matching(query))
    return found


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
    name = SEARCH[kind]
    found = text(f"SELECT rowid FROM {name} WHERE {name} MATCH :said_{kind}")
    return found.bindparams(**{f"said_{kind}": wanted}).columns(rowid=NARROW[kind].c.id.type)


def _with_term(query: Query, key: str, value: str) -> Query:
    if key not in keys(query.kind):
        known = ", ".join(keys(query.kind))
        raise BadInput("bad_filter", {"term": f"{key}:{value}"[:40], "known": known})
    present = getattr(query, key)
    try:
        return replace(query, **{key: _value(query.kind, key, value, present)})
    except ValueError:
        raise BadInput("bad_filter", {"term": f"{key}:{value}"[:40], "known": key}) from None


def _value(kind: SubjectKind, key: str, value: str, present: object) -> object:
    if key == "lane":
        lane = Lane(value)
        if lane not in lanes(kind):
            raise ValueError(value)
        return lane
    if key in FLAGS:
        return {"yes": True, "no": False}[value] if value in ("yes", "no") else _bad(value)
    if key == "unit":
        return int(value)
    if key == "order":
        return value if value in ("submitted", "name", "unit", "finding") else _bad(value)
    return (*present, value) if isinstance(present, tuple) else value


def _bad(value: str) -> object:
    raise ValueError(value)


