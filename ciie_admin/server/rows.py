"""Records to rows: values as their columns take them, written set-wise."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Connection, Table, Text, bindparam, insert, update
from sqlalchemy.dialects.postgresql import JSONB

from ciie_admin.domain.findings import DUPLICATE_RULES, Finding
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import records
from ciie_admin.server.records import PERSONS, UNITS

VERDICT = ("version", "review", "first_by", "decided_by", "decided_name", "decided_at")
ASSIGNED = ("assigned_to", "assigned_name")
LISTS = ("reasons", "evidence", "before", "history")
UNIT_VERDICT = (*VERDICT, *ASSIGNED, *LISTS, "automatic", "looked_at", "looked_name")
"""What a decision may change on a unit."""
PERSON_VERDICT = (
    *(*VERDICT, *ASSIGNED, *LISTS),
    *("photo_word", "payment", "check", "badge", "badge_number", "fee_fen"),
    *("free_place", "quota", "rank"),
)
PLACED = ("review_place", "count_place", "submitted_at", "seen", "findings", "form")
"""What a registrant may change on top of that."""
PHOTO = ("photo", "photo_checked", "eyes", "former_photo", "former_badge")
UNIT_ENTRY = (*UNIT_VERDICT, *PLACED, "referral_code")
PERSON_ENTRY = (*PERSON_VERDICT, *PLACED, *PHOTO, "number_masked", "number_key")
WHOLE_UNIT = tuple(column.name for column in records.UNIT_COLUMNS)
WHOLE_PERSON = tuple(column.name for column in records.PERSON_COLUMNS)


def table_of(record: Unit | Person) -> Table:
    return UNITS if isinstance(record, Unit) else PERSONS


def values(record: Unit | Person, columns: Sequence[str]) -> dict[str, Any]:
    """The named columns of one record."""
    kinds = _kinds(table_of(record))
    found = {name: _value(getattr(record, name), kinds[name]) for name in columns}
    if "findings" in found:
        found["findings"] = _value(_own(record.findings), kinds["findings"])
    return found


def insert_all(db: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)


def update_all(
    db: Connection, records_now: Iterable[Unit | Person], columns: Sequence[str]
) -> None:
    """Write these columns of records of one kind, sorted by id."""
    ordered = sorted(records_now, key=lambda one: one.id)
    if not ordered:
        return
    table = table_of(ordered[0])
    named: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
    statement = update(table).where(table.c.id == bindparam("row_id")).values(named)
    db.execute(statement, [_parameters(one, columns) for one in ordered])


def _parameters(record: Unit | Person, columns: Sequence[str]) -> dict[str, Any]:
    found = {f"new_{name}": value for name, value in values(record, columns).items()}
    found["row_id"] = record.id
    return found


def _own(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those about the record alone: what it has in common with others stands beside it."""
    return tuple(one for one in findings if one.rule not in DUPLICATE_RULES)


@cache
def _kinds(table: Table) -> Mapping[str, type]:
    return {column.name: type(column.type) for column in table.c}


def _value(value: Any, kind: type) -> Any:
    if kind is JSONB:
        many = isinstance(value, tuple)
        return records.as_json_list(value) if many else records.as_json(value)
    if kind is ARRAY:
        return list(value)
    if kind is Text:
        return str(value)
    return value
