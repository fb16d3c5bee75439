"""The verdicts a reviewer has for units and for persons, and the commands they become."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import (
    AdviseAgainst,
    Command,
    RejectUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawPerson,
    WithdrawUnit,
)
from ciie_admin.domain.edition import Edition, Reason
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.next_step import pass_command
from ciie_admin.models.recording import Choose
from ciie_admin.views.signs import VERDICTS, Sign
from ciie_admin.wire.messages import SubjectKind

translate = QCoreApplication.translate
SHORT_LIST = 4
"""Reasons shown at once; the others stand behind "more reasons"."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One verdict; `fixable` says which reasons it takes (None: any)."""

    key: str
    text: str
    sign: Sign
    needs_reasons: bool = False
    fixable: bool | None = None


def kinds(subject: SubjectKind) -> tuple[Kind, ...]:
    """Pass, return, and reject or advise against, in the order of their keys."""
    against = (
        Kind(
            "against",
            translate("Verdicts", "Reject"),
            VERDICTS["reject"],
            needs_reasons=True,
            fixable=False,
        )
        if subject == "unit"
        else Kind(
            "against",
            translate("Verdicts", "Advise against"),
            VERDICTS["advise_against"],
            True,
            None,
        )
    )
    return (
        Kind("pass", translate("Verdicts", "Pass"), VERDICTS["pass"]),
        Kind(
            "return",
            translate("Verdicts", "Return"),
            VERDICTS["return"],
            needs_reasons=True,
            fixable=True,
        ),
        against,
    )


def hold() -> Kind:
    """No verdict: put aside on this computer."""
    return Kind("hold", translate("Verdicts", "Hold"), VERDICTS["hold"])


def offered(
    edition: Edition, subject: SubjectKind, verdict: Kind, findings: Sequence[Finding]
) -> tuple[list[Reason], set[str]]:
    """Reasons for this verdict, those a pre-check proposes first; and the proposed ones."""
    fitting = [
        one
        for one in edition.reasons
        if one.subject == subject and verdict.fixable in (None, one.fixable)
    ]
    rules = {finding.rule for finding in findings}
    proposed = {one.id for one in fitting if one.finding and one.finding in rules}
    fitting.sort(key=lambda one: one.id not in proposed)
    return fitting, proposed


def choice(
    subject: SubjectKind, verdict: str, reasons: tuple[str, ...], message: str, note: str
) -> Choose:
    """The command each record gets; passing asks the record for its own step."""

    def choose(case: Case, edition: Edition) -> Command:
        if verdict == "pass":
            return pass_command(case, edition, note)
        if verdict == "withdraw":
            return WithdrawUnit() if subject == "unit" else WithdrawPerson()
        if subject == "unit" and verdict == "return":
            return ReturnUnit(reasons=reasons, message=message, note=note)
        if subject == "unit":
            return RejectUnit(reasons=reasons, message=message, note=note)
        if verdict == "return":
            return ReturnPerson(reasons=reasons, message=message, note=note)
        return AdviseAgainst(reasons=reasons, note=note)

    return choose
