"""Places by largest remainder: every one given out, in proportion, and nobody below its floor."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.apportion import Claim, Proposal, apportion, typed_weight
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quotas import MOST
from ciie_admin.words import sentence

WEIGHTS = st.fractions(0, 50, max_denominator=6)
HOUSES = st.integers(0, 500)
FREE = st.lists(WEIGHTS, min_size=1, max_size=12).map(
    lambda weights: [Claim(account=n, weight=one) for n, one in enumerate(weights, 1)]
)
BOUND = st.lists(
    st.builds(
        Claim,
        account=st.integers(1, 99),
        weight=WEIGHTS,
        floor=st.integers(0, 40),
        cap=st.none() | st.integers(0, 60),
    ),
    min_size=1,
    max_size=12,
)


def claims(*weights: int) -> list[Claim]:
    return [Claim(account=n, weight=Fraction(one)) for n, one in enumerate(weights, 1)]


def proposed(house: int, among: Sequence[Claim]) -> Proposal:
    found = apportion(house, among)
    assert isinstance(found, Proposal)
    return found


def finals(house: int, among: Sequence[Claim]) -> list[int]:
    return [one.final for one in proposed(house, among).portions]


def needed(among: Sequence[Claim]) -> int:
    return sum(one.floor for one in among)


@given(HOUSES, FREE)
def test_without_bounds_everybody_gets_the_share_rounded(house: int, free: list[Claim]) -> None:
    found = proposed(house, free)
    total = sum(one.weight for one in free)
    assert sum(one.final for one in found.portions) == house
    assert sum(one.extra for one in found.portions) < len(free)
    for claim, one in zip(free, found.portions, strict=True):
        assert one.share == (house * claim.weight / total if total else Fraction(house, len(free)))
        assert (one.whole, one.remainder) == (floor(one.share), one.share - floor(one.share))
        assert one.final == one.whole + one.extra <= ceil(one.share)
    kept = [one.remainder for one in found.portions if one.extra]
    lost = [one.remainder for one in found.portions if not one.extra]
    assert not kept or not lost or min(kept) >= max(lost)


@given(HOUSES, BOUND)
def test_bounds_hold_and_all_else_is_in_proportion(house: int, bound: list[Claim]) -> None:
    """There is one number of places for a unit of weight, and only bounds depart from it."""
    house = house + needed(bound)
    found = proposed(house, bound)
    assert sum(one.final for one in found.portions) + found.unplaced == house
    weighs = {one.account for one in bound if one.weight} or {one.account for one in bound}
    even = not any(one.weight for one in bound)
    rates = {
        one.share / (1 if even else claim.weight)
        for claim, one in zip(bound, found.portions, strict=True)
        if not one.bound and (even or claim.weight)
    }
    assert len(rates) <= 1
    for claim, one in zip(bound, found.portions, strict=True):
        weight = 1 if even else claim.weight
        cap = max(claim.cap, claim.floor) if claim.cap is not None else house
        assert claim.floor <= one.final <= cap
        if one.bound:
            assert one.final == one.share == (claim.floor if one.bound == "floor" else cap)
            assert not one.extra
        for rate in rates if weight else ():
            assert one.bound != "floor" or rate * weight <= claim.floor
            assert one.bound != "cap" or rate * weight >= cap
        if found.unplaced and claim.account in weighs and weight:
            assert one.final == cap, "places are left only where everybody has all they asked for"


@given(HOUSES, BOUND)
def test_one_place_more_takes_one_at_most_from_anybody(house: int, bound: list[Claim]) -> None:
    house = house + needed(bound)
    before, after = proposed(house, bound), proposed(house + 1, bound)
    for old, new in zip(before.portions, after.portions, strict=True):
        assert new.share >= old.share
        assert new.final >= old.final - 1


def test_the_paradox_of_the_method() -> None:
    """As known of Alabama: 11 places instead of 10 cost the smallest one of its two."""
    assert finals(10, claims(6, 6, 2)) == [4, 4, 2]
    assert finals(11, claims(6, 6, 2)) == [5, 5, 1]


@pytest.mark.parametrize(
    ("house", "among", "reached"),
    [
        (10, claims(1, 1, 1), [4, 3, 3]),
        (10, claims(1, 2, 1), [3, 5, 2]),
        (3, claims(1, 3), [1, 2]),
        (2, claims(1, 3), [0, 2]),
        (7, claims(0, 0, 0), [3, 2, 2]),
        (7, claims(0, 5, 0), [0, 7, 0]),
        (0, claims(4, 2), [0, 0]),
        (MOST, claims(1), [MOST]),
    ],
)
def test_equal_remainders_go_to_the_heavier_then_to_the_first(
    house: int, among: list[Claim], reached: list[int]
) -> None:
    assert finals(house, among) == reached


def test_floors_and_caps_are_shown_and_the_rest_is_shared() -> None:
    one, *rest = claims(1, 1, 1, 1)
    among = [
        Claim(account=9, weight=Fraction(1), floor=50),
        Claim(account=8, weight=Fraction(1), cap=5),
        one,
        *rest,
    ]
    found = proposed(100, among)
    assert [part.final for part in found.portions] == [50, 5, 12, 11, 11, 11]
    assert [part.bound for part in found.portions] == ["floor", "cap", "", "", "", ""]
    capped = [Claim(account=n, weight=Fraction(1), cap=3) for n in (1, 2)]
    assert proposed(10, capped).unplaced == 4


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    held = [Claim(account=1, weight=Fraction(1), floor=6), *claims(1)]
    short = apportion(5, held)
    assert short == Refused("quota_floors", {"house": "5", "needed": "6"})
    assert sentence("refused", short.code, short.facts, "zh").startswith("只有 5 个名额可分")
    assert apportion(5, []) == Refused("nobody_to_allot")
    for house in (-1, MOST + 1):
        assert apportion(house, claims(1)) == Refused("quota_count", {"limit": str(MOST)})
    with pytest.raises(ValueError, match="below"):
        apportion(1, claims(-1))


@pytest.mark.parametrize(
    ("text", "weight"),
    [(" 12 ", 12), ("0", 0), ("0.25", Fraction(1, 4)), ("１２", 12), ("1e3", 1000)],
)
def test_a_weight_may_be_typed(text: str, weight: Fraction) -> None:
    assert typed_weight(text) == weight


@pytest.mark.parametrize("text", ["", "-1", "多", "1/3", "NaN", "Infinity", "1000001", "0.0000001"])
def test_what_is_no_weight_is_refused(text: str) -> None:
    found = typed_weight(text)
    assert isinstance(found, Refused)
    assert "1000000" in sentence("refused", found.code, found.facts, "en")
