"""What a unit will be told of the drafts on it and its persons, as the centre will write it."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select

from ciie_admin.domain.commands import Command, RejectUnit, ReturnPerson, ReturnUnit
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.letters import Matter, addressed, in_english, letter
from ciie_admin.domain.persons import Person
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


def of_subject(db: Connection, subject: Subject) -> str:
    """The message all drafts on this unit, or on the unit of this person, make together; empty if
    they make none.
    """
    unit: int | None = subject.id
    if subject.kind != "unit":
        owner = select(PERSON.c.unit_id).where(PERSON.c.id == subject.id)
        unit = db.execute(owner).scalar()
    return _of_unit(db, unit) if unit is not None else ""


def _of_unit(db: Connection, unit: int) -> str:
    edition, found = reading.edition(db), reading.unit(db, unit)
    if edition is None or found is None:
        return ""
    return written(edition, found, matters(db, telling(db, unit), edition))


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
    )
