"""复核: what takes two people, by the edition or by an office's own word."""

from collections.abc import Iterable
from dataclasses import replace

from ciie_admin.domain.actors import HEADS, Actor, covers
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import RequireSecond
from ciie_admin.domain.edition import Edition, unit_steps
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place
from ciie_admin.domain.states import PersonReview, UnitClass, UnitReview

PERSON = "person"
CHOICES = (*(one.value for one in UnitClass), PERSON)
"""Classes of units, and the papers of persons."""


def steps(case: Case, edition: Edition) -> int:
    """How many mission steps this record takes: the edition's, or two where a place on its way
    to the root says so. Once the first was taken the second follows, whatever is said since.
    """
    if isinstance(case, UnitCase):
        what, known = case.unit.unit_class.value, unit_steps(edition, case.unit.unit_class)
        begun = case.unit.review is UnitReview.FIRST_PASSED
    else:
        what, known = PERSON, edition.review.person_steps
        begun = case.person.review is PersonReview.FIRST_PASSED
    return 2 if begun or what in case.second else known


def named(places: Iterable[Place]) -> frozenset[str]:
    """What these places ask two people for, taken together."""
    return frozenset(one for place in places for one in place.second_person)


def require(place: Place, command: RequireSecond, by: Actor, edition: Edition) -> Place | Refused:
    """By the head of that place, or of one above; for it and all below. The same again changes
    nothing; what has passed stays passed.
    """
    if edition.closed:
        return Refused("edition_closed")
    if by.role not in HEADS:
        return Refused("head_needed")
    if not covers(by, place.path):
        return Refused("not_your_place")
    if not {*command.subjects} <= {*CHOICES}:
        return Refused("not_for_this_kind")
    return replace(place, second_person=tuple(one for one in CHOICES if one in command.subjects))
