"""`approval`: the sheet a leader signs, of the drafts of this computer, as a workbook."""

from argparse import Namespace
from functools import partial
from uuid import UUID

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import Opened, need_all_records, opened
from ciie_admin.cli.queues import KINDS, read_query
from ciie_admin.cli.sheets import need_sheet_name, write_sheet
from ciie_admin.errors import BadInput
from ciie_admin.models.approving import export_approval
from ciie_admin.models.scopes import Scope


def run(args: Namespace) -> Exit:
    need_sheet_name(args.out)
    with opened(args, ask=False) as profile:
        need_all_records(profile.cache)
        scope = _scope(profile, args)
        write_sheet(profile, args, partial(export_approval, profile.cache, scope))
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
