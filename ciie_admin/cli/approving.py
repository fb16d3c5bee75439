"""`approval`: the sheet a leader signs, of the drafts of this computer, as a workbook."""

from argparse import Namespace
from datetime import UTC, datetime
from uuid import UUID

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.exporting import SUFFIX
from ciie_admin.cli.profiles import Opened, need_all_records, opened
from ciie_admin.cli.queues import KINDS, read_query
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import BadInput
from ciie_admin.models.approving import Scope, export_approval


def run(args: Namespace) -> Exit:
    if args.out.suffix.lower() != SUFFIX:
        raise BadInput("bad_argument", {"argument": args.out.name, "expected": "sheet_name"})
    with opened(args, ask=False) as profile:
        need_all_records(profile.cache)
        rows = export_approval(
            profile.cache,
            _scope(profile, args),
            args.out,
            actor=profile.entered.actor,
            language=args.lang,
            at=datetime.now(UTC),
        )
    if args.json:
        emit({"rows": rows, "file": str(args.out)})
    tell(phrase("exported", args.lang, file=args.out, rows=rows))
    return Exit.ALL


def _scope(profile: Opened, args: Namespace) -> Scope:
    if args.batch is not None:
        return Scope(batch=_batch(args.batch))
    if args.kind is None:
        return Scope()
    return Scope(query=read_query(profile.cache, KINDS[args.kind], args.terms))


def _batch(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("no_such_batch") from None
