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

P, R, U = FreePlace, PersonReview, UnitReview
PASS, FIRST = PassPerson(step=Step.FINAL), PassPerson(step=Step.FIRST)
RETURN, ADVISE = ReturnPerson(reasons=("photo_unfit",)), AdviseAgainst(reasons=("not_of_unit",))
VIP = person_form(label="vip")
FULL, OPEN = quota(received=3, reserved=1, used=2), quota(received=3, used=2)
LEASED = replace(OPEN, leased=1)
NOTHING: dict[str, Any] = {"free_place": P.NONE, "quota": 0, "rank": 0}
CLOSES, OPENS = (Effect.CLOSE_PAYMENT,), (Effect.OPEN_PAYMENT,)


def case(place: P, account: Quota | None = None, unit: U = U.PASSED, **changes: Any) -> PersonCase:
    form = changes.pop("form", VIP)
    one = person(free_place=place, form=form, **changes)
    one = replace(one, quota=OPEN.id if place is not P.NONE else 0)
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
    reserved = judged(case(P.RESERVED, form=form), PASS)
    assert changed(reserved) == {"free_place": P.USED}
    assert isinstance(reserved, Accepted)
    assert reserved.effects == OPENS
    waiting = changed(judged(case(P.WAITING, OPEN, form=form, rank=2), PASS))
    assert waiting == {"free_place": P.USED, "quota": OPEN.id, "rank": 0}
    for account in (FULL, None, LEASED):
        full = judged(case(P.WAITING, account, form=form), PASS)
        assert full == Refused("quota_full", {"label": "vip"})


def test_what_needs_no_place_takes_none() -> None:
    paid = judged(case(P.NONE, FULL, form=person_form(label="visitor")), PASS)
    assert isinstance(paid, Accepted)
    assert (changed(paid), paid.effects) == ({}, ())
    assert changed(judged(case(P.NONE, OPEN, U.REJECTED), PASS)) == {}
    assert changed(judged(case(P.WAITING, FULL), FIRST, steps=2)) == {}, "the first of two steps"


@pytest.mark.parametrize("command", [RETURN, ADVISE])
def test_a_no_gives_the_place_back(command: PersonCommand) -> None:
    for place in (P.WAITING, P.RESERVED, P.USED):
        outcome = judged(case(place), command)
        assert changed(outcome) == NOTHING
        assert isinstance(outcome, Accepted)
        assert (Effect.CLOSE_PAYMENT in outcome.effects) is (place is P.USED)


def test_a_withdrawn_word_leaves_the_place_or_asks_for_one_anew() -> None:
    kept = judged(case(P.USED, review=R.PASSED), WithdrawPerson())
    assert changed(kept) == {"free_place": P.RESERVED}
    assert isinstance(kept, Accepted)
    assert kept.effects == CLOSES
    for account, reached in ((OPEN, P.RESERVED), (FULL, P.WAITING)):
        no = changed(judged(case(P.NONE, account, review=R.RETURNED), WithdrawPerson()))
        assert no == {"free_place": reached, "quota": OPEN.id, "rank": 0}
    assert not changed(judged(case(P.NONE, OPEN, U.REJECTED, review=R.RETURNED), WithdrawPerson()))


@pytest.mark.parametrize("judgement", ["failed", "cancelled"])
def test_the_organisers_no_gives_it_back_too(judgement: Any) -> None:
    free = case(P.USED, payment=Payment.FREE, check=Check.WAITING).person
    done = judge(free, judgement)
    assert done == Accepted({**NOTHING, "check": Check(judgement), "payment": Payment.NONE})
    assert judge(free, "passed") == Accepted({"check": Check.PASSED})


def test_who_asks_stands_behind_those_who_wait() -> None:
    one = case(P.NONE).person
    assert asked(one, OPEN)["free_place"] is P.RESERVED
    assert asked(one, replace(OPEN, waiting=1))["free_place"] is P.WAITING
    assert asked(replace(one, review=R.PASSED), OPEN)["free_place"] is P.USED


PLACES = [(one, two) for one in P for two in P]


@pytest.mark.parametrize(("was", "is_now"), PLACES)
def test_history_says_what_no_verdict_says(was: P, is_now: P) -> None:
    before, now = case(was).person, case(is_now).person
    said = {P.WAITING: "place_waiting", P.RESERVED: "place_reserved", P.USED: "place_used"}
    wanted = said.get(is_now, "place_released" if was in TAKING else "")
    silent = was is is_now or (was, is_now) == (P.USED, P.RESERVED)
    assert place_event(before, now) == ("" if silent else wanted)
    if is_now is P.USED:
        assert place_event(before, replace(now, review=R.PASSED)) == "", "the pass says it"


acts = st.lists(
    st.one_of(
        st.sampled_from([PASS, RETURN, ADVISE, WithdrawPerson()]),
        st.sampled_from(["passed", "failed", "cancelled"]),
        st.sampled_from([U.WAITING, U.PASSED, U.REJECTED]),
        st.sampled_from(["submit", "visitor", "vip", "place", "no place"]),
    ),
    max_size=25,
)


class Fair:
    """One person beside two others who hold a place each; the server's part in few lines."""

    def __init__(self) -> None:
        self.unit = U.WAITING
        self.received = 2
        self.person = replace(case(P.NONE, submitted_at=None).person, seen="")

    def account(self) -> Quota:
        place = self.person.free_place
        reserved, used = 1 + (place is P.RESERVED), 1 + (place is P.USED)
        return quota(received=max(self.received, reserved + used), reserved=reserved, used=used)

    def act(self, act: Any) -> None:
        if isinstance(act, U):
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
        if one.submitted_at is None or one.review is R.RETURNED:
            form = one.form if label == "submit" else person_form(label=label)
            self.person = replace(one, form=form, submitted_at=NOW, review=R.WAITING)

    def take(self, outcome: Outcome) -> None:
        if isinstance(outcome, Accepted):
            self.person = after(PersonCase(self.person, self.unit, PATH), outcome).person

    def follow(self) -> None:
        one, rules = self.person, edition(1)
        wants = wants_place(one, self.unit, rules)
        if one.free_place is P.NONE and wants:
            one = replace(one, **asked(one, self.account()))
        elif one.free_place is P.WAITING and wants and left(self.account()) > 0:
            one = replace(one, **served(one, self.account()))
        elif one.free_place is not P.NONE and not wants:
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


def check(one: Person, unit: U) -> None:
    free = one.payment is Payment.FREE
    used = one.free_place is P.USED
    assert used or not free
    assert one.review is R.PASSED or not used, "nobody uses a place the mission has not given"
    assert (one.free_place is not P.NONE) is wants_place(one, unit, edition(1))
    assert free or not used or unit is not U.PASSED, "who uses one in a passed unit is free"
