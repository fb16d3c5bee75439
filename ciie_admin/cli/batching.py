"""`batches`: the acts on several records made on this computer, and what became of each record."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.parsing import SHOWN, bad_argument, number_of
from ciie_admin.cli.profiles import Opened, need_all_records, opened
from ciie_admin.cli.sheets import need_sheet_name, write_sheet
from ciie_admin.cli.speech import emit, phrase, refusal, tell
from ciie_admin.errors import BadInput
from ciie_admin.models import batch_list, retrying
from ciie_admin.models.batch_list import BatchLine, BatchRow
from ciie_admin.models.batches import FAILED, Stage
from ciie_admin.models.outcome_sheet import export_outcomes
from ciie_admin.words import Language, beijing_minute, join, word

COLUMNS = ("batch", "at", "kind", "wish", "count", "outcome", "scope")


def run(args: Namespace) -> Exit:
    _check(args)
    with opened(args, ask=False) as profile:
        return ACTS[args.act](profile, args)


def _check(args: Namespace) -> None:
    """Raises BadInput for words that are missing or too many, before anything is opened."""
    if args.act == "list":
        if args.batch is not None:
            raise bad_argument(args.batch[:SHOWN], "unknown")
        return
    if args.batch is None:
        raise bad_argument("ID", "missing")
    if args.act == "export" and args.out is None:
        raise bad_argument("FILE", "missing")
    if args.act != "export" and args.out is not None:
        raise bad_argument(args.out.name, "unknown")
    if args.out is not None:
        need_sheet_name(args.out)


def _batch(args: Namespace) -> UUID:
    return number_of(args.batch, "batch_number")


def _list(profile: Opened, args: Namespace) -> Exit:
    with profile.cache.read() as db:
        found = batch_list.batches(db)
    if args.json:
        for line in found:
            emit(_line(line))
    elif found:
        print_table(COLUMNS, [_cells(line, args.lang) for line in found], args.lang)
    tell(phrase("batches", args.lang, count=len(found)))
    return Exit.ALL


def _line(line: BatchLine) -> dict[str, object]:
    """Keys are part of the contract."""
    body = line.body
    return {
        "batch": str(line.id),
        "at": line.at.isoformat(),
        "by": body.by,
        "kind": body.kind,
        "commands": list(body.verdicts),
        "scope": body.scope,
        "asked": body.asked,
        "counts": dict(line.counts),
        "first": str(body.first) if body.first else None,
    }


def _cells(line: BatchLine, language: Language) -> tuple[object, ...]:
    body = line.body
    verdicts = dict.fromkeys(word("command", kind, language) for kind in body.verdicts)
    return (
        line.id,
        beijing_minute(line.at),
        word("shell_kind", body.kind, language),
        join([*verdicts], language),
        body.asked,
        _counted(line.counts, language),
        body.scope,
    )


def _counted(counts: Mapping[Stage, int], language: Language) -> str:
    return join([f"{word('batch_stage', s, language)} {n}" for s, n in counts.items()], language)


def _show(profile: Opened, args: Namespace) -> Exit:
    with profile.cache.read() as db:
        whole = batch_list.opened(db, _batch(args))
    if whole is None:
        raise BadInput("no_such_batch")
    if args.json:
        for row in whole.rows:
            emit(_row(row, args.lang))
        emit(_line(whole.line))
    else:
        columns = (
            "id",
            "unit_name" if whole.line.body.kind == "unit" else "name",
            "outcome",
            "why",
        )
        print_table(columns, [_told(row, args.lang) for row in whole.rows], args.lang)
    parts = _counted(whole.line.counts, args.lang)
    tell(phrase("counted", args.lang, total=whole.line.body.asked, parts=parts))
    failed = any(row.followed.row.stage in FAILED and not row.again for row in whole.rows)
    return Exit.SOME if failed else Exit.ALL


def _row(row: BatchRow, language: Language) -> dict[str, object]:
    one = row.followed.row
    return {
        "id": one.subject,
        "outcome": one.stage,
        "code": one.code,
        "said": refusal(one.code, one.facts, language),
        "again": row.again,
    }


def _told(row: BatchRow, language: Language) -> tuple[object, ...]:
    one = row.followed.row
    name = row.named.name if row.named else ""
    why = refusal(one.code, one.facts, language)
    return one.subject, name, word("batch_stage", one.stage, language), why


def _retry(profile: Opened, args: Namespace) -> Exit:
    need_all_records(profile.cache)
    actor, at = profile.entered.actor, datetime.now(UTC)
    done = retrying.retry(profile.cache, _batch(args), actor, at)
    for number, why in done.not_possible:
        said = refusal(why.code, why.facts, args.lang)
        if args.json:
            emit({"id": number, "outcome": "not_possible", "code": why.code, "said": said})
        else:
            tell(f"{number} {said}")
    drafted, left = len(done.drafted), len(done.not_possible)
    if args.json:
        emit({"batch": str(done.batch) if drafted else None, "drafted": drafted, "left": left})
    tell(phrase("retried", args.lang, drafted=drafted, left=left))
    return Exit.SOME if left else Exit.ALL


def _undo(profile: Opened, args: Namespace) -> Exit:
    back = retrying.take_back_batch(profile.cache, _batch(args), profile.entered.actor)
    if args.json:
        emit({"undone": len(back.wishes), "counts": dict(back.kept)})
    key = "taken_back" if back.wishes else "nothing_to_undo"
    tell(phrase(key, args.lang, count=len(back.wishes)))
    return Exit.ALL if back.wishes else Exit.SOME


def _export(profile: Opened, args: Namespace) -> Exit:
    write_sheet(profile, args, partial(export_outcomes, profile.cache, _batch(args)))
    return Exit.ALL


ACTS: Mapping[str, Callable[[Opened, Namespace], Exit]] = {
    "list": _list,
    "show": _show,
    "retry": _retry,
    "undo": _undo,
    "export": _export,
}
