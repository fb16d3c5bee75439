"""常见问题 as a workbook; told to the server like every list that leaves."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export
from ciie_admin.exports import mistakes as sheets
from ciie_admin.exports import workbook
from ciie_admin.exports.about import About, Row, about_rows, dated
from ciie_admin.exports.columns import Setting
from ciie_admin.models import mistakes, opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.filter_words import filter_words
from ciie_admin.models.queries import Query, narrowed
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.telling import tell
from ciie_admin.words import Language, sentence, word


def export_mistakes(
    cache: Cache,
    query: Query,
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    progress: Callable[[int], None] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write one row a reason, most frequent first; returns the number of rows.

    Runs in a thread of the file lane. Raises what workbook.write() raises, CacheUnreadable,
    Mishap("not_whole_yet").
    """
    with cache.read() as db:
        on = sheet_setting(db, language)
        found = mistakes.mistakes(db, query)
        about = _about(db, query, on, actor, at, found)
    parts = mistakes.branches(on.places, actor)
    counts = [mistakes.by_branch(one, parts, on.places) for one in found.rows]
    layout = sheets.Layout(parts, found.given)
    rows = (
        sheets.cells(number, sheets.Line(one.code, one.count, by), layout, on)
        for number, (one, by) in enumerate(zip(found.rows, counts, strict=True), 1)
    )

    def owe(count: int) -> None:
        filters = narrowed(query)
        told = Export(
            of=query.kind, rows=count, columns=sheets.COLUMNS, filters=filters, masked=True
        )
        tell(cache, told, on.edition.id, actor, at)

    sheet = sheets.sheet(layout, on)
    return workbook.write(path, sheet, rows, about, progress, cancelled, ready=owe)


def _about(
    db: Connection,
    query: Query,
    on: Setting,
    actor: Actor,
    at: datetime,
    found: mistakes.Mistakes,
) -> list[Row]:
    language = on.language
    facts = {"given": str(found.given), "count": str(found.records)}
    whole = About(
        name="mistakes",
        origin=(dated("as_of", opening.server_time(db), language),),
        at=at,
        actor=actor,
        filter=f"{word('sheet', query.kind, language)} · {filter_words(query, on)}",
        count=sentence("about", "given", facts, language),
        masked=False,
    )
    return about_rows(whole, on)
