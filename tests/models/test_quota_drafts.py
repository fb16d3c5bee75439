"""Typed totals as drafts: what is tentative, what is refused at once, and the way to the server."""

from sqlalchemy import select

from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.models import opening, quota_reading, trays
from ciie_admin.models.batches import outcomes
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.quota_drafts import Wanted, draft_moves
from ciie_admin.models.releasing import discard, release, take_back, undo
from ciie_admin.wire.messages import Operation, VerdictRefused
from tests.fixtures.local import ACTOR, CLICK, Local, accepted
from tests.fixtures.local_quotas import (
    AT_JINPU,
    AT_ZHONGSHAN,
    OWN,
    account_of,
    jinpu,
    of_unit,
    own,
    row,
    types,
    zhongshan,
)


def sums(local: Local, account: int) -> tuple[int, int, int, str]:
    """Total, given on, left (all tentative) and stage."""
    one = row(local, account)
    return one.received, one.allotted, one.left, one.stage


def drafted(local: Local) -> dict[int, tuple[int, int]]:
    """Difference and total before, by account."""
    with local.cache.read() as db:
        bodies = db.execute(select(DRAFT.c.subject_id, DRAFT.c.body)).all()
    return {n: _move(said) for n, said in bodies}


def _move(said: str) -> tuple[int, int]:
    command = load_pending(said).command
    assert isinstance(command, MoveQuota)
    return command.count, command.was


def sent(local: Local) -> dict[int, Operation]:
    release(local.cache, ACTOR)
    return {one.subject.id: one for one in local.sends()}


def test_a_typed_total_is_a_draft_that_both_accounts_show(giving: Local) -> None:
    done = types(giving, {AT_JINPU: 16})
    assert done.drafted == (AT_JINPU,)
    assert {AT_JINPU, OWN} <= done.touched.quotas
    assert sums(giving, AT_JINPU) == (16, 5, 8, "draft")
    assert sums(giving, OWN) == (30, 24, 6, "")
    assert drafted(giving) == {AT_JINPU: (4, 12)}
    types(giving, {AT_JINPU: 20})
    assert (drafted(giving), sums(giving, OWN)[2]) == ({AT_JINPU: (8, 12)}, 2)
    refused = types(giving, {AT_ZHONGSHAN: 11})
    ((number, why),) = refused.not_possible
    assert (number, why.code, dict(why.facts)) == (
        *(AT_ZHONGSHAN, "quota_short"),
        {"left": "2", "wanted": "3"},
    ), "as the other draft leaves it"
    assert sums(giving, AT_ZHONGSHAN) == (8, 0, 6, "")
    with giving.cache.read() as db:
        below = quota_reading.totals(db, OWN)
    assert (below["received"], below["left"]) == (28, 18), "the sum row has the draft"
    undo(giving.cache, ACTOR)
    assert drafted(giving) == {AT_JINPU: (4, 12)}, "the one before is back"
    taken = types(giving, {AT_JINPU: 12})
    assert (taken.drafted, taken.not_possible, drafted(giving)) == ((), (), {})
    assert sums(giving, OWN) == (30, 20, 10, "")


def test_it_does_not_matter_in_which_order_a_clerk_types(giving: Local) -> None:
    """The unit's places were typed before those of the sub-mission that they need, and what is
    taken back last goes out first.
    """
    done = types(giving, {account_of(2): 9, AT_ZHONGSHAN: 3, AT_JINPU: 26})
    assert set(done.drafted) == {account_of(2), AT_ZHONGSHAN, AT_JINPU}
    assert (sums(giving, OWN)[2], sums(giving, AT_JINPU)[2]) == (1, 9)
    assert [one.stage for one in outcomes(giving.cache, done.batch)] == ["drafted"] * 3
    release(giving.cache, ACTOR)
    assert [one.subject.id for one in giving.sends()] == [AT_ZHONGSHAN, AT_JINPU, account_of(2)]
    assert sums(giving, account_of(2)) == (9, 0, 9, "pending"), "it has no row yet"


def test_what_the_server_refuses_waits_in_the_tray_and_is_wished_anew(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    key = sent(giving)[AT_JINPU].id
    facts = {"was": "12", "is": "13"}
    refused = VerdictRefused(id=key, code="quota_changed", facts=facts)
    giving.hears(own(version=2, allotted=21), jinpu(version=2, received=13), verdicts=[refused])
    assert sums(giving, AT_JINPU) == (13, 5, 5, "")
    with giving.cache.read() as db:
        (entry,) = trays.entries(db)
    assert (entry.wish.kind, entry.wish.subject.id) == ("quota", AT_JINPU)
    trays.redo(giving.cache, key, ACTOR, CLICK)
    assert drafted(giving) == {AT_JINPU: (3, 13)}, "the total that was typed"
    with giving.cache.read() as db:
        assert trays.open_count(db) == 0


def test_a_draft_that_no_longer_applies_says_why(giving: Local) -> None:
    types(giving, {AT_JINPU: 20})
    giving.hears(own(version=2, allotted=25), zhongshan(version=2, received=13))
    one = row(giving, AT_JINPU)
    assert (one.typed, one.problem, dict(one.facts)) == (
        *(20, "quota_short"),
        {"left": "5", "wanted": "8"},
    )
    assert (one.received, one.stage) == (12, "draft"), "what cannot be is not counted"
    giving.hears(own(version=3, allotted=22), zhongshan(version=3, received=10))
    assert (row(giving, AT_JINPU).problem, sums(giving, AT_JINPU)[0]) == ("", 20)
    giving.hears(jinpu(version=2, received=13), own(version=4, allotted=23))
    assert row(giving, AT_JINPU).problem == "quota_changed"
    assert release(giving.cache, ACTOR).stayed == 1
    discard(giving.cache, ACTOR, "quota", [AT_JINPU])
    assert (drafted(giving), sums(giving, AT_JINPU)) == ({}, (13, 5, 5, ""))


def test_nothing_is_counted_twice_and_nothing_goes_back_while_pages_arrive(giving: Local) -> None:
    """A page ends between the two accounts of a move, and a colleague has moved on one of them."""
    types(giving, {AT_JINPU: 16})
    key = sent(giving)[AT_JINPU].id
    said = accepted(key, giving.seq + 2, 2)
    giving.hears(jinpu(version=2, received=16), verdicts=[said], whole=False)
    assert (sums(giving, AT_JINPU)[0], sums(giving, OWN)[1]) == (16, 24)
    assert row(giving, AT_JINPU).stage == "pending", "its giver is still to come"
    giving.hears(zhongshan(version=2, waiting=1), whole=False)
    assert sums(giving, OWN)[1] == 24
    giving.hears(own(version=3, allotted=23), whole=False)
    assert sums(giving, OWN) == (30, 23, 7, "")
    assert (sums(giving, AT_JINPU), giving.numbers()["delivered"]) == ((16, 5, 8, ""), 1)


def test_the_change_may_come_before_the_verdict(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    key = sent(giving)[AT_JINPU].id
    giving.hears(jinpu(version=2, received=16), own(version=2, allotted=24))
    assert (sums(giving, AT_JINPU)[0], sums(giving, OWN)[1]) == (16, 24), "not 20 and 28"
    giving.hears(verdicts=[accepted(key, giving.seq, 2)])
    assert (sums(giving, OWN), giving.numbers()["delivered"]) == ((30, 24, 6, ""), 1)


def test_moves_taken_back_while_sending_are_one_draft_that_does_them_all(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    release(giving.cache, ACTOR)
    types(giving, {AT_JINPU: 20})
    assert drafted(giving) == {AT_JINPU: (4, 16)}, "rests on what is under way"
    release(giving.cache, ACTOR)
    with giving.cache.read() as db:
        assert len(db.execute(select(OUTBOX.c.id)).all()) == 2
    take_back(giving.cache, ACTOR)
    assert drafted(giving) == {AT_JINPU: (8, 12)}
    assert sums(giving, AT_JINPU) == (20, 5, 12, "draft")
    undo(giving.cache, ACTOR)
    assert drafted(giving) == {AT_JINPU: (4, 12)}


def test_places_shift_between_two_of_one_giver(giving: Local) -> None:
    wanted = Wanted(account=AT_JINPU, count=5, other=AT_ZHONGSHAN, note="中山退回5个")
    draft_moves(giving.cache, [wanted], ACTOR, at=CLICK)
    assert (sums(giving, AT_JINPU)[0], sums(giving, AT_ZHONGSHAN)[0], sums(giving, OWN)[1]) == (
        17,
        3,
        20,
    )
    beside = Wanted(account=AT_JINPU, count=2, other=account_of(1))
    done = draft_moves(giving.cache, [beside], ACTOR, at=CLICK)
    assert [why.code for _, why in done.not_possible] == ["not_beside"]
    key = sent(giving)[AT_JINPU].id
    said = accepted(key, giving.seq + 2, 2)
    giving.hears(zhongshan(version=2, received=3), verdicts=[said], whole=False)
    assert (sums(giving, AT_JINPU)[0], sums(giving, AT_ZHONGSHAN)[0]) == (17, 3)
    giving.hears(jinpu(version=2, received=17))
    assert (sums(giving, AT_JINPU)[0], sums(giving, AT_ZHONGSHAN)[0]) == (17, 3)
    assert giving.numbers()["delivered"] == 1


def test_one_s_own_total_and_foreign_nodes_are_not_for_typing(giving: Local) -> None:
    strange = quota_id(QuotaNode.PLACE, 999, 1)
    done = types(giving, {OWN: 40, strange: 3, account_of(1): -1})
    codes = {number: why.code for number, why in done.not_possible}
    assert codes == {OWN: "not_your_quota", strange: "no_such_record", account_of(1): "quota_sits"}
    assert drafted(giving) == {}


def test_a_mirror_that_is_dropped_keeps_the_drafts(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    with giving.cache.write() as db:
        opening.drop_mirror(db)
    opening.prepare(giving.cache)
    giving.start(own(), jinpu(), of_unit(1, received=5))
    assert (sums(giving, AT_JINPU), sums(giving, OWN)[2]) == ((16, 5, 8, "draft"), 6)
