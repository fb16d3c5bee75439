"""Free places of a made-up fair: enough for all who ask, but at one place; a few units have some of
their own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from ciie_admin.demo.crowd import scarce
from ciie_admin.demo.plan import UnitPlan
from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.places import Place
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.domain.states import UnitReview
from ciie_admin.server.filling_plans import Allotment, is_late

OWN = 9
"""Every so-manieth unit that passes has places of its own."""
SPARE = 3
"""Places more than asked for, at a unit and at least at a place."""


def allotted(
    edition: Edition, places: Sequence[Place], plans: Iterable[UnitPlan], home: int
) -> Allotment:
    """At the one sub-mission three places for four who ask for the first free label."""
    numbers = {one.id: one.number for one in free_labels(edition)}
    crowded = scarce(edition, places, home)
    units: dict[tuple[str, int], int] = {}
    asked: Counter[tuple[int, int]] = Counter()
    for turn, unit in enumerate(plans):
        own = turn % OWN == 0 and _takes(unit) and unit.review_place != crowded[0]
        for label, number in numbers.items():
            late, early = _asking(unit, label)
            asked[unit.review_place, number] += early + late
            if own:
                units[unit.login, number] = late + SPARE
                asked[unit.review_place, number] += SPARE
    return Allotment(_down(places, asked, numbers.values(), crowded), units)


def _takes(unit: UnitPlan) -> bool:
    return unit.fate.submitted and unit.fate.review is UnitReview.PASSED


def _asking(unit: UnitPlan, label: str) -> tuple[int, int]:
    """Who comes after the submission, and who with it."""
    of = [one for one in unit.persons if one.form.label == label and one.fate.submitted]
    late = sum(1 for one in of if is_late(unit, one))
    return late, len(of) - late


def _down(
    places: Sequence[Place],
    asked: Counter[tuple[int, int]],
    numbers: Iterable[int],
    crowded: tuple[int, int],
) -> dict[int, int]:
    """What each place receives: its own and all that goes on below it."""
    found: dict[int, int] = {}
    for number in numbers:
        total: Counter[int] = Counter()
        for place in places:
            need = asked[place.id, number]
            spare = max(SPARE, need // 8)
            own = need * 3 // 4 if (place.id, number) == crowded else need + spare
            for one in place.path:
                total[one] += own
        found |= {quota_id(QuotaNode.PLACE, place, number): n for place, n in total.items() if n}
    return found
