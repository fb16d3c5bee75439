"""The check before a batch says exactly what recording the batch then does, and keeps nothing."""

from itertools import product

import pytest
from sqlalchemy import select

from ciie_admin.domain.commands import PassUnit, ReturnUnit, WithdrawUnit
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.states import Step, UnitClass, UnitReview
from ciie_admin.models import feasible as feasible_module
from ciie_admin.models.feasible import UNASKED, Feasible, Obstacle, feasible
from ciie_admin.models.judging import Choose
from ciie_admin.models.naming import Named
from ciie_admin.models.precious import BATCH
from tests.domain.samples import NOW, person, unit
from tests.fixtures.local import ACTOR, Local, always

ASSOCIATION = UnitClass.ASSOCIATION
RETURN = always(ReturnUnit(reasons=("address_differs",)))


def check(local: Local, ids: list[int], choose: Choose = pass_command) -> Feasible:
    with local.cache.read() as db:
        return feasible(db, "unit", ids, choose, ACTOR)


def test_the_reasons_are_grouped_the_most_frequent_first(local: Local) -> None:
    local.start(
        unit(id=1, unit_class=ASSOCIATION),
        unit(UnitReview.REJECTED, id=2, decided_name="姜波"),
        *(unit(id=number, submitted_at=None) for number in (3, 4)),
    )
    before = local.kept()
    found = check(local, [4, 2, 99, 1, 3, 1])
    assert found.able == (1,)
    moved = {"state": "rejected", "by": "姜波"}
    assert found.obstacles == (
        Obstacle("not_submitted", {}, (4, 3)),
        Obstacle("state_moved", moved, (2,)),
        Obstacle("no_such_record", {}, (99,)),
    )
    assert found.unable == 4
    assert set(found.names) == {2, 3, 4}
    assert isinstance(found.names[2], Named)
    assert local.kept() == before
    with local.cache.read() as db:
        assert db.execute(select(BATCH)).all() == []


def test_what_is_on_its_way_counts_and_a_draft_of_ones_own_does_not(local: Local) -> None:
    """As record() sees it: a draft is replaced, an operation is rested on."""
    local.start(*(unit(id=number, unit_class=ASSOCIATION) for number in (1, 2)))
    local.decides(PassUnit(step=Step.FINAL), 1)
    local.passes(2)
    assert check(local, [1, 2]).able == (1, 2)


def test_before_the_download_is_whole_nothing_can_be_decided(local: Local) -> None:
    local.start(unit(), whole=False)
    assert [one.code for one in check(local, [1]).obstacles] == ["not_whole_yet"]


def test_persons_are_named_with_their_unit(local: Local) -> None:
    local.start(unit(), person(submitted_at=None))
    with local.cache.read() as db:
        found = feasible(db, "person", [2], pass_command, ACTOR)
    assert found.names[2].beside == unit().form.name_zh


@pytest.mark.parametrize("choose", [pass_command, RETURN, always(WithdrawUnit())])
def test_it_is_the_judgement_of_recording(
    local: Local, choose: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the records are like, and however many are read at a time."""
    monkeypatch.setattr(feasible_module, "CHUNK", 5)
    kinds = [*product(UnitReview, (NOW, None), (0, 1))]
    made = [
        unit(review, id=number, unit_class=ASSOCIATION, submitted_at=at, persons_paid=paid)
        for number, (review, at, paid) in enumerate(kinds, 1)
    ]
    local.start(*made)
    ids = [one.id for one in made]
    found = check(local, ids, choose)
    done = local.decides(choose, *ids)
    assert found.able == done.drafted
    whys = {number: Refused(o.code, o.facts) for o in found.obstacles for number in o.ids}
    assert whys == dict(done.not_possible)
    assert found.able
    assert whys


def test_little_goes_without_asking(local: Local) -> None:
    one = Feasible("unit", tuple(range(UNASKED)), (), {})
    assert one.goes_without_asking
    assert not Feasible("unit", tuple(range(UNASKED + 1)), (), {}).goes_without_asking
    assert not Feasible("unit", (1,), (Obstacle("already_so", {}, (2,)),), {}).goes_without_asking
    assert feasible_module.CHUNK >= UNASKED
