"""复核: who needs a second person, whose word it is, and who that person may be."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.actors import HEADS, Actor, Role
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import PassPerson, PassUnit, RequireSecond
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.outcome import Accepted, Refused
from ciie_admin.domain.places import Place
from ciie_admin.domain.second_person import CHOICES, named, require, steps
from ciie_admin.domain.states import PersonReview, Step, UnitReview
from tests.domain.samples import NOW, PLACES, actor, edition, person_case, unit_case
from tests.fixtures.editions import DALIAN, small_tree

SECOND = frozenset({"government", "person"})
ASKED: tuple[Case, ...] = (
    replace(unit_case(), second=SECOND),
    replace(person_case(), second=SECOND),
)


def dalian(*what: str) -> Place:
    [place] = [one for one in small_tree() if one.id == DALIAN]
    return replace(place, second_person=what)


def passing(case: Case, by: Actor) -> Case | Refused:
    done = decide(case, pass_command(case, edition(1)), by, edition(1), NOW)
    return done if isinstance(done, Refused) else after(case, done)


def review(case: Case) -> str:
    return case.unit.review if isinstance(case, UnitCase) else case.person.review


def test_an_office_may_ask_for_two_where_the_edition_asks_for_one() -> None:
    for case in ASKED:
        first = passing(case, actor(Role.REVIEWER, "submission", account=1))
        assert not isinstance(first, Refused)
        assert review(first) == "first_passed"
        for same in (actor(Role.HEAD, account=1), actor(Role.ADMIN, "centre", account=1)):
            assert passing(first, same) == Refused("second_person_needed")
        below = actor(Role.HEAD, "submission", account=2)
        assert passing(first, below) == Refused("final_step_at_mission")
        for place in ("mission", "centre"):
            second = passing(first, actor(Role.REVIEWER, place, account=2))
            assert not isinstance(second, Refused)
            assert review(second) == "passed"


def test_an_office_of_one_finds_its_second_person_above() -> None:
    """The only clerk of a mission has passed it: the centre does the rest, and can see it."""
    for case in ASKED:
        first = passing(case, actor(Role.HEAD, "mission", account=1))
        assert not isinstance(first, Refused)
        last = passing(first, actor(Role.REVIEWER, "centre", account=9))
        assert not isinstance(last, Refused)
        assert review(last) == "passed"


def test_a_step_begun_is_finished_also_when_the_office_has_changed_its_mind() -> None:
    for case in ASKED:
        first = passing(case, actor(account=1))
        assert not isinstance(first, Refused)
        lifted = replace(first, second=frozenset())
        assert steps(lifted, edition(1)) == 2
        assert passing(lifted, actor(account=1)) == Refused("second_person_needed")
        done = passing(lifted, actor(account=2))
        assert not isinstance(done, Refused)
        assert review(done) == "passed"


def test_what_is_not_named_takes_the_editions_steps() -> None:
    for second, known in product((frozenset[str](), frozenset({"association"})), (1, 2)):
        assert steps(replace(unit_case(), second=second), edition(known)) == known
        assert steps(replace(person_case(), second=second), edition(known)) == known
    passed = replace(unit_case(UnitReview.PASSED), second=SECOND)
    final = PassUnit(step=Step.FINAL)
    assert decide(passed, final, actor(), edition(1), NOW) == Accepted(), "it stays passed"
    late = replace(person_case(PersonReview.PASSED), second=SECOND)
    assert decide(late, PassPerson(step=Step.FINAL), actor(), edition(1), NOW) == Accepted()


@given(st.lists(st.sampled_from([*CHOICES, "nothing"])), st.sampled_from(Role))
def test_a_head_says_it_for_the_place_and_all_below(subjects: list[str], role: Role) -> None:
    command = RequireSecond(subjects=tuple(subjects))
    for where in PLACES:
        place, by = dalian("person"), actor(role, where)
        said = require(place, command, by, edition(1))
        if role not in HEADS:
            assert said == Refused("head_needed")
        elif place.path[: len(by.path)] != by.path:
            assert said == Refused("not_your_place")
        elif "nothing" in subjects:
            assert said == Refused("not_for_this_kind")
        else:
            assert isinstance(said, Place)
            assert set(said.second_person) == set(subjects)
            assert require(said, command, by, edition(1)) == said
            assert named((said, dalian("person"))) == {*subjects, "person"}
    closed = replace(edition(1), closed=True)
    assert require(dalian(), command, actor(), closed) == Refused("edition_closed")
