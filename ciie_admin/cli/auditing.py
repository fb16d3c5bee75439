"""`audit`: whether the 操作日志 holds, and its newest entries."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.keeping import plain
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.domain.basis import Basis
from ciie_admin.errors import Mishap
from ciie_admin.words import Language, basis_words, join, vocabulary, word

if TYPE_CHECKING:  # where the server's parts are not installed, a sentence says so
    from ciie_admin.server.audit import Act

COLUMNS = ("entry", "at", "kind", "subject", "account", "device", "operation", "detail")
COLUMN_OF = {
    "lane": "state",
    "place": "mission_path",
    "label": "person_label",
    "finding": "findings",
}
"""Conditions of a list that are called like another column."""


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
    """By ids only: no names and no numbers stand in it. On whose word is looked up beside it."""
    from ciie_admin.server import audit, bases, database

    with database.at_hand(args.database) as db:
        found = audit.newest(db, args.limit)
        words = bases.named(db, [act.detail for _, _, act in found])
    if args.json:
        for edition, n, act in found:
            emit(plain({"edition": edition, "n": n, **act._asdict()}))
        return Exit.ALL
    print_table(COLUMNS, [_row(n, act, words, args.lang) for _, n, act in found], args.lang)
    return Exit.ALL


def _row(n: int, act: "Act", words: Mapping[str, Basis], language: Language) -> tuple[object, ...]:
    one = plain(act._asdict())
    kind = _word(("audit_act", "event"), act.kind, language)
    subject = _word(("shell_kind",), act.subject_kind, language) if act.subject_kind else ""
    return (
        n, one["at"], kind, f"{subject} {act.subject or ''}".strip(),
        act.account or _word(("audit_actor",), act.actor, language),
        one["device"] or "", one["operation"] or "", _detail(act, words, language),
    )  # fmt: skip


def _detail(act: "Act", words: Mapping[str, Basis], language: Language) -> str:
    if (basis := words.get(act.detail)) is not None:
        return basis_words(basis, language)
    if act.kind != "export":
        return _word(("reveal_purpose",), act.detail, language)
    try:
        return _exported(json.loads(act.detail), language)
    except (ValueError, KeyError, TypeError):  # changed by hand: that is for `verify` to say
        return act.detail


def _exported(said: Any, language: Language) -> str:
    told = said["export"]
    codes = [COLUMN_OF.get(code, code) for code in told["filters"]]
    names = [_word(("filter", "column"), code, language) for code in codes]
    return phrase(
        "audit_export",
        language,
        sheet=word("sheet", told["of"], language),
        rows=told["rows"],
        columns=len(told["columns"]),
        filters=join(names, language) or word("filter", "all", language),
        numbers=word("audit_numbers", "masked" if told["masked"] else "full", language),
        time=said["at"],
    )


def _word(groups: Sequence[str], key: str, language: Language) -> str:
    """From the first group that has it; a code this program does not know stands for itself."""
    known = vocabulary()
    return next((known[one][key][language] for one in groups if key in known[one]), key)
