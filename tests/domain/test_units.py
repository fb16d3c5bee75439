"""Which command leads a unit where: every status, command, role, place and number of steps."""

from itertools import product

import pytest

from ciie_admin.domain.actors import Role
from ciie_admin.domain.commands import (
    PassUnit,
    RejectUnit,
    ReopenUnit,
    ReturnUnit,
    UnitCommand,
    WithdrawUnit,
)
from ciie_admin.domain.decide import decide
from ciie_admin.domain.outcome import Accepted, Effect
from ciie_admin.domain.states import Step, UnitReview
from tests.domain.samples import (
    COLLEAGUE,
    ME,
    NOW,
    PLACES,
    actor,
    edition,
    unit_case,
)
from tests.domain.ways import Ways, rows, said

COMMANDS: dict[str, UnitCommand] = {
    "first": PassUnit(step=Step.FIRST),
    "final": PassUnit(step=Step.FINAL),
    "return": ReturnUnit(reasons=("address_differs",)),
    "reject": RejectUnit(reasons=("not_eligible",)),
    "reopen": ReopenUnit(why="补充了材料"),
    "withdraw": WithdrawUnit(),
}
# What a head of the mission reaches with a unit a colleague has decided on so far. `same`: accepted
# without effect; `moved`: refused, the unit is not where the command applies.
TABLE = {
    1: """
                  first          final   return    reject    reopen   withdraw
    waiting       one_step_only  passed  returned  rejected  moved    moved
    first_passed  same           passed  returned  rejected  moved    waiting
    passed        same           same    returned  rejected  moved    waiting
    returned      moved          moved   same      rejected  moved    waiting
    rejected      moved          moved   moved     same      waiting  waiting
    cancelled     moved          moved   moved     moved     moved    moved
    """,
    2: """
                  first          final   return    reject    reopen   withdraw
    waiting       first_passed   first_step_first  returned  rejected  moved  moved
    first_passed  same           passed  returned  rejected  moved    waiting
    passed        same           same    returned  rejected  moved    first_passed
    returned      moved          moved   same      rejected  moved    waiting
    rejected      moved          moved   moved     same      waiting  waiting
    cancelled     moved          moved   moved     moved     moved    moved
    """,
}
# What else stands in the way, the first that fits: role, place, command -> answer, where the table
# above would have reached something (`any`: whatever it says).
WAY = """
    viewer     any         any       any           role_may_not
    organiser  any         any       any           role_may_not
    finance    any         any       any           role_may_not
    any        elsewhere   any       any           not_your_place
    reviewer   any         reopen    any           head_needed
    reviewer   any         withdraw  waiting       not_your_verdict
    reviewer   any         withdraw  first_passed  not_your_verdict
    any        submission  final     passed@again  final_step_at_mission
"""
WAYS = Ways(TABLE, WAY)


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("review", UnitReview)
def test_every_command_in_every_status(steps: int, review: UnitReview) -> None:
    for command, role, place in product(COMMANDS, Role, PLACES):
        done = decide(unit_case(review), COMMANDS[command], actor(role, place), edition(steps), NOW)
        wanted = WAYS.expected(steps, review, command, role, place)
        assert said(done) == wanted, (command, role, place)


def test_the_table_is_whole() -> None:
    for steps in (1, 2):
        assert set(rows(TABLE[steps])) == set(product(UnitReview, COMMANDS))


def test_what_is_reached_is_signed_and_dated() -> None:
    done = decide(unit_case(), COMMANDS["first"], actor(), edition(2), NOW)
    assert isinstance(done, Accepted)
    assert done.changes == {
        "review": UnitReview.FIRST_PASSED,
        "first_by": ME,
        "automatic": False,
        "decided_by": ME,
        "decided_name": "办理人11",
        "decided_at": NOW,
        "reasons": (),
        "evidence": (),
    }
    assert done.effects == (), "one step of two opens nothing"


def test_two_steps_take_two_people() -> None:
    mine = unit_case(UnitReview.FIRST_PASSED, first_by=ME)
    final = COMMANDS["final"]
    for role, place in product((Role.REVIEWER, Role.HEAD, Role.ADMIN), ("centre", "mission")):
        assert said(decide(mine, final, actor(role, place), edition(2), NOW)) == (
            "second_person_needed"
        )
        other = actor(role, place, account=COLLEAGUE)
        assert said(decide(mine, final, other, edition(2), NOW)) == "passed"
    assert said(decide(mine, COMMANDS["return"], actor(), edition(2), NOW)) == "returned", (
        "whoever passed it first may find a fault later"
    )


def test_after_a_withdrawal_the_first_person_still_cannot_take_the_second_step() -> None:
    passed = unit_case(UnitReview.PASSED, first_by=ME, decided_by=COLLEAGUE)
    back = decide(passed, WithdrawUnit(), actor(account=COLLEAGUE), edition(2), NOW)
    assert isinstance(back, Accepted)
    assert (back.changes["review"], "first_by" in back.changes) == ("first_passed", False)
    again = unit_case(UnitReview.FIRST_PASSED, first_by=ME, decided_by=COLLEAGUE)
    assert said(decide(again, COMMANDS["final"], actor(), edition(2), NOW)) == (
        "second_person_needed"
    )


def test_the_author_may_withdraw_without_being_head() -> None:
    mine = unit_case(UnitReview.REJECTED, decided_by=ME)
    assert said(decide(mine, WithdrawUnit(), actor(Role.REVIEWER), edition(1), NOW)) == "waiting"


def test_what_the_system_passed_is_not_withdrawn_but_may_be_returned() -> None:
    automatic = unit_case(UnitReview.PASSED, automatic=True, first_by=None, decided_by=None)
    assert said(decide(automatic, WithdrawUnit(), actor(), edition(1), NOW)) == "moved"
    checked = decide(automatic, COMMANDS["return"], actor(), edition(1), NOW)
    assert said(checked) == "returned"
    assert isinstance(checked, Accepted)
    assert checked.changes["automatic"] is False


@pytest.mark.parametrize("steps", [1, 2])
def test_nothing_takes_back_a_unit_whose_persons_have_paid(steps: int) -> None:
    paid = unit_case(UnitReview.PASSED, persons_paid=3)
    for name in ("return", "reject", "withdraw"):
        done = decide(paid, COMMANDS[name], actor(), edition(steps), NOW)
        assert said(done) == "persons_have_paid", name
        assert not isinstance(done, Accepted)
        assert done.facts == {"count": "3"}


def test_nothing_takes_back_a_unit_with_free_badges_the_organiser_has_approved() -> None:
    approved = unit_case(UnitReview.PASSED, persons_passed=2)
    for name in ("return", "reject", "withdraw"):
        done = decide(approved, COMMANDS[name], actor(), edition(1), NOW)
        assert said(done) == "persons_are_passed", name


@pytest.mark.parametrize("review", UnitReview)
def test_what_was_not_submitted_is_not_judged(review: UnitReview) -> None:
    unsent = unit_case(review, submitted_at=None)
    for name in ("return", "reject"):
        assert said(decide(unsent, COMMANDS[name], actor(), edition(1), NOW)) == "not_submitted"
    for name in ("first", "final"):
        reached = said(decide(unsent, COMMANDS[name], actor(), edition(2), NOW))
        assert reached in ("not_submitted", "same"), name


def test_effects_open_and_close_payment() -> None:
    passing = decide(
        unit_case(UnitReview.FIRST_PASSED), COMMANDS["final"], actor(), edition(2), NOW
    )
    assert isinstance(passing, Accepted)
    assert passing.effects == (Effect.OPEN_PAYMENT, Effect.NOTIFY_PASSED)
    for name, notice in (
        ("return", (Effect.NOTIFY_RETURNED,)),
        ("reject", (Effect.NOTIFY_REJECTED,)),
        ("withdraw", ()),
    ):
        late = decide(unit_case(UnitReview.PASSED), COMMANDS[name], actor(), edition(1), NOW)
        early = decide(unit_case(UnitReview.FIRST_PASSED), COMMANDS[name], actor(), edition(2), NOW)
        assert isinstance(late, Accepted)
        assert isinstance(early, Accepted)
        assert late.effects == (Effect.CLOSE_PAYMENT, *notice)
        assert early.effects == notice, "nobody was asked to pay yet"


def test_going_back_or_against_forgets_the_first_step() -> None:
    for review, name in product(
        (UnitReview.FIRST_PASSED, UnitReview.PASSED), ("return", "reject", "withdraw")
    ):
        done = decide(unit_case(review), COMMANDS[name], actor(), edition(1), NOW)
        assert isinstance(done, Accepted)
        assert done.changes["first_by"] is None, (review, name)
