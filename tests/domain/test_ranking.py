"""Who comes first for the places there are: one order, a line that moves one at a time, and why."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.ranking import Applicant, Parting, RankKey, cut, explain, ranked
from ciie_admin.words import parting_words, vocabulary
from tests.domain.samples import NOW

K = RankKey
NAMES = {"first": "卢建华", "second": "范晓东", "tag": "重点企业"}
SOME = st.builds(
    Applicant,
    id=st.just(0),
    submitted_at=st.integers(0, 5).map(lambda n: NOW + timedelta(minutes=n)),
    reuse=st.booleans(),
    priority=st.booleans(),
    position=st.integers(0, 3),
)
"""Often equal in all but the id."""
MANY = st.lists(SOME, max_size=30).map(
    lambda found: [applicant(n, one) for n, one in enumerate(found, 1)]
)
KEYS = st.permutations(list(K)).flatmap(lambda keys: st.sampled_from([keys[:n] for n in range(5)]))


def applicant(number: int, like: Applicant | None = None, **changes: Any) -> Applicant:
    said = {"submitted_at": NOW, **changes}
    if like is not None:
        names = ("submitted_at", "reuse", "priority", "position")
        said = {name: getattr(like, name) for name in names}
    return Applicant(id=number, **said)


@given(MANY, KEYS, st.data())
def test_the_order_does_not_depend_on_how_they_came(
    many: list[Applicant], keys: list[RankKey], more: st.DataObject
) -> None:
    order = ranked(many, keys)
    assert ranked(more.draw(st.permutations(many)), keys) == order
    assert sorted(one.id for one in order) == [one.id for one in many]


@given(MANY, KEYS, st.integers(-1, 31))
def test_one_more_place_takes_the_first_who_waits(
    many: list[Applicant], keys: list[RankKey], places: int
) -> None:
    order = ranked(many, keys)
    before, after = cut(order, places), cut(order, places + 1)
    assert before.inside + before.waiting == order
    moved = before.waiting[: 1 if places >= 0 else 0]
    assert after.inside == before.inside + moved
    assert after.waiting == before.waiting[len(moved) :]


@given(MANY, KEYS, st.integers(0, 31))
def test_everybody_below_the_line_is_told_why(
    many: list[Applicant], keys: list[RankKey], places: int
) -> None:
    parts = cut(ranked(many, keys), places)
    last = parts.inside[-1] if parts.inside else None
    for below in parts.waiting:
        why = explain(below, last, keys)
        assert len(why.same) <= len(keys)
        assert {why.code, *why.same} <= vocabulary()["parting"].keys()
        assert "—" not in parting_words(why, NAMES, "zh")
        if last is not None and why.code != "registered":
            parting = keys[len(why.same)]
            assert ranked([below, last], [parting])[0] == last
            assert ranked([last, below], keys[: len(why.same)]) == ranked(
                [below, last], keys[: len(why.same)]
            )


@pytest.mark.parametrize(
    ("ahead", "behind", "keys", "zh"),
    [
        (
            {},
            {"submitted_at": NOW + timedelta(minutes=15, seconds=59)},
            (K.PRIORITY, K.SUBMITTED),
            "卢建华与范晓东同为普通单位，前者早 15 分钟提交",
        ),
        (
            {"priority": True, "reuse": True},
            {"priority": True},
            (K.PRIORITY, K.REUSE, K.SUBMITTED),
            "卢建华与范晓东单位都有标签“重点企业”，前者是证件复用，后者不是",
        ),
        (
            {"priority": True},
            {"submitted_at": NOW - timedelta(days=9)},
            (K.PRIORITY, K.SUBMITTED),
            "卢建华与范晓东相比，前者的单位有标签“重点企业”，后者的没有",
        ),
        (
            {"position": 2},
            {"position": 5},
            (K.HAND,),
            "卢建华与范晓东相比，前者手工排第 2 位，后者第 5 位",
        ),
        (
            {"position": 9},
            {},
            (K.HAND,),
            "卢建华与范晓东相比，前者手工排第 9 位，后者没有手工排位",
        ),
        (
            {},
            {"submitted_at": NOW + timedelta(days=2, hours=23)},
            (K.HAND, K.SUBMITTED),
            "卢建华与范晓东均未手工排位，前者早 2 天提交",
        ),
        (
            {},
            {"submitted_at": NOW + timedelta(milliseconds=1)},
            (K.SUBMITTED,),
            "卢建华与范晓东相比，前者早不到 1 秒提交",
        ),
        (
            {},
            {},
            (K.REUSE, K.SUBMITTED),
            "卢建华与范晓东均非证件复用、同时提交，前者登记在先",
        ),
    ],
)
def test_the_first_key_that_parts_them_is_named(
    ahead: dict[str, Any], behind: dict[str, Any], keys: tuple[RankKey, ...], zh: str
) -> None:
    """The one ahead has the higher id, unless nothing else parts them."""
    equal = ahead == behind
    first = applicant(1 if equal else 8, **ahead)
    second = applicant(8 if equal else 1, **behind)
    assert parting_words(explain(second, first, keys), NAMES, "zh") == zh


def test_where_there_is_no_place_nobody_is_compared() -> None:
    why = explain(applicant(1), None, [K.SUBMITTED])
    assert why == Parting(code="no_places")
    assert parting_words(why, NAMES, "zh") == "没有名额，范晓东列入候补"


def test_who_comes_first_is_not_below_the_line() -> None:
    with pytest.raises(ValueError, match="not below"):
        explain(applicant(1), applicant(2), [K.SUBMITTED])


def test_it_is_said_in_english_with_names_and_not_by_former_and_latter() -> None:
    later = applicant(2, submitted_at=NOW + timedelta(hours=3))
    why = explain(later, applicant(1), [K.PRIORITY, K.SUBMITTED])
    names = {"first": "Lu", "second": "Fan", "tag": ""}
    assert parting_words(why, names, "en") == (
        "Lu and Fan: both from ordinary units; Lu submitted 3 h earlier"
    )
