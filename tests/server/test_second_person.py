"""复核 by an office's own word: said once, it holds for everybody who decides there."""

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import text
from uuid6 import uuid7

from ciie_admin.domain.commands import PassPerson, PassUnit, RequireSecond
from ciie_admin.domain.places import Place
from ciie_admin.domain.states import Step, UnitClass
from ciie_admin.wire.messages import Operation, Subject, Verdict
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import DALIAN, PUDONG
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server

FIRST, FINAL = PassUnit(step=Step.FIRST), PassUnit(step=Step.FINAL)
ASSOCIATION: dict[str, Any] = {"unit_class": UnitClass.ASSOCIATION}


def requires(clerk: Clerk, *subjects: str, place: int = DALIAN) -> Verdict:
    clerk.n += 1
    one = Operation(
        id=uuid7(),
        subject=Subject(kind="place", id=place),
        command=RequireSecond(subjects=subjects),
        author=clerk.server.account(clerk.login).id,
        device=clerk.device,
        n=clerk.n,
        at=datetime.now(UTC),
        seen="",
        batch=uuid7(),
    )
    return clerk.exchange(one).verdicts[0]


def place_of(clerk: Clerk, number: int) -> Place:
    [found] = [
        one.record for one in clerk.exchange().changes if one.kind == "place" and one.id == number
    ]
    assert isinstance(found, Place)
    return found


def code(verdict: Verdict) -> str:
    return getattr(verdict, "code", verdict.kind)


def in_two_steps(below: Clerk, above: Clerk, kind: Literal["unit", "person"], number: int) -> None:
    """The sub-mission begins, only the mission can finish."""
    steps = PassUnit if kind == "unit" else PassPerson
    below.insists(kind, number, steps(step=Step.FIRST))
    early = below.decide(kind, number, steps(step=Step.FINAL))
    assert code(early) == "final_step_at_mission"
    above.insists(kind, number, steps(step=Step.FINAL))


def test_a_mission_asks_for_two_where_the_edition_asks_for_one(server: Server) -> None:
    with server.engine.begin() as db:
        mine, begun = (plant_unit(db, n, **ASSOCIATION) for n in (1, 2))
        theirs = plant_unit(db, 3, PUDONG, **ASSOCIATION)
        person = plant_person(db, mine)
    head, clerk = Clerk(server, "dalian.head"), Clerk(server, "dalian.clerk")
    below, shanghai = Clerk(server, "jinpu.clerk"), Clerk(server, "shanghai.clerk")
    assert code(requires(clerk, "association")) == "head_needed"
    elsewhere = requires(Clerk(server, "shanghai.head"), "association")
    assert code(elsewhere) == "not_your_place"
    assert code(requires(head, "everything")) == "not_for_this_kind"
    before = place_of(below, DALIAN)
    assert code(requires(head, "person", "association")) == "accepted"
    after = place_of(below, DALIAN)
    assert after.second_person == ("association", "person")
    assert after.version == before.version + 1
    assert code(clerk.decide("unit", mine, FINAL)) == "first_step_first"
    in_two_steps(below, clerk, "unit", mine)
    in_two_steps(below, clerk, "person", person)
    clerk.insists("unit", begun, FIRST)
    assert code(requires(head)) == "accepted", "from now on one is enough again"
    assert code(clerk.decide("unit", begun, FINAL)) == "second_person_needed"
    Clerk(server, "centre.admin").insists("unit", begun, FINAL)
    shanghai.insists("unit", theirs, FINAL)
    with server.engine.connect() as db:
        kinds = db.execute(text("SELECT kind FROM audit WHERE subject_kind = 'place'")).scalars()
        assert list(kinds) == ["require_second"] * 2
