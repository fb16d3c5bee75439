"""Rows to the records that travel, and the fingerprint of what a reviewer judges."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    Connection,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    func,
    select,
)

from ciie_admin.domain.duplicates import birth_date, plain_name
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import Person, PersonForm
from ciie_admin.domain.places import Place
from ciie_admin.domain.states import IdKind
from ciie_admin.domain.units import Unit, UnitForm
from ciie_admin.server import beside
from ciie_admin.server.tables import EditionRow, PersonRow, PlaceRow, UnitRow
from ciie_admin.wire.codec import adapter, dump

UNITS: Table = UnitRow.__table__  # type: ignore[assignment]
PERSONS: Table = PersonRow.__table__  # type: ignore[assignment]
PLACES: Table = PlaceRow.__table__  # type: ignore[assignment]
EDITIONS: Table = EditionRow.__table__  # type: ignore[assignment]

HIDDEN_UNIT = {"edition_id", "credit_code", "registrant_id", "name_key"}
HIDDEN_PERSON = {"edition_id", "number", "birth_key", "photo_judged", "picture"}
UNIT_COLUMNS = [c for c in UNITS.c if c.name not in HIDDEN_UNIT]
PERSON_COLUMNS = [c for c in PERSONS.c if c.name not in HIDDEN_PERSON]


def unit_form(stored: Any) -> UnitForm:
    form: UnitForm = adapter(UnitForm).validate_python(stored)
    return form


def among(column: Any, ids: Iterable[Any]) -> Any:
    """`column = ANY (...)`: the values travel as one array, however many there are."""
    return column == any_(bindparam(None, list(ids), ARRAY(column.type)))


def unit_columns(places: Sequence[int] = ()) -> list[Any]:
    """All of a unit for somebody who sees these places."""
    return beside.columns("unit", UNIT_COLUMNS, places)


def person_columns(places: Sequence[int] = ()) -> list[Any]:
    return beside.columns("person", PERSON_COLUMNS, places)


def units(db: Connection, ids: Iterable[int]) -> dict[int, Unit]:
    return read_units(db, select(*unit_columns()).where(among(UNITS.c.id, ids)))


def persons(db: Connection, ids: Iterable[int]) -> dict[int, Person]:
    return read_persons(db, select(*person_columns()).where(among(PERSONS.c.id, ids)))


def read_units(db: Connection, rows: Select[Any]) -> dict[int, Unit]:
    """By id, from a query of unit_columns()."""
    read = adapter(Unit).validate_json
    return {unit.id: unit for unit in map(read, _json(db, rows))}


def read_persons(db: Connection, rows: Select[Any]) -> dict[int, Person]:
    """By id, from a query of person_columns()."""
    read = adapter(Person).validate_json
    return {person.id: person for person in map(read, _json(db, rows))}


class Stored(NamedTuple):
    """A record as its JSON on the wire, and the places that decide who may see it."""

    review_place: int
    count_place: int
    text: str


def stored_units(db: Connection, ids: Iterable[int], places: Sequence[int]) -> dict[int, Stored]:
    """By id; nobody here needs to look inside, which took most of a page's time (measured)."""
    return _stored_of(db, "unit", ids, places)


def stored_persons(db: Connection, ids: Iterable[int], places: Sequence[int]) -> dict[int, Stored]:
    """As stored_units()."""
    return _stored_of(db, "person", ids, places)


def _stored_of(
    db: Connection, kind: str, ids: Iterable[int], places: Sequence[int]
) -> dict[int, Stored]:
    """Few records look like others: joining only those halves what it costs (measured)."""
    table, own = (UNITS, UNIT_COLUMNS) if kind == "unit" else (PERSONS, PERSON_COLUMNS)
    wanted = set(ids)
    alike = beside.concerned(db, kind, wanted)
    alone = select(*own, beside.NOBODY).where(among(table.c.id, wanted - alike))
    found = _stored(db, alone)
    if alike:
        columns = beside.columns(kind, own, places)
        found |= _stored(db, select(*columns).where(among(table.c.id, alike)))
    return found


def _stored(db: Connection, rows: Select[Any]) -> dict[int, Stored]:
    one = rows.subquery()
    text = cast(func.row_to_json(one.table_valued()), Text)
    found = db.execute(select(one.c.id, one.c.review_place, one.c.count_place, text))
    return {number: Stored(*rest) for number, *rest in found}


def _json(db: Connection, rows: Select[Any]) -> Sequence[str]:
    """Rows as the database's own JSON: taking them apart here took twice as long (measured)."""
    whole = func.row_to_json(rows.subquery().table_valued())
    return db.execute(select(cast(whole, Text))).scalars().all()


def places(db: Connection, ids: Iterable[int] | None = None) -> dict[int, Place]:
    query = select(PLACES)
    if ids is not None:
        query = query.where(among(PLACES.c.id, ids))
    rows = db.execute(query).mappings()
    return {row["id"]: adapter(Place).validate_python(dict(row)) for row in rows}


def edition(db: Connection, edition_id: int) -> Edition:
    body = db.execute(select(EDITIONS.c.body).where(EDITIONS.c.id == edition_id)).scalar_one()
    record: Edition = adapter(Edition).validate_python(body)
    return record


def fingerprint(key: bytes, form: UnitForm | PersonForm, *beside: str) -> str:
    """Keyed hash over the registrant's fields and what is judged beside them (photo, number)."""
    content = dump(form) + b"\0" + "\0".join(beside).encode()
    return hmac.new(key, content, hashlib.sha256).hexdigest()[:32]


def number_key(key: bytes, number: str) -> str:
    """Equal numbers give equal keys; without the server's secret nothing can be tried out."""
    return hmac.new(key, b"number\0" + number.encode(), hashlib.sha256).hexdigest()[:32]


def birth_key(key: bytes, name: str, kind: IdKind, number: str) -> str:
    """Equal for the same name and date of birth; empty where the number does not say one."""
    born = birth_date(kind, number)
    if not born:
        return ""
    said = b"birth\0" + plain_name(name).encode() + b"\0" + born.encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:32]


def as_json(value: Any) -> Any:
    """The JSON form (lists and dicts) of a wire value, for a JSONB column."""
    kind: Any = type(value)
    return adapter(kind).dump_python(value, mode="json")


def as_json_list(values: Sequence[Any]) -> list[Any]:
    return [as_json(value) for value in values]
