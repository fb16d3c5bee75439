"""提交前核对: what moves of free places will do, said before they are released."""

from ciie_admin.models.approving import checked
from ciie_admin.models.consequences import consequences
from ciie_admin.models.quota_effects import by_label
from ciie_admin.models.releasing import release
from ciie_admin.models.tallies import tally
from tests.fixtures.local import ACTOR, Local
from tests.fixtures.local_quotas import (
    AT_JINPU,
    AT_ZHONGSHAN,
    OWN,
    account_of,
    own,
    types,
    zhongshan,
)


def test_who_gets_how_many_and_what_is_left_above(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    types(giving, {AT_ZHONGSHAN: 5})
    types(giving, {account_of(2): 4})
    with giving.cache.read() as db:
        found = consequences(db, ACTOR)
        said = checked(db, ACTOR)
        counted = tally(db)
    assert [
        (one.name.name, one.was, one.becomes, one.other_name.name, one.left_was, one.left_becomes)
        for one in found.quotas
    ] == [
        ("中山分团", 8, 5, "大连交易团", 10, 13),
        ("金普新区分团", 12, 16, "大连交易团", 13, 9),
        ("大连海洋协会", 0, 4, "金普新区分团", 8, 4),
    ], "each as those before it leave it"
    (vip,) = by_label(found.quotas)
    assert (vip.label, vip.given, vip.taken, vip.left) == ("vip", 8, 3, {OWN: 9, AT_JINPU: 4})
    assert found.by_kind == {"move_quota": 3}
    assert {(one.name, one.unit_name, one.state) for one in found.lines} == {
        ("中山分团", "VIP", "ready"),
        ("金普新区分团", "VIP", "ready"),
        ("大连海洋协会", "VIP", "ready"),
    }
    assert said.number == "", "no sheet for the leader is about them"
    assert (counted.drafted, counted.drafts, counted.stuck) == (3, {"move_quota": 3}, 0)
    assert counted.undo is not None
    assert (counted.undo.kind, counted.undo.name) == ("move_quota", "大连海洋协会")


def test_what_is_under_way_comes_before_what_is_checked(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    release(giving.cache, ACTOR)
    types(giving, {AT_JINPU: 18})
    with giving.cache.read() as db:
        (one,) = consequences(db, ACTOR).quotas
    assert (one.was, one.becomes, one.left_was, one.left_becomes) == (16, 18, 6, 4)


def test_what_cannot_go_says_how_many_are_left(giving: Local) -> None:
    types(giving, {AT_JINPU: 20})
    giving.hears(own(version=2, allotted=27), zhongshan(version=2, received=15))
    with giving.cache.read() as db:
        (line,) = consequences(db, ACTOR).lines
        assert tally(db).stuck == 1
    assert (line.state, line.why, dict(line.facts)) == (
        *("stuck", "quota_short"),
        {"left": "3", "wanted": "8"},
    )
    assert release(giving.cache, ACTOR).sent == ()
