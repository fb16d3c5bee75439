"""The verdicts a reviewer has for units and for persons, and the commands they become."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain import proposed as proposing
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
from ciie_admin.domain.photo_word import PhotoWord
from ciie_admin.models.judging import Choose
from ciie_admin.views.check_pane import Intent
from ciie_admin.views.own_reasons import reasons_of
from ciie_admin.views.signs import PHOTOS, STATES, VERDICTS, Sign
from ciie_admin.wire.messages import DecidedKind

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


def kinds(subject: DecidedKind) -> tuple[Kind, ...]:
    """Pass, return, and reject or advise against, in the order of their keys; of a photo fit, and
    unfit with reasons.
    """
    if subject == "photo":
        return _of_photo()
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


def _of_photo() -> tuple[Kind, ...]:
    fit, unfit = translate("Verdicts", "Photo fit"), translate("Verdicts", "Photo unfit")
    return (
        Kind("pass", fit, PHOTOS["fit"]),
        Kind("return", unfit, PHOTOS["unfit"], needs_reasons=True, fixable=True),
    )


def hold() -> Kind:
    """No verdict: put aside on this computer."""
    return Kind("hold", translate("Verdicts", "Hold"), VERDICTS["hold"])


def intent(subject: DecidedKind, verdict: str) -> Intent:
    """How the check before a batch calls it."""
    for one in kinds(subject):
        if one.key == verdict:
            return Intent(one.text, one.sign)
        if verdict == "rest" and one.key == "pass":
            return Intent(one.text, one.sign)
    return Intent(translate("Verdicts", "Withdraw"), STATES["waiting"])


def offered(
    edition: Edition,
    subject: DecidedKind,
    verdict: Kind,
    findings: Sequence[Finding],
    photo: PhotoWord | None = None,
    seen: Collection[str] = (),
) -> tuple[list[Reason], set[str]]:
    """Reasons for this verdict, first those a pre-check, the verdict on the photo or what somebody
    has `seen` proposes; and the proposed ones.
    """
    fitting = proposing.fitting(edition, subject, verdict.fixable)
    proposed = set(proposing.proposed(edition, subject, verdict.fixable, findings, photo))
    proposed |= {one.id for one in fitting if one.id in seen}
    fitting.sort(key=lambda one: one.id not in proposed)
    return fitting, proposed


def telling(subject: DecidedKind, verdict: str, reasons: tuple[str, ...]) -> Command:
    """The command with which the unit would be told of these reasons."""
    if subject in ("person", "photo"):
        return ReturnPerson(reasons=reasons)
    return ReturnUnit(reasons=reasons) if verdict == "return" else RejectUnit(reasons=reasons)


def choice(
    subject: DecidedKind, verdict: str, reasons: tuple[str, ...], message: str, note: str
) -> Choose:
    """The command each record gets; passing asks the record for its own step."""

    def choose(case: Case, edition: Edition) -> Command:
        if verdict in ("pass", "rest"):
            return pass_command(case, edition, note, rest=verdict == "rest")
        if verdict == "withdraw":
            return WithdrawUnit() if subject == "unit" else WithdrawPerson()
        fixable = next(one.fixable for one in kinds(subject) if one.key == verdict)
        own = reasons_of(case, edition, subject, reasons, fixable)
        if subject == "unit" and verdict == "return":
            return ReturnUnit(reasons=own, message=message, note=note)
        if subject == "unit":
            return RejectUnit(reasons=own, message=message, note=note)
        if verdict == "return":
            return ReturnPerson(reasons=own, message=message, note=note)
        return AdviseAgainst(reasons=own, note=note)

    return choose


def merged(drafts: dict[str, int]) -> dict[str, int]:
    """Passing a unit and passing a person read the same at the foot."""
    merged: dict[str, int] = {}
    for kind, number in drafts.items():
        key = kind.replace("_person", "_unit") if kind != "advise_against" else kind
        merged[key] = merged.get(key, 0) + number
    return merged
