"""超额排序 over a real cache: the order by chosen keys, where places end, and a sentence each."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from ciie_admin.domain.persons import Person
from ciie_admin.domain.ranking import RankKey
from ciie_admin.domain.states import FreePlace
from ciie_admin.models import marks, quota_bench
from ciie_admin.models.quota_bench import Bench, why_words
from tests.domain.samples import THEN, person
from tests.fixtures.local import Local
from tests.fixtures.local_quotas import AT_JINPU, account_of, jinpu
from tests.fixtures.records import person_form

K, P = RankKey, FreePlace
LU, FAN, JIN, SHI, USED = 11, 12, 13, 14, 15


def asks(number: int, name: str, minutes: int, place: FreePlace, **more: Any) -> Person:
    """Of a unit that has no places of its own."""
    said = {"unit_id": 2, "quota": AT_JINPU, **more}
    at = THEN + timedelta(minutes=minutes)
    form = person_form(number, label="vip", name=name, reuse=said.pop("reuse", False))
    return person(id=number, submitted_at=at, free_place=place, form=form, **said)


@pytest.fixture
def asked(giving: Local) -> Local:
    """Two places are held and one is left, four want one; somebody else has used one."""
    giving.hears(
        jinpu(version=2, reserved=2, received=11, waiting=2),
        asks(LU, "卢建华", 11, P.RESERVED),
        asks(FAN, "范晓东", 26, P.RESERVED, unit_id=1),
        asks(JIN, "金贤", 40, P.WAITING, rank=1, reuse=True),
        asks(SHI, "石磊", 41, P.WAITING, unit_id=1),
        asks(USED, "已用", 1, P.USED),
        asks(16, "别处", 2, P.WAITING, quota=account_of(1)),
    )
    return giving


def shown(local: Local, *keys: RankKey, **more: Any) -> Bench:
    with local.cache.read() as db:
        return quota_bench.bench(db, AT_JINPU, keys, **more)


def order(one: Bench) -> list[tuple[str, int]]:
    assert [row.number for row in one.rows] == [*range(1, len(one.rows) + 1)]
    return [(row.who.name, row.waits) for row in one.rows]


def said(one: Bench) -> Mapping[str, str]:
    return {row.who.name: why_words(one, row, "zh") for row in one.rows if row.waits}


def test_the_line_is_drawn_where_places_held_and_left_end(asked: Local) -> None:
    one = shown(asked, K.SUBMITTED)
    assert one.places == 3
    assert order(one) == [("卢建华", 0), ("范晓东", 0), ("金贤", 0), ("石磊", 1)]
    assert said(one) == {"石磊": "金贤与石磊相比，前者早 1 分钟提交"}
    assert one.command.persons == (LU, FAN, JIN, SHI)
    asked.hears(jinpu(version=3, reserved=2, received=10, waiting=2))
    fewer = shown(asked, K.SUBMITTED)
    assert order(fewer)[2:] == [("金贤", 1), ("石磊", 2)]
    assert said(fewer)["金贤"] == "范晓东与金贤相比，前者早 14 分钟提交"


def test_keys_tags_and_hands_change_the_order(asked: Local) -> None:
    marks.put(asked.cache, "unit", [1], [("重点企业", "")])
    marks.put(asked.cache, "unit", [2], [("外资", "")])
    first = shown(asked, K.PRIORITY, K.SUBMITTED, tag="重点企业")
    assert order(first) == [("范晓东", 0), ("石磊", 0), ("卢建华", 0), ("金贤", 1)]
    assert said(first) == {"金贤": "卢建华与金贤同为普通单位，前者早 29 分钟提交"}
    reuse = shown(asked, K.REUSE, K.SUBMITTED)
    assert order(reuse)[0] == ("金贤", 0)
    as_known = shown(asked, K.HAND, K.SUBMITTED)
    assert order(as_known)[0] == ("金贤", 0), "the rank the server knows"
    by_hand = shown(asked, K.HAND, K.SUBMITTED, by_hand={SHI: 1, FAN: 2})
    assert order(by_hand) == [("石磊", 0), ("范晓东", 0), ("卢建华", 0), ("金贤", 1)]


def test_without_places_everybody_waits(asked: Local) -> None:
    with asked.cache.read() as db:
        one = quota_bench.bench(db, account_of(2), [K.SUBMITTED])
    assert (one.places, one.rows, one.last_inside) == (0, (), None)
    asked.hears(asks(17, "白洁", 3, P.WAITING, quota=account_of(2)))
    with asked.cache.read() as db:
        one = quota_bench.bench(db, account_of(2), [K.SUBMITTED])
    assert said(one) == {"白洁": "没有名额，白洁列入候补"}
