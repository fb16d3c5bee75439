"""`audit`: whether the 操作日志 holds, and its newest entries."""

from argparse import Namespace

from ciie_admin.cli.columns import print_head, print_page
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.keeping import plain
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import Mishap
from ciie_admin.words import word

COLUMNS = ("entry", "at", "kind", "subject", "account", "device", "operation", "detail")


def run(args: Namespace) -> Exit:
    """Raises Mishap."""
    try:
        return _verify(args) if args.act == "verify" else _show(args)
    except ModuleNotFoundError:
        raise Mishap("server_parts_missing") from None


def _verify(args: Namespace) -> Exit:
    """SOME if a chain is broken: of each broken one the first bad entry is named."""
    from ciie_admin.server import audit, database

    with database.at_hand(args.database) as db:
        found = audit.verify(db)
    for one in found:
        if args.json:
            flaw = one.flaw._asdict() if one.flaw else None
            emit({**one._asdict(), "flaw": flaw})
        facts: dict[str, object] = {**one._asdict()}
        if one.flaw is None:
            tell(phrase("audit_holds", args.lang, **facts))
        else:
            facts |= {"n": one.flaw.n, "what": word("audit_flaw", one.flaw.code, args.lang)}
            tell(phrase("audit_broken", args.lang, **facts))
    return Exit.SOME if any(one.flaw for one in found) else Exit.ALL


def _show(args: Namespace) -> Exit:
    """By ids only: no names and no numbers stand in it."""
    from ciie_admin.server import audit, database

    with database.at_hand(args.database) as db:
        found = audit.newest(db, args.limit)
    if args.json:
        for edition, n, act in found:
            emit(plain({"edition": edition, "n": n, **act._asdict()}))
        return Exit.ALL
    said = [(n, plain(act._asdict())) for _, n, act in found]
    rows = [
        (n, one["at"], one["kind"], f"{one['subject_kind']} {one['subject'] or ''}".strip(),
         one["account"] or one["actor"], one["device"] or "", one["operation"] or "",
         one["detail"])
        for n, one in said
    ]  # fmt: skip
    print_head(COLUMNS, args.lang)
    print_page(COLUMNS, rows, args.lang)
    return Exit.ALL
