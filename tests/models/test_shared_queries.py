"""常用查询 of the office in the cache: owed to the server, shown at once, taken back if refused."""

from dataclasses import replace

import pytest

from ciie_admin.domain.commands import ShareQuery, UnshareQuery
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import SharedQuery
from ciie_admin.models import reading, tallies
from ciie_admin.models.queries import Query
from ciie_admin.models.receiving import absorb
from ciie_admin.models.shared_queries import (
    Shared,
    has_refusals,
    refusals,
    shared,
    sharing,
    wish,
)
from ciie_admin.wire.messages import PlaceChange, VerdictRefused
from tests.domain.samples import unit
from tests.fixtures.editions import CENTRE, DALIAN, JINPU, SHANGHAI, ZHONGSHAN, small_tree
from tests.fixtures.local import ACTOR, CLICK, Local, accepted

MINE = Query(
    kind="unit",
    lane=Lane.TO_REVIEW,
    places=(JINPU,),
    text="贸易 公司",
    order="name",
    descending=True,
)


def told(local: Local, place: int, *queries: SharedQuery) -> None:
    """The server says what a place shares."""
    record = next(one for one in small_tree() if one.id == place)
    change = PlaceChange(seq=local._next(), id=place, record=replace(record, queries=queries))
    absorb(local.cache, replace(local.says(), changes=(change,), cursor=local.seq), ACTOR)


def seen(local: Local) -> list[Shared]:
    with local.cache.read() as db:
        return [*shared(db, ACTOR)]


def asked(local: Local, name: str = "金普") -> Refused | None:
    with local.cache.read() as db:
        command = sharing(name, MINE, reading.places(db))
    return wish(local.cache, command, ACTOR, CLICK)


@pytest.fixture
def office(local: Local) -> Local:
    local.start(unit(id=1))
    return local


def test_it_is_shown_at_once_and_means_the_same_once_it_came_back(office: Local) -> None:
    assert asked(office) is None
    (one,) = seen(office)
    assert (one.name, one.query, one.pending, one.by_name) == ("金普", MINE, True, ACTOR.name)
    with office.cache.read() as db:
        tally = tallies.tally(db)
    assert (tally.pending, tally.drafted, tally.undo) == (0, 0, None), "no decision"
    (operation,) = office.sends()
    assert (operation.subject.kind, operation.subject.id, operation.seen) == ("place", DALIAN, "")
    command = operation.command
    assert isinstance(command, ShareQuery)
    office.hears(verdicts=[accepted(operation.id, office.seq, 2)])
    assert seen(office) == [], "until the place itself says so"
    back = SharedQuery(
        name=command.name,
        of=command.of,
        terms=command.terms,
        descending=command.descending,
        by=8,
        by_name="赵复核",
    )
    told(office, DALIAN, back)
    (again,) = seen(office)
    assert (again.id, again.query, again.pending) == (one.id, MINE, False)
    assert wish(office.cache, UnshareQuery(name="金普", of="unit"), ACTOR, CLICK) is None
    assert seen(office) == []


def test_what_cannot_be_is_said_at_once_and_what_was_refused_once(office: Local) -> None:
    assert asked(office, "名" * 21) == Refused("query_name", {"limit": "20"})
    assert office.numbers()["outbox"] == 0
    asked(office)
    (operation,) = office.sends()
    why = VerdictRefused(id=operation.id, code="queries_full", facts={"limit": "50"})
    office.hears(verdicts=[why])
    assert seen(office) == []
    with office.cache.read() as db:
        assert has_refusals(db)
        assert tallies.tally(db).tray == 0
    ((command, said),) = refusals(office.cache)
    assert isinstance(command, ShareQuery)
    assert (command.name, said) == ("金普", Refused("queries_full", {"limit": "50"}))
    assert refusals(office.cache) == ()
    assert office.numbers()["tray"] == 1, "it stays, settled"


def test_ones_own_office_first_then_those_above_and_nothing_else(office: Local) -> None:
    def one(name: str, terms: str) -> SharedQuery:
        return SharedQuery(name=name, of="unit", terms=terms, by=8, by_name="赵复核")

    told(office, CENTRE, one("中心", "finding:any"))
    told(
        office, DALIAN, one("本团", "stage:held"), one("将来", "later:thing"), one("外", "place:99")
    )
    told(office, SHANGHAI, one("上海", "finding:any"))
    told(office, ZHONGSHAN, one("中山", "finding:any"))
    assert [(found.name, found.place) for found in seen(office)] == [
        ("本团", DALIAN),
        ("中心", CENTRE),
    ]
