"""分办 in the cache: filters and counts by whom a case was given to, and who can be chosen."""

from dataclasses import replace

import pytest

from ciie_admin.domain.actors import Role
from ciie_admin.domain.places import Colleague, Place
from ciie_admin.errors import BadInput
from ciie_admin.models import opening, reading, tallies
from ciie_admin.models.assignable import assignable, mine
from ciie_admin.models.occurring import occurring
from ciie_admin.models.queries import Query
from ciie_admin.models.receiving import absorb
from ciie_admin.models.terms import terms, with_term
from ciie_admin.wire.codec import dump
from ciie_admin.wire.messages import PlaceChange
from tests.domain.samples import unit
from tests.fixtures.editions import CENTRE, DALIAN, JINPU, ZHONGSHAN, small_tree
from tests.fixtures.local import ACTOR, Local

CLERK = Colleague(id=6, name="李经办", role=Role.REVIEWER)
BELOW = Colleague(id=7, name="孙经办", role=Role.REVIEWER)
HEAD = Colleague(id=ACTOR.account, name=ACTOR.name, role=Role.HEAD)
GIVEN = {1: None, 2: CLERK, 3: CLERK, 4: HEAD}


@pytest.fixture
def office(local: Local) -> Local:
    """Four units, the last of another sub-mission; the cache belongs to the head."""
    with local.cache.write() as db:
        opening.set_preference(db, "actor", dump(ACTOR).decode())
    local.start(
        *(
            unit(
                id=number,
                review_place=ZHONGSHAN if number == 4 else JINPU,
                assigned_to=to.id if to else None,
                assigned_name=to.name if to else "",
            )
            for number, to in GIVEN.items()
        )
    )
    people = {DALIAN: (HEAD, CLERK), JINPU: (BELOW,)}
    changes = tuple(
        PlaceChange(seq=local._next(), id=one.id, record=replace(one, people=people[one.id]))
        for one in small_tree()
        if one.id in people
    )
    absorb(local.cache, replace(local.says(), changes=changes, cursor=local.seq), local.actor)
    return local


def places(office: Local) -> dict[int, Place]:
    with office.cache.read() as db:
        return reading.places(db)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("me",), [4]),
        (("none",), [1]),
        (("6",), [2, 3]),
        (("李经办",), [2, 3]),
        (("李经办", "me", "none"), [1, 2, 3, 4]),
    ],
)
def test_a_filter_by_me_nobody_number_or_name(
    office: Local, said: tuple[str, ...], found: list[int]
) -> None:
    query = Query(kind="unit")
    for one in said:
        query = with_term(query, f"assigned:{one}", places(office))
    with office.cache.read() as db:
        assert [*reading.ids(db, query)] == found
    again = Query(kind="unit")
    for key, value in terms(query, places(office)):
        again = with_term(again, f"{key}:{value}", places(office))
    assert again == query, "as it is written down"


def test_a_name_nobody_has_is_answered_with_those_there_are(office: Local) -> None:
    with pytest.raises(BadInput) as mistake:
        with_term(Query(kind="unit"), "assigned:陌生人", places(office))
    assert mistake.value.facts["values"] == "me, none, 孙经办, 李经办, 王负责"


def test_counts_by_whom_and_ones_own(office: Local) -> None:
    with office.cache.read() as db:
        found = occurring(db, Query(kind="unit"), "assigned")
        tally = tallies.tally(db)
        assert [*reading.ids(db, mine("unit"))] == [4]
        row = reading.unit_rows(db, [2])[2]
    assert {one.value: one.count for one in found} == {"none": 1, "6": 2, str(HEAD.id): 1}
    assert (tally.to_do.units_mine, tally.to_do.persons_mine) == (1, 0)
    assert row.assigned_name == "李经办"


def test_who_can_be_chosen_and_what_stands_with_them(office: Local) -> None:
    """Whoever may decide on most of them first; 金普 says nothing of a unit of 中山."""
    with office.cache.read() as db:
        found = assignable(db, "unit", [1, 2, 4])
    said = [(one.colleague.name, one.place, one.waiting, one.able) for one in found]
    assert sorted(said[:2]) == [("李经办", DALIAN, 2, 3), ("王负责", DALIAN, 1, 3)]
    assert said[2:] == [("孙经办", JINPU, 0, 2)]
    assert CENTRE not in {one.place for one in found}
