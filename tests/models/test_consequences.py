"""Before a release: what can go, what follows from it for persons, money and messages."""

from datetime import timedelta
from typing import Any

import pytest

from ciie_admin.domain.commands import AdviseAgainst, PassPerson, RejectUnit, ReturnUnit
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.states import FreePlace, Payment, PersonReview, Step, UnitClass, UnitReview
from ciie_admin.models import others
from ciie_admin.models.consequences import Consequences, consequences
from ciie_admin.models.releasing import release
from ciie_admin.models.tallies import Tally, tally
from ciie_admin.models.touched import touched
from ciie_admin.wire.messages import VerdictRefused
from tests.domain.samples import COLLEAGUE, person, unit
from tests.fixtures.local import ACTOR, Local, accepted
from tests.fixtures.records import person_form

ASSOCIATION = UnitClass.ASSOCIATION
VIP = person_form(label="vip")
LOOK = (Finding(rule="photo_missing", severity=Severity.LOOK),)


def foreseen(local: Local) -> Consequences:
    with local.cache.read() as db:
        return consequences(db, ACTOR)


def counted(local: Local) -> Tally:
    with local.cache.read() as db:
        return tally(db)


def test_nothing_drafted_nothing_foreseen(local: Local) -> None:
    local.start(unit())
    found = foreseen(local)
    assert (found.lines, found.notices, found.owed_fen) == ([], 0, 0)


def test_persons_of_passing_units_become_payable_or_free(local: Local) -> None:
    local.start(
        unit(unit_class=ASSOCIATION),
        person(id=11),
        person(id=12, form=person_form(entry_date="9-10", reuse=True)),
        person(PersonReview.PASSED, id=13, form=VIP, free_place=FreePlace.USED, quota=1),
        person(id=16, form=VIP, free_place=FreePlace.RESERVED, quota=1),
        person(id=14, submitted_at=None),
        person(id=15, payment=Payment.PAID),
        unit(id=2),
        person(id=21, unit_id=2),
    )
    local.passes(1, 2)
    found = foreseen(local)
    assert found.by_kind == {"pass_unit": 1, "pass_unit_first": 1}
    assert (found.becoming_payable, found.becoming_free) == (2, 1)
    assert found.owed_fen == 20_000 + 2_500
    assert found.notices == 1, "the first of two steps tells the unit nothing"
    assert [line.state for line in found.lines] == ["ready", "ready"]


def test_who_is_passed_on_a_free_place_is_free(local: Local) -> None:
    """With a unit that has passed, or passes in the same release; and is counted once."""
    place: dict[str, Any] = {"form": VIP, "free_place": FreePlace.RESERVED, "quota": 1}
    local.start(
        unit(UnitReview.PASSED, unit_class=ASSOCIATION),
        person(id=11, **place),
        person(id=12),
        unit(id=2, unit_class=ASSOCIATION),
        person(id=21, unit_id=2, **place),
        unit(id=3, unit_class=ASSOCIATION),
        person(id=31, unit_id=3, **place),
    )
    local.passes(2)
    for number in (11, 12, 21, 31):
        local.decides(PassPerson(step=Step.FINAL), number, kind="person")
    found = foreseen(local)
    assert (found.by_kind["pass_person"], found.becoming_free) == (4, 2)


def test_what_should_be_looked_at_stands_before_what_is_ready(local: Local) -> None:
    local.start(
        unit(id=1, unit_class=ASSOCIATION),
        unit(id=2, unit_class=ASSOCIATION, findings=LOOK * 2),
        unit(UnitReview.PASSED, id=3, unit_class=ASSOCIATION, persons_unpaid=4),
        unit(id=4, unit_class=ASSOCIATION),
        person(id=9, unit_id=2),
    )
    local.passes(1, 2)
    local.decides(ReturnUnit(reasons=("address_differs",)), 3)
    local.decides(RejectUnit(reasons=("not_eligible",)), 4)
    local.decides(AdviseAgainst(reasons=("not_of_unit",)), 9, kind="person")
    local.hears(unit(UnitReview.CANCELLED, id=4, version=2, decided_name="系统"))
    found = foreseen(local)
    said = {(line.wish.subject.id, line.state, line.why, line.count) for line in found.lines}
    assert said == {
        (4, "stuck", "state_moved", 0),
        (2, "look", "passes_with_findings", 2),
        (3, "look", "payment_closes", 4),
        (9, "look", "advice_only", 0),
        (1, "ready", "", 0),
    }
    assert [line.state for line in found.lines] == ["stuck", "look", "look", "look", "ready"]
    assert (found.count("look"), found.count("stuck")) == (3, 1)
    assert (found.lines[0].facts["by"], found.lines[0].name) == ("系统", "大连第1贸易有限公司")


def test_what_was_foreseen_is_what_goes(local: Local) -> None:
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in range(1, 6)))
    local.passes(*range(1, 6))
    local.hears(unit(UnitReview.REJECTED, id=1, version=2), gone=[("unit", 2)])
    found = foreseen(local)
    done = release(local.cache, ACTOR)
    assert len(done.sent) == found.count("ready") + found.count("look") == 3
    assert done.stayed == found.count("stuck") == 2


def test_the_numbers_every_screen_shows(local: Local) -> None:
    empty = counted(local)
    assert (empty.whole, empty.server_time, empty.drafted, empty.undo) == (False, None, 0, None)
    local.start(
        *(unit(id=n, unit_class=ASSOCIATION) for n in range(1, 7)), person(id=9), person(id=10)
    )
    local.passes(1, 2, 3)
    release(local.cache, ACTOR)
    first, second, _ = (one.id for one in local.sends())
    local.hears(
        verdicts=[VerdictRefused(id=first, code="state_moved"), accepted(second, 99, 9)],
        whole=False,
    )
    local.passes(4)
    release(local.cache, ACTOR)
    local.passes(5)
    local.decides(ReturnUnit(reasons=("address_differs",)), 6)
    local.passes(9, kind="person")
    local.hears(gone=[("unit", 6)], whole=False)
    now = counted(local)
    assert (now.to_do.units, now.to_do.persons) == (1, 1)
    assert now.drafts == {"pass_unit": 1, "pass_person": 1, "return_unit": 1}
    assert (now.drafted, now.stuck) == (3, 1)
    assert (now.pending, now.unsent, now.tray) == (3, 1, 1)
    assert (now.whole, now.remaining, now.server_time) == (True, 9, local.time)
    assert now.undo is not None
    assert now.undo.kind == "pass_person"


@pytest.mark.parametrize(
    ("by", "ago", "told"),
    [
        (COLLEAGUE, timedelta(seconds=30), True),
        (COLLEAGUE, timedelta(minutes=3), False),
        (ACTOR.account, timedelta(seconds=30), False),
        (None, timedelta(seconds=30), False),
    ],
)
def test_news_are_what_others_decided_just_now(
    local: Local, by: int | None, ago: timedelta, *, told: bool
) -> None:
    local.start(unit(id=1), unit(id=2), person(id=3))
    at = local.time - ago
    local.hears(
        unit(UnitReview.RETURNED, id=1, version=2, decided_by=by, decided_at=at),
        unit(UnitReview.REJECTED, id=2, version=2, decided_by=by, decided_at=at - timedelta(1)),
    )
    with local.cache.read() as db:
        act = others.latest(db, touched({("unit", 1), ("unit", 2), ("person", 3)}), ACTOR)
        many = touched({("unit", n) for n in range(1, 60)})
        assert others.latest(db, many, ACTOR) is None, "a catch-up is no news"
    assert (act is not None) is told
    if act is not None:
        assert (act.kind, act.id, act.review, act.by) == ("unit", 1, "returned", "同事")
