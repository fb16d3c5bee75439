"""Everything one card shows, read in one snapshot."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, select

from ciie_admin.domain.letters import Matter
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoWord
from ciie_admin.domain.units import Unit
from ciie_admin.models import letters, reading
from ciie_admin.models.pending import Pending, about, drafts, outgoing, stuck
from ciie_admin.models.photo_words import shown_word
from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.models.tables import PERSON
from ciie_admin.wire.messages import Subject, SubjectKind

PERSONS_SHOWN = 200
SAME_PICTURE = "same_picture"
PERSONS_OF = (
    select(PERSON.c.id)
    .where(PERSON.c.unit_id == bindparam("unit"))
    .order_by(PERSON.c.submitted_at, PERSON.c.id)
    .limit(PERSONS_SHOWN)
)


@dataclass(frozen=True, slots=True)
class Own:
    """One wish of this person's and how far it has come."""

    stage: Literal["draft", "pending"]
    wish: Pending
    problem: str = ""
    """Why a draft cannot be released as it stands: a refusal's code."""


@dataclass(frozen=True, slots=True)
class UnitCard:
    """`row` carries what is shown, pending wishes included; `unit` is the server's word.

    `own` is what this person has drafted or released and the server's word does not show yet.
    """

    unit: Unit
    row: UnitRow
    persons: tuple[PersonRow, ...]
    own: tuple[Own, ...] = ()
    told: tuple[Matter, ...] = ()
    """What drafts on its persons will tell the unit."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    person: Person
    row: PersonRow
    unit: Unit | None
    unit_review: str
    others: tuple[PersonRow, ...]
    own: tuple[Own, ...] = ()
    told: tuple[Matter, ...] = ()
    """What drafts on the unit and its other persons will tell it."""
    photo_word: PhotoWord | None = None
    """As shown: one's own wish is over the server's word, and has no name."""
    pictured: tuple[PersonRow, ...] = ()
    """Others in sight whose photo was found to show the same picture."""


AnyCard = UnitCard | PersonCard


def card(db: Connection, kind: SubjectKind, number: int) -> AnyCard | None:
    """None when the record has left our sight."""
    return _unit_card(db, number) if kind == "unit" else _person_card(db, number)


def persons_of(db: Connection, unit_id: int) -> tuple[PersonRow, ...]:
    """In the order they were submitted, at most 200."""
    numbers = db.execute(PERSONS_OF, {"unit": unit_id}).scalars().all()
    rows = reading.person_rows(db, numbers)
    return tuple(rows[number] for number in numbers)


def _unit_card(db: Connection, number: int) -> UnitCard | None:
    unit = reading.unit(db, number)
    if unit is None:
        return None
    row = reading.unit_rows(db, [number])[number]
    told = _told(db, number, Subject(kind="unit", id=number))
    return UnitCard(unit, row, persons_of(db, number), _own(db, "unit", number), told)


def _person_card(db: Connection, number: int) -> PersonCard | None:
    person = reading.person(db, number)
    if person is None:
        return None
    row = reading.person_rows(db, [number])[number]
    others = tuple(one for one in persons_of(db, person.unit_id) if one.id != number)
    review = reading.shown_unit_review(db, person.unit_id)
    unit, own = reading.unit(db, person.unit_id), _own(db, "person", number)
    told = _told(db, person.unit_id, Subject(kind="person", id=number))
    word = shown_word(person, [one.wish for one in own if not one.problem])
    pictured = _pictured(db, person)
    return PersonCard(person, row, unit, review, others, own, told, word, pictured)


def _pictured(db: Connection, person: Person) -> tuple[PersonRow, ...]:
    named = [n for one in person.findings if one.rule == SAME_PICTURE for n in one.others]
    rows = reading.person_rows(db, named) if named else {}
    return tuple(rows[number] for number in named if number in rows)


def _told(db: Connection, unit: int, but: Subject) -> tuple[Matter, ...]:
    told = letters.telling(db, unit, but)
    edition = reading.edition(db) if told else None  # the whole of it: not for every card
    return () if edition is None else letters.matters(db, told, edition)


def _own(db: Connection, kind: SubjectKind, number: int) -> tuple[Own, ...]:
    """Oldest first, drafts last; of a person also those on its photo."""
    released = outgoing(db, kind, [number]).get(number, [])
    drafted = [one for of in about(kind) for one in drafts(db, of, [number]).values()]
    why = {one.kind: stuck(db, one.kind, [number]).get(number, "") for one in drafted}
    return (
        *(Own("pending", one) for one in released),
        *(Own("draft", one, why[one.kind]) for one in drafted),
    )
