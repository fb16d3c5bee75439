"""Persons at the registration desk: adding, correcting, submitting (seed 000, parts 6 and 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ciie_admin.domain.edition import is_free
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.history import Event
from ciie_admin.domain.identifiers import document_number, masked
from ciie_admin.domain.payment import opened_payment
from ciie_admin.domain.persons import Person, PersonForm
from ciie_admin.domain.prechecks import person_findings
from ciie_admin.domain.states import Check, Payment, PersonReview, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.server import intake_rules, records
from ciie_admin.server.faults import Fault
from ciie_admin.server.photo_rules import photo_part
from ciie_admin.server.reception import Reception

UNSETTLED = (Payment.NONE, Payment.UNPAID, Payment.FREE)
"""Nothing has been paid: what the badge costs may still change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A stored picture and what its file alone told."""

    digest: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """One person as typed. `number` is the document number; `photo` None keeps the one on file."""

    form: PersonForm
    number: str
    photo: Photo | None = None


def add_person(desk: Reception, unit_number: int, entry: PersonEntry) -> Person:
    """Keep a person of this unit (已保存). Possible until registration closes, also after the
    unit was approved; faults are noted as findings. Raises Fault bad_number, one_person_only,
    unit_not_open, registration_closed.
    """
    intake_rules.check_open(desk.edition, desk.now)
    desk.open_units((unit_number,))
    unit = desk.units[unit_number]
    intake_rules.check_takes_persons(unit, len(desk.persons_of(unit_number)))
    late = unit.review is UnitReview.PASSED
    person = Person(
        id=desk.next_id("person"),
        version=1,
        seen="",
        unit_id=unit_number,
        review_place=unit.review_place,
        count_place=unit.count_place,
        created_at=desk.now,
        submitted_at=None,
        review=PersonReview.WAITING,
        added_late=late,
        number_masked="",
        number_key="",
        history=(Event(at=desk.now, what="added_late" if late else "saved"),),
        form=entry.form,
    )
    desk.new_persons.add(person.id)
    return _fill(desk, unit, person, entry)


def edit_person(desk: Reception, number: int, entry: PersonEntry) -> Person:
    """Correct a person that is not submitted, or was returned."""
    intake_rules.check_open(desk.edition, desk.now)
    desk.open_persons((number,))
    person = desk.persons[number]
    intake_rules.check_editable(person)
    return _fill(desk, desk.units[person.unit_id], person, entry)


def submit_persons(desk: Reception, numbers: Iterable[int]) -> None:
    """Submit persons, for the first time or after a correction.

    In a unit that has passed they become payable at once (seed 000, step 4).
    """
    intake_rules.check_open(desk.edition, desk.now)
    wanted = sorted(set(numbers))
    desk.open_persons(wanted)
    for number in wanted:
        _submit(desk, desk.persons[number])


def _submit(desk: Reception, person: Person) -> None:
    intake_rules.check_editable(person)
    if desk.units[person.unit_id].review in intake_rules.CLOSED_REVIEWS:
        raise Fault(409, "unit_not_open")
    again = person.submitted_at is not None
    desk.note(
        person,
        "resubmitted" if again else "submitted",
        submitted_at=desk.now,
        review=PersonReview.WAITING,
        first_by=None,
        decided_by=None,
        decided_name="",
        decided_at=None,
        reasons=(),
        evidence=(),
    )
    desk.entered.add(person.id)
    _settle(desk, desk.persons[person.id])


def _settle(desk: Reception, person: Person) -> None:
    """Ask for what the badge costs now. What has been paid stays paid, so it must still fit."""
    bare = replace(person, payment=Payment.NONE, check=Check.NONE)
    review = desk.units[person.unit_id].review
    due = opened_payment(bare, review, desk.edition)
    if due is None and is_free(desk.edition, person.form.label):
        if person.payment not in UNSETTLED:
            raise Fault(409, "fee_is_paid")
        desk.follow_payment(person)
    if due is None:
        return
    if person.payment in UNSETTLED:
        if (due["payment"], due["fee_fen"]) != (person.payment, person.fee_fen):
            desk.put(bare)
            desk.follow_payment(desk.persons[person.id])
    elif due["fee_fen"] != person.fee_fen:
        raise Fault(409, "fee_is_paid")


def _fill(desk: Reception, unit: Unit, person: Person, entry: PersonEntry) -> Person:
    """With number, photo, findings and fingerprint as they now stand."""
    number = document_number(entry.form.id_kind, entry.number)
    if not number:
        raise Fault(422, "bad_number")
    key = records.number_key(desk.secret, number)
    photo = entry.photo.digest if entry.photo else person.photo
    of_photo, checked, eyes = person.findings, person.photo_checked, person.eyes
    word = person.photo_word
    if entry.photo is not None and photo != person.photo:
        of_photo, checked, eyes, word = entry.photo.findings, False, (), None
        desk.photos.add(person.id)
    found = (*person_findings(entry.form, number, desk.edition), *photo_part(of_photo))
    found += tuple(_beside_form(unit, entry.form, photo))
    desk.numbers[person.id] = number
    desk.entered.add(person.id)
    filled = replace(
        person,
        form=entry.form,
        number_masked=masked(number),
        number_key=key,
        photo=photo,
        photo_word=word,
        photo_checked=checked,
        eyes=eyes,
        findings=found,
        seen=records.fingerprint(desk.secret, entry.form, photo, key),
    )
    desk.put(filled)
    return desk.persons[person.id]


def _beside_form(unit: Unit, form: PersonForm, photo: str) -> Iterable[Finding]:
    """No photo; a reused badge without having come back as a former visitor (seed 000, part 2)."""
    if not photo:
        yield Finding(rule="photo_missing", severity=Severity.REJECT)
    if form.reuse and not unit.returning:
        yield Finding(rule="reuse_not_possible", severity=Severity.REJECT)
