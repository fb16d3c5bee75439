"""平均分给: even, in order, alike each time, and only to who may decide on the case."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.sharing import shared_out
from tests.domain.samples import PEOPLE, edition, unit_case

SOME = st.lists(st.integers(1, 6), unique=True, max_size=6)


@given(to=SOME, may=st.lists(SOME, max_size=40))
def test_each_goes_to_somebody_who_may_and_always_to_the_same(
    to: list[int], may: list[list[int]]
) -> None:
    cases = [
        replace(unit_case(), people=tuple(replace(PEOPLE[0], id=one) for one in able))
        for able in may
    ]
    first, again = shared_out(to), shared_out(to)
    given_to = [first(case, edition(1)).to for case in cases]
    assert given_to == [again(case, edition(1)).to for case in cases], "always alike"
    for chosen, able in zip(given_to, may, strict=True):
        both = set(to) & set(able)
        assert chosen in both if both else chosen in {*to} or (chosen is None and not to)


@given(to=SOME.filter(bool), number=st.integers(0, 40))
def test_shares_are_even_and_begin_with_the_first_one_named(to: list[int], number: int) -> None:
    people = tuple(replace(PEOPLE[0], id=one) for one in range(1, 7))
    choose, case = shared_out(to), replace(unit_case(), people=people)
    given_to = [choose(case, edition(1)).to for _ in range(number)]
    counts = [Counter(given_to)[one] for one in to]
    assert max(counts) - min(counts) <= 1
    assert given_to[: len(to)] == to[:number]
