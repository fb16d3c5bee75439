"""People are found by however little one types, and stand in the order one expects."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ciie_admin.models import reading, spelling
from ciie_admin.models.queries import Query
from tests.domain.samples import person, unit
from tests.fixtures.local import Local
from tests.fixtures.records import person_form, unit_form

NAMES = (
    "王伟",
    "王小明",
    "欧阳明月",
    "明月",
    "㛃月",
    "陈𬱖",
    "李𠮷",
    "张𰻝",
    "John Smith",
    "阿卜杜拉·买买提",
    "王 伟",
)


@pytest.fixture
def people(local: Local) -> Local:
    records = [
        person(id=n, form=person_form(name=name), number_masked=f"110***********{1000 + n}")
        for n, name in enumerate(NAMES, start=10)
    ]
    local.start(
        unit(form=unit_form(name_zh="大连金石(集团)有限公司", name_en="Golden Rock")), *records
    )
    return local


def found(local: Local, typed: str) -> set[str]:
    """Names of the persons a search finds by themselves, not through their unit."""
    with local.cache.read() as db:
        ids = reading.ids(db, Query(kind="person", text=typed))
        return {row.name for row in reading.person_rows(db, list(ids)).values()}


def units(local: Local, typed: str) -> int:
    with local.cache.read() as db:
        return len(reading.ids(db, Query(kind="unit", text=typed)))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("王伟", {"王伟", "王 伟"}),
        ("王", {"王伟", "王小明", "王 伟"}),
        ("明月", {"欧阳明月", "明月"}),
        ("小明", {"王小明"}),
        ("月明", set()),
        ("wangxiaoming", {"王小明"}),
        ("wangxiao", {"王小明"}),
        ("wxm", {"王小明"}),
        ("oymy", {"欧阳明月"}),
        ("OuYang", {"欧阳明月"}),
        ("smith", {"John Smith"}),
        ("john sm", {"John Smith"}),
        ("1011", {"王小明"}),
        ("㛃月", {"㛃月"}),
        ("𬱖", {"陈𬱖"}),
        ("陈𬱖", {"陈𬱖"}),
        ("𠮷", {"李𠮷"}),
        ("𰻝", {"张𰻝"}),
        ("张𰻝", {"张𰻝"}),
        ("买买提", {"阿卜杜拉·买买提"}),
        ("阿卜杜拉·买买提", {"阿卜杜拉·买买提"}),
        ("王小明 1011", {"王小明"}),
        ("王小明 1012", set()),
        ("110", set()),
    ],
)
def test_persons_are_found(people: Local, typed: str, names: set[str]) -> None:
    assert found(people, typed) == names


@pytest.mark.parametrize(
    "typed",
    ["金石", "大连金石(集团)", "dljs", "golden", "GOLDEN rock", "T0000", "集团 有限", "0411"],
)
def test_units_are_found(people: Local, typed: str) -> None:
    assert units(people, typed) == 1
    assert units(people, f"{typed} 上海") == 0


@pytest.mark.parametrize(
    "typed", ["···", '"', "*", "-", "()", "OR", "NEAR(", "a AND", '"x', "ｗ" * 9]
)
def test_signs_are_no_orders_to_the_index(people: Local, typed: str) -> None:
    assert units(people, typed) == 0


def test_blanks_alone_look_for_nothing(people: Local) -> None:
    assert len(found(people, "  ")) == len(NAMES)


@settings(max_examples=80)
@given(st.text(max_size=20))
def test_no_text_breaks_index_or_order(text_: str) -> None:
    query, tokens = spelling.search_query(text_), spelling.search_tokens(text_)
    assert "\0" not in query
    assert query.count('"') % 2 == 0
    assert spelling.sort_key(text_).endswith(text_[: spelling.KEY_CHARACTERS])
    assert isinstance(tokens, str)


def test_a_changed_name_is_found_by_the_new_one_only(people: Local) -> None:
    people.hears(person(id=10, version=2, form=person_form(name="赵六")))
    assert found(people, "赵六") == {"赵六"}
    assert found(people, "wangwei") == {"王 伟"}
    people.hears(gone=[("person", 10)])
    assert found(people, "赵六") == set()
    with people.cache.read() as db:
        assert db.execute(text("SELECT count(*) FROM person_search")).scalar() == len(NAMES) - 1


def test_names_stand_in_the_order_of_their_sounds(local: Local) -> None:
    wanted = ["阿明", "陈伟", "李四", "李思", "欧阳", "王五", "张三", "𰻝"]
    local.start(
        unit(),
        *(
            person(id=n, form=person_form(name=name))
            for n, name in enumerate(reversed(wanted), start=10)
        ),
    )
    with local.cache.read() as db:
        ids = reading.ids(db, Query(kind="person", order="name"))
        rows = reading.person_rows(db, list(ids))
        down = reading.ids(db, Query(kind="person", order="name", descending=True))
    assert [rows[n].name for n in ids if rows[n].name != "𰻝"] == wanted[:-1]
    assert list(down) == list(reversed(ids))
