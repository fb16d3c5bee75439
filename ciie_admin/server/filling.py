"""Fills an edition with a made-up fair through the same doors as everybody: registration desk,
reviewers' operations, stand-ins for bank and organiser. No state is set by hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import UnitForm
from ciie_admin.server import (
    filling_acts,
    filling_verdicts,
    intake,
    intake_persons,
    notices,
    pictures,
    signin,
)
from ciie_admin.server.filling_plans import Filed, Material, PlannedPerson, PlannedUnit, Present
from ciie_admin.server.intake import Account, Standing
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception

ROWS = 1_500
"""Units and persons one transaction takes in."""
FILL_IN = timedelta(minutes=40)
"""From registering to a filled form."""
SHUT = (UnitReview.REJECTED, UnitReview.CANCELLED)
"""Units that take no more persons: theirs are all taken in before the verdict."""
UNDECIDED = (UnitReview.WAITING, UnitReview.FIRST_PASSED)


def fill(
    engine: Engine,
    secret: bytes,
    plans: Iterable[PlannedUnit],
    now: datetime,
    material: Material,
    edition: int | None = None,
) -> int:
    """Take in all plans and bring them as far as they say; returns the number of persons.

    Registration must have been open as long as the plans reach back from `now`. Every place needs
    a reviewer at or above it, two-step reviews a second one at mission level.
    Raises Mishap("no_reviewer"), and Fault for a plan the rules refuse.
    """
    with engine.begin() as db:
        number = edition if edition is not None else signin.current_edition(db)
    present = Present(edition=number, now=now, secret=secret)
    door = _Door(present, material, signin.hash_password(material.password))
    filed: list[Filed] = []
    for chunk in _chunks(plans):
        with receiving(engine, secret, now, number) as desk:
            desk.reserve("registrant", len(chunk))
            desk.reserve("unit", len(chunk))
            desk.reserve("person", sum(len(plan.persons) for plan in chunk))
            filed += [door.take_in(desk, plan) for plan in chunk]
        material.progress(sum(len(one.plan.persons) for one in filed))
    filling_verdicts.judge_units(engine, present, filed)
    for part in _parts(filed):
        with receiving(engine, secret, now, number) as desk:
            door.add_late(desk, part)
    filling_verdicts.judge_persons(engine, present, filed)
    for part in _parts(filed):
        with receiving(engine, secret, now, number) as desk:
            filling_acts.settle(desk, part, now)
    _send_all(engine, now)
    return sum(len(one.persons) for one in filed)


@dataclass(slots=True)
class _Door:
    """Takes plans in at the registration desk."""

    present: Present
    material: Material
    password_hash: str
    photos: dict[str, Photo] = field(default_factory=dict)
    licences_kept: bool = False

    def take_in(self, desk: Reception, plan: PlannedUnit) -> Filed:
        """Register, add persons, submit: each at its own made-up time."""
        self._keep_licences(desk)
        desk.now = self.present.now - plan.created_ago
        account = Account(
            phone=plan.phone,
            password_hash=self.password_hash,
            email=f"{plan.login.lower()}@example.com",
            login=plan.login,
        )
        standing = Standing(
            unit_class=plan.unit_class, place=plan.count_place, referral_code=plan.referral_code
        )
        form = _form(plan, desk.edition)
        registrant = intake.open_account(desk, form.credit_code, account)
        unit = intake.start_record(desk, registrant, standing, form, returning=plan.returning)
        desk.now = min(desk.now + FILL_IN, self.present.now - plan.submitted_ago)
        early = [one for one in plan.persons if not _late(plan, one)]
        filed = Filed(plan, unit.id, [(one, self._add(desk, unit.id, one)) for one in early])
        desk.now = self.present.now - plan.submitted_ago
        submitted = [number for one, number in filed.persons if one.fate.submitted]
        intake_persons.submit_persons(desk, submitted)
        if plan.fate.submitted:
            intake.submit_unit(desk, unit.id, desk.edition.consent)
        return filed

    def add_late(self, desk: Reception, part: Sequence[Filed]) -> None:
        """Persons who came after the submission, and where it has passed after the approval."""
        desk.open_units(one.unit for one in part)
        for filed in part:
            for person in (one for one in filed.plan.persons if _late(filed.plan, one)):
                last = desk.units[filed.unit].history[-1].at
                desk.now = max(last, self.present.now - person.submitted_ago)
                number = self._add(desk, filed.unit, person)
                filed.persons.append((person, number))
                if person.fate.submitted:
                    intake_persons.submit_persons(desk, (number,))

    def _add(self, desk: Reception, unit: int, person: PlannedPerson) -> int:
        entry = PersonEntry(
            form=person.form, number=person.number, photo=self._photo(desk, person)
        )
        return intake_persons.add_person(desk, unit, entry).id

    def _photo(self, desk: Reception, person: PlannedPerson) -> Photo | None:
        if not person.photo_kind:
            return None
        content = self.material.photo(person.photo_seed, person.photo_kind)
        digest = pictures.digest_of(content)
        if digest not in self.photos:
            picture = pictures.read_photo(content, desk.edition)
            pictures.keep(desk.db, (picture,))
            self.photos[digest] = Photo(digest=digest, findings=picture.findings)
        return self.photos[digest]

    def _keep_licences(self, desk: Reception) -> None:
        if not self.licences_kept:
            read = [pictures.read_licence(one, desk.edition) for one in self.material.licences]
            pictures.keep(desk.db, read)
            self.licences_kept = True


def _form(plan: PlannedUnit, edition: Edition) -> UnitForm:
    """A unit of an automatic class that is to wait has a licence nobody could read."""
    licence = plan.form.licence
    waits = plan.fate.review in UNDECIDED and plan.unit_class in edition.review.automatic
    if not waits or licence is None:
        return plan.form
    return replace(plan.form, licence=replace(licence, name="", code="", address=""))


def _late(plan: PlannedUnit, person: PlannedPerson) -> bool:
    return person.added_late and plan.fate.review not in SHUT


def _chunks(plans: Iterable[PlannedUnit]) -> Iterator[list[PlannedUnit]]:
    chunk: list[PlannedUnit] = []
    rows = 0
    for plan in plans:
        chunk.append(plan)
        rows += 1 + len(plan.persons)
        if rows >= ROWS:
            yield chunk
            chunk, rows = [], 0
    if chunk:
        yield chunk


def _parts(filed: Sequence[Filed]) -> Iterator[list[Filed]]:
    part: list[Filed] = []
    rows = 0
    for one in filed:
        part.append(one)
        rows += 1 + len(one.plan.persons)
        if rows >= ROWS:
            yield part
            part, rows = [], 0
    if part:
        yield part


def _send_all(engine: Engine, now: datetime) -> None:
    """Of a made-up past no message waits."""
    while True:
        with engine.begin() as db:
            if not notices.send_waiting(db, now):
                return
