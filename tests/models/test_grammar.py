"""Filters as text: what brackets, `or` and `not` find, and what a mistake is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciie_admin.domain.states import Payment, RegionType, UnitClass
from ciie_admin.errors import BadInput
from ciie_admin.models import filter_codes, reading
from ciie_admin.models.grammar import Ground, parse, parse_line, spelled
from ciie_admin.models.queries import Either, Not, Query, lanes, narrowed, without
from ciie_admin.wire.codec import dump, load
from tests.fixtures.editions import DALIAN, JINPU, ZHONGSHAN, small_edition
from tests.fixtures.local import Local
from tests.models.test_queries import RECORDS, fits, full, lane_of, some  # noqa: F401 - a fixture

SUBTREES = ((), (JINPU,), (ZHONGSHAN,), (DALIAN, JINPU, ZHONGSHAN))
RULES = ("any", "none", "id_checksum", "photo_missing")


def leaves(kind: Any) -> Any:
    shared: dict[str, Any] = {
        "kind": st.just(kind),
        "lane": st.none() | st.sampled_from(lanes(kind)),
        "places": st.sampled_from(SUBTREES),
        "unit_class": some(UnitClass),
        "finding": some(RULES),
    }
    if kind == "person":
        shared |= {
            "region_type": some(RegionType),
            "payment": some(Payment),
            "reuse": st.none() | st.booleans(),
            "unit": st.none() | st.integers(1, 24),
        }
    return st.builds(Query, **shared)


def trees(kind: Any) -> Any:
    """Queries of any depth, each with at least one condition within brackets and behind `not`."""

    def joined(inside: Any) -> Any:
        some_of_it = inside.filter(narrowed)
        member = st.builds(Not, part=some_of_it) | st.builds(
            Either, parts=st.lists(some_of_it, min_size=1, max_size=3).map(tuple)
        )
        where = st.lists(member, max_size=2).map(tuple)
        return st.builds(lambda query, one: replace(query, where=one), leaves(kind), where)

    return st.recursive(leaves(kind), joined, max_leaves=8)


def holds(query: Query, one: Any) -> bool:
    """The same in plain Python over the whole record."""
    if query.lane not in (None, lane_of(one)) or not fits(query, one):
        return False
    return all(
        not holds(part.part, one)
        if isinstance(part, Not)
        else any(holds(each, one) for each in part.parts)
        for part in query.where
    )


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(trees("unit"), trees("person")))
def test_a_tree_finds_what_python_finds_and_survives_being_written(
    full: Local,  # noqa: F811
    query: Query,
) -> None:
    wanted = {one.id for one in RECORDS[query.kind] if holds(query, one)}
    edition = small_edition()
    with full.cache.read() as db:
        on = Ground(reading.places(db), filter_codes.codes(edition))
        found = reading.ids(db, query)
        texts = [spelled(query, on), spelled(query, on, filter_codes.words(edition, "zh"))]
        again = [set(reading.ids(db, parse_line(query.kind, text, on))) for text in texts]
        counted = sum(reading.counts(db, replace(query, lane=None)).values())
    assert set(found) == wanted
    assert len(found) == len(wanted)
    assert again == [wanted, wanted], texts
    everywhere = replace(query, lane=None)
    assert counted == sum(holds(everywhere, one) for one in RECORDS[query.kind])
    assert load(Query, dump(query)) == query, "as a saved query keeps it"


def test_not_leaves_nobody_out_for_want_of_a_value(full: Local) -> None:  # noqa: F811
    """Most records have no stage at all: `not stage:draft` is about them."""
    done = full.passes(*(one.id for one in RECORDS["unit"]))
    with full.cache.read() as db:
        found = reading.ids(db, parse("unit", ["not", "stage:draft"]))
        drafted = reading.ids(db, parse("unit", ["stage:draft"]))
    assert len(found) + len(drafted) == len(RECORDS["unit"])
    assert len(drafted) == len(done.drafted) > 0


def test_neighbours_bind_closer_than_or() -> None:
    label, late = Query(kind="person", label=("vip",)), Query(kind="person", added_late=True)
    both = Query(kind="person", label=("vip",), reuse=False)
    assert parse_line("person", "label:vip reuse:no or added_late:yes").where == (
        Either(parts=(both, late)),
    )
    assert parse_line("person", "reuse:no (label:vip or added_late:yes)") == Query(
        kind="person", reuse=False, where=(Either(parts=(label, late)),)
    )
    assert parse_line("person", "not (label:vip reuse:no)").where == (Not(part=both),)
    assert parse_line("person", "not label:vip reuse:no") == Query(
        kind="person", reuse=False, where=(Not(part=label),)
    )
    one = parse_line("person", "(((label:vip and added_late:yes)))")
    assert one == parse_line("person", "(label:vip added_late:yes)")
    assert without(one, "where:0") == Query(kind="person")


def test_several_values_of_one_key_are_alternatives_as_ever() -> None:
    assert parse("person", ["label:vip", "label:staff"]).label == ("vip", "staff")
    assert parse_line("person", "not (label:vip label:staff)").where == (
        Not(part=Query(kind="person", label=("vip", "staff"))),
    )


@pytest.mark.parametrize(
    "write", [str, lambda text: text.translate({40: "（", 41: "）", 58: "："})]
)
def test_as_a_chinese_keyboard_writes(write: Callable[[str], str]) -> None:
    on = Ground({}, filter_codes.codes(small_edition()))
    line = write("状态:待审核 (预检:有预检提示 或 单位分类:政府机构) 非 人员标签:VIP")
    assert parse_line("person", line, on) == parse_line(
        "person", "lane:to_review (finding:any or unit_class:government) not label:vip"
    )


def test_arguments_of_a_command_may_hold_blanks(full: Local) -> None:  # noqa: F811
    with full.cache.read() as db:
        on = Ground(reading.places(db))
    assert parse("unit", ["place:Dalian", "text:王 芳"], on).text == "王 芳"
    whole = parse("unit", ["lane:to_review", "not", "(place:Jinpu or text:王)"], on)
    assert whole == parse_line("unit", "lane:to_review not (place:Jinpu or text:王)", on)


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("lane:to_review or", "filter_cut", "or"),
        ("or lane:to_review", "filter_cut", "or"),
        ("label:vip not", "filter_cut", "not"),
        ("not or label:vip", "filter_cut", "not"),
        ("label:vip ()", "filter_cut", "("),
        ("and label:vip", "filter_cut", "and"),
        ("label:vip and or", "filter_cut", "and"),
        ("(label:vip", "filter_bracket", "("),
        ("label:vip)", "filter_bracket", ")"),
        ('text:"王', "filter_bracket", '"'),
        ("label:vip lane", "bad_filter", "lane"),
        ("reuse:maybe", "bad_filter_value", "reuse:maybe"),
        ("place:404", "no_such_place", "404"),
        ("lane:paid lane:unpaid", "filter_twice", "lane"),
        ("label:vip or order:name", "filter_order", "order:name"),
        ("not " * 50 + "label:vip", "filter_deep", "40"),
        ("(" * 5_000, "filter_deep", "40"),
    ],
)
def test_a_mistake_names_the_word(line: str, code: str, word: str) -> None:
    with pytest.raises(BadInput) as told:
        parse_line("person", line)
    assert told.value.code == code
    assert word in told.value.facts.values()
    if "at" in told.value.facts:
        assert line[int(told.value.facts["at"]) :].startswith(word)


def test_what_is_told_of_an_export_names_conditions_within_brackets() -> None:
    query = parse_line("person", "lane:paid (label:vip or not (finding:any label:vip))")
    assert narrowed(query) == ("lane", "label", "finding")
