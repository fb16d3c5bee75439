"""Units at the registration desk: registering, filling in, submitting (seed 000, parts 1-5, 8).

All functions work on an open Reception; nothing is written before it ends.
"""

import secrets
from dataclasses import dataclass, replace

from sqlalchemy import select

from ciie_admin.domain.history import Event
from ciie_admin.domain.persons import Person
from ciie_admin.domain.prechecks import unit_findings
from ciie_admin.domain.states import Check, UnitClass, UnitReview
from ciie_admin.domain.units import Licence, Unit, UnitForm
from ciie_admin.server import intake_rules, records, referrals, seeding
from ciie_admin.server.faults import Fault
from ciie_admin.server.notices import Notice
from ciie_admin.server.reception import Newcomer, Reception
from ciie_admin.server.records import UNITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What kind of unit, and the mission or sub-mission it chose; None for overseas units."""

    unit_class: UnitClass
    place: int | None = None
    referral_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How the unit will sign in. `phone` has been verified by a code."""

    phone: str
    password_hash: str
    email: str = ""
    login: str = ""
    """For units without a credit code; empty makes one up."""


def blank_form(credit_code: str, name: str) -> UnitForm:
    """What is known right after the registration."""
    return UnitForm(
        credit_code=credit_code,
        name_zh=name,
        name_en="",
        address="",
        capital_yuan=0,
        nature="",
        industry="",
        turnover_usd=0,
        imports_usd=0,
        imports_3y_usd=0,
        contact_name="",
        contact_title="",
        contact_phone="",
    )


def register(desk: Reception, standing: Standing, account: Account, form: UnitForm) -> Unit:
    """A new account with its first record of this edition (seed 000, part 2).

    `form` may be blank but for code and name. Raises Fault bad_credit_code, no_such_place,
    referral_invalid, no_individuals, registration_closed; code_taken when the reception ends.
    """
    code = intake_rules.checked_code(standing.unit_class, form.credit_code)
    registrant = open_account(desk, code, account)
    return start_record(desk, registrant, standing, form)


def open_account(desk: Reception, code: str, account: Account) -> int:
    """One account a unit: the credit code is the login, units without one get a made-up login."""
    made_up = account.login or f"V{secrets.randbelow(10**10):010}"
    newcomer = Newcomer(
        id=desk.next_id("registrant"),
        login=code or made_up,
        phone=account.phone,
        email=account.email,
        password_hash=account.password_hash,
    )
    desk.newcomers.append(newcomer)
    return newcomer.id


def start_record(
    desk: Reception,
    registrant: int,
    standing: Standing,
    form: UnitForm,
    *,
    returning: bool = False,
) -> Unit:
    """A record of this edition, not submitted yet. `returning`: by way of a former account."""
    intake_rules.check_open(desk.edition, desk.now)
    intake_rules.check_class(desk.edition, standing.unit_class)
    code = intake_rules.checked_code(standing.unit_class, form.credit_code)
    review, count = _places(desk, standing)
    unit = Unit(
        id=desk.next_id("unit"),
        version=1,
        seen="",
        unit_class=standing.unit_class,
        review_place=review,
        count_place=count,
        referral_code=referrals.spelled(standing.referral_code),
        returning=returning,
        created_at=desk.now,
        submitted_at=None,
        review=UnitReview.WAITING,
        history=(Event(at=desk.now, what="registered"),),
        form=replace(form, credit_code=code),
    )
    desk.new_units.add(unit.id)
    desk.owners[unit.id] = registrant
    return _judged(desk, unit)


def join(desk: Reception, registrant: int, standing: Standing) -> Unit:
    """The record of a returning unit for this edition, with its last form carried over.

    Raises Fault(409, "code_taken") if it has a live one.
    """
    query = (
        select(UNITS.c.edition_id, UNITS.c.review, UNITS.c.form)
        .where(UNITS.c.registrant_id == registrant)
        .order_by(UNITS.c.edition_id.desc(), UNITS.c.id.desc())
    )
    earlier = desk.db.execute(query).all()
    if any(one.edition_id == desk.edition.id and _lives(one.review) for one in earlier):
        raise Fault(409, "code_taken")
    if not earlier:
        raise Fault(404, "no_such_record")
    form = records.unit_form(earlier[0].form)
    return start_record(desk, registrant, standing, form, returning=True)


def save_unit(desk: Reception, number: int, form: UnitForm, licence: Licence | None = None) -> Unit:
    """Fill in or correct the form, with a new licence picture or the one on file.

    The credit code is the login and never changes. Raises Fault already_submitted, code_fixed.
    """
    unit = _editable(desk, number)
    if form.credit_code != unit.form.credit_code:
        raise Fault(409, "code_fixed")
    kept = licence if licence is not None else unit.form.licence
    return _fill(desk, unit, replace(form, licence=kept))


def move_unit(desk: Reception, number: int, standing: Standing) -> Unit:
    """Choose another mission, sub-mission or referral code, as long as the form may be edited.

    The old places are told that unit and persons have left. Class and code stay.
    """
    unit = _editable(desk, number)
    review, count = _places(desk, replace(standing, unit_class=unit.unit_class))
    code = referrals.spelled(standing.referral_code)
    for person in desk.persons_of(number):
        desk.entered.add(person.id)
        desk.relocate(person, review, count)
    desk.relocate(unit, review, count)
    moved = replace(desk.units[number], referral_code=code)
    return _fill(desk, moved, moved.form)


def submit_unit(desk: Reception, number: int, consent: str) -> Unit:
    """确认提交, for the first time or after a correction (seed 000, part 8).

    Needs the consent to the present privacy text, all starred fields, and one submitted person.
    A first submission may pass automatically; a corrected one is looked at by a person.
    """
    unit = _editable(desk, number)
    if consent != desk.edition.consent:
        raise Fault(422, "consent_missing")
    intake_rules.check_complete(unit.unit_class, unit.form)
    if not any(_counts(one) for one in desk.persons_of(number)):
        raise Fault(409, "nobody_submitted")
    owner = desk.owner_of(number)
    if owner is not None:
        desk.consents[owner] = (consent, desk.now)
    again = unit.submitted_at is not None
    desk.note(
        unit,
        "resubmitted" if again else "submitted",
        submitted_at=desk.now,
        review=UnitReview.WAITING,
        first_by=None,
        decided_by=None,
        decided_name="",
        decided_at=None,
        reasons=(),
        evidence=(),
    )
    if not again and _checks_out(desk, unit):
        _pass(desk, number)
    return desk.units[number]


def _checks_out(desk: Reception, unit: Unit) -> bool:
    return intake_rules.passes_automatically(
        desk.edition, unit.unit_class, unit.form, unit.findings
    )


def _pass(desk: Reception, number: int) -> None:
    """The system's own verdict; a mission may still look until somebody has paid."""
    desk.note(
        desk.units[number],
        "passed_automatically",
        review=UnitReview.PASSED,
        automatic=True,
        decided_at=desk.now,
    )
    unit_class = desk.units[number].unit_class
    desk.notices.append(Notice(unit=number, unit_class=unit_class, template="passed"))
    for person in desk.persons_of(number):
        desk.follow_payment(person)


def _places(desk: Reception, standing: Standing) -> tuple[int, int]:
    """Where a unit is reviewed and where it counts; they differ for industrial members only."""
    if not intake_rules.joins_mission(standing.unit_class):
        root = seeding.root(desk.db)
        return root, root
    chosen = intake_rules.check_choice(desk.place(standing.place or 0)).id
    code = referrals.spelled(standing.referral_code)
    return referrals.review_place(desk.db, desk.edition.id, code, chosen, desk.now), chosen


def _editable(desk: Reception, number: int) -> Unit:
    intake_rules.check_open(desk.edition, desk.now)
    desk.open_units((number,))
    unit = desk.units[number]
    intake_rules.check_editable(unit)
    return unit


def _fill(desk: Reception, unit: Unit, form: UnitForm) -> Unit:
    """Take the form over; one line of history however often it is saved in a row."""
    filled = replace(unit, form=form)
    if unit.history[-1].what != "saved":
        saved = Event(at=desk.now, what="saved")
        filled = replace(filled, history=(*unit.history, saved))
    return _judged(desk, filled)


def _judged(desk: Reception, unit: Unit) -> Unit:
    """With findings and fingerprint of the form as it stands."""
    region = _region(desk, unit.count_place)
    found = unit_findings(unit.form, unit.unit_class, region, desk.edition)
    seen = records.fingerprint(desk.secret, unit.form)
    desk.put(replace(unit, findings=found, seen=seen))
    return desk.units[unit.id]


def _region(desk: Reception, number: int) -> str:
    """Of the place itself, else of its mission: districts have no prefix of their own."""
    place = desk.place(number)
    above = [desk.place(one) for one in reversed(place.path)] if place else []
    return next((one.region for one in above if one is not None and one.region), "")


def _counts(person: Person) -> bool:
    return person.submitted_at is not None and person.check is not Check.CANCELLED


def _lives(review: str) -> bool:
    return review not in intake_rules.CLOSED_REVIEWS
