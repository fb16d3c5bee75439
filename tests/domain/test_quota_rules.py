"""Moves and leases of free places: what stands in their way, and that no place is ever made."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.actors import Role
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, QuotaCommand, ReturnQuota
from ciie_admin.domain.quota_rules import Accounts, act_of, decide_quota, lapsed
from ciie_admin.domain.quotas import (
    Quota,
    QuotaAct,
    QuotaNode,
    left,
    quota_id,
    sound,
    spend,
    whose,
    within,
)
from tests.domain.samples import NOW, actor, edition, quota, quota_case
from tests.fixtures.editions import CENTRE, DALIAN, SHANGHAI

OP = UUID(int=1)
SECOND = quota(SHANGHAI, DALIAN, received=8, used=3)
DAY = timedelta(days=1)


def judged(
    command: QuotaCommand, role: Role = Role.HEAD, place: str = "mission", **changes: Any
) -> Accounts | Refused:
    return decide_quota(quota_case(**changes), command, actor(role, place), edition(1), NOW, OP)


def done(command: QuotaCommand, *rest: Any, **changes: Any) -> Accounts:
    outcome = judged(command, *rest, **changes)
    assert not isinstance(outcome, Refused), outcome.code
    return outcome


def refused(command: QuotaCommand, *rest: Any, **changes: Any) -> Refused:
    outcome = judged(command, *rest, **changes)
    assert isinstance(outcome, Refused)
    return outcome


def counts(accounts: tuple[Quota, ...]) -> list[tuple[int, int, int]]:
    return [(one.received, one.allotted, left(one)) for one in accounts]


@pytest.mark.parametrize(
    ("command", "reached"),
    [
        (MoveQuota(count=8, was=10), [(18, 0, 18), (30, 18, 12)]),
        (MoveQuota(count=20, was=10), [(30, 0, 30), (30, 30, 0)]),
        (MoveQuota(count=-10, was=10), [(0, 0, 0), (30, 0, 30)]),
        (MoveQuota(count=5, was=10, other=SECOND.id), [(15, 0, 15), (3, 0, 0)]),
        (MoveQuota(count=-4, was=10, other=SECOND.id), [(6, 0, 6), (12, 0, 9)]),
    ],
)
def test_a_move_changes_both_ends(command: MoveQuota, reached: list[tuple[int, ...]]) -> None:
    assert counts(done(command, other=SECOND)) == reached


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (MoveQuota(count=21, was=10), "quota_short"),
        (MoveQuota(count=-11, was=10), "quota_sits"),
        (MoveQuota(count=1, was=9), "quota_changed"),
        (MoveQuota(count=0, was=10), "quota_count"),
        (MoveQuota(count=1_000_001, was=10), "quota_count"),
        (MoveQuota(count=6, was=10, other=SECOND.id), "quota_sits"),
        (MoveQuota(count=1, was=10, note="多" * 501), "text_too_long"),
        (LeaseQuota(count=11, until=NOW + DAY), "quota_short"),
        (LeaseQuota(count=1, until=NOW), "lease_until"),
        (LeaseQuota(count=1, until=NOW + 15 * DAY), "lease_until"),
        (LeaseQuota(count=0, until=NOW + DAY), "quota_count"),
    ],
)
def test_what_cannot_be_is_refused(command: QuotaCommand, code: str) -> None:
    assert refused(command, other=SECOND).code == code


def test_the_giver_moves_and_the_node_itself_leases() -> None:
    move, lease = MoveQuota(count=1, was=10), LeaseQuota(count=1, until=NOW + DAY)
    for role, place, command, code in (
        (Role.VIEWER, "mission", move, "role_may_not"),
        (Role.HEAD, "submission", move, "not_your_quota"),
        (Role.HEAD, "elsewhere", lease, "not_your_quota"),
    ):
        assert refused(command, role, place).code == code
    assert done(move, Role.REVIEWER)[0].received == 11
    assert done(lease, Role.REVIEWER, "submission")[0].leased == 1
    assert refused(move, quota=quota(label="visitor")).code == "label_not_free"
    assert refused(move, open=False).code == "unit_takes_none"
    back = MoveQuota(count=-1, was=10, other=SECOND.id)
    assert refused(back, other=SECOND, open=False).code == "unit_takes_none"
    stranger = replace(SECOND, parent=quota_id(QuotaNode.PLACE, CENTRE, 1))
    assert refused(MoveQuota(count=1, was=10, other=1), other=stranger).code == "not_beside"


def test_what_is_in_the_way_is_told_apart() -> None:
    sitting = quota(received=10, allotted=4, reserved=3, used=2)
    assert refused(MoveQuota(count=-2, was=10), quota=sitting).facts == {
        "allotted": "4",
        "reserved": "3",
        "used": "2",
        "leased": "0",
        "left": "1",
        "wanted": "2",
    }


def test_acts_are_called_by_who_gives() -> None:
    case = quota_case()
    given = replace(case, giver=quota(CENTRE, 0, received=99))
    assert act_of(case, MoveQuota(count=1, was=0)) is QuotaAct.ALLOT
    assert act_of(given, MoveQuota(count=1, was=0)) is QuotaAct.GRANT
    assert act_of(replace(case, giver=None), MoveQuota(count=1, was=0)) is QuotaAct.GRANT
    assert act_of(given, MoveQuota(count=-1, was=0)) is QuotaAct.RECALL
    assert act_of(case, MoveQuota(count=1, was=0, other=7)) is QuotaAct.SHIFT


def test_a_lease_is_spent_last_and_ends_by_time() -> None:
    (taken,) = done(LeaseQuota(count=4, until=NOW + DAY))
    assert (left(taken), within(taken, OP), within(taken, None)) == (6, 10, 6)
    spent = spend(taken, 8, OP)
    assert spent is not None
    assert (spent.leased, spent.leases[0].count) == (2, 2)
    assert spend(taken, 7, None) is None
    assert spend(taken, 11, OP) is None
    rules = edition(1)
    grace = timedelta(hours=rules.leases.grace_hours)
    for moment, device, leased in (
        (NOW + DAY, None, 4),
        (NOW + DAY, OP, 0),
        (NOW + DAY + grace, None, 0),
    ):
        (ended,) = lapsed(taken, rules, moment, device)
        assert (ended.leased, left(ended)) == (leased, 10 - leased)
    (back,) = done(ReturnQuota(lease=OP), quota=taken)
    assert back == replace(taken, leased=0, leases=())
    assert done(ReturnQuota(lease=UUID(int=2)), quota=taken) == (taken,)


@given(st.sampled_from(QuotaNode), st.integers(1, 2**54 - 1), st.integers(1, 127))
def test_an_id_says_whose_account_it_is(node: QuotaNode, number: int, label: int) -> None:
    made = quota_id(node, number, label)
    assert whose(made) == (node, number, label)
    assert 0 < made < 2**63


def test_what_could_not_be_told_apart_has_no_account() -> None:
    for number, label in ((0, 1), (2**54, 1), (1, 0), (1, 128)):
        with pytest.raises(ValueError, match="no such account"):
            quota_id(QuotaNode.UNIT, number, label)


moves = st.tuples(st.integers(-12, 12), st.sampled_from(["giver", "second"]))


@given(st.lists(moves, max_size=30))
def test_no_place_is_ever_made_or_lost(wanted: list[tuple[int, str]]) -> None:
    """Whatever is tried one after the other: no account below nought, and the sum stays."""
    own, second = quota(received=10), SECOND
    giver = quota(DALIAN, CENTRE, received=40, allotted=18)
    for count, way in wanted:
        beside = None if way == "giver" else second
        command = MoveQuota(count=count, was=own.received, other=beside.id if beside else None)
        outcome = judged(command, quota=own, giver=giver, other=beside)
        if isinstance(outcome, Refused):
            continue
        own, changed = outcome
        giver, second = (changed, second) if beside is None else (giver, changed)
        assert sound(own)
        assert sound(giver)
        assert sound(second)
        assert giver.allotted == own.received + second.received
