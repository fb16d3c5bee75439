"""常用查询 come back as they were saved, in the person's order, and count what they list."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import reading, saved_queries
from ciie_admin.models.precious import SAVED_QUERY
from ciie_admin.models.queries import Query
from ciie_admin.models.saved_queries import SavedQuery
from ciie_admin.wire.codec import dump, load
from tests.domain.samples import unit
from tests.fixtures.local import Local
from tests.models.test_queries import person_queries


def made(name: str, query: Query | None = None) -> SavedQuery:
    return SavedQuery(id=uuid4(), name=name, query=query or Query(kind="unit"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=person_queries)
def test_a_query_survives_being_written_down(query: Query) -> None:
    one = made("查询", query)
    assert load(SavedQuery, dump(one)) == one


def test_order_names_and_removal_last_beyond_the_program(
    computers: Callable[[str], Local],
) -> None:
    cache = computers("one").cache
    first, second, third = (made(name) for name in ("一", "二", "三"))
    for one in (first, second, third):
        saved_queries.keep(cache, one)
    saved_queries.move(cache, third.id, -1)
    saved_queries.move(cache, third.id, -1)
    saved_queries.move(cache, third.id, -1)
    renamed = SavedQuery(id=third.id, name="三号", query=Query(kind="person", text="李"))
    saved_queries.keep(cache, renamed)
    saved_queries.remove(cache, second.id)
    saved_queries.move(cache, uuid4(), 1)
    with computers("one").cache.read() as db:
        assert saved_queries.saved(db) == (renamed, first)


def test_one_of_a_later_program_is_left_alone(local: Local) -> None:
    mine = made("一")
    saved_queries.keep(local.cache, mine)
    with local.cache.write() as db:
        db.execute(SAVED_QUERY.insert().values(id="x", place=9, body='{"v":2,"shape":"other"}'))
    saved_queries.move(local.cache, mine.id, 1)
    with local.cache.read() as db:
        assert saved_queries.saved(db) == (mine,)
        assert len(db.execute(SAVED_QUERY.select()).all()) == 2


@pytest.mark.parametrize("lane", [None, Lane.TO_REVIEW])
def test_it_counts_what_it_lists(local: Local, lane: Lane | None) -> None:
    local.start(*(unit(id=n) for n in range(1, 6)))
    local.passes(1, 2)
    query = Query(kind="unit", lane=lane)
    with local.cache.read() as db:
        assert saved_queries.count(db, query) == len(reading.ids(db, query)) == (3 if lane else 5)
