"""What a release will do, in words."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.consequences import Consequences, DraftLine
from ciie_admin.views import facts_said, quota_moves_said, speech
from ciie_admin.views.components.findings import Consequence
from ciie_admin.views.counting import Counting
from ciie_admin.views.ground import Ground
from ciie_admin.views.signs import STATES, Sign
from ciie_admin.views.speech import verdict_sign
from ciie_admin.views.text import grouped, strong, yuan
from ciie_admin.words import Language, as_listed, vocabulary, word

translate = QCoreApplication.translate


Release = Counting("Release")


def summary(found: Consequences, others: int) -> str:
    """`others` are drafts outside the filter."""
    said = _going(found)
    if not others:
        return said
    rest = Release.tr("{0} drafts outside this filter stay.", "", others).format(grouped(others))
    return f"{rest} {said}"


def _going(found: Consequences) -> str:
    stuck, everything = found.count("stuck"), len(found.lines)
    going = grouped(everything - stuck)
    if stuck == everything:
        return strong(
            Release.tr("Nothing can be released; {0} drafts stay.", "", stuck).format(stuck)
        )
    if not stuck:
        text = translate("Release", "{0} will be released. This will happen:")
        return strong(text.format(going), going)
    text = translate(
        "Release", "{0} will be released, {1} cannot go and stay drafts. This will happen:"
    )
    return strong(text.format(going, stuck), going, str(stuck))


def lines(found: Consequences, language: Language, on: Ground | None = None) -> list[Consequence]:
    """One line a kind of decision, then what it means for persons, money and free places."""
    said = [
        Consequence(
            verdict_sign(kind),
            word("outcome", kind, language),
            _counted(kind, number),
            _then(kind),
        )
        for kind, number in as_listed("outcome", found.by_kind)
        if kind != "move_quota"
    ]
    said += quota_moves_said.consequences(found.quotas, speech.free_labels(on, language), language)
    if found.becoming_payable:
        text = translate("Release", "owing {0} yuan together").format(yuan(found.owed_fen))
        name = translate("Release", "Persons become payable")
        said.append(Consequence(STATES["unpaid"], name, _people(found.becoming_payable), text))
    if found.becoming_free:
        text = translate("Release", "the organiser's check begins at once")
        name = translate("Release", "Free badges")
        said.append(Consequence(STATES["free"], name, _people(found.becoming_free), text))
    if found.notices:
        name = translate("Release", "Messages")
        text = translate("Release", "by SMS and e-mail to the units concerned")
        sign = Sign("mdi6.message-text-outline", "wait")
        number = Release.tr("{0} messages", "", found.notices).format(grouped(found.notices))
        said.append(Consequence(sign, name, number, text))
    return said


def warning(found: Consequences) -> tuple[str, str]:
    """What cannot be taken back."""
    text = Release.tr(
        "{0} messages cannot be recalled once sent. A verdict can be withdrawn until the next"
        " step begins. Once a badge is in production there is no refund and no substitute.",
        "",
        found.notices,
    )
    return translate("Release", "Cannot be taken back"), text.format(grouped(found.notices))


def why(line: DraftLine, language: Language) -> str:
    if not line.why:
        return ""
    if hint := _hint(line):
        return hint
    if line.why in vocabulary()["refused"]:
        return facts_said.refusal(line.why, line.facts, language)
    return line.why


def _hint(line: DraftLine) -> str:
    """Why a draft that can go should be looked at first."""
    number = line.count
    said = {
        "advice_only": translate("Release", "Advice; the organiser decides"),
        "passes_with_findings": Release.tr("Passed with {0} open findings", "", number),
        "payment_closes": Release.tr(
            "{0} unpaid persons will no longer be asked to pay", "", number
        ),
    }
    return said.get(line.why, "").format(grouped(number))


def _then(kind: str) -> str:
    told = {
        "pass_unit": translate("Release", "the units are told; their persons are asked to pay"),
        "spot_check_unit": translate("Release", "kept in their history; nobody is told"),
        "pass_unit_first": translate("Release", "a colleague does the second review"),
        "pass_person_first": translate("Release", "a colleague does the second review"),
        "return_unit": translate("Release", "the units are told the reasons and what to do"),
        "reject_unit": translate("Release", "the units are told the reasons"),
        "pass_person": translate("Release", "goes on to payment and the organiser's check"),
        "return_person": translate("Release", "the units are told the reasons and what to do"),
        "advise_against": translate("Release", "advice only; nothing is sent"),
        "photo_fit": translate("Release", "nobody is told"),
        "photo_unfit": translate(
            "Release", "they cannot be passed; nobody is told before they are returned"
        ),
    }
    return told.get(kind, "")


def _counted(kind: str, number: int) -> str:
    if "photo" in kind:
        return Release.tr("{0} photos", "", number).format(grouped(number))
    if "_unit" not in kind:
        return _people(number)
    return Release.tr("{0} units", "", number).format(grouped(number))


def _people(number: int) -> str:
    return Release.tr("{0} persons", "", number).format(grouped(number))
