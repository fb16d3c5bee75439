"""分办: who may give a case to whom, whatever state it is in."""

from itertools import product

from ciie_admin.domain.actors import HEADS, REVIEWERS, Role, covers
from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import Assign, is_drafted
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.outcome import Accepted, Refused
from ciie_admin.domain.states import PersonReview, UnitReview
from tests.domain.samples import (
    COLLEAGUE,
    ME,
    NOW,
    PATH,
    PLACES,
    actor,
    edition,
    person_case,
    unit_case,
)

CASES: list[Case] = [*map(unit_case, UnitReview), *map(person_case, PersonReview)]
STRANGER = 99


def test_only_heads_of_the_place_and_only_to_who_may_review_there() -> None:
    """In every state, by everybody, to everybody."""
    for case, role, place, to in product(CASES, Role, PLACES, (ME, COLLEAGUE, STRANGER, None)):
        by = actor(role, place)
        outcome = decide(case, Assign(to=to), by, edition(2), NOW)
        heard = role in REVIEWERS and covers(by, PATH)
        if not heard:
            assert outcome in (Refused("role_may_not"), Refused("not_your_place"))
        elif role not in HEADS:
            assert outcome == Refused("head_needed")
        elif to == STRANGER:
            assert outcome == Refused("cannot_review_there")
        elif to is None:
            assert outcome == Accepted(), "it is nobody's already"
        else:
            names = {ME: "办理人11", COLLEAGUE: "同事"}
            given = {"assigned_to": to, "assigned_name": names[to]}
            assert outcome == Accepted(given)


def test_the_same_again_changes_nothing_and_it_can_be_taken_back() -> None:
    for case in CASES:
        first = decide(case, Assign(to=COLLEAGUE), actor(), edition(1), NOW)
        assert isinstance(first, Accepted)
        given = after(case, first)
        assert decide(given, Assign(to=COLLEAGUE), actor(), edition(1), NOW) == Accepted()
        back = decide(given, Assign(to=None), actor(), edition(1), NOW)
        assert isinstance(back, Accepted)
        assert after(given, back) == case
    assert not is_drafted(Assign(to=None))
