"""`mistakes`: which reasons were given most, from the cache alone; as a workbook if wanted."""

from argparse import Namespace
from functools import partial

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import Opened, need_all_records, opened
from ciie_admin.cli.queues import KINDS, read_query
from ciie_admin.cli.sheets import need_sheet_name, write_sheet
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.domain.edition import reason
from ciie_admin.errors import Mishap
from ciie_admin.models import mistakes, reading
from ciie_admin.models.mistake_sheet import export_mistakes
from ciie_admin.models.queries import Query

COLUMNS = ("reason_code", "mistake", "records")


def run(args: Namespace) -> Exit:
    if args.out is not None:
        need_sheet_name(args.out)
    with opened(args, ask=False) as profile:
        need_all_records(profile.cache)
        query = read_query(profile.cache, KINDS[args.kind], args.terms)
        if args.out is None:
            _show(profile, query, args)
        else:
            write_sheet(profile, args, partial(export_mistakes, profile.cache, query))
    return Exit.ALL


def _show(profile: Opened, query: Query, args: Namespace) -> None:
    with profile.cache.read() as db:
        found, edition = mistakes.mistakes(db, query), reading.edition(db)
        places = reading.places(db)
    if edition is None:
        raise Mishap("not_synced")
    if args.json:
        parts = mistakes.branches(places, profile.entered.actor)
        for one in found.rows:
            counts = mistakes.by_branch(one, parts, places)
            told = {str(place): number for place, number in counts.items() if number}
            emit({"reason": one.code, "records": one.count, "places": told})
        emit({"given": found.given, "records": found.records})
        return
    cells = []
    for one in found.rows:
        known = reason(edition, one.code)
        name = "" if known is None else known.name.zh if args.lang == "zh" else known.name.en
        cells.append((one.code, name, one.count))
    print_table(COLUMNS, cells, args.lang)
    tell(phrase("given", args.lang, given=found.given, count=found.records))
