"""Units, persons and actors for rules: everything plain unless a test says otherwise."""

from datetime import UTC, datetime
from typing import Any

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.domain.cases import PersonCase, PhotoCase, QuotaCase, UnitCase
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.places import Colleague
from ciie_admin.domain.quotas import Quota, QuotaNode, quota_id
from ciie_admin.domain.states import PersonReview, Sight, UnitClass, UnitReview
from ciie_admin.domain.units import Unit
from tests.fixtures.editions import CENTRE, DALIAN, JINPU, SHANGHAI, small_edition
from tests.fixtures.records import person_form, unit_form

NOW = datetime(2024, 9, 10, 3, tzinfo=UTC)
THEN = datetime(2024, 9, 2, 3, tzinfo=UTC)
PATH = (CENTRE, DALIAN, JINPU)
"""Where the records of these tests are reviewed."""
PLACES = {
    "centre": (CENTRE,),
    "mission": (CENTRE, DALIAN),
    "submission": PATH,
    "elsewhere": (CENTRE, SHANGHAI),
}
PHOTO = "a" * 64
ME, COLLEAGUE = 11, 12
PEOPLE = (
    Colleague(id=COLLEAGUE, name="同事", role=Role.REVIEWER),
    Colleague(id=ME, name="办理人11", role=Role.HEAD),
)
"""Who may decide on the records of these tests."""


def actor(role: Role = Role.HEAD, place: str = "mission", account: int = ME) -> Actor:
    return Actor(account=account, name=f"办理人{account}", role=role, path=PLACES[place])


def unit(review: UnitReview = UnitReview.WAITING, **changes: Any) -> Unit:
    """Decided, as far as it is, by a colleague."""
    said: dict[str, Any] = {
        "id": 1,
        "version": 1,
        "seen": "as judged",
        "unit_class": UnitClass.GOVERNMENT,
        "review_place": JINPU,
        "count_place": JINPU,
        "created_at": THEN,
        "submitted_at": THEN,
        "review": review,
        "form": unit_form(),
    }
    if review not in (UnitReview.WAITING, UnitReview.CANCELLED):
        said |= {"decided_by": COLLEAGUE, "decided_name": "同事", "decided_at": THEN}
    if review in (UnitReview.FIRST_PASSED, UnitReview.PASSED):
        said["first_by"] = COLLEAGUE
    return Unit(**{**said, **changes})


def person(review: PersonReview = PersonReview.WAITING, **changes: Any) -> Person:
    """As unit(): decided by a colleague, nothing paid, not judged by the organiser."""
    said: dict[str, Any] = {
        "id": 2,
        "version": 1,
        "seen": "as judged",
        "unit_id": 1,
        "review_place": JINPU,
        "count_place": JINPU,
        "created_at": THEN,
        "submitted_at": THEN,
        "review": review,
        "number_masked": "TES***********0001",
        "number_key": "key",
        "form": person_form(),
    }
    if review is not PersonReview.WAITING:
        said |= {"decided_by": COLLEAGUE, "decided_name": "同事", "decided_at": THEN}
    if review in (PersonReview.FIRST_PASSED, PersonReview.PASSED):
        said["first_by"] = COLLEAGUE
    return Person(**{**said, **changes})


def unit_case(review: UnitReview = UnitReview.WAITING, **changes: Any) -> UnitCase:
    return UnitCase(unit(review, **changes), PATH, PEOPLE)


def person_case(review: PersonReview = PersonReview.WAITING, **changes: Any) -> PersonCase:
    return PersonCase(person(review, **changes), UnitReview.PASSED, PATH, PEOPLE)


def photo_case(word: PhotoWord | None = None, **changes: Any) -> PhotoCase:
    return PhotoCase(person(photo=PHOTO, photo_word=word, **changes), UnitReview.PASSED, PATH)


def photo_word(verdict: PhotoVerdict, by: int = COLLEAGUE) -> PhotoWord:
    reasons = ("photo_unfit",) if verdict is PhotoVerdict.UNFIT else ()
    name = "同事" if by == COLLEAGUE else f"办理人{by}"
    return PhotoWord(
        verdict=verdict, reasons=reasons, sight=Sight.ORIGINAL, by=by, name=name, at=THEN
    )


def edition(steps: int, *, gates: bool = False) -> Edition:
    """Units and persons take that many steps."""
    plan = small_edition().review
    return small_edition(
        review=type(plan)(
            automatic=plan.automatic,
            unit_steps={UnitClass.GOVERNMENT: steps},
            person_steps=steps,
            person_gates_payment=gates,
        )
    )


def quota(node_id: int = JINPU, parent: int = DALIAN, **changes: Any) -> Quota:
    """The account of a place for VIP badges, given to by that of another place."""
    number = quota_id(QuotaNode.PLACE, node_id, 1)
    giver = quota_id(QuotaNode.PLACE, parent, 1) if parent else 0
    said = {"version": 1, "label": "vip", "node": QuotaNode.PLACE, "place": node_id}
    return Quota(id=number, node_id=node_id, parent=giver, **{**said, **changes})


def quota_case(**changes: Any) -> QuotaCase:
    """Jinpu, which has received 10 of the 30 of Dalian."""
    said: dict[str, Any] = {
        "quota": quota(received=10),
        "giver": quota(DALIAN, CENTRE, received=30, allotted=10),
        "path": PATH[:-1],
        "own_path": PATH,
    }
    return QuotaCase(**{**said, **changes})
