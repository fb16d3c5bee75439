"""A list of the cache as a workbook: the sheet's columns over the records a query finds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.exports import sheets, workbook
from ciie_admin.exports.about import About, Row, about_rows, dated, row
from ciie_admin.exports.columns import Owner, Setting, Value, spoken
from ciie_admin.models import marks, opening, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.filter_words import filter_words
from ciie_admin.models.marks import Marks
from ciie_admin.models.occurring import occurring_tags
from ciie_admin.models.queries import Query, narrowed
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.telling import tell
from ciie_admin.wire.sound import MOST_CODES
from ciie_admin.words import Language, sentence

CHUNK = 1_000
"""Records held in memory at a time."""


def export_roster(  # noqa: PLR0913 - what is written, for whom, and how it is told
    cache: Cache,
    query: Query,
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
    tags: bool = False,
) -> int:
    """Write what `query` finds, in its order, from one snapshot; returns the number of rows.

    With `tags` a column for each local tag that a record of the list has.

    Runs in a thread of the file lane, with a read connection of its own; `progress` and
    `cancelled` are called there every 500 rows. A process of its own is not needed: reader and
    writer let the interpreter's lock go often enough (docs/decisions/0003-workbook-writer.md).
    Records stand as the server last said them; drafts are only counted. `at` is the time of the
    export. Just before the file takes its place the server is owed an entry of the 操作日志: no
    file without one, be it that the program ends between the two. Raises workbook.Cancelled,
    BadFile, CacheUnreadable, Mishap("not_whole_yet").
    """
    with cache.read() as db:
        on = sheet_setting(db, language, _owners(db, [] if query.unit is None else [query.unit]))
        wanted = reading.ids(db, query)
        about = _about(db, query, on, actor, at, len(wanted))
        names = [one.value for one in occurring_tags(db, query)] if tags else []
        rows = _rows(db, query, wanted, on, names)
        sheet = sheets.sheet(query.kind, on, names)

        def owe(count: int) -> None:
            tell(cache, _export(query, count, len(names)), on.edition.id, actor, at)

        return workbook.write(path, sheet, rows, about, progress, cancelled, ready=owe)


def _export(query: Query, rows: int, tags: int) -> Export:
    """Neither list has a column with full document numbers. Local tags are counted, not named, and
    only as far as an operation may have codes.
    """
    filters = narrowed(query)
    own = tuple(column.key for column in sheets.COLUMNS[query.kind])
    columns = (*own, *["tag"] * min(tags, MOST_CODES - len(own) - len(filters)))
    return Export(of=query.kind, rows=rows, columns=columns, filters=filters, masked=True)


def _rows(
    db: Connection, query: Query, wanted: Sequence[int], on: Setting, tags: Sequence[str]
) -> Iterator[tuple[Value, ...]]:
    """Units of persons are kept once read: neighbours in a list seldom share one."""
    owners = dict(on.owners)
    on = replace(on, owners=owners)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found = reading.records(db, query.kind, part)
        units = {one.unit_id for one in found.values() if isinstance(one, Person)}
        owners |= _owners(db, sorted(units - owners.keys()))
        given = _marks(db, found) if tags else {}
        for number, key in enumerate(part, start + 1):
            own = dict(given.get(key, ()))
            yield (*sheets.cells(number, found[key], on), *(_said(own, tag, on) for tag in tags))


def _marks(db: Connection, found: Mapping[int, Unit | Person]) -> dict[int, Marks]:
    persons = {one.id: one.unit_id for one in found.values() if isinstance(one, Person)}
    return marks.of_persons(db, persons) if persons else marks.of(db, "unit", found)


def _said(own: Mapping[str, str], tag: str, on: Setting) -> str:
    """The tag's text; one without any says yes."""
    return own[tag] or spoken("answer", "yes", on) if tag in own else ""


def _owners(db: Connection, units: Sequence[int]) -> dict[int, Owner]:
    rows = reading.unit_rows(db, units) if units else {}
    return {number: Owner(row.name, row.credit_code) for number, row in rows.items()}


def _about(
    db: Connection, query: Query, on: Setting, actor: Actor, at: datetime, count: int
) -> list[Row]:
    """Both times, because a list is as old as the last exchange before it."""
    language = on.language
    whole = About(
        name=query.kind,
        origin=(dated("as_of", opening.server_time(db), language),),
        at=at,
        actor=actor,
        filter=filter_words(query, on),
        count=str(count),
        masked=query.kind == "person",
    )
    rows = about_rows(whole, on)
    if undecided := _undecided(db, query):
        said = sentence("about", "server_states", {"count": str(undecided)}, language)
        rows.append(row("undecided", said, language))
    return rows


def _undecided(db: Connection, query: Query) -> int:
    """Records of the list with a wish of one's own that the server has not granted yet."""
    stages = [one for one in ("draft", "pending") if query.stage in ("", one)]
    return sum(len(reading.ids(db, replace(query, stage=stage))) for stage in stages)
