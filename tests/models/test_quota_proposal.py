"""分配建议 over a real cache: what it goes by, what it may not touch, and how it becomes drafts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from ciie_admin.domain.apportion import Weight
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.states import FreePlace, UnitReview
from ciie_admin.models import quota_proposal
from ciie_admin.models.batches import outcomes
from ciie_admin.models.quota_proposal import Proposed, draft_proposal
from ciie_admin.models.quota_tree import tree
from ciie_admin.words import portion_words
from tests.domain.samples import person, unit
from tests.fixtures.editions import DALIAN, JINPU, ZHONGSHAN
from tests.fixtures.local import CLICK, Local
from tests.fixtures.local_quotas import AT_JINPU, AT_ZHONGSHAN, OWN, account_of, own, row, types
from tests.fixtures.records import person_form, unit_form


def weighed(local: Local, by: Weight, parent: int = OWN) -> dict[int, Fraction]:
    with local.cache.read() as db:
        on = tree(db, "vip", local.actor)
        assert on is not None
        return quota_proposal.weights(db, on, parent, by)


def proposed(
    local: Local, weights: Mapping[int, Fraction], parent: int = OWN, **more: Any
) -> Proposed | Refused:
    with local.cache.read() as db:
        on = tree(db, "vip", local.actor)
        assert on is not None
        return quota_proposal.propose(db, on, parent, weights, **more)


def finals(found: Proposed | Refused) -> list[int]:
    assert isinstance(found, Proposed)
    return [one.portion.final for one in found.rows]


def halves(zhongshan: int = 1) -> dict[int, Fraction]:
    return {AT_JINPU: Fraction(1), AT_ZHONGSHAN: Fraction(zhongshan)}


@pytest.fixture
def peopled(giving: Local) -> Local:
    """Five submitted persons: four count at Jinpu, one at Zhongshan whom Jinpu reviews; of those
    two hold or want a place of the label. One has not submitted.
    """
    vip: dict[str, Any] = {"form": person_form(7, label="vip")}
    free = FreePlace
    giving.hears(
        person(id=11, unit_id=1, free_place=free.RESERVED, quota=account_of(1), **vip),
        person(id=12, unit_id=1, free_place=free.WAITING, quota=account_of(1), **vip),
        person(id=13, unit_id=2, free_place=free.USED, form=person_form(8, label="staff")),
        person(id=14, unit_id=2, submitted_at=None),
        person(id=15, unit_id=2, count_place=ZHONGSHAN),
        person(id=16, unit_id=9, review_place=DALIAN, count_place=JINPU, **vip),
    )
    return giving


def test_persons_weigh_where_they_count_and_units_by_their_own(peopled: Local) -> None:
    assert weighed(peopled, Weight.REGISTERED) == {AT_JINPU: 4, AT_ZHONGSHAN: 1}
    assert weighed(peopled, Weight.REQUESTED) == {AT_JINPU: 2, AT_ZHONGSHAN: 0}
    units = account_of(1), account_of(2)
    assert weighed(peopled, Weight.REGISTERED, AT_JINPU) == dict(zip(units, (2, 2), strict=True))
    assert weighed(peopled, Weight.REQUESTED, AT_JINPU) == dict(zip(units, (2, 0), strict=True))
    assert weighed(peopled, Weight.EVEN) == {AT_JINPU: 1, AT_ZHONGSHAN: 1}
    assert set(weighed(peopled, Weight.TYPED).values()) == {Fraction(0)}


def test_a_proposal_is_accepted_as_one_batch(peopled: Local) -> None:
    """Zhongshan gives back before Jinpu receives."""
    found = proposed(peopled, weighed(peopled, Weight.REGISTERED))
    assert finals(found) == [24, 6]
    assert isinstance(found, Proposed)
    assert (found.house, found.unplaced, found.name) == (30, 0, "大连交易团")
    done = draft_proposal(peopled.cache, found, peopled.actor, at=CLICK)
    assert (set(done.drafted), done.not_possible) == ({AT_JINPU, AT_ZHONGSHAN}, ())
    assert [row(peopled, one).received for one in (AT_JINPU, AT_ZHONGSHAN)] == [24, 6]
    assert row(peopled, OWN).left == 0
    assert [one.stage for one in outcomes(peopled.cache, done.batch)] == ["drafted"] * 2
    again = proposed(peopled, weighed(peopled, Weight.REGISTERED))
    assert isinstance(again, Proposed)
    assert draft_proposal(peopled.cache, again, peopled.actor, at=CLICK).drafted == ()


def test_nobody_gets_less_than_it_has_given_on_or_used(giving: Local) -> None:
    """Jinpu has allotted 5 and used 3; a draft of its own takes 4 more to a unit."""
    assert finals(proposed(giving, halves(99), house=20)) == [8, 12]
    types(giving, {account_of(2): 4})
    found = proposed(giving, halves(99), house=20)
    assert finals(found) == [12, 8]
    assert isinstance(found, Proposed)
    said = [portion_words(one.portion, "zh") for one in found.rows]
    assert said[0] == "已分配、占用、使用和预留的已有 12 个，不能再少"
    short = proposed(giving, halves(), house=13)
    assert short == Refused("quota_floors", {"house": "13", "needed": "14"})


def test_what_the_giver_uses_itself_is_not_shared(giving: Local) -> None:
    giving.hears(own(version=2, used=3, leased=1))
    assert sum(finals(proposed(giving, halves()))) == 26


def test_the_rounding_is_shown(giving: Local) -> None:
    found = proposed(giving, halves(2), house=29)
    assert isinstance(found, Proposed)
    assert [portion_words(one.portion, "zh") for one in found.rows] == [
        "按比例 9.66，取整 9，余数较大再加 1",
        "按比例 19.33，取整 19",
    ]


def test_what_nobody_asked_for_stays_with_the_giver(giving: Local) -> None:
    with giving.cache.read() as db:
        on = tree(db, "vip", giving.actor)
        assert on is not None
        caps = {AT_JINPU: 10, AT_ZHONGSHAN: 9}
        found = quota_proposal.propose(db, on, OWN, halves(), caps=caps)
    assert finals(found) == [10, 9]
    assert isinstance(found, Proposed)
    assert found.unplaced == 11


def test_units_that_can_receive_nothing_take_no_part(giving: Local) -> None:
    form = unit_form(4, name_zh="不通过公司")
    giving.hears(unit(id=4, form=form, review=UnitReview.REJECTED))
    assert set(weighed(giving, Weight.EVEN, AT_JINPU)) == {account_of(1), account_of(2)}
    assert proposed(giving, {}, AT_ZHONGSHAN) == Refused("nobody_to_allot")
