"""常用查询 of an office: who may put one up, change it and take it away; what it may be."""

from dataclasses import replace

import pytest

from ciie_admin.domain.actors import HEADS, REVIEWERS, Actor, Role, covers
from ciie_admin.domain.commands import ShareQuery, UnshareQuery, is_drafted
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place
from ciie_admin.domain.share_rules import LONGEST_NAME, LONGEST_TERMS, MOST, decide_place
from tests.domain.samples import COLLEAGUE, ME, PLACES, actor, edition
from tests.fixtures.editions import DALIAN, small_tree

MISSION = next(one for one in small_tree() if one.id == DALIAN)
WISH = ShareQuery(name="待审", of="unit", terms="lane:to_review")


def after(place: Place, command: ShareQuery | UnshareQuery, by: Actor | None = None) -> Place:
    done = decide_place(place, command, by or actor(Role.REVIEWER), edition(1))
    assert isinstance(done, Place), done
    return done


def refused(place: Place, command: ShareQuery | UnshareQuery, by: Actor | None = None) -> str:
    done = decide_place(place, command, by or actor(Role.REVIEWER), edition(1))
    assert isinstance(done, Refused), done
    return done.code


def test_only_reviewers_of_the_place_share_there() -> None:
    for role in Role:
        for place in PLACES:
            by = actor(role, place)
            for command in (WISH, UnshareQuery(name="待审", of="unit")):
                done = decide_place(MISSION, command, by, edition(1))
                heard = role in REVIEWERS and covers(by, MISSION.path)
                assert isinstance(done, Place) is heard, (role, place)
    closed = replace(edition(1), closed=True)
    assert decide_place(MISSION, WISH, actor(), closed) == Refused("edition_closed")
    assert not is_drafted(WISH)


def test_a_name_is_there_once_for_each_kind_and_belongs_to_whoever_put_it_up() -> None:
    mine = after(MISSION, WISH)
    assert [(one.name, one.by, one.by_name) for one in mine.queries] == [("待审", ME, "办理人11")]
    both = after(mine, replace(WISH, of="person"))
    assert len(both.queries) == 2
    changed = replace(WISH, name=" 待审 ", terms="lane:returned")
    for role in sorted(REVIEWERS):
        by = actor(role, account=COLLEAGUE)
        if role in HEADS:
            renewed = after(both, changed, by).queries[0]
            assert (renewed.terms, renewed.by) == ("lane:returned", ME), "its author stays"
            assert after(both, UnshareQuery(name="待审", of="unit"), by).queries == both.queries[1:]
        else:
            assert refused(both, changed, by) == "not_your_query"
            assert refused(both, UnshareQuery(name="待审", of="unit"), by) == "not_your_query"
    assert after(both, changed).queries[1] == both.queries[1]
    assert after(mine, WISH) == mine, "the same again"
    assert after(MISSION, UnshareQuery(name="待审", of="unit")) == MISSION
    upper = after(MISSION, replace(WISH, name="VIP"))
    assert len(after(upper, replace(WISH, name="vip")).queries) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "query_name"),
        ({"name": "长" * (LONGEST_NAME + 1)}, "query_name"),
        ({"terms": ""}, "query_terms"),
        ({"terms": "x" * (LONGEST_TERMS + 1)}, "query_terms"),
        ({"of": "person", "terms": "text:123456789012345678"}, "query_number"),
    ],
)
def test_what_it_may_be(changes: dict[str, str], code: str) -> None:
    assert refused(MISSION, replace(WISH, **changes)) == code  # type: ignore[arg-type]


def test_there_is_a_limit_and_what_is_there_can_still_be_changed() -> None:
    full = MISSION
    for number in range(MOST):
        full = after(full, replace(WISH, name=f"第{number}"))
    assert refused(full, WISH) == "queries_full"
    assert after(full, replace(WISH, name="第7", terms="lane:returned")) != full
