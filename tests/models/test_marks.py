"""Local tags and free columns: kept, found, counted, never dropped and never sent."""

from dataclasses import replace

import pytest

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import marks, opening, reading
from ciie_admin.models.grammar import parse_line
from ciie_admin.models.marks import Named
from ciie_admin.models.occurring import occurring_tags
from ciie_admin.models.queries import Query
from tests.domain.samples import person, unit
from tests.fixtures.local import Local

KEY, CALLED = "重点企业", "已电话"


@pytest.fixture
def tagged(local: Local) -> Local:
    """Units 1 to 4 with a person each; 1 and 2 are important, 2 and 3 were called."""
    units = [unit(id=n) for n in range(1, 5)]
    local.start(*units, *(person(id=10 + n, unit_id=n) for n in range(1, 5)))
    marks.put(local.cache, "unit", [1, 2], [(KEY, "")])
    marks.put_all(local.cache, "unit", [(2, CALLED, "9月20日"), (3, CALLED, "无人接听")])
    marks.put(local.cache, "person", [14], [(KEY, ""), ("译员", "")])
    return local


def found(local: Local, kind: str, line: str) -> list[int]:
    query = parse_line("unit" if kind == "unit" else "person", line)
    with local.cache.read() as db:
        return sorted(reading.ids(db, query))


def test_a_filter_finds_names_values_and_persons_through_their_unit(tagged: Local) -> None:
    assert found(tagged, "unit", f"tag:{KEY}") == [1, 2]
    assert found(tagged, "unit", f"tag:{CALLED}") == [2, 3]
    assert found(tagged, "unit", f"tag:{CALLED}=无人接听") == [3]
    assert found(tagged, "unit", f"tag:{KEY} tag:{CALLED}") == [1, 2, 3], "alternatives"
    assert found(tagged, "unit", f"tag:{KEY} not (tag:{CALLED})") == [1]
    assert found(tagged, "unit", f"not tag:{KEY}") == [3, 4]
    assert found(tagged, "person", f"tag:{KEY}") == [11, 12, 14]
    assert found(tagged, "person", "tag:译员") == [14]


def test_what_occurs_in_a_list_is_counted_once_a_record(tagged: Local) -> None:
    marks.put(tagged.cache, "person", [11], [(KEY, "")])
    persons = Query(kind="person", lane=Lane.TO_REVIEW, tag=("译员",))
    with tagged.cache.read() as db:
        of_units = {one.value: one.count for one in occurring_tags(db, Query(kind="unit"))}
        of_persons = {one.value: one.count for one in occurring_tags(db, persons)}
        nobody = occurring_tags(db, replace(persons, lane=Lane.REJECTED))
        lanes = reading.counts(db, Query(kind="person"))
    assert of_units == {KEY: 2, CALLED: 2}
    assert lanes == {Lane.TO_REVIEW: 4}
    assert of_persons == {KEY: 3, CALLED: 2, "译员": 1}, "without its own condition"
    assert nobody == ()


def test_rows_carry_them_and_a_person_its_units(tagged: Local) -> None:
    marks.put(tagged.cache, "person", [12], [(CALLED, "本人")])
    with tagged.cache.read() as db:
        units = reading.unit_rows(db, range(1, 5))
        persons = reading.person_rows(db, range(11, 15))
    assert units[2].marks == ((CALLED, "9月20日"), (KEY, ""))
    assert units[4].marks == ()
    assert persons[12].marks == ((CALLED, "本人"), (KEY, "")), "its own before the unit's"
    assert dict(persons[14].marks) == {KEY: "", "译员": ""}


def test_they_are_taken_away_and_named_no_more(tagged: Local) -> None:
    assert marks.take(tagged.cache, "unit", [1, 2], [KEY]).touched.units == {1, 2}
    marks.take(tagged.cache, "person", [14], [KEY])
    with tagged.cache.read() as db:
        names = marks.names(db)
    assert names == (Named(CALLED, 2, valued=True), Named("译员", 1, valued=False))


def test_a_new_mirror_leaves_them(tagged: Local) -> None:
    with tagged.cache.write() as db:
        opening.drop_mirror(db)
        opening.make_mirror(db)
        assert dict(marks.of(db, "unit", [2])[2]) == {CALLED: "9月20日", KEY: ""}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  重点 企业 ", ("重点 企业", "")),
        ("已电话=9月20日", ("已电话", "9月20日")),
        ("已电话＝ = 忙 ", ("已电话", "= 忙")),
        ("=x", ("", "x")),
        ("名" * 50 + "=" + "值" * 500, ("名" * 20, "值" * 200)),
    ],
)
def test_what_is_typed_is_a_name_or_a_name_with_a_text(typed: str, kept: object) -> None:
    assert marks.split(typed) == kept
