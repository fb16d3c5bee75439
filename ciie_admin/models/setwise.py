"""Many rows at once: the statement is compiled once, the driver gets plain tuples."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

MANY = 50
"""Fewer rows are left to SQLAlchemy, which keeps its compiled statements."""


def write_all(db: Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute for each row; all rows have the same keys, every value is one SQLite knows.

    SQLAlchemy would put the parameters of each row together anew, which took as long as writing
    them (measured).
    """
    if len(rows) < MANY:
        if rows:
            db.execute(statement, rows)
        return
    compiled = statement.compile(dialect=db.dialect, column_keys=list(rows[0]))
    names = compiled.positiontup
    if len(names) == 1:
        picked = [(row[names[0]],) for row in rows]
    else:
        picked = [*map(itemgetter(*names), rows)]
    db.exec_driver_sql(str(compiled), picked)
