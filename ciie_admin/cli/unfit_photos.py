"""`unfit-photos`: 照片不合格清单 of a list of persons, as a workbook with pictures."""

from argparse import Namespace
from functools import partial

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import need_all_records, opened
from ciie_admin.cli.queues import read_query
from ciie_admin.cli.sheets import need_sheet_name, write_sheet
from ciie_admin.models.unfit_sheet import export_unfit


def run(args: Namespace) -> Exit:
    need_sheet_name(args.out)
    with opened(args, ask=False) as profile:
        need_all_records(profile.cache)
        query = read_query(profile.cache, "person", args.terms)
        write_sheet(profile, args, partial(export_unfit, profile.cache, query))
    return Exit.ALL
