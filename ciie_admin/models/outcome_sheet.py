"""A batch as a workbook, one row a record, what needs a person first; told to the server like
every list that leaves.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export, verdict_key
from ciie_admin.domain.identifiers import masked
from ciie_admin.errors import BadInput
from ciie_admin.exports import outcomes, workbook
from ciie_admin.exports.about import About, Row, about_rows, dated, row
from ciie_admin.exports.columns import Setting, Value
from ciie_admin.exports.outcomes import COLUMNS, OutcomeRow
from ciie_admin.models.batch_list import BatchLine, BatchRow, Opened, opened
from ciie_admin.models.engine import Cache
from ciie_admin.models.filter_words import DOCUMENT
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.telling import tell
from ciie_admin.wire.kinds import shown_at
from ciie_admin.words import Language, join, word


def export_outcomes(
    cache: Cache,
    batch: UUID,
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    progress: Callable[[int], None] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the outcomes as they stand now; returns the number of rows.

    Runs in a thread of the file lane. Raises what workbook.write() raises, CacheUnreadable,
    Mishap("not_whole_yet"), BadInput("no_such_batch").
    """
    with cache.read() as db:
        whole, on = opened(db, batch), sheet_setting(db, language, whole=False)
    if whole is None:
        raise BadInput("no_such_batch")
    kind = shown_at(whole.line.body.kind)

    def owe(count: int) -> None:
        columns = tuple(column.key for column in COLUMNS[kind])
        told = Export(of=kind, rows=count, columns=columns, filters=("ids",), masked=True)
        tell(cache, told, on.edition.id, actor, at)

    sheet, about = outcomes.sheet(kind, on), _about(whole.line, on, actor, at, len(whole.rows))
    return workbook.write(path, sheet, _rows(whole, on), about, progress, cancelled, ready=owe)


def _rows(whole: Opened, on: Setting) -> Iterator[tuple[Value, ...]]:
    kind = shown_at(whole.line.body.kind)
    for number, one in enumerate(whole.rows, 1):
        yield outcomes.cells(number, kind, _row(one), on)


def _row(row: BatchRow) -> OutcomeRow:
    one, named = row.followed, row.named
    return OutcomeRow(
        name=named.name if named else str(one.row.subject),
        beside=named.beside if named else "",
        number=named.number if named else "",
        verdict=verdict_key(one.command) if one.command else "",
        reasons=tuple(getattr(one.command, "reasons", ())),
        stage=one.row.stage,
        why=one.row.code,
        facts=one.row.facts,
        at=one.at,
    )


def _about(line: BatchLine, on: Setting, actor: Actor, at: datetime, count: int) -> list[Row]:
    language = on.language
    verdicts = dict.fromkeys(word("command", kind, language) for kind in line.body.verdicts)
    batch = f"{join([*verdicts], language)} {line.body.by}".strip()
    whole = About(
        name="outcomes",
        origin=(row("batch", batch, language), dated("decided_at", line.at, language)),
        at=at,
        actor=actor,
        filter=_scope(line) or word("filter", "ids", language),
        count=str(count),
        masked=line.body.kind != "unit",
    )
    return about_rows(whole, on)


def _scope(line: BatchLine) -> str:
    """What was typed; a document number among it is masked like everywhere in a list of persons."""
    said = line.body.scope
    return said if line.body.kind == "unit" else DOCUMENT.sub(lambda one: masked(one[0]), said)
