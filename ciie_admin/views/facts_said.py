"""What the cards say about a unit or a person: label and value, in the registrant's own fields."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.commands import AddNote, Command
from ciie_admin.domain.history import Event
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.steps import STEPS, Mark, person_steps_of, unit_steps_of
from ciie_admin.domain.units import Unit
from ciie_admin.models.cards import Own, PersonCard, UnitCard
from ciie_admin.views import fields_said, findings_said, speech
from ciie_admin.views.components.fact_list import Fact
from ciie_admin.views.components.notes import Note
from ciie_admin.views.components.steps import StepLine, StepMark
from ciie_admin.views.ground import Ground
from ciie_admin.views.signs import STAGES
from ciie_admin.words import Language, basis_words, join, sentence, vocabulary, word

translate = QCoreApplication.translate

CONTACT = ("contact_name", "contact_title", "contact_phone")


def unit_facts(card: UnitCard, on: Ground, language: Language) -> list[Fact]:
    unit = card.unit
    names = {
        "credit_code": translate("Facts", "Credit code"),
        "nature": translate("Facts", "Nature"),
        "count_place": translate("Facts", "Mission"),
        "referral_code": translate("Facts", "Referral code"),
        "address": translate("Facts", "Address"),
        "industry": translate("Facts", "Industry"),
        "capital_yuan": translate("Facts", "Capital"),
        "turnover_usd": translate("Facts", "Turnover"),
        "imports_usd": translate("Facts", "Imports"),
        "imports_3y_usd": translate("Facts", "Imports 3 y"),
        "import_modes": translate("Facts", "Import modes"),
        "purposes": translate("Facts", "Purposes"),
    }
    if not unit.referral_code:
        del names["referral_code"]
    facts = [_field(unit, name, said, on, language) for name, said in names.items()]
    unit_class = word("unit_class", unit.unit_class, language)
    facts.insert(1, Fact(translate("Facts", "Class"), unit_class))
    if unit.review_place != unit.count_place:
        by = speech.place_line(on.places, unit.review_place, language)
        facts.insert(4, Fact(translate("Facts", "Reviewed by"), by))
    contact = f"{unit.form.contact_name} {unit.form.contact_phone}"
    return [
        *facts,
        Fact(translate("Facts", "Contact"), contact, of=CONTACT),
        Fact(translate("Facts", "Persons"), _persons(unit)),
    ]


def person_facts(card: PersonCard, on: Ground, language: Language) -> list[Fact]:
    """Without the document, which stands above them with its own acts."""
    person = card.person
    where = speech.place_line(on.places, person.count_place, language)
    names = {
        "label": translate("Facts", "Label"),
        "entry_date": translate("Facts", "Entry date"),
        "area": translate("Facts", "Preferred area"),
        "delivery": translate("Facts", "Delivery"),
    }
    return [
        _unit(card),
        Fact(translate("Facts", "Mission"), where),
        *[_field(person, name, said, on, language) for name, said in names.items()],
        Fact(translate("Facts", "Payment"), word("payment", person.payment, language)),
        Fact(translate("Facts", "Organiser"), word("check", person.check, language)),
        Fact(translate("Facts", "Badge"), word("badge", person.badge, language)),
    ]


def _field(record: Unit | Person, name: str, title: str, on: Ground, language: Language) -> Fact:
    return Fact(title, fields_said.said(record, name, on, language), of=(name,))


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
        what = fields_said.known_word("event", event.what, language)
        based = basis_words(event.basis, language) if event.basis is not None else ""
        said = [based, *_grounds(event, on, language), event.to, event.note]
        detail = join([one for one in said if one], language)
        at = speech.prose_time(event.at, language)
        paper = event.basis if event.basis is not None and event.basis.scan else None
        link = translate("Facts", "Open the signed paper") if paper is not None else ""
        key = paper.id if paper is not None else ""
        lines.append(StepLine("done", what, event.by, at, detail, link, key))
    return lines


def _grounds(event: Event, on: Ground, language: Language) -> list[str]:
    """Each reason with what was measured and by which rules; or what alone was looked at."""
    measured = {one.reason: one for one in event.evidence}
    said = []
    for code in event.reasons:
        name, proof = speech.reason_name(on.edition, code, language), measured.get(code)
        found = findings_said.proof(proof, on.places, language) if proof is not None else ""
        within = "（{0}）" if language == "zh" else " ({0})"
        said.append(name + within.format(found) if found else name)
    if event.changed:
        fields = fields_said.known_words("changed_field", event.changed, language)
        text = translate("Facts", "looked at: {0}; the rest as confirmed before")
        said.append(text.format(fields))
    return said


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


def parted(words: str, language: Language) -> tuple[str, str]:
    """What is the matter, short enough for a row; and the rest: what to do."""
    stop = "。" if language == "zh" else ". "
    first, stopped, rest = words.partition(stop)
    return first + stopped.strip(), rest


def refusal(code: str, facts: Mapping[str, str], language: Language) -> str:
    """Why something was not possible, in a sentence; a newer server's code as it is."""
    if code not in vocabulary()["refused"]:
        return code
    said = dict(facts)
    if "state" in said:
        said["state"] = fields_said.known_word("moved", said["state"], language)
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
