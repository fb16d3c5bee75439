"""A refused or conflicting operation in words: base, mine and theirs side by side."""

from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.commands import verdict_key
from ciie_admin.domain.edition import reason as known_reason
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import verdict_of
from ciie_admin.domain.units import Unit
from ciie_admin.models.consequences import Consequences
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.trays import Entry
from ciie_admin.views import facts_said, quota_moves_said, quota_said, release_said, speech
from ciie_admin.views.components.fact_list import Fact
from ciie_admin.views.components.findings import Consequence
from ciie_admin.views.counting import Counting
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import VerdictRefused
from ciie_admin.words import Language, join, vocabulary, word

About = Unit | Person | QuotaRow | None
"""A record as it stands now, an account of free places, or nothing that is in sight."""
translate = QCoreApplication.translate
Tray = Counting("Tray")

REGISTRANTS = frozenset({"saved", "submitted", "resubmitted", "added_late"})
"""Acts in a record's history that change what is judged."""
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
    return facts_said.parted(facts_said.refusal(verdict.code, verdict.facts, language), language)


def wanted(entry: Entry, record: About, desk: Desk) -> list[Fact]:
    """Mine, with device and time, and how the record stands now."""
    language, command = desk.language, entry.wish.command
    if not isinstance(record, Unit | Person) and entry.wish.of == "quota":
        return quota_moves_said.refused_facts(entry.wish, record, desk)
    said = [word("command", verdict_key(command), language)]
    said += _reasons(tuple(getattr(command, "reasons", ())), desk)
    when = translate("Tray", "{0}, on this computer")
    when = when.format(speech.prose_time(entry.wish.at, language))
    facts = [
        Fact(translate("Tray", "You wanted"), join(said, language)),
        Fact(translate("Tray", "Decided on"), when),
    ]
    if not isinstance(record, Unit | Person):
        facts.append(Fact(translate("Tray", "Now"), translate("Tray", "no longer in your sight")))
        return facts
    return [*facts, *_stands(entry, record, language), *_handed_in(entry, record, language)]


def _stands(entry: Entry, record: Unit | Person, language: Language) -> list[Fact]:
    """The server's word now, and whose it is."""
    if entry.wish.kind == "photo" and isinstance(record, Person):
        one = record.photo_word
        now = word("photo_state", verdict_of(one) or "open", language)
        name, at = (one.name, one.at) if one is not None else ("", None)
    else:
        group = "unit_review" if isinstance(record, Unit) else "person_review"
        now, name, at = word(group, record.review, language), record.decided_name, record.decided_at
    facts = [Fact(translate("Tray", "Now"), now)]
    if name:
        who = f"{name} {speech.prose_time(at, language)}"
        facts.append(Fact(translate("Tray", "Decided by"), who))
    return facts


def _handed_in(entry: Entry, record: Unit | Person, language: Language) -> list[Fact]:
    """Theirs: what the registrant did last, and when, where that is what stands in the way."""
    done = [one for one in record.history if one.what in REGISTRANTS]
    if entry.verdict.kind != "conflict" or not done:
        return []
    said = f"{word('event', done[-1].what, language)} {speech.prose_time(done[-1].at, language)}"
    return [Fact(translate("Tray", "Registrant"), said)]


def differences(entry: Entry, record: About, language: Language) -> list[Fact]:
    """Only the registrant's fields that differ between what was judged and what is there."""
    if entry.base is None or not isinstance(record, Unit | Person):
        return []
    before, now = entry.base.form, record.form
    return [
        Fact(_field_name(one.name, language), _shown(getattr(now, one.name)), old=_shown(old))
        for one in fields(before)
        if (old := getattr(before, one.name)) != getattr(now, one.name)
    ]


def acts(entry: Entry, number: int) -> dict[str, str]:
    """What the buttons say; `number` entries are alike."""
    count = grouped(number)
    if entry.verdict.kind == "conflict":
        return {
            "redo": translate("Tray", "Keep mine"),
            "drop": translate("Tray", "Take theirs"),
            "redo_all": Tray.tr("Keep mine for all {0}", "", number).format(count),
            "drop_all": Tray.tr("Take theirs for all {0}", "", number).format(count),
        }
    return {
        "redo": translate("Tray", "Decide again"),
        "drop": translate("Tray", "Let it go"),
        "redo_all": Tray.tr("Decide again on all {0}", "", number).format(count),
        "drop_all": Tray.tr("Let all {0} go", "", number).format(count),
    }


def outlook(entry: Entry, found: Consequences, desk: Desk) -> tuple[str, str]:
    """What follows of deciding again, and what of letting go."""
    buttons, language = acts(entry, 1), desk.language
    stuck = [line for line in found.lines if line.state == "stuck"]
    if stuck:
        why = facts_said.parted(release_said.why(stuck[0], language), language)[0]
        then = translate("Tray", "not possible as it stands now. {0}").format(why)
    else:
        said = release_said.lines(found, language, desk.ground)
        then = join([_consequence(one, language) for one in said], language)
    stays = translate(
        "Tray",
        "the record stays as it is; what you wanted stays on this computer, with what you had seen",
    )
    return _named(buttons["redo"], then, language), _named(buttons["drop"], stays, language)


def _consequence(one: Consequence, language: Language) -> str:
    space = " " if language == "zh" else ", "
    return _named(f"{one.name}{space}{one.count}", one.sentence, language)


def _named(name: str, said: str, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    return f"{name}{colon}{said}" if said else name


def name_of(record: About, language: Language) -> str:
    if record is None:
        return "—"
    if isinstance(record, QuotaRow):
        return quota_said.name(record, language)
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
