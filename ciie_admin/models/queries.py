"""What a list shows: one Query, from which ids, counts and the export all follow."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from sqlalchemy import Integer, and_, cast, func, literal_column, or_, select, true

from ciie_admin.domain.lanes import PERSON_LANES, UNIT_LANES, Lane
from ciie_admin.domain.photo_word import PhotoVerdict
from ciie_admin.domain.sampling import FACTOR, LOW, WORD, threshold
from ciie_admin.domain.states import FreePlace, Payment, RegionType, SpotCheck, UnitClass
from ciie_admin.models import marks, spelling
from ciie_admin.models.pending import among
from ciie_admin.models.precious import PREFERENCE
from ciie_admin.models.tables import NARROW, PERSON, REASON, SEARCH, UNIT
from ciie_admin.wire.messages import SubjectKind

Order = Literal["submitted", "risk", "name", "unit", "finding", "photo_risk"]
PERSON_ONLY = ("region_type", "label", "entry_date", "payment", "free_place")
FLAGS = ("reuse", "added_late")
UNIT_ONLY = ("automatic", "spot")
ANSWERED = (*FLAGS, "automatic", "resubmitted")
YES_NO = ("yes", "no")
VALUES: Mapping[str, tuple[str, ...]] = {
    "order": get_args(Order),
    "stage": ("draft", "pending", "held"),
    "unit_class": tuple(UnitClass),
    "region_type": tuple(RegionType),
    "payment": tuple(Payment),
    "free_place": tuple(FreePlace),
    "reuse": YES_NO,
    "added_late": YES_NO,
    "automatic": YES_NO,
    "resubmitted": YES_NO,
    "photo": ("open", "clean", "done", *PhotoVerdict),
    "spot": (SpotCheck.WAITING.value, SpotCheck.DONE.value),
}
"""What a term may say where that is no matter of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Conditions are joined by AND; several values of one by OR. Empty means: any.

    `places` are all ids of the chosen subtree; `stage` is
    `draft`, `pending` or `held`; `spot` is `waiting` or `done`; `sample` a share in percent;
    `photo` is a list of the photo bench (`open`, `clean`, `done`) or a verdict (`fit`, `unfit`);
    `where` holds what brackets, `or` and `not` say besides. Queries within it have no order, but
    a lane like any other condition.
    """

    kind: SubjectKind
    lane: Lane | None = None
    places: tuple[int, ...] = ()
    unit_class: tuple[str, ...] = ()
    region_type: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    entry_date: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    free_place: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    reuse: bool | None = None
    added_late: bool | None = None
    photo: str = ""
    stage: str = ""
    tag: tuple[str, ...] = ()
    """Local tags: `name`, or `name=value`."""
    resubmitted: bool | None = None
    reason: tuple[str, ...] = ()
    """Reasons a record was ever given, whatever became of it since."""
    assigned: tuple[str, ...] = ()
    """`me`, `none`, or accounts' ids."""
    automatic: bool | None = None
    spot: str = ""
    sample: int | None = None
    unit: int | None = None
    ids: tuple[int, ...] = ()
    """Just these records: a link from elsewhere in the window."""
    text: str = ""
    where: "tuple[Not | Either, ...]" = ()
    order: Order = "submitted"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What `part` does not find."""

    part: Query
    kind: Literal["not"] = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """What one of the parts finds, or several."""

    parts: tuple[Query, ...]
    kind: Literal["either"] = "either"


ME, NOBODY = "me", "none"
SELF = (
    select(cast(func.json_extract(PREFERENCE.c.value, "$.account"), Integer))
    .where(PREFERENCE.c.name == "actor")
    .scalar_subquery()
)
"""Account of the person whose cache it is."""
WHERE = "where:"
"""Before its place, as the key of one member of `where`."""


def keys(kind: SubjectKind) -> tuple[str, ...]:
    """Filter keys of this kind, as the shell names them."""
    skip = {"kind", "descending", "ids", "where"}
    if kind == "unit":
        skip |= {*PERSON_ONLY, *FLAGS, "unit", "photo"}
    else:
        skip |= {*UNIT_ONLY}
    names = (f.name for f in fields(Query) if f.name not in skip)
    return tuple("place" if name == "places" else name for name in names)


def narrowed(query: Query) -> tuple[str, ...]:
    """Keys of the conditions that are set, also within `where`; `ids` is one of them."""
    return tuple(dict.fromkeys(_narrowed(query)))


def _narrowed(query: Query) -> Iterator[str]:
    for one in fields(Query):
        if one.name in {"kind", "where", "order", "descending"}:
            continue
        if getattr(query, one.name) not in (None, "", ()):
            yield "place" if one.name == "places" else one.name
    for part in inner(query):
        yield from _narrowed(part)


def inner(query: Query) -> tuple[Query, ...]:
    """The queries that stand within `where`, one level down."""
    parts = [(one.part,) if isinstance(one, Not) else one.parts for one in query.where]
    return tuple(part for found in parts for part in found)


def conditions(query: Query, keep: Collection[int] = ()) -> list[Any]:
    """Everything but the lane, as SQL conditions on the narrow table.

    `keep` stay whatever a decision made of them.
    """
    table = NARROW[query.kind]
    choose = _person_conditions if query.kind == "person" else _unit_conditions
    own = choose(query, keep)
    found: list[Any] = [*own, *_assigned(query), *_tagged(query)]
    if query.sample is not None:
        found.append(in_sample(query.kind, query.sample))
    if query.places:
        here = table.c.review_place.in_(query.places)
        found.append(or_(here, table.c.count_place.in_(query.places)))
    if query.unit_class:
        found.append(_of_class(query))
    if query.finding:
        found.append(_with_findings(query))
    if query.resubmitted is not None:
        found.append(table.c.resubmitted == int(query.resubmitted))
    if query.reason:
        found.append(table.c.id.in_(_given(query)))
    if query.ids:
        found.append(table.c.id.in_(query.ids))
    if query.stage:
        found.append(table.c.pending_stage == query.stage)
    if query.text.strip():
        found.append(_matching(query))
    return [*found, *map(_joined, query.where)]


def _joined(one: Not | Either) -> Any:
    """Columns that may be empty make a comparison neither true nor false: only true counts."""
    if isinstance(one, Not):
        return _whole(one.part).is_not(true())
    return or_(*map(_whole, one.parts))


def _whole(query: Query) -> Any:
    """All conditions of a query within another one, its lane too."""
    found = conditions(query)
    if query.lane is not None:
        found.append(NARROW[query.kind].c.shown_lane == query.lane.value)
    return and_(true(), *found)


def _person_conditions(query: Query, keep: Collection[int]) -> list[Any]:
    listed = {name: getattr(query, name) for name in PERSON_ONLY}
    flags = {name: getattr(query, name) for name in FLAGS}
    found: list[Any] = [PERSON.c[name].in_(values) for name, values in listed.items() if values]
    if query.free_place and FreePlace.NONE not in query.free_place:  # few have any, in an index
        found.append(PERSON.c.quota.is_not(None))
    found += [PERSON.c[name] == int(yes) for name, yes in flags.items() if yes is not None]
    if query.photo:
        judged = query.photo in tuple(PhotoVerdict)
        stands = (PERSON.c.shown_photo if judged else PERSON.c.photo_lane) == query.photo
        found.append(or_(stands, among(PERSON.c.id, keep)) if keep else stands)
    return [*found, PERSON.c.unit_id == query.unit] if query.unit is not None else found


def _unit_conditions(query: Query, keep: Collection[int]) -> list[Any]:
    found: list[Any] = []
    if query.automatic is not None:
        found.append(UNIT.c.automatic == int(query.automatic))
    if query.spot:
        stands = UNIT.c.shown_spot == query.spot
        found.append(or_(stands, among(UNIT.c.id, keep)) if keep else stands)
    return found


def in_sample(kind: SubjectKind, percent: int) -> Any:
    """As domain.sampling.in_sample."""
    hashed = NARROW[kind].c.id.bitwise_and(LOW) * FACTOR
    return hashed.bitwise_and(WORD) < threshold(percent)


def orders(kind: SubjectKind) -> tuple[str, ...]:
    return tuple(one for one in VALUES["order"] if kind == "person" or one != "photo_risk")


def lanes(kind: SubjectKind) -> tuple[Lane, ...]:
    return UNIT_LANES if kind == "unit" else PERSON_LANES


def without(query: Query, key: str) -> Query:
    """The query without one of its conditions, or one member of `where`."""
    if key.startswith(WHERE):
        gone = int(key.removeprefix(WHERE))
        left = tuple(one for place, one in enumerate(query.where) if place != gone)
        return replace(query, where=left)
    empty = getattr(Query(kind=query.kind), key)
    return replace(query, **{key: empty})


def _with_findings(query: Query) -> Any:
    """`any` is each finding there is, `none` no finding at all."""
    column = NARROW[query.kind].c.finding
    named = column.in_(["" if rule == "none" else rule for rule in query.finding])
    return or_(column != "", named) if "any" in query.finding else named


def _given(query: Query) -> Any:
    named = REASON.c.kind == query.kind, REASON.c.code.in_(query.reason)
    return select(REASON.c.id).where(*named)


def _assigned(query: Query) -> list[Any]:
    """`me` is whoever this cache belongs to: a query shared by several means each of them."""
    column = NARROW[query.kind].c.assigned_to
    numbers = [int(one) for one in query.assigned if one.isdecimal()]
    found: list[Any] = [column.in_(numbers)] if numbers else []
    if ME in query.assigned:
        found.append(column == SELF)
    if NOBODY in query.assigned:
        found.append(column.is_(None))
    return [or_(*found)] if found else []


def _tagged(query: Query) -> list[Any]:
    column = NARROW[query.kind].c.id
    return [marks.condition(query.kind, column, query.tag)] if query.tag else []


def _of_class(query: Query) -> Any:
    if query.kind == "unit":
        return UNIT.c.unit_class.in_(query.unit_class)
    owners = select(UNIT.c.id).where(UNIT.c.unit_class.in_(query.unit_class))
    # an expression: the index of the order is walked, not that of the units (ten times as fast)
    return (PERSON.c.unit_id + 0).in_(owners)


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
