"""A refused or conflicting operation in words: base, mine and theirs side by side."""

from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.edition import reason as known_reason
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.models.trays import Entry
from ciie_admin.views import facts_said, speech
from ciie_admin.views.components.facts import Fact
from ciie_admin.views.desk import Desk
from ciie_admin.wire.messages import VerdictRefused
from ciie_admin.words import Language, join, vocabulary, word

translate = QCoreApplication.translate

COLUMN_OF = {
    "name_zh": "unit_name",
    "contact_phone": "phone",
    "address": "address",
    "credit_code": "credit_code",
    "name": "name",
}


def title(entry: Entry, language: Language) -> str:
    """Short enough for a row: of the server's words the first sentence."""
    if entry.verdict.kind == "conflict":
        return translate("Tray", "What was judged has changed: decide again")
    return _parted(entry, language)[0]


def reason(entry: Entry, language: Language) -> str:
    """What to do: of the server's words the rest."""
    if isinstance(entry.verdict, VerdictRefused):
        return _parted(entry, language)[1]
    return translate(
        "Tray",
        "The registrant changed the record after you had looked at it. Compare, then decide.",
    )


def _parted(entry: Entry, language: Language) -> tuple[str, str]:
    """The server's words as a first sentence and the rest."""
    verdict = entry.verdict
    if not isinstance(verdict, VerdictRefused):
        return "", ""
    words = facts_said.refusal(verdict.code, verdict.facts, language)
    stop = "。" if language == "zh" else ". "
    first, stopped, rest = words.partition(stop)
    return first + stopped.strip(), rest


def wanted(entry: Entry, record: Unit | Person | None, desk: Desk) -> list[Fact]:
    """Mine, with device and time, and how the record stands now."""
    language, command = desk.language, entry.wish.command
    said = [word("command", command.kind, language)]
    said += _reasons(tuple(getattr(command, "reasons", ())), desk)
    facts = [
        Fact(translate("Tray", "You wanted"), join(said, language)),
        Fact(translate("Tray", "Decided on"), speech.prose_time(entry.wish.at, language)),
    ]
    if record is None:
        facts.append(Fact(translate("Tray", "Now"), translate("Tray", "no longer in your sight")))
        return facts
    group = "unit_review" if isinstance(record, Unit) else "person_review"
    facts.append(Fact(translate("Tray", "Now"), word(group, record.review, language)))
    if record.decided_name:
        who = f"{record.decided_name} {speech.prose_time(record.decided_at, language)}"
        facts.append(Fact(translate("Tray", "Decided by"), who))
    return facts


def differences(entry: Entry, record: Unit | Person | None, language: Language) -> list[Fact]:
    """Only the registrant's fields that differ between what was judged and what is there."""
    if entry.base is None or record is None:
        return []
    before, now = entry.base.form, record.form
    return [
        Fact(_field_name(one.name, language), _shown(getattr(now, one.name)), old=_shown(old))
        for one in fields(before)
        if (old := getattr(before, one.name)) != getattr(now, one.name)
    ]


def name_of(record: Unit | Person | None) -> str:
    if record is None:
        return "—"
    return record.form.name_zh if isinstance(record, Unit) else record.form.name


def _reasons(codes: tuple[str, ...], desk: Desk) -> list[str]:
    return [_reason_name(desk, code) for code in codes]


def _reason_name(desk: Desk, code: str) -> str:
    found = known_reason(desk.ground.edition, code) if desk.ground else None
    return speech.said(found.name, desk.language) if found else code


def _field_name(name: str, language: Language) -> str:
    key = COLUMN_OF.get(name, name)
    return word("column", key, language) if key in vocabulary()["column"] else name


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    return str(value) if value not in (None, "") else "—"
