"""When the desk takes something in, and what it must be (seed 000, parts 1, 2, 5, 8)."""

from datetime import datetime

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.identifiers import credit_code
from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Place, PlaceKind
from ciie_admin.domain.states import DOMESTIC, Check, PersonReview, UnitClass, UnitReview
from ciie_admin.domain.units import Unit, UnitForm
from ciie_admin.server.faults import Fault

CLOSED_REVIEWS = (UnitReview.REJECTED, UnitReview.CANCELLED)
CONTACT = ("contact_name", "contact_title", "contact_phone")
NEEDED = ("name_zh", "name_en", "address", "nature", "industry", "purposes", *CONTACT)
"""Starred fields of seed 000, part 5; amounts may be nought."""
NEEDED_OVERSEAS = ("name_en", "address", *CONTACT)
STOPS_AUTOMATIC = frozenset(
    {
        "credit_code",
        "class_code_mismatch",
        "licence_missing",
        "licence_name_differs",
        "licence_code_differs",
        "licence_address_differs",
    }
)


def check_open(edition: Edition, now: datetime) -> None:
    """Registration has a first and a last moment, by server time (seed 003, VI)."""
    times = edition.deadlines
    if edition.closed:
        raise Fault(409, "edition_closed")
    if now < times.opens:
        raise Fault(409, "registration_not_open", {"time": times.opens.isoformat()})
    if now >= times.registration:
        raise Fault(409, "registration_closed", {"time": times.registration.isoformat()})


def checked_code(unit_class: UnitClass, typed: str) -> str:
    """The credit code of a domestic unit is its login (seed 000, part 2); others have none."""
    if unit_class not in DOMESTIC:
        return ""
    code = credit_code(typed)
    if code is None:
        raise Fault(422, "bad_credit_code")
    return code


def check_class(edition: Edition, unit_class: UnitClass) -> None:
    """Individuals register only where the edition has them (seed 003, XIV)."""
    if unit_class is UnitClass.INDIVIDUAL and not edition.individuals:
        raise Fault(422, "no_individuals")


def joins_mission(unit_class: UnitClass) -> bool:
    """Domestic units and individuals join a mission; overseas units are in none (seed 000, 1)."""
    return unit_class in DOMESTIC or unit_class is UnitClass.INDIVIDUAL


def check_choice(place: Place | None) -> Place:
    """A mission or sub-mission; industrial ones are entered by code only (seed 003, II)."""
    if place is None or place.kind in (PlaceKind.CENTRE, PlaceKind.INDUSTRY):
        raise Fault(422, "no_such_place")
    return place


def check_complete(unit_class: UnitClass, form: UnitForm) -> None:
    """All starred fields are there. Raises Fault(422, "form_incomplete") naming the others."""
    needed: tuple[str, ...] = NEEDED if unit_class in DOMESTIC else NEEDED_OVERSEAS
    if unit_class is UnitClass.INDIVIDUAL:
        needed = CONTACT
    missing = [name for name in needed if not getattr(form, name)]
    if missing:
        raise Fault(422, "form_incomplete", {"fields": ", ".join(missing)})


def check_editable(record: Unit | Person) -> None:
    """Before it is submitted, and again once it was returned (退回修改)."""
    if record.review in CLOSED_REVIEWS:
        raise Fault(409, "unit_not_open")
    if isinstance(record, Person) and record.check not in (Check.NONE, Check.WAITING):
        raise Fault(409, "organiser_has_judged")
    returned = record.review in (UnitReview.RETURNED, PersonReview.RETURNED)
    if record.submitted_at is not None and not returned:
        raise Fault(409, "already_submitted")


def check_takes_persons(unit: Unit, persons: int) -> None:
    """Also after the submission and after the approval (seed 000, part 6), but not in vain."""
    if unit.review in CLOSED_REVIEWS:
        raise Fault(409, "unit_not_open")
    if unit.unit_class is UnitClass.INDIVIDUAL and persons:
        raise Fault(409, "one_person_only")


def passes_automatically(
    edition: Edition, unit_class: UnitClass, form: UnitForm, findings: tuple[Finding, ...]
) -> bool:
    """系统自动无感审核: the licence was read, and what it says is what was typed (seed 000).

    A unit that fails here is not refused; a person looks at it.
    """
    if unit_class not in edition.review.automatic or form.licence is None:
        return False
    read = bool(form.licence.name and form.licence.code)
    return read and not any(one.rule in STOPS_AUTOMATIC for one in findings)
