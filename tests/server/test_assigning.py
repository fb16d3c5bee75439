"""分办 at the server, and who is told who works where."""

from datetime import UTC, datetime
from uuid import uuid4

from ciie_admin.domain.actors import Role
from ciie_admin.domain.commands import Assign, PassUnit
from ciie_admin.domain.places import Place
from ciie_admin.domain.states import Step
from ciie_admin.server import devices, seeding
from ciie_admin.wire.messages import Operation, PlaceChange, Subject, VerdictRefused
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import DALIAN, JINPU, SHANGHAI
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import PASSWORD, Server


def places(clerk: Clerk) -> dict[int, Place]:
    changes = clerk.exchange().changes
    return {one.id: one.record for one in changes if isinstance(one, PlaceChange)}


def names(place: Place) -> list[str]:
    return [one.name for one in place.people]


def refusal(clerk: Clerk, to: int | None) -> str:
    verdict = clerk.decide("unit", 1, Assign(to=to))
    assert isinstance(verdict, VerdictRefused)
    return verdict.code


def test_a_head_gives_a_case_to_who_may_review_there(server: Server) -> None:
    with server.engine.begin() as db:
        plant_unit(db, 1)
        plant_person(db, 1)
    head, clerk = Clerk(server, "dalian.head"), Clerk(server, "jinpu.clerk")
    before = clerk.sees("unit")[1]
    to = server.account("jinpu.clerk").id
    head.insists("unit", 1, Assign(to=to))
    head.insists("person", 1, Assign(to=server.account("dalian.second").id))
    unit, person = clerk.sees("unit")[1], clerk.sees("person")[1]
    assert (unit.assigned_to, unit.assigned_name) == (to, "孙经办")
    assert person.assigned_name == "赵复核"
    assert unit.seen == before.seen, "nothing that is judged"
    assert unit.version > before.version
    event = unit.history[-1]
    assert (event.what, event.by, event.to) == ("assign", "王负责", "孙经办")
    head.insists("unit", 1, Assign(to=to))
    assert clerk.sees("unit")[1].version == unit.version, "the same again changes nothing"
    head.insists("unit", 1, Assign(to=None))
    assert clerk.sees("unit")[1].assigned_to is None


def test_nobody_else_assigns_and_to_nobody_else(server: Server) -> None:
    with server.engine.begin() as db:
        plant_unit(db, 1)
    own = server.account("jinpu.clerk").id
    assert refusal(Clerk(server, "jinpu.clerk"), own) == "head_needed"
    head = Clerk(server, "dalian.head")
    for login in ("shanghai.clerk", "dalian.viewer", "centre"):
        assert refusal(head, server.account(login).id) == "cannot_review_there"
    with server.engine.begin() as db:
        devices.disable(db, "dalian.second", datetime.now(UTC))
    assert refusal(head, server.account("dalian.second").id) == "cannot_review_there"
    assert refusal(head, 10**9) == "cannot_review_there"


def test_it_makes_no_conflict_of_a_verdict_on_its_way(server: Server) -> None:
    """What was judged before the case was given away is judged all the same, and the reverse."""
    with server.engine.begin() as db:
        plant_unit(db, 1)
    head, clerk = Clerk(server, "dalian.head"), Clerk(server, "jinpu.clerk")
    stale = Operation(
        id=uuid4(),
        subject=Subject(kind="unit", id=1),
        command=Assign(to=server.account("jinpu.clerk").id),
        author=server.account("dalian.head").id,
        device=head.device,
        n=1,
        at=datetime.now(UTC),
        seen="of long ago",
        batch=uuid4(),
    )
    assert head.exchange(stale).verdicts[0].kind == "accepted"
    clerk.insists("unit", 1, PassUnit(step=Step.FIRST))


def test_who_works_where_is_told_above_and_below_and_nowhere_else(server: Server) -> None:
    clerk, far = Clerk(server, "jinpu.clerk"), Clerk(server, "shanghai.head")
    near = places(clerk)
    assert names(near[DALIAN]) == ["王负责", "李经办", "赵复核"], "no viewer among them"
    assert names(near[JINPU]) == ["孙经办"]
    assert names(near[SHANGHAI]) == []
    seen_far = places(far)
    assert names(seen_far[SHANGHAI]) == ["周负责", "吴经办"]
    assert names(seen_far[DALIAN]) == []
    head = clerk.exchange().head
    with server.engine.begin() as db:
        seeding.add_account(db, "jinpu.new", PASSWORD, "新同事", Role.REVIEWER, JINPU)
        devices.disable(db, "dalian.second", datetime.now(UTC))
    news = [one for one in clerk.exchange().changes if one.seq > head]
    told = {one.id: names(one.record) for one in news if isinstance(one, PlaceChange)}
    assert told == {JINPU: ["孙经办", "新同事"], DALIAN: ["王负责", "李经办"]}
