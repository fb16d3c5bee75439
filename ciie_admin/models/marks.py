"""本机标签 and 自定义列: words of one's own on units and persons, on this computer, never sent.

A tag is a name alone (重点企业); with a value it is a column of one's own (已电话: 9月20日).
A person has the tags of the unit, too, unless it has one of that name itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import among, given, these
from ciie_admin.models.precious import MARK
from ciie_admin.models.setwise import write_all
from ciie_admin.models.tables import PERSON
from ciie_admin.models.touched import Touched, touched
from ciie_admin.wire.messages import SubjectKind

LONGEST_NAME, LONGEST_VALUE = 20, 200
"""Characters."""
GIVEN = "="
MARKED = (
    select(MARK.c.subject_id, MARK.c.name, MARK.c.value)
    .where(MARK.c.subject_kind == bindparam("kind"), given(MARK.c.subject_id))
    .order_by(MARK.c.subject_id, MARK.c.name)
)
"""Between the name and the value, as a person types them and a filter names them."""
Marks = tuple[tuple[str, str], ...]
"""(name, value) in the order of names."""


@dataclass(frozen=True, slots=True)
class Named:
    """A tag somebody has used: how often, and whether it ever has a value."""

    name: str
    count: int
    valued: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """The outcome of an act."""

    touched: Touched


def split(typed: str) -> tuple[str, str]:
    """`已电话=9月20日` -> name and value; cut to what is kept. The name may be empty."""
    name, _, value = typed.replace("＝", GIVEN).partition(GIVEN)
    clean = [" ".join(part.split()) for part in (name, value)]
    return clean[0][:LONGEST_NAME].strip(), clean[1][:LONGEST_VALUE].strip()


def put(
    cache: Cache, kind: SubjectKind, ids: Collection[int], given: Iterable[tuple[str, str]]
) -> Marked:
    """Give all of them these tags; one that is there gets the new value. Any thread."""
    return put_all(cache, kind, [(number, *one) for one in given for number in ids])


def put_all(cache: Cache, kind: SubjectKind, rows: Sequence[tuple[int, str, str]]) -> Marked:
    """(id, name, value) of many records in one transaction."""
    new = insert(MARK)
    key = ["subject_kind", "subject_id", "name"]
    wanted = new.on_conflict_do_update(index_elements=key, set_={"value": new.excluded.value})
    with cache.write() as db:
        if rows:
            write_all(
                db,
                wanted,
                [
                    {"subject_kind": kind, "subject_id": number, "name": name, "value": value}
                    for number, name, value in rows
                ],
            )
    return _outcome(kind, {number for number, *_ in rows})


def take(cache: Cache, kind: SubjectKind, ids: Collection[int], names: Collection[str]) -> Marked:
    """Take these tags away from all of them. Any thread."""
    with cache.write() as db:
        mine = (MARK.c.subject_kind == kind, MARK.c.name.in_(names))
        db.execute(delete(MARK).where(*mine, among(MARK.c.subject_id, ids)))
    return _outcome(kind, ids)


def _outcome(kind: SubjectKind, ids: Iterable[int]) -> Marked:
    return Marked(touched({(kind, number) for number in ids}))


def names(db: Connection) -> tuple[Named, ...]:
    """All tags in use on this computer, the most used first."""
    number = func.count().label("number")
    valued = func.max(MARK.c.value != "")
    rows = db.execute(
        select(MARK.c.name, number, valued)
        .group_by(MARK.c.name)
        .order_by(number.desc(), MARK.c.name)
    )
    return tuple(Named(name, count, bool(yes)) for name, count, yes in rows)


def of(db: Connection, kind: SubjectKind, ids: Collection[int]) -> dict[int, Marks]:
    """Of those records that have any themselves."""
    found: dict[int, Marks] = {}
    for number, name, value in db.execute(MARKED, {"kind": kind, **these(ids)}):
        found[number] = (*found.get(number, ()), (name, value))
    return found


def of_persons(db: Connection, persons: dict[int, int]) -> dict[int, Marks]:
    """Of persons (id -> unit), their units' included."""
    own, units = of(db, "person", persons), of(db, "unit", set(persons.values()))
    both = {
        number: dict(units.get(unit, ())) | dict(own.get(number, ()))
        for number, unit in persons.items()
    }
    return {number: tuple(sorted(found.items())) for number, found in both.items() if found}


def condition(kind: SubjectKind, column: Any, wanted: Sequence[str]) -> Any:
    """Records with one of the wanted tags: `name`, or `name=value` for just that value."""
    own = column.in_(_ids(kind, wanted))
    return own if kind == "unit" else or_(own, PERSON.c.unit_id.in_(_ids("unit", wanted)))


def _ids(kind: SubjectKind, wanted: Sequence[str]) -> Any:
    any_of = []
    for one in wanted:
        name, value = split(one)
        exact = (MARK.c.value == value,) if value else ()
        any_of.append(and_(MARK.c.name == name, *exact))
    return select(MARK.c.subject_id).where(MARK.c.subject_kind == kind, or_(*any_of))
