"""额度台账 as a sheet: one row a change of an account, with what was left after it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from ciie_admin.exports.columns import Column, Setting, Value, beijing, spoken
from ciie_admin.exports.sheets import Head, Sheet, numbered
from ciie_admin.words import known_word, word


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """`act` is a QuotaAct, or what a newer server calls it; `label` an id of the edition's."""

    at: datetime
    act: str
    node: str
    """Name of the place or unit."""
    label: str
    change: int
    """Effect on what is left; 0 where a reserved place becomes a used one."""
    left: int
    by: str = ""
    """Empty: the system."""
    why: str = ""


COLUMNS: tuple[Column[LedgerRow], ...] = (
    Column("at", 17, "moment", lambda r, _: beijing(r.at)),
    Column("quota_act", 12, "word", lambda r, on: known_word("quota_act", r.act, on.language)),
    Column("quota_node", 34, "typed", lambda r, _: r.node),
    Column("label", 14, "word", lambda r, on: spoken("label", r.label, on)),
    Column("change", 9, "whole", lambda r, _: r.change),
    Column("balance", 9, "whole", lambda r, _: r.left),
    Column("clerk", 12, "typed", lambda r, on: r.by or word("who", "system", on.language)),
    Column("remark", 44, "typed", lambda r, _: r.why),
)


def sheet(on: Setting) -> Sheet:
    heads = (Head(word("column", c.key, on.language), c.width, c.kind) for c in COLUMNS)
    return numbered("quota_ledger", heads, on.language)


def cells(number: int, row: LedgerRow, on: Setting) -> tuple[Value, ...]:
    """One row in the order of the heads; `number` counts from 1."""
    return (number, *[column.value(row, on) for column in COLUMNS])
