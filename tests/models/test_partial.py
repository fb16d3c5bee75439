"""Whom the verdict on a unit could be given as well."""

from dataclasses import replace

import pytest

from ciie_admin.domain.states import Payment, PersonReview
from ciie_admin.models import holding, partial
from ciie_admin.models.partial import Followers
from tests.domain.samples import person, unit
from tests.fixtures.local import Local


@pytest.fixture
def clerk(local: Local) -> Local:
    """Two units; of the persons of the first, 2 and 3 wait for a reviewer."""
    paid = replace(person(), payment=Payment.PAID)
    local.start(
        unit(),
        unit(id=9, form=replace(unit().form, name_zh="别的单位")),
        replace(person(), payment=Payment.NONE),
        replace(paid, id=3),
        replace(paid, id=4, submitted_at=None),
        replace(person(PersonReview.RETURNED), id=5),
        replace(person(PersonReview.PASSED), id=6),
        replace(paid, id=7, unit_id=9),
    )
    return local


def followers(clerk: Local, *units: int) -> Followers:
    with clerk.cache.read() as db:
        return partial.to_pass(db, units, clerk.actor)


def test_persons_who_wait_are_offered_until_somebody_has_a_wish_on_them(clerk: Local) -> None:
    assert followers(clerk, 1) == Followers((2, 3), unit().form.name_zh)
    assert followers(clerk, 1, 9) == Followers((2, 3, 7), "")
    clerk.passes(3, kind="person")
    assert followers(clerk, 1).persons == (2,)
    holding.hold(clerk.cache, clerk.actor, "person", [2])
    assert followers(clerk, 1).persons == (), "put aside"


def test_who_may_not_decide_is_offered_nobody(clerk: Local) -> None:
    elsewhere = replace(clerk.actor, path=(99,))
    with clerk.cache.read() as db:
        assert partial.to_pass(db, (1,), elsewhere).persons == ()
