"""The quiet lines in the head of a card: when it came, who has decided, who is at it now."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.commands import Assign
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.models.cards import AnyCard, PersonCard, UnitCard
from ciie_admin.views import (
    facts_said,
    filters,
    free_places_said,
    mark_columns,
    photo_said,
    presence_said,
    speech,
)
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ASSIGNED, MINE, PRESENT, TAG, Sign
from ciie_admin.views.text import DOT
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
Line = str | tuple[Sign, str]


def notes(card: AnyCard, desk: Desk) -> list[Line]:
    """Who is at work elsewhere comes last, with an icon."""
    record = card.unit if isinstance(card, UnitCard) else card.person
    decided = _decided(record, desk.language)
    return [
        facts_said.submitted_line(record.submitted_at, desk.language),
        *_special(record, desk.language),
        *decided,
        *(free_places_said.lines(card.person, desk) if isinstance(card, PersonCard) else ()),
        *(photo_said.lines(card, desk) if isinstance(card, PersonCard) else ()),
        *_assigned(card, record, desk),
        *_tags(card),
        *_at_work(record, desk, nobody_yet=not decided),
    ]


def _special(record: Unit | Person, language: Language) -> list[Line]:
    if isinstance(record, Person):
        late = translate("ApplicationPane", "Added since the unit's review")
        return [late] if record.added_late else []
    said: list[Line] = []
    if record.automatic:
        said.append(translate("ApplicationPane", "Passed automatically"))
        if record.looked_at is not None:
            at = speech.prose_time(record.looked_at, language)
            text = translate("ApplicationPane", "Spot check by {0}, {1}")
            said.append(text.format(record.looked_name, at))
    return said


def _decided(record: Unit | Person, language: Language) -> list[Line]:
    """By a person: the system's own verdict stands above."""
    if not record.decided_name or (isinstance(record, Unit) and record.automatic):
        return []
    at = speech.prose_time(record.decided_at, language)
    return [translate("ApplicationPane", "Decided by {0}, {1}").format(record.decided_name, at)]


def _assigned(card: AnyCard, record: Unit | Person, desk: Desk) -> list[Line]:
    """Whom a head gave it to; one's own wish while the server has not confirmed it."""
    name, to, stage = record.assigned_name, record.assigned_to, ""
    for own in card.own:
        if isinstance(own.wish.command, Assign):
            to, stage = own.wish.command.to, word("stage", own.stage, desk.language)
            name = filters.account_word(str(to), desk.ground, desk.language) if to else ""
    if not to:
        return []
    mine = to == desk.actor.account
    said = translate("Assigning", "Assigned to {0}")
    text = translate("Assigning", "Assigned to me") if mine else said.format(name)
    return [(MINE if mine else ASSIGNED, f"{text} · {stage}" if stage else text)]


def _tags(card: AnyCard) -> list[Line]:
    said = DOT.join(mark_columns.spoken(*one) for one in card.row.marks)
    return [(TAG, said)] if said else []


def _at_work(record: Unit | Person, desk: Desk, *, nobody_yet: bool) -> list[Line]:
    kind: SubjectKind = "unit" if isinstance(record, Unit) else "person"
    if busy := presence_said.at_work(desk, kind, record.id):
        return [(PRESENT, busy)]
    waiting = nobody_yet and record.review == "waiting" and desk.presence.known
    return [translate("Presence", "Nobody is at it yet")] if waiting else []
