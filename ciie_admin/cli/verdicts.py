"""From the words of a command line to the command each record gets."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ciie_admin.cli.parsing import SHOWN, bad_argument
from ciie_admin.domain.cases import Case, PersonCase
from ciie_admin.domain.commands import (
    AdviseAgainst,
    Command,
    JudgePhoto,
    PassPerson,
    PassUnit,
    RejectUnit,
    ReopenUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawPerson,
    WithdrawPhoto,
    WithdrawUnit,
)
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.photo_rules import is_of_photo
from ciie_admin.models.judging import Choose
from ciie_admin.wire.messages import DecidedKind, record_kind

MADE: Mapping[DecidedKind, Mapping[str, Any]] = {
    "unit": {
        "pass": PassUnit,
        "return": ReturnUnit,
        "reject": RejectUnit,
        "withdraw": WithdrawUnit,
        "reopen": ReopenUnit,
    },
    "person": {
        "pass": PassPerson,
        "return": ReturnPerson,
        "advise": AdviseAgainst,
        "withdraw": WithdrawPerson,
    },
    "photo": {"fit": JudgePhoto, "unfit": JudgePhoto, "withdraw": WithdrawPhoto},
}


def choice(kind: DecidedKind, args: Namespace, edition: Edition) -> Choose:
    """What record() asks for each record. Raises BadInput for words this verdict does not take."""
    made = MADE[kind].get(args.verdict)
    if made is None:
        raise bad_argument(args.verdict, "not_a_verdict", choices=", ".join(MADE[kind]))
    given = _given(args)
    taken = {one.name for one in fields(made)}
    if made is ReopenUnit and "note" in given:
        given["why"] = given.pop("note")
    for name in given:
        if name not in taken:
            option = "--reason" if name == "reasons" else f"--{name}"
            raise bad_argument(option, "not_with_verdict", choices="")
    _check_reasons(kind, args.reason, edition)
    if made in (PassUnit, PassPerson):
        note = str(given.get("note", ""))
        return lambda case, rules: pass_command(case, rules, note)
    if made is JudgePhoto:
        return _judging(args.verdict == "fit", given)
    needed = {"reasons": (), "why": ""}
    command = made(**{name: needed[name] for name in needed if name in taken} | given)
    return _always(command)


def _judging(fit: bool, given: Mapping[str, Any]) -> Choose:
    """The photo each record shows now; on a shell nobody sees it."""

    def choose(case: Case, edition: Edition) -> Command:
        del edition
        photo = case.person.photo if isinstance(case, PersonCase) else ""
        return JudgePhoto(fit=fit, photo=photo, sight="none", **given)

    return choose


def _given(args: Namespace) -> dict[str, Any]:
    said = {"reasons": tuple(args.reason), "message": args.message, "note": args.note}
    return {name: value for name, value in said.items() if value}


def _check_reasons(kind: DecidedKind, codes: list[str], edition: Edition) -> None:
    known = [one.id for one in edition.reasons if one.subject == record_kind(kind)]
    if kind == "photo":
        known = [code for code in known if is_of_photo(edition, code)]
    for code in codes:
        if code not in known:
            raise bad_argument(code[:SHOWN], "reason_code", choices=", ".join(known))


def _always(command: Command) -> Choose:
    def choose(case: Case, edition: Edition) -> Command:
        del case, edition
        return command

    return choose
