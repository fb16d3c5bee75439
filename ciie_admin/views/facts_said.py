"""What the cards say about a unit or a person: label and value, in the registrant's own fields."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.commands import AddNote, Command
from ciie_admin.domain.edition import reason
from ciie_admin.domain.history import Event
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.steps import STEPS, Mark, person_steps_of, unit_steps_of
from ciie_admin.domain.units import Unit
from ciie_admin.models.cards import Own, PersonCard, UnitCard
from ciie_admin.views import speech
from ciie_admin.views.components.facts import Fact
from ciie_admin.views.components.notes import Note
from ciie_admin.views.components.steps import StepLine, StepMark
from ciie_admin.views.desk import Ground
from ciie_admin.views.signs import STAGES
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, join, sentence, vocabulary, word

translate = QCoreApplication.translate

WAN = 10_000


def unit_facts(card: UnitCard, on: Ground, language: Language) -> list[Fact]:
    unit, form = card.unit, card.unit.form
    facts = [
        Fact(translate("Facts", "Credit code"), form.credit_code),
        Fact(translate("Facts", "Class"), word("unit_class", unit.unit_class, language)),
        Fact(translate("Facts", "Nature"), _word("nature", form.nature, language)),
        Fact(
            translate("Facts", "Mission"), speech.place_line(on.places, unit.count_place, language)
        ),
    ]
    if unit.review_place != unit.count_place:
        by = speech.place_line(on.places, unit.review_place, language)
        facts.append(Fact(translate("Facts", "Reviewed by"), by))
    facts += [
        Fact(translate("Facts", "Address"), form.address),
        Fact(translate("Facts", "Industry"), _word("industry", form.industry[:1], language)),
        Fact(translate("Facts", "Capital"), _amount("CNY", form.capital_yuan, language)),
        Fact(translate("Facts", "Turnover"), _amount("USD", form.turnover_usd, language)),
        Fact(translate("Facts", "Imports"), _amount("USD", form.imports_usd, language)),
        Fact(translate("Facts", "Imports, 3 years"), _amount("USD", form.imports_3y_usd, language)),
        Fact(
            translate("Facts", "Import modes"), _words("import_mode", form.import_modes, language)
        ),
        Fact(translate("Facts", "Purposes"), _words("purpose", form.purposes, language)),
        Fact(translate("Facts", "Contact"), f"{form.contact_name} {form.contact_phone}"),
        Fact(translate("Facts", "Persons"), _persons(unit)),
    ]
    if unit.referral_code:
        facts.insert(4, Fact(translate("Facts", "Referral code"), unit.referral_code))
    return facts


def person_facts(card: PersonCard, on: Ground, language: Language) -> list[Fact]:
    """Without the document, which stands above them with its own acts."""
    person, form = card.person, card.person.form
    where = speech.place_line(on.places, person.count_place, language)
    return [
        _unit(card),
        Fact(translate("Facts", "Mission"), where),
        Fact(translate("Facts", "Label"), speech.label_name(on.edition, form.label, language)),
        Fact(
            translate("Facts", "Entry date"),
            speech.entry_name(on.edition, form.entry_date, language),
        ),
        Fact(
            translate("Facts", "Preferred area"), speech.area_name(on.edition, form.area, language)
        ),
        Fact(translate("Facts", "Delivery"), _word("delivery", form.delivery, language)),
        Fact(translate("Facts", "Payment"), word("payment", person.payment, language)),
        Fact(translate("Facts", "Organiser"), word("check", person.check, language)),
        Fact(translate("Facts", "Badge"), word("badge", person.badge, language)),
    ]


def _unit(card: PersonCard) -> Fact:
    """With the way to the unit, if it is in sight."""
    if card.unit is None:
        return Fact(translate("Facts", "Unit"), "—")
    name, way = card.unit.form.name_zh, translate("Facts", "Open")
    return Fact(translate("Facts", "Unit"), name, link=way, key="unit")


def step_marks(record: Unit | Person, unit_review: str, language: Language) -> list[StepMark]:
    """The registrant's own six steps, so that a caller and the clerk see the same."""
    if isinstance(record, Unit):
        marks: tuple[Mark, ...] = unit_steps_of(record)
    else:
        marks = person_steps_of(record, UnitReview(unit_review))
    full = "step" if language == "zh" else "step_short"  # English words are too wide for six
    return [
        StepMark(mark.value, word(full, name, language), word("step_short", name, language))
        for mark, name in zip(marks, STEPS, strict=True)
    ]


def timeline(events: Sequence[Event], on: Ground, language: Language) -> list[StepLine]:
    """Newest first: what, who, when; reasons and internal notes in full below."""
    lines = []
    for event in reversed(events):
        names = [
            speech.said(known.name, language)
            for code in event.reasons
            if (known := reason(on.edition, code)) is not None
        ]
        what = word("event", event.what, language)
        detail = join([*names, *([event.note] if event.note else [])], language)
        at = speech.prose_time(event.at, language)
        lines.append(StepLine("done", what, event.by, at, detail))
    return lines


def notes(events: Sequence[Event], own: Sequence[Own], who: str, language: Language) -> list[Note]:
    """Newest first; those of `who` that the server has not confirmed yet say so."""
    told = [
        Note(event.note, event.by, speech.prose_time(event.at, language))
        for event in events
        if event.note
    ]
    for one in own:
        if text := _noted(one.wish.command):
            at = speech.prose_time(one.wish.at, language)
            stage = word("stage", one.stage, language)
            told.append(Note(text, who, at, STAGES[one.stage], stage))
    return told[::-1]


def _noted(command: Command) -> str:
    return command.text if isinstance(command, AddNote) else str(getattr(command, "note", ""))


def submitted_line(at: datetime | None, language: Language) -> str:
    if at is None:
        return translate("Facts", "Not submitted yet")
    return translate("Facts", "Submitted {0}").format(speech.prose_time(at, language))


def refusal(code: str, facts: Mapping[str, str], language: Language) -> str:
    """Why something was not possible, in a sentence."""
    said = dict(facts)
    if "state" in said:
        said["state"] = _word("moved", said["state"], language)
    return sentence("refused", code, said, language)


def _persons(unit: Unit) -> str:
    parts = [translate("Facts", "{0} in all").format(unit.persons)]
    if unit.persons_unsubmitted:
        parts.append(translate("Facts", "{0} not submitted").format(unit.persons_unsubmitted))
    if unit.persons_unpaid:
        parts.append(translate("Facts", "{0} unpaid").format(unit.persons_unpaid))
    if unit.persons_paid:
        parts.append(translate("Facts", "{0} paid").format(unit.persons_paid))
    return " · ".join(parts)


def _amount(currency: str, amount: int, language: Language) -> str:
    """500 万元 or CNY 5,000,000: Chinese counts money in 万, English does not. Zero is a dash."""
    if not amount:
        return "—"
    if language == "en":
        return f"{currency} {grouped(amount)}"
    return f"{_wan(amount)} {'万元' if currency == 'CNY' else '万美元'}"


def _wan(amount: int) -> str:
    value = (Decimal(amount) / WAN).quantize(Decimal("0.01"))
    return f"{value:,f}".rstrip("0").rstrip(".")


def _words(group: str, keys: Sequence[str], language: Language) -> str:
    return join([_word(group, key, language) for key in keys], language) or "—"


def _word(group: str, key: str, language: Language) -> str:
    """A dictionary word, or the key itself for one that an edition no longer knows."""
    return word(group, key, language) if key in vocabulary().get(group, {}) else key or "—"
