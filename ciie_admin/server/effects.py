"""What a decision means for other records: payment opens or closes, counts follow, notices wait."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, insert, text

from ciie_admin.domain.outcome import Effect
from ciie_admin.domain.payment import closed_payment, opened_payment
from ciie_admin.domain.persons import Person
from ciie_admin.server import locking
from ciie_admin.server.account_tables import NoticeRow
from ciie_admin.wire.messages import Operation

if TYPE_CHECKING:  # the docket applies these effects; at run time the import goes one way
    from ciie_admin.server.docket import Docket

NOTICES: Table = NoticeRow.__table__  # type: ignore[assignment]
TEMPLATES = {
    Effect.NOTIFY_PASSED: "passed",
    Effect.NOTIFY_RETURNED: "returned",
    Effect.NOTIFY_REJECTED: "rejected",
}
COUNTED = (
    "persons",
    "persons_unsubmitted",
    "persons_unpaid",
    "persons_paid",
    "persons_passed",
    "persons_failed",
)
RECOUNT = text("""
UPDATE unit SET version = version + 1, persons = c.persons,
  persons_unsubmitted = c.persons_unsubmitted, persons_unpaid = c.persons_unpaid,
  persons_paid = c.persons_paid, persons_passed = c.persons_passed,
  persons_failed = c.persons_failed
FROM (
  SELECT unit_id, count(*) FILTER (WHERE "check" <> 'cancelled') AS persons,
    count(*) FILTER (WHERE submitted_at IS NULL AND "check" <> 'cancelled') AS persons_unsubmitted,
    count(*) FILTER (WHERE payment IN ('unpaid', 'overdue', 'finance')
                       AND "check" <> 'cancelled') AS persons_unpaid,
    count(*) FILTER (WHERE payment = 'paid') AS persons_paid,
    count(*) FILTER (WHERE "check" = 'passed') AS persons_passed,
    count(*) FILTER (WHERE "check" = 'failed') AS persons_failed
  FROM person WHERE unit_id = ANY(:units) GROUP BY unit_id) c
WHERE unit.id = c.unit_id AND (unit.persons, unit.persons_unsubmitted, unit.persons_unpaid,
    unit.persons_paid, unit.persons_passed, unit.persons_failed)
  IS DISTINCT FROM (c.persons, c.persons_unsubmitted, c.persons_unpaid,
    c.persons_paid, c.persons_passed, c.persons_failed)
RETURNING unit.id, unit.review_place, unit.count_place
""")


def recount(db: Connection, unit_ids: Iterable[int]) -> Sequence[tuple[int, int, int]]:
    """Bring the persons' counts of these locked units up to date; returns those that changed.

    The contact person is no visitor and is never counted (seed 000, part 5).
    """
    ids = sorted(unit_ids)
    if not ids:
        return ()
    return [(a, b, c) for a, b, c in db.execute(RECOUNT, {"units": ids})]


def apply(db: Connection, book: "Docket") -> None:
    """Effects of all accepted operations of the page, set-wise."""
    opened = _units(book, Effect.OPEN_PAYMENT)
    closed = _units(book, Effect.CLOSE_PAYMENT)
    if opened or closed:
        for number, person in locking.lock_persons_of(db, opened | closed).items():
            book.persons.setdefault(number, person)
        for person in list(book.persons.values()):
            if person.unit_id in opened | closed:
                _follow(book, person)
    _open_single_persons(book)
    _queue_notices(db, book)


def _follow(book: "Docket", person: Person) -> None:
    changes = opened_payment(person, book.units[person.unit_id].review, book.edition)
    if changes is None:
        changes = closed_payment(person, book.units[person.unit_id].review)
    if changes:
        book.put(replace(person, version=person.version + 1, **changes))


def _open_single_persons(book: "Docket") -> None:
    for effect, one in book.effects:
        if effect is Effect.OPEN_PAYMENT and one.subject.kind == "person":
            _follow(book, book.persons[one.subject.id])


def _units(book: "Docket", wanted: Effect) -> set[int]:
    return {
        one.subject.id
        for effect, one in book.effects
        if effect is wanted and one.subject.kind == "unit"
    }


def _queue_notices(db: Connection, book: "Docket") -> None:
    rows = [
        row
        for effect, one in book.effects
        if effect in TEMPLATES
        for row in _notices(book, TEMPLATES[effect], one)
    ]
    if rows:
        db.execute(insert(NOTICES), rows)


def _notices(book: "Docket", template: str, one: Operation) -> list[dict[str, Any]]:
    """SMS for domestic units, e-mail for both (seed 003 IX)."""
    person = book.persons[one.subject.id] if one.subject.kind == "person" else None
    unit = book.units[person.unit_id if person else one.subject.id]
    channels = ("email",) if unit.unit_class.startswith("overseas") else ("sms", "email")
    command = one.command
    facts = {
        "reasons": list(getattr(command, "reasons", ())),
        "message": getattr(command, "message", ""),
    }
    shared = {
        "edition_id": book.edition.id,
        "unit_id": unit.id,
        "person_id": person.id if person else None,
        "template": template,
        "facts": facts,
        "queued_at": book.now,
        "operation_id": one.id,
    }
    return [{**shared, "channel": channel} for channel in channels]
