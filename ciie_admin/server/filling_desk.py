"""Filling: the registrants of a made-up fair at the desk of this process, many in one go.

What the intake's addresses do for one unit after another happens here step by step for all of a
go: the same calls, in as many transactions for each record, so that the same rows come out.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.units import Licence
from ciie_admin.server import former, intake, intake_persons, pictures, records, signin
from ciie_admin.server.filling_plans import (
    Filed,
    Material,
    PlannedPerson,
    PlannedUnit,
    Present,
    corrected,
    early_portions,
    first_form,
    former_form,
    had_badges,
    is_late,
    moments_of,
    typed_form,
)
from ciie_admin.server.former import Visitor
from ciie_admin.server.intake import Account, Standing
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception

Portion = tuple[Filed, Sequence[PlannedPerson]]


@dataclass(slots=True)
class DeskDoor:
    """Fast enough for any size; the registrants' passwords are hashed once for all."""

    engine: Engine
    present: Present
    material: Material
    rows: int = 1_500
    _password_hash: str = ""
    _returning: dict[str, int] = field(default_factory=dict)
    """Registrants of former editions by the logins of their plans."""
    _photos: dict[str, Photo] = field(default_factory=dict)
    _licences: set[str] = field(default_factory=set)

    def remember(self, plans: Sequence[PlannedUnit]) -> None:
        with self.engine.begin() as db:
            edition = records.edition(db, self.present.edition)
            visitors = [
                Visitor(
                    _standing(plan),
                    self._account(plan),
                    intake.blank_form(plan.form.credit_code, plan.form.name_zh),
                    [self._former(db, edition, one) for one in had_badges(plan)],
                )
                for plan in plans
            ]
        found = former.open_accounts(
            self.engine, self.present.secret, self.present.edition, visitors
        )
        self._returning |= {plan.login: one for plan, one in zip(plans, found, strict=True)}

    def take_in(self, plans: Sequence[PlannedUnit]) -> list[Filed]:
        filed = self._register(plans)
        self._save(filed)
        early = ((one, portion) for one in filed for portion in early_portions(one.plan))
        self._add_all(early, self._add_early)
        self._submit(filed)
        return filed

    def correct(self, part: Sequence[Filed]) -> None:
        """In two goes, as a browser saves and then submits."""
        for what in (self._put_right, self._submit_again):
            with self._receiving() as desk:
                desk.open_units(one.unit for one in part)
                for one in part:
                    what(desk, one)

    def _put_right(self, desk: Reception, one: Filed) -> None:
        desk.now = corrected(desk.units[one.unit], self.present.now)
        form = typed_form(one.plan, desk.edition)
        intake.save_unit(desk, one.unit, form, form.licence)

    def _submit_again(self, desk: Reception, one: Filed) -> None:
        desk.now = desk.units[one.unit].history[-1].at
        intake.submit_unit(desk, one.unit, desk.edition.consent)

    def add_late(self, part: Sequence[Filed]) -> None:
        late = ((one, (person,)) for one in part for person in one.plan.persons)
        self._add_all((one for one in late if is_late(one[0].plan, one[1][0])), self._add_late)

    def _register(self, plans: Sequence[PlannedUnit]) -> list[Filed]:
        with self._receiving() as desk:
            desk.reserve("registrant", sum(not plan.returning for plan in plans))
            desk.reserve("unit", len(plans))
            return [Filed(plan, self._registered(desk, plan), []) for plan in plans]

    def _registered(self, desk: Reception, plan: PlannedUnit) -> int:
        desk.now = moments_of(plan, self.present.now).registered
        if plan.returning:
            return intake.join(desk, self._returning[plan.login], _standing(plan)).id
        form = intake.blank_form(plan.form.credit_code, plan.form.name_zh)
        return intake.register(desk, _standing(plan), self._account(plan), form).id

    def _save(self, filed: Sequence[Filed]) -> None:
        with self._receiving() as desk:
            for one in filed:
                self._keep_licence(desk, one.plan.form.licence)
            desk.open_units(one.unit for one in filed)
            for one in filed:
                desk.now = moments_of(one.plan, self.present.now).filled
                form = first_form(one.plan, desk.edition)
                intake.save_unit(desk, one.unit, form, form.licence)

    def _submit(self, filed: Sequence[Filed]) -> None:
        """With the unit all persons that are to be submitted, or without it."""
        with self._receiving() as desk:
            desk.open_units(one.unit for one in filed)
            for one in filed:
                desk.now = moments_of(one.plan, self.present.now).submitted
                wanted = [number for person, number in one.persons if person.fate.submitted]
                intake_persons.submit_persons(desk, wanted)
                if one.plan.fate.submitted:
                    intake.submit_unit(desk, one.unit, desk.edition.consent)

    def _add_all(
        self, portions: Iterable[Portion], add: Callable[[Reception, Portion], None]
    ) -> None:
        everybody = list(portions)
        if not everybody:
            return
        with self._receiving() as desk:
            desk.reserve("person", sum(len(persons) for _, persons in everybody))
            desk.open_units({filed.unit for filed, _ in everybody})
            for portion in everybody:
                add(desk, portion)

    def _add_early(self, desk: Reception, portion: Portion) -> None:
        filed, persons = portion
        desk.now = moments_of(filed.plan, self.present.now).filled
        filed.persons.extend((one, self._add(desk, filed.unit, one)) for one in persons)

    def _add_late(self, desk: Reception, portion: Portion) -> None:
        """Never before what last happened to the unit, which may be its approval."""
        filed, (person,) = portion
        last = desk.units[filed.unit].history[-1].at
        desk.now = max(last, self.present.now - person.submitted_ago)
        number = self._add(desk, filed.unit, person)
        filed.persons.append((person, number))
        if person.fate.submitted:
            intake_persons.submit_persons(desk, (number,))

    def _add(self, desk: Reception, unit: int, person: PlannedPerson) -> int:
        photo = None
        if person.photo_kind:
            photo = self._photo(desk.db, desk.edition, person.photo_seed, person.photo_kind)
        entry = PersonEntry(form=person.form, number=person.number, photo=photo)
        return intake_persons.add_person(desk, unit, entry).id

    def _former(self, db: Connection, edition: Edition, person: PlannedPerson) -> PersonEntry:
        photo = self._photo(db, edition, person.former_seed, person.former_kind)
        return PersonEntry(form=former_form(person), number=person.number, photo=photo)

    def _photo(self, db: Connection, edition: Edition, seed: int, kind: str) -> Photo:
        content = self.material.photo(seed, kind)
        digest = pictures.digest_of(content)
        if digest not in self._photos:
            picture = pictures.read_photo(content, edition)
            pictures.keep(db, (picture,))
            self._photos[digest] = Photo(digest=digest, findings=picture.findings)
        return self._photos[digest]

    def _keep_licence(self, desk: Reception, licence: Licence | None) -> None:
        if licence is not None and licence.digest not in self._licences:
            content = self.material.licence_of(licence)
            pictures.keep(desk.db, (pictures.read_licence(content, desk.edition),))
            self._licences.add(licence.digest)

    def _account(self, plan: PlannedUnit) -> Account:
        if not self._password_hash:
            self._password_hash = signin.hash_password(self.material.password)
        return Account(phone=plan.phone, email=plan.email, password_hash=self._password_hash)

    def _receiving(self) -> AbstractContextManager[Reception]:
        present = self.present
        return receiving(self.engine, present.secret, present.now, present.edition)


def _standing(plan: PlannedUnit) -> Standing:
    return Standing(
        unit_class=plan.unit_class, place=plan.count_place, referral_code=plan.referral_code
    )
