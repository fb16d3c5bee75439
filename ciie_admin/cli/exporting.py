"""`export`: a list as a workbook."""

import sys
from argparse import Namespace
from collections.abc import Callable
from functools import partial

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import opened
from ciie_admin.cli.queues import KINDS, read_query
from ciie_admin.cli.sheets import need_sheet_name, write_sheet
from ciie_admin.cli.speech import phrase
from ciie_admin.models import reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import Query
from ciie_admin.models.roster import export_roster
from ciie_admin.words import Language


def run(args: Namespace) -> Exit:
    need_sheet_name(args.out)
    with opened(args, ask=False) as profile:
        query = read_query(profile.cache, KINDS[args.kind], args.terms)
        writing = partial(
            export_roster,
            profile.cache,
            query,
            progress=_progress(profile.cache, query, args.lang),
            cancelled=lambda: False,  # Ctrl-C ends the command, and with it the file
            tags=args.tags,
        )
        write_sheet(profile, args, writing)
    return Exit.ALL


def _progress(cache: Cache, query: Query, language: Language) -> Callable[[int], None]:
    """One line that is written over, for a person who waits; nothing for a program."""
    if not sys.stderr.isatty():
        return lambda _done: None
    with cache.read() as db:
        total = len(reading.ids(db, query))

    def show(done: int) -> None:
        print(f"\r{phrase('exporting', language, done=done, total=total)}", end="", file=sys.stderr)
        if done >= total:
            print(file=sys.stderr)

    return show
