"""`tags`: local tags of this computer: what there is, or more of them from a table."""

from argparse import Namespace

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import Opened, need_all_records, opened
from ciie_admin.cli.queues import KINDS
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.exports.tables import read_table
from ciie_admin.models import mark_import, marks
from ciie_admin.words import word

NAMED = ("tag", "records")
LEFT_OUT = ("line", "left_out")


def run(args: Namespace) -> Exit:
    with opened(args, ask=False) as profile:
        need_all_records(profile.cache)
        return _list(profile, args) if args.table is None else _import(profile, args)


def _list(profile: Opened, args: Namespace) -> Exit:
    with profile.cache.read() as db:
        found = marks.names(db)
    if args.json:
        for one in found:
            emit({"tag": one.name, "records": one.count, "with_text": one.valued})
    elif found:
        print_table(NAMED, [(one.name, one.count) for one in found], args.lang)
    else:
        tell(phrase("nothing_matches", args.lang))
    return Exit.ALL


def _import(profile: Opened, args: Namespace) -> Exit:
    """Every line that was left out is named; a program gets them as JSON lines."""
    kind = KINDS[args.kind]
    table = read_table(args.table)
    with profile.cache.read() as db:
        found = mark_import.understood(db, kind, table)
    marks.put_all(profile.cache, kind, found.rows)
    if args.json:
        for one in found.left_out:
            emit({"line": one.line, "why": one.why})
        emit({"lines": found.lines, "left_out": len(found.left_out), "tags": list(found.names)})
    elif found.left_out:
        rows = [(one.line, word("mark_fault", one.why, args.lang)) for one in found.left_out]
        print_table(LEFT_OUT, rows, args.lang)
    tell(phrase("tagged", args.lang, lines=found.lines, left_out=len(found.left_out)))
    return Exit.SOME if found.left_out else Exit.ALL
