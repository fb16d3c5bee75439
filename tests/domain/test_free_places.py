"""额度审核: a free badge is free exactly as long as its person uses a place of the quota."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciie_admin.domain.cases import PersonCase
from ciie_admin.domain.commands import (
    AdviseAgainst,
    PassPerson,
    PersonCommand,
    ReturnPerson,
    WithdrawPerson,
)
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.free_places import TAKING, asked, place_event, served, wants_place
from ciie_admin.domain.outcome import Accepted, Effect, Outcome, Refused
from ciie_admin.domain.payment import closed_payment, opened_payment
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, left, within
from ciie_admin.domain.settling import judge
from ciie_admin.domain.states import Check, FreePlace, Payment, PersonReview, Step, UnitReview
from tests.domain.samples import NOW, PATH, actor, edition, person, quota
from tests.fixtures.records import person_form

PASS, FIRST = PassPerson(step=Step.FINAL), PassPerson(step=Step.FIRST)
RETURN, ADVISE = ReturnPerson(reasons=("photo_unfit",)), AdviseAgainst(reasons=("not_of_unit",))
VIP = person_form(label="vip")
FULL, OPEN = quota(received=3, reserved=1, used=2), quota(received=3, used=2)
LEASED = replace(OPEN, leased=1)
NOTHING: dict[str, Any] = {"free_place": FreePlace.NONE, "quota": 0, "rank": 0}
CLOSES, OPENS = (Effect.CLOSE_PAYMENT,), (Effect.OPEN_PAYMENT,)


def case(
    place: FreePlace,
    account: Quota | None = None,
    unit: UnitReview = UnitReview.PASSED,
    **changes: Any,
) -> PersonCase:
    form = changes.pop("form", VIP)
    one = person(free_place=place, form=form, **changes)
    one = replace(one, quota=OPEN.id if place is not FreePlace.NONE else 0)
    return PersonCase(one, unit, PATH, quota=account)


def judged(of: PersonCase, command: PersonCommand, steps: int = 1) -> Outcome:
    return decide(of, command, actor(), edition(steps), NOW)


def changed(outcome: Outcome) -> dict[str, Any]:
    assert isinstance(outcome, Accepted), outcome.code
    return {name: outcome.changes[name] for name in NOTHING if name in outcome.changes}


@pytest.mark.parametrize("reuse", [False, True])
def test_a_pass_uses_a_place(*, reuse: bool) -> None:
    """Also of who wants a badge that was free made valid again (seed 000)."""
    form = person_form(label="vip", reuse=reuse)
    reserved = judged(case(FreePlace.RESERVED, form=form), PASS)
    assert changed(reserved) == {"free_place": FreePlace.USED}
    assert isinstance(reserved, Accepted)
    assert reserved.effects == OPENS
    waiting = changed(judged(case(FreePlace.WAITING, OPEN, form=form, rank=2), PASS))
    assert waiting == {"free_place": FreePlace.USED, "quota": OPEN.id, "rank": 0}
    for account in (FULL, None, LEASED):
        full = judged(case(FreePlace.WAITING, account, form=form), PASS)
        assert full == Refused("quota_full", {"label": "vip"})


def test_what_needs_no_place_takes_none() -> None:
    paid = judged(case(FreePlace.NONE, FULL, form=person_form(label="visitor")), PASS)
    assert isinstance(paid, Accepted)
    assert (changed(paid), paid.effects) == ({}, ())
    assert changed(judged(case(FreePlace.NONE, OPEN, UnitReview.REJECTED), PASS)) == {}
    assert changed(judged(case(FreePlace.WAITING, FULL), FIRST, steps=2)) == {}, (
        "the first of two steps"
    )


@pytest.mark.parametrize("command", [RETURN, ADVISE])
def test_a_no_gives_the_place_back(command: PersonCommand) -> None:
    for place in (FreePlace.WAITING, FreePlace.RESERVED, FreePlace.USED):
        outcome = judged(case(place), command)
        assert changed(outcome) == NOTHING
        assert isinstance(outcome, Accepted)
        assert (Effect.CLOSE_PAYMENT in outcome.effects) is (place is FreePlace.USED)


def test_a_withdrawn_word_leaves_the_place_or_asks_for_one_anew() -> None:
    kept = judged(case(FreePlace.USED, review=PersonReview.PASSED), WithdrawPerson())
    assert changed(kept) == {"free_place": FreePlace.RESERVED}
    assert isinstance(kept, Accepted)
    assert kept.effects == CLOSES
    for account, reached in ((OPEN, FreePlace.RESERVED), (FULL, FreePlace.WAITING)):
        no = changed(
            judged(case(FreePlace.NONE, account, review=PersonReview.RETURNED), WithdrawPerson())
        )
        assert no == {"free_place": reached, "quota": OPEN.id, "rank": 0}
    assert not changed(
        judged(
            case(FreePlace.NONE, OPEN, UnitReview.REJECTED, review=PersonReview.RETURNED),
            WithdrawPerson(),
        )
    )


@pytest.mark.parametrize("judgement", ["failed", "cancelled"])
def test_the_organisers_no_gives_it_back_too(judgement: Any) -> None:
    free = case(FreePlace.USED, payment=Payment.FREE, check=Check.WAITING).person
    done = judge(free, judgement)
    assert done == Accepted({**NOTHING, "check": Check(judgement), "payment": Payment.NONE})
    assert judge(free, "passed") == Accepted({"check": Check.PASSED})


def test_who_asks_stands_behind_those_who_wait() -> None:
    one = case(FreePlace.NONE).person
    assert asked(one, OPEN)["free_place"] is FreePlace.RESERVED
    assert asked(one, replace(OPEN, waiting=1))["free_place"] is FreePlace.WAITING
    assert asked(replace(one, review=PersonReview.PASSED), OPEN)["free_place"] is FreePlace.USED


PLACES = [(one, two) for one in FreePlace for two in FreePlace]


@pytest.mark.parametrize(("was", "is_now"), PLACES)
def test_history_says_what_no_verdict_says(was: FreePlace, is_now: FreePlace) -> None:
    before, now = case(was).person, case(is_now).person
    said = {
        FreePlace.WAITING: "place_waiting",
        FreePlace.RESERVED: "place_reserved",
        FreePlace.USED: "place_used",
    }
    wanted = said.get(is_now, "place_released" if was in TAKING else "")
    silent = was is is_now or (was, is_now) == (FreePlace.USED, FreePlace.RESERVED)
    assert place_event(before, now) == ("" if silent else wanted)
    if is_now is FreePlace.USED:
        assert place_event(before, replace(now, review=PersonReview.PASSED)) == "", (
            "the pass says it"
        )


acts = st.lists(
    st.one_of(
        st.sampled_from([PASS, RETURN, ADVISE, WithdrawPerson()]),
        st.sampled_from(["passed", "failed", "cancelled"]),
        st.sampled_from([UnitReview.WAITING, UnitReview.PASSED, UnitReview.REJECTED]),
        st.sampled_from(["submit", "visitor", "vip", "place", "no place"]),
    ),
    max_size=25,
)


class Fair:
    """One person beside two others who hold a place each; the server's part in few lines."""

    def __init__(self) -> None:
        self.unit = UnitReview.WAITING
        self.received = 2
        self.person = replace(case(FreePlace.NONE, submitted_at=None).person, seen="")

    def account(self) -> Quota:
        place = self.person.free_place
        reserved, used = 1 + (place is FreePlace.RESERVED), 1 + (place is FreePlace.USED)
        return quota(received=max(self.received, reserved + used), reserved=reserved, used=used)

    def act(self, act: Any) -> None:
        if isinstance(act, UnitReview):
            self.unit = act
        elif act in ("passed", "failed", "cancelled"):
            self.take(judge(self.person, act))
        elif act in ("place", "no place"):
            self.received = 3 if act == "place" else 2
        elif isinstance(act, str):
            self.hand_in(act)
        else:
            self.take(judged(PersonCase(self.person, self.unit, PATH, quota=self.account()), act))
        self.follow()

    def hand_in(self, label: str) -> None:
        one = self.person
        if one.submitted_at is None or one.review is PersonReview.RETURNED:
            form = one.form if label == "submit" else person_form(label=label)
            self.person = replace(one, form=form, submitted_at=NOW, review=PersonReview.WAITING)

    def take(self, outcome: Outcome) -> None:
        if isinstance(outcome, Accepted):
            self.person = after(PersonCase(self.person, self.unit, PATH), outcome).person

    def follow(self) -> None:
        one, rules = self.person, edition(1)
        wants = wants_place(one, self.unit, rules)
        if one.free_place is FreePlace.NONE and wants:
            one = replace(one, **asked(one, self.account()))
        elif one.free_place is FreePlace.WAITING and wants and left(self.account()) > 0:
            one = replace(one, **served(one, self.account()))
        elif one.free_place is not FreePlace.NONE and not wants:
            one = replace(one, **NOTHING)
        for changes in (closed_payment, opened_payment):
            one = replace(one, **(changes(one, self.unit, rules) or {}))
        self.person = one


@settings(max_examples=300)
@given(acts)
def test_nobody_is_free_without_a_used_place(wanted: list[Any]) -> None:
    fair = Fair()
    for act in wanted:
        fair.act(act)
        check(fair.person, fair.unit)
        assert within(fair.account(), None) >= 0


def check(one: Person, unit: UnitReview) -> None:
    free = one.payment is Payment.FREE
    used = one.free_place is FreePlace.USED
    assert used or not free
    assert one.review is PersonReview.PASSED or not used, (
        "nobody uses a place the mission has not given"
    )
    assert (one.free_place is not FreePlace.NONE) is wants_place(one, unit, edition(1))
    assert free or not used or unit is not UnitReview.PASSED, (
        "who uses one in a passed unit is free"
    )
