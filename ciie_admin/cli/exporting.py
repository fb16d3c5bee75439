"""`export`: a list as a workbook."""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import opened
from ciie_admin.cli.queues import KINDS, read_query
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import BadInput
from ciie_admin.models import reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import Query
from ciie_admin.models.roster import export_roster
from ciie_admin.words import Language

SUFFIX = ".xlsx"


def run(args: Namespace) -> Exit:
    if args.out.suffix.lower() != SUFFIX:
        raise BadInput("bad_argument", {"argument": args.out.name, "expected": "sheet_name"})
    with opened(args, ask=False) as profile:
        query = read_query(profile.cache, KINDS[args.kind], args.terms)
        rows = export_roster(
            profile.cache,
            query,
            args.out,
            actor=profile.entered.actor,
            language=args.lang,
            at=datetime.now(UTC),
            progress=_progress(profile.cache, query, args.lang),
            cancelled=lambda: False,  # Ctrl-C ends the command, and with it the file
            tags=args.tags,
        )
    if args.json:
        emit({"rows": rows, "file": str(args.out)})
    tell(phrase("exported", args.lang, file=args.out, rows=rows))
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
