"""`queue`: what a list of the window shows, from the cache alone."""

from argparse import Namespace
from collections.abc import Sequence

from ciie_admin.cli.columns import Row, print_head, print_page, print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import need_all_records, opened
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.models import filter_codes, grammar, queries, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import Query
from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, beijing_minute, join, known_word, word

PAGE = 500
"""Rows read and printed at once."""
KINDS: dict[str, SubjectKind] = {"units": "unit", "persons": "person"}
COLUMNS = {
    "unit": ("id", "unit_name", "credit_code", "state", "stage", "finding", "submitted_at"),
    "person": ("id", "name", "unit", "state", "stage", "finding", "submitted_at"),
}


def run(args: Namespace) -> Exit:
    kind = KINDS[args.kind]
    with opened(args, ask=False) as profile:
        need_all_records(profile.cache)
        query = read_query(profile.cache, kind, args.terms)
        if args.count:
            _show_counts(profile.cache, query, args.lang, as_json=args.json)
        else:
            _show_rows(profile.cache, query, args)
    return Exit.ALL


def read_query(cache: Cache, kind: SubjectKind, terms: Sequence[str]) -> Query:
    """The terms, with places as this cache knows them. Raises BadInput."""
    with cache.read() as db:
        codes = filter_codes.codes(reading.edition(db))
        return grammar.parse(kind, terms, grammar.Ground(reading.places(db), codes))


def _show_counts(cache: Cache, query: Query, language: Language, *, as_json: bool) -> None:
    with cache.read() as db:
        found = reading.counts(db, query)
    shown = [query.lane] if query.lane else queries.lanes(query.kind)
    counts = {lane: found.get(lane, 0) for lane in shown}
    if as_json:
        emit({"lanes": counts, "total": sum(counts.values())})
        return
    rows = [(word("lane", lane, language), number) for lane, number in counts.items() if number]
    print_table(("lane", "count"), rows, language)
    parts = join([f"{lane} {number}" for lane, number in rows], language)
    tell(phrase("counted", language, total=sum(counts.values()), parts=parts or 0))


def _show_rows(cache: Cache, query: Query, args: Namespace) -> None:
    with cache.read() as db:
        numbers = reading.ids(db, query)
    shown = numbers[: args.limit]
    if not args.json and shown:
        print_head(COLUMNS[query.kind], args.lang)
    for start in range(0, len(shown), PAGE):
        rows = _page(cache, query.kind, shown[start : start + PAGE])
        if args.json:
            for row in rows:
                emit(_as_values(row))
        else:
            cells = [_cells(row, args.lang) for row in rows]
            print_page(COLUMNS[query.kind], cells, args.lang)
    if not numbers:
        tell(phrase("nothing_matches", args.lang))
    elif len(shown) < len(numbers):
        tell(phrase("part_shown", args.lang, shown=len(shown), total=len(numbers)))


def _page(
    cache: Cache, kind: SubjectKind, numbers: Sequence[int]
) -> list[UnitRow] | list[PersonRow]:
    """In the order of the ids; the profile is locked, so none can have gone since."""
    with cache.read() as db:
        if kind == "unit":
            units = reading.unit_rows(db, numbers)
            return [units[number] for number in numbers]
        persons = reading.person_rows(db, numbers)
        return [persons[number] for number in numbers]


def _as_values(row: UnitRow | PersonRow) -> dict[str, object]:
    """Codes and UTC, for programs; keys are part of the contract."""
    owner: dict[str, object] = (
        {"credit_code": row.credit_code, "unit_class": row.unit_class}
        if isinstance(row, UnitRow)
        else {"unit_id": row.unit_id, "unit": row.unit_name, "label": row.label}
    )
    return {
        "id": row.id,
        "name": row.name,
        **owner,
        "lane": row.lane,
        "review": row.review,
        "stage": row.stage or "",
        "finding": row.finding,
        "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
    }


def _cells(row: UnitRow | PersonRow, language: Language) -> Row:
    """Words and Beijing time, for people."""
    return (
        row.id,
        row.name,
        row.credit_code if isinstance(row, UnitRow) else row.unit_name,
        word("lane", row.lane, language),
        word("stage", row.stage, language) if row.stage else "",
        known_word("finding_short", row.finding, language),
        beijing_minute(row.submitted_at) if row.submitted_at else "",
    )
