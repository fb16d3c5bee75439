"""Free places of the made-up fair: all who are to be free can be, and at one place too few are."""

from collections import Counter

from ciie_admin.demo.allotted import allotted
from ciie_admin.demo.crowd import scarce
from ciie_admin.demo.plan import plan
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.domain.states import PersonReview
from tests.fixtures.fairs import FAIR, FAIR_PLACES, HOME

PLANS = list(plan(FAIR, FAIR_PLACES, units=400, persons=2_000, seed=7, home=HOME))
QUOTA = allotted(FAIR, FAIR_PLACES, PLANS, HOME)
VIP, STAFF = 1, 2


def received(place: int, label: int) -> int:
    return QUOTA.places.get(quota_id(QuotaNode.PLACE, place, label), 0)


def asked() -> Counter[tuple[int, str]]:
    return Counter(
        (unit.review_place, one.form.label)
        for unit in PLANS
        for one in unit.persons
        if one.fate.submitted and one.form.label in ("vip", "staff")
    )


def test_at_one_place_more_ask_than_there_are_places() -> None:
    place, label = scarce(FAIR, FAIR_PLACES, HOME)
    assert label == VIP
    applicants = asked()[place, "vip"]
    assert 45 <= applicants <= 80
    assert received(place, VIP) == applicants * 3 // 4
    fates = [
        one.fate.review
        for unit in PLANS
        for one in unit.persons
        if (unit.review_place, one.form.label) == (place, "vip") and one.fate.submitted
    ]
    judged = sum(1 for one in fates if one is not PersonReview.WAITING)
    assert judged < len(fates) / 4, "for the mission to choose from"


def test_elsewhere_everybody_has_a_place_and_each_place_what_goes_on_below_it() -> None:
    crowded = scarce(FAIR, FAIR_PLACES, HOME)
    for (place, label), count in asked().items():
        number = VIP if label == "vip" else STAFF
        assert (place, number) == crowded or received(place, number) > count
    for one in FAIR_PLACES:
        below = [other for other in FAIR_PLACES if other.path[:-1] == one.path]
        for number in (VIP, STAFF):
            assert received(one.id, number) >= sum(received(other.id, number) for other in below)
    assert len({login for login, _ in QUOTA.units}) > 20
