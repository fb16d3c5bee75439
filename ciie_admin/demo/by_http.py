"""The registrants of a made-up fair over HTTP: each unit calls the server as a browser would.

A unit of five persons takes about half a second, half of that for hashing its password.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import UnitForm
from ciie_admin.server.filling_plans import (
    Filed,
    Material,
    PlannedPerson,
    PlannedUnit,
    corrected,
    early_portions,
    first_form,
    former_form,
    had_badges,
    is_late,
    moments_of,
    typed_form,
)
from ciie_admin.sync.registrant import IntakeLine
from ciie_admin.wire.intake import (
    MANY,
    Chosen,
    ComeBack,
    Entry,
    Former,
    Recognised,
    Register,
    Save,
    SubmitUnit,
    Upload,
    WantCode,
)


@dataclass(slots=True)
class HttpDoor:
    """Speaks only with the server's intake, and with its simulated telephones. `now` is the
    moment all ages of the plans count back from.
    """

    line: IntakeLine
    edition: Edition
    now: datetime
    material: Material
    rows: int = 100
    _logins: dict[str, str] = field(default_factory=dict)
    """How the units of former editions sign in, by the logins of their plans."""
    _tokens: dict[int, str] = field(default_factory=dict)
    """By unit, for those who come again."""

    def remember(self, plans: Sequence[PlannedUnit]) -> None:
        for plan in plans:
            self._logins[plan.login] = self.line.former_account(
                Former(
                    standing=_chosen(plan),
                    credit_code=plan.form.credit_code,
                    name=plan.form.name_zh,
                    phone=plan.phone,
                    email=plan.email,
                    password=self.material.password,
                    persons=tuple(self._former(one) for one in had_badges(plan)),
                )
            )

    def take_in(self, plans: Sequence[PlannedUnit]) -> list[Filed]:
        return [self._take_in(plan) for plan in plans]

    def correct(self, part: Sequence[Filed]) -> None:
        for filed in part:
            self.line.token = self._tokens[filed.unit]
            moment = corrected(self.line.own().unit, self.now)
            self.line.save(self._save(typed_form(filed.plan, self.edition)), moment)
            self.line.submit(SubmitUnit(consent=self.edition.consent), moment)

    def add_late(self, part: Sequence[Filed]) -> None:
        for filed in part:
            late = [one for one in filed.plan.persons if is_late(filed.plan, one)]
            if late:
                self.line.token = self._tokens[filed.unit]
            for person in late:
                last = self.line.own().unit.history[-1].at
                moment = max(last, self.now - person.submitted_ago)
                self._add(filed, (person,), moment, submit=person.fate.submitted)

    def _take_in(self, plan: PlannedUnit) -> Filed:
        moments = moments_of(plan, self.now)
        enter = self._join if plan.returning else self._register
        filed = Filed(plan, enter(plan, moments.registered), [])
        self._tokens[filed.unit] = self.line.token
        self.line.save(self._save(first_form(plan, self.edition)), moments.filled)
        for portion in early_portions(plan):
            self._add(filed, portion, moments.filled)
        self._submit(filed, moments.submitted)
        return filed

    def _register(self, plan: PlannedUnit, moment: datetime) -> int:
        self.line.want_code(WantCode(phone=plan.phone), moment)
        request = Register(
            standing=_chosen(plan),
            credit_code=plan.form.credit_code,
            name=plan.form.name_zh,
            phone=plan.phone,
            phone_code=self.line.phone_code(plan.phone),
            email=plan.email,
            password=self.material.password,
        )
        entered = self.line.register(request, moment)
        return entered.unit or self.line.own().unit.id

    def _join(self, plan: PlannedUnit, moment: datetime) -> int:
        password = self.material.password
        self.line.sign_in(ComeBack(login=self._logins[plan.login], password=password), moment)
        return self.line.join(_chosen(plan), moment).unit.id

    def _save(self, form: UnitForm) -> Save:
        return Save(form=form, licence=self._licence(form))

    def _licence(self, form: UnitForm) -> Upload | None:
        if form.licence is None:
            return None
        read = form.licence
        return Upload(
            picture=self.material.licence_of(read),
            recognised=Recognised(name=read.name, code=read.code, address=read.address),
        )

    def _add(
        self,
        filed: Filed,
        persons: Sequence[PlannedPerson],
        moment: datetime,
        *,
        submit: bool = False,
    ) -> None:
        """The answer shows all persons of the unit; those not known yet are these, in order."""
        entries = [self._entry(one) for one in persons]
        shown = self.line.add_persons(entries, submit=submit, moment=moment).persons
        filed.persons.extend(zip(persons, _fresh(filed, shown), strict=True))

    def _former(self, person: PlannedPerson) -> Entry:
        photo = self.material.photo(person.former_seed, person.former_kind)
        return Entry(form=former_form(person), number=person.number, photo=photo)

    def _entry(self, person: PlannedPerson) -> Entry:
        kind = person.photo_kind
        photo = self.material.photo(person.photo_seed, kind) if kind else None
        return Entry(form=person.form, number=person.number, photo=photo)

    def _submit(self, filed: Filed, moment: datetime) -> None:
        """With the unit all persons that are to be submitted, or without it."""
        wanted = [number for person, number in filed.persons if person.fate.submitted]
        if filed.plan.fate.submitted:
            consent = self.edition.consent
            self.line.submit(SubmitUnit(consent=consent, persons=tuple(wanted)), moment)
            return
        for start in range(0, len(wanted), MANY):
            self.line.submit_persons(wanted[start : start + MANY], moment)


def _chosen(plan: PlannedUnit) -> Chosen:
    return Chosen(
        unit_class=plan.unit_class, place=plan.count_place, referral_code=plan.referral_code
    )


def _fresh(filed: Filed, shown: Sequence[Person]) -> list[int]:
    known = {number for _, number in filed.persons}
    return sorted(one.id for one in shown if one.id not in known)
