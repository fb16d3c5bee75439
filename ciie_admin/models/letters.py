"""What a unit will be told of the drafts on it and its persons, as the centre will write it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select

from ciie_admin.domain.commands import Command, RejectUnit, ReturnPerson, ReturnUnit
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.letters import Matter, addressed, in_english, letter, pictured
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_faults import faults
from ciie_admin.domain.units import Unit
from ciie_admin.domain.verdict_rules import evidence_on
from ciie_admin.models import reading
from ciie_admin.models.pending import Pending, load_pending
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.tables import PERSON
from ciie_admin.wire.messages import Subject

TEMPLATES = {
    "return_unit": "returned",
    "reject_unit": "rejected",
    "return_person": "person_returned",
}
"""Kind of a command the unit is told of -> text of the edition."""
UNIT_ID: BindParameter[int] = bindparam("unit")
DRAFTED = (
    select(DRAFT.c.body)
    .where(
        or_(
            and_(DRAFT.c.subject_kind == "unit", DRAFT.c.subject_id == UNIT_ID),
            and_(
                DRAFT.c.subject_kind == "person",
                DRAFT.c.subject_id.in_(select(PERSON.c.id).where(PERSON.c.unit_id == UNIT_ID)),
            ),
        )
    )
    .order_by(DRAFT.c.subject_kind.desc(), DRAFT.c.subject_id)
)


@dataclass(frozen=True, slots=True)
class FaultyPhoto:
    """A photo that goes with a letter. `numbers` are those of its points in the text."""

    name: str
    photo: str
    faults: tuple[Finding, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    text: str = ""
    photos: tuple[FaultyPhoto, ...] = ()


def of_subject(db: Connection, subject: Subject) -> Letter:
    """The message all drafts on this unit, or on the unit of this person, make together; empty if
    they make none.
    """
    unit: int | None = subject.id
    if subject.kind != "unit":
        owner = select(PERSON.c.unit_id).where(PERSON.c.id == subject.id)
        unit = db.execute(owner).scalar()
    return _of_unit(db, unit) if unit is not None else Letter()


def _of_unit(db: Connection, unit: int) -> Letter:
    edition, found = reading.edition(db), reading.unit(db, unit)
    if edition is None or found is None:
        return Letter()
    told = matters(db, telling(db, unit), edition)
    text = written(edition, found, told)
    return Letter(text, _photos(db, edition, told) if text else ())


def _photos(db: Connection, edition: Edition, told: Sequence[Matter]) -> tuple[FaultyPhoto, ...]:
    shown = pictured(edition, told)
    people = reading.records(db, "person", [one.person for one in shown])
    found = []
    for one in shown:
        person = people.get(one.person)
        if isinstance(person, Person) and person.photo:
            wrong = faults(one.reasons, person.findings, edition)
            found.append(FaultyPhoto(person.form.name, person.photo, wrong, one.numbers))
    return tuple(found)


def written(edition: Edition, unit: Unit, matters: Sequence[Matter]) -> str:
    english = in_english(unit.unit_class)
    return letter(edition, addressed(unit), matters, english=english) or ""


def telling(db: Connection, unit: int, but: Subject | None = None) -> list[Pending]:
    """The drafts that tell the unit something: its own first, then its persons' by their ids."""
    wishes = (load_pending(body) for body in db.execute(DRAFTED, {"unit": unit}).scalars())
    return [one for one in wishes if one.command.kind in TEMPLATES and one.subject != but]


def matters(db: Connection, told: Sequence[Pending], edition: Edition) -> tuple[Matter, ...]:
    """What these drafts have to tell, in their order."""
    found = {
        kind: reading.records(db, kind, [one.subject.id for one in told if one.of == kind])
        for kind in {one.of for one in told}
    }
    return tuple(matter(found[one.of][one.subject.id], one.command, edition) for one in told)


def matter(record: Unit | Person, command: Command, edition: Edition) -> Matter:
    """What this verdict on the record has to tell."""
    reasons: tuple[str, ...] = ()
    if isinstance(command, ReturnUnit | RejectUnit | ReturnPerson):
        reasons = command.reasons
    return Matter(
        template=TEMPLATES[command.kind],
        person=record.form.name if isinstance(record, Person) else "",
        reasons=reasons,
        evidence=evidence_on(reasons, record, edition),
        words=getattr(command, "message", ""),
        number=record.id if isinstance(record, Person) else 0,
    )
