"""The order of a list, as columns that an index has in the same order wherever it can be long."""

from typing import Any

from sqlalchemy import Table, select

from ciie_admin.models.queries import Query
from ciie_admin.models.tables import NARROW, PERSON, UNIT


def ordering(query: Query) -> list[Any]:
    table = NARROW[query.kind]
    if query.order == "risk":
        return _by_risk(table, table.c.risk, descending=query.descending)
    if query.order == "photo_risk" and query.kind == "person":
        return _by_risk(table, table.c.photo_risk, descending=query.descending)
    columns: dict[str, list[Any]] = {
        "submitted": [table.c.submitted_at],
        "name": [table.c.sort],
        "finding": [table.c.finding == "", table.c.submitted_at],
        "unit": [table.c.sort],
        "photo_risk": [table.c.submitted_at],
    }
    if query.order == "unit" and query.kind == "person":
        owner = select(UNIT.c.sort).where(UNIT.c.id == PERSON.c.unit_id).scalar_subquery()
        columns["unit"] = [owner, table.c.unit_id]
    chosen = [*columns[query.order], table.c.id]
    return [column.desc() for column in chosen] if query.descending else chosen


def _by_risk(table: Table, risk: Any, *, descending: bool) -> list[Any]:
    """The greatest risk first, then the oldest: the very order of its index, or its reverse."""
    at, number = table.c.submitted_at, table.c.id
    if descending:
        return [risk.asc(), at.desc(), number.desc()]
    return [risk.desc(), at, number]
