"""What a decision means for other records: payment opens or closes, counts follow, notices wait."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, text

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.history import Event
from ciie_admin.domain.outcome import Effect
from ciie_admin.domain.payment import closed_payment, opened_payment
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Payment, UnitReview
from ciie_admin.server import locking, notices, placing
from ciie_admin.server.docket import Docket
from ciie_admin.server.notices import Notice
from ciie_admin.wire.messages import Operation

TEMPLATES = {
    Effect.NOTIFY_PASSED: "passed",
    Effect.NOTIFY_RETURNED: "returned",
    Effect.NOTIFY_REJECTED: "rejected",
}
PERSON_TEMPLATES = {Effect.NOTIFY_RETURNED: "person_returned"}
PAYMENT_EVENTS = {
    Payment.UNPAID: "payment_opened",
    Payment.FREE: "free_granted",
    Payment.NONE: "payment_closed",
}
FREE_ENDED = "free_ended"
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


def apply(db: Connection, book: Docket) -> None:
    """Effects of all accepted operations of the page, set-wise."""
    _follow_places(book)
    opened = _units(book, Effect.OPEN_PAYMENT)
    closed = _units(book, Effect.CLOSE_PAYMENT)
    if opened or closed:
        for number, person in locking.lock_persons_of(db, opened | closed).items():
            book.persons.setdefault(number, person)
        for person in list(book.persons.values()):
            if person.unit_id in opened | closed:
                _follow(book, person)
    _follow_single_persons(book)
    _queue_notices(db, book)


def followed(
    person: Person, unit_review: UnitReview, edition: Edition, now: datetime
) -> Person | None:
    """The person once payment has opened or closed as the unit's state wants; None: no change."""
    changes = opened_payment(person, unit_review, edition)
    changes = changes or closed_payment(person, unit_review, edition)
    if not changes:
        return None
    what = FREE_ENDED if person.payment is Payment.FREE else PAYMENT_EVENTS[changes["payment"]]
    history = (*person.history, Event(at=now, what=what))
    return replace(person, version=person.version + 1, history=history, **changes)


def _follow_places(book: Docket) -> None:
    """A rejected unit's persons give their places back; of one that is looked at again they ask for
    others, who came first first.
    """
    concerned = [one for one in book.persons.values() if one.unit_id in book.relived]
    for person in sorted(concerned, key=lambda one: (str(one.submitted_at), one.id)):
        after = placing.followed(book.quotas, person, book.units[person.unit_id].review)
        if after is not person:
            book.quotas.person_moved(person, after)
            told = placing.told(person, after, book.now)
            book.put(replace(told, version=person.version + 1))


def _follow(book: Docket, person: Person) -> None:
    review = book.units[person.unit_id].review
    after = followed(person, review, book.edition, book.now)
    if after is not None:
        book.put(after)


def _follow_single_persons(book: Docket) -> None:
    for effect, one in book.effects:
        if effect in (Effect.OPEN_PAYMENT, Effect.CLOSE_PAYMENT) and one.subject.kind == "person":
            _follow(book, book.persons[one.subject.id])


def _units(book: Docket, wanted: Effect) -> set[int]:
    return {
        one.subject.id
        for effect, one in book.effects
        if effect is wanted and one.subject.kind == "unit"
    }


def _queue_notices(db: Connection, book: Docket) -> None:
    wanted = [_notice(book, effect, one) for effect, one in book.effects if effect in TEMPLATES]
    notices.queue(db, book.edition.id, book.now, wanted)


def _notice(book: Docket, effect: Effect, one: Operation) -> Notice:
    person = book.persons[one.subject.id] if one.subject.kind == "person" else None
    unit = book.units[person.unit_id if person else one.subject.id]
    template = (PERSON_TEMPLATES if person else TEMPLATES)[effect]
    return Notice(
        unit=unit.id,
        unit_class=unit.unit_class,
        template=template,
        person=person.id if person else None,
        reasons=tuple(getattr(one.command, "reasons", ())),
        evidence=(person or unit).evidence,
        message=getattr(one.command, "message", ""),
        operation=one.id,
    )
