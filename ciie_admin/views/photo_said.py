"""What was said of a badge photo, as lists and cards say it."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.commands import verdict_key
from ciie_admin.domain.photo_word import PhotoWord
from ciie_admin.domain.risk import EXACT
from ciie_admin.domain.states import Sight
from ciie_admin.models.cards import PersonCard
from ciie_admin.models.reading import PersonRow
from ciie_admin.views import facts_said, speech
from ciie_admin.views.cells import NOTHING_FOUND, ChipCell, TextCell
from ciie_admin.views.desk import Desk
from ciie_admin.views.fields_said import known_word
from ciie_admin.views.signs import FINDINGS, PHOTOS, STAGES, Sign, finding_sign
from ciie_admin.words import Language, join, word

translate = QCoreApplication.translate


def verdict(shown: str, stage: str | None, language: Language) -> ChipCell:
    """`shown` is fit or unfit; while it is only ours or under way the chip says so."""
    said = word("photo_verdict", shown, language)
    if stage in ("draft", "pending"):
        return ChipCell(STAGES[stage], speech.staged(stage, said, language))
    return ChipCell(PHOTOS[shown], said)


def cell(row: PersonRow, language: Language) -> ChipCell | TextCell:
    """The verdict; before there is one what the checker found."""
    if row.photo_stage == "held":
        return ChipCell(STAGES["held"], word("stage", "held", language))
    if row.shown_photo:
        return verdict(row.shown_photo, row.photo_stage, language)
    if not row.photo:
        return TextCell("—")
    if rule := row.photo_finding:
        severity = "reject" if row.photo_risk > EXACT else "look"
        return ChipCell(finding_sign(severity, rule), known_word("finding_short", rule, language))
    if row.photo_checked:
        return ChipCell(NOTHING_FOUND, known_word("finding_short", "none", language))
    return TextCell(word("photo_state", "open", language), ink="text3")


def lines(card: PersonCard, desk: Desk) -> list[str | tuple[Sign, str]]:
    """What was said, by whom, when and why, and that it was not seen in the original; and one's own
    draft that holds no more. Nothing while nobody has judged it.
    """
    return [*_word(card, desk), *_void(card, desk.language)]


def _void(card: PersonCard, language: Language) -> list[str | tuple[Sign, str]]:
    """What was drafted on a photo that is gone, or that a colleague has judged first."""
    word_now = card.person.photo_word
    facts = {"by": word_now.name} if word_now is not None else {}
    found: list[str | tuple[Sign, str]] = []
    for own in card.own:
        if own.wish.kind == "photo" and own.problem:
            said = word("command", verdict_key(own.wish.command), language)
            found.append((STAGES["draft"], speech.staged("draft", said, language)))
            found.append(facts_said.refusal(own.problem, facts, language))
    return found


def _word(card: PersonCard, desk: Desk) -> list[str | tuple[Sign, str]]:
    one, row = card.photo_word, card.row
    if one is None or not row.shown_photo:
        return []
    chip = verdict(row.shown_photo, row.photo_stage, desk.language)
    found: list[str | tuple[Sign, str]] = [(chip.sign, chip.word), _by(one, desk)]
    if one.reasons and desk.ground is not None:
        on, language = desk.ground.edition, desk.language
        names = [speech.reason_name(on, code, language) for code in one.reasons]
        found.append(join(names, language))
    if one.sight is not Sight.ORIGINAL:
        found.append((FINDINGS["look"], word("sight", one.sight, desk.language)))
    return found


def _by(one: PhotoWord, desk: Desk) -> str:
    said = translate("PhotoVerdict", "Photo judged by {0}, {1}")
    return said.format(one.name or desk.actor.name, speech.prose_time(one.at, desk.language))
