"""Which command leads a person's papers where, and how far the organiser's word ends it."""

from itertools import product

import pytest

from ciie_admin.domain.actors import Role
from ciie_admin.domain.commands import (
    AdviseAgainst,
    PassPerson,
    PersonCommand,
    ReturnPerson,
    WithdrawPerson,
)
from ciie_admin.domain.decide import decide
from ciie_admin.domain.outcome import Accepted, Effect
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, Step
from tests.domain.samples import COLLEAGUE, ME, NOW, PLACES, actor, edition, person_case
from tests.domain.ways import Ways, rows, said

COMMANDS: dict[str, PersonCommand] = {
    "first": PassPerson(step=Step.FIRST),
    "final": PassPerson(step=Step.FINAL),
    "return": ReturnPerson(reasons=("photo_unfit",)),
    "advise": AdviseAgainst(reasons=("not_of_unit",)),
    "withdraw": WithdrawPerson(),
}
# As for units: what a head of the mission reaches where a colleague has decided so far.
TABLE = {
    1: """
                     first          final   return    advise           withdraw
    waiting          one_step_only  passed  returned  advised_against  moved
    first_passed     same           passed  returned  advised_against  waiting
    passed           same           same    returned  advised_against  waiting
    returned         moved          moved   same      advised_against  waiting
    advised_against  moved          moved   returned  same             waiting
    """,
    2: """
                     first          final   return    advise           withdraw
    waiting          first_passed   first_step_first  returned  advised_against  moved
    first_passed     same           passed  returned  advised_against  waiting
    passed           same           same    returned  advised_against  first_passed
    returned         moved          moved   same      advised_against  waiting
    advised_against  moved          moved   returned  same             waiting
    """,
}
WAY = """
    viewer     any         any       any           role_may_not
    organiser  any         any       any           role_may_not
    finance    any         any       any           role_may_not
    any        elsewhere   any       any           not_your_place
    reviewer   any         withdraw  waiting       not_your_verdict
    reviewer   any         withdraw  first_passed  not_your_verdict
    any        submission  final     passed@again  final_step_at_mission
"""
WAYS = Ways(TABLE, WAY)
JUDGED = {
    Check.PASSED: "organiser_has_judged",
    Check.FAILED: "organiser_has_judged",
    Check.CANCELLED: "person_cancelled",
}


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("review", PersonReview)
def test_every_command_in_every_status(steps: int, review: PersonReview) -> None:
    for command, role, place in product(COMMANDS, Role, PLACES):
        case = person_case(review)
        done = decide(case, COMMANDS[command], actor(role, place), edition(steps), NOW)
        wanted = WAYS.expected(steps, review, command, role, place)
        assert said(done) == wanted, (command, role, place)


def test_the_table_is_whole() -> None:
    for steps in (1, 2):
        assert set(rows(TABLE[steps])) == set(product(PersonReview, COMMANDS))


@pytest.mark.parametrize("check", JUDGED)
@pytest.mark.parametrize("review", PersonReview)
def test_after_the_organiser_nothing_changes(check: Check, review: PersonReview) -> None:
    for name, steps in product(COMMANDS, (1, 2)):
        case = person_case(review, check=check)
        reached = said(decide(case, COMMANDS[name], actor(), edition(steps), NOW))
        before = rows(TABLE[steps])[review, name]
        never_possible = before == "moved" and name == "withdraw"
        kept = before if before == "same" or never_possible else JUDGED[check]
        assert reached == kept, (name, steps)


@pytest.mark.parametrize("badge", [badge for badge in Badge if badge is not Badge.NONE])
def test_a_badge_under_way_ends_it_too(badge: Badge) -> None:
    """Seed 003, X: nothing on a made badge can be changed."""
    case = person_case(check=Check.WAITING, badge=badge)
    for name in ("final", "return", "advise"):
        assert said(decide(case, COMMANDS[name], actor(), edition(1), NOW)) == (
            "organiser_has_judged"
        )


@pytest.mark.parametrize("payment", Payment)
def test_payment_is_no_matter_of_the_papers(payment: Payment) -> None:
    waiting = Check.WAITING if payment in (Payment.PAID, Payment.FREE) else Check.NONE
    for review, name in product(PersonReview, COMMANDS):
        case = person_case(review, payment=payment, check=waiting)
        reached = said(decide(case, COMMANDS[name], actor(), edition(2), NOW))
        assert reached == rows(TABLE[2])[review, name]


def test_who_was_not_submitted_is_not_judged() -> None:
    unsent = person_case(submitted_at=None)
    for name in ("first", "final", "return", "advise"):
        assert said(decide(unsent, COMMANDS[name], actor(), edition(2), NOW)) == "not_submitted"


def test_two_steps_take_two_people() -> None:
    mine = person_case(PersonReview.FIRST_PASSED, first_by=ME)
    assert said(decide(mine, COMMANDS["final"], actor(), edition(2), NOW)) == "second_person_needed"
    other = actor(account=COLLEAGUE)
    assert said(decide(mine, COMMANDS["final"], other, edition(2), NOW)) == "passed"


def test_the_author_may_withdraw_without_being_head() -> None:
    clerk = actor(Role.REVIEWER)
    for review in PersonReview:
        mine = person_case(review, decided_by=ME)
        wanted = rows(TABLE[2])[review, "withdraw"]
        assert said(decide(mine, WithdrawPerson(), clerk, edition(2), NOW)) == wanted


@pytest.mark.parametrize("gates", [False, True])
def test_papers_open_payment_only_where_the_edition_says_so(*, gates: bool) -> None:
    passing = decide(person_case(), COMMANDS["final"], actor(), edition(1, gates=gates), NOW)
    assert isinstance(passing, Accepted)
    assert passing.effects == ((Effect.OPEN_PAYMENT,) if gates else ())


def test_advice_is_not_told_to_the_registrant() -> None:
    """The organiser reads it and decides; only what is to be corrected is sent out."""
    advised = decide(person_case(), COMMANDS["advise"], actor(), edition(1), NOW)
    returned = decide(person_case(), COMMANDS["return"], actor(), edition(1), NOW)
    assert isinstance(advised, Accepted)
    assert isinstance(returned, Accepted)
    assert advised.effects == ()
    assert returned.effects == (Effect.NOTIFY_RETURNED,)
    assert advised.changes["reasons"] == ("not_of_unit",)


def test_advice_may_rest_on_reasons_of_either_kind() -> None:
    for code in ("photo_unfit", "not_of_unit"):
        advice = AdviseAgainst(reasons=(code,))
        assert said(decide(person_case(), advice, actor(), edition(1), NOW)) == "advised_against"
