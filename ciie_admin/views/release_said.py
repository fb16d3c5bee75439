"""What a release will do, in words."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.consequences import Consequences, DraftLine
from ciie_admin.views import facts_said
from ciie_admin.views.components.findings import Consequence
from ciie_admin.views.signs import STATES, Sign
from ciie_admin.views.speech import SHOWN_VERDICTS
from ciie_admin.views.text import grouped, strong, yuan
from ciie_admin.words import Language, vocabulary, word

HINTS = {
    "advice_only": "Advice only; the organiser decides",
    "passes_with_findings": "Passed although {0} findings are open",
    "payment_closes": "{0} unpaid persons will no longer be asked to pay",
    "judged_changed": "What was judged has changed: look again",
}


def tr(source: str) -> str:
    return QCoreApplication.translate("Release", source)


def summary(found: Consequences) -> str:
    stuck, everything = found.count("stuck"), len(found.lines)
    going = grouped(everything - stuck)
    if not stuck:
        return strong(tr("{0} will be released. This will happen:").format(going), going)
    text = tr("{0} will be released, {1} cannot go and stay drafts. This will happen:")
    return strong(text.format(going, stuck), going, str(stuck))


def lines(found: Consequences, language: Language) -> list[Consequence]:
    """One line a kind of decision, then what it means for persons and money."""
    said = [
        Consequence(_sign(kind), word("outcome", kind, language), _counted(kind, number), _then(kind))
        for kind, number in sorted(found.by_kind.items())
    ]
    if found.becoming_payable:
        text = tr("owing {0} yuan together").format(yuan(found.owed_fen))
        name = tr("Persons become payable")
        said.append(Consequence(STATES["unpaid"], name, _people(found.becoming_payable), text))
    if found.becoming_free:
        text = tr("the organiser's check begins at once")
        name = tr("Free badges")
        said.append(Consequence(STATES["free"], name, _people(found.becoming_free), text))
    if found.notices:
        name, text = tr("Messages"), tr("by SMS and e-mail to the units concerned")
        said.append(Consequence(Sign("mdi6.message-text-outline", "wait"), name, grouped(found.notices), text))
    return said


def warning(found: Consequences) -> tuple[str, str]:
    """What cannot be taken back."""
    text = tr(
        "The {0} messages cannot be recalled once sent. A verdict can be withdrawn until the next"
        " step begins. Once a badge is in production there is no refund and no substitute."
    )
    return tr("Cannot be taken back"), text.format(grouped(found.notices))


def why(line: DraftLine, language: Language) -> str:
    if not line.why:
        return ""
    if line.why in HINTS:
        return tr(HINTS[line.why]).format(line.count)
    if line.why in vocabulary()["refused"]:
        return facts_said.refusal(line.why, {}, language)
    return line.why


def _then(kind: str) -> str:
    told = {
        "pass_unit": tr("the units are told; their persons are asked to pay"),
        "return_unit": tr("the units are told the reasons and what to do"),
        "reject_unit": tr("the units are told the reasons"),
        "pass_person": tr("goes on to payment and the organiser's check"),
        "return_person": tr("the units are told the reasons and what to do"),
        "advise_against": tr("advice only; nothing is sent"),
    }
    return told.get(kind, "")


def _sign(kind: str) -> Sign:
    by_kind = {kind: STATES[review] for review, kind in SHOWN_VERDICTS.items()}
    return by_kind.get(kind.replace("_person", "_unit"), STATES["waiting"])


def _counted(kind: str, number: int) -> str:
    return tr("{0} units").format(grouped(number)) if kind.endswith("unit") else _people(number)


def _people(number: int) -> str:
    return tr("{0} persons").format(grouped(number))
