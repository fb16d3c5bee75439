"""结果表: what has become of each record of one batch. Document numbers are masked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ciie_admin.domain.identifiers import masked
from ciie_admin.exports.columns import Column, Setting, Value, beijing, spoken
from ciie_admin.exports.sheets import Head, Sheet, numbered
from ciie_admin.wire.kinds import OfKind
from ciie_admin.words import join, sentence, vocabulary, word


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """`beside` is a unit's credit code, a person's unit; `verdict` a command's kind, `stage` one
    of [batch_stage], `why` a code of [refused] with its facts. Empty for what is not known: the
    record is out of sight, or nothing has been answered yet.
    """

    name: str
    beside: str
    number: str = ""
    verdict: str = ""
    reasons: tuple[str, ...] = ()
    stage: str
    why: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None


def _verdict(row: OutcomeRow, on: Setting) -> str:
    return word("command", row.verdict, on.language) if row.verdict else ""


def _reasons(row: OutcomeRow, on: Setting) -> str:
    return join([spoken("reason", code, on) for code in row.reasons], on.language)


def _why(row: OutcomeRow, on: Setting) -> str:
    if row.why not in vocabulary()["refused"]:
        return row.why
    return sentence("refused", row.why, row.facts, on.language)


COMMON: tuple[Column[OutcomeRow], ...] = (
    Column("decision", 14, "word", _verdict),
    Column("reasons", 30, "word", _reasons),
    Column("outcome", 12, "word", lambda r, on: word("batch_stage", r.stage, on.language)),
    Column("remark", 44, "word", _why),
    Column("outcome_at", 17, "moment", lambda r, _: beijing(r.at)),
)
COLUMNS: Mapping[OfKind, tuple[Column[OutcomeRow], ...]] = {
    "unit": (
        Column("credit_code", 22, "typed", lambda r, _: r.beside),
        Column("unit_name", 34, "typed", lambda r, _: r.name),
        *COMMON,
    ),
    "person": (
        Column("unit", 34, "typed", lambda r, _: r.beside),
        Column("name", 12, "typed", lambda r, _: r.name),
        Column("id_number", 22, "typed", lambda r, _: masked(r.number)),
        *COMMON,
    ),
    "quota": (
        Column("quota_node", 34, "typed", lambda r, _: r.name),
        Column("label", 12, "word", lambda r, _: r.beside),
        *COMMON,
    ),
}


def sheet(kind: OfKind, on: Setting) -> Sheet:
    language = on.language
    heads = (Head(word("column", one.key, language), one.width, one.kind) for one in COLUMNS[kind])
    return numbered("outcomes", heads, language)


def cells(number: int, kind: OfKind, row: OutcomeRow, on: Setting) -> tuple[Value, ...]:
    """One row in the order of the heads; `number` counts from 1."""
    return (number, *[column.value(row, on) for column in COLUMNS[kind]])
